//! Which environment variable sets what. Every variable may also be given as `NAME_FILE`, the path of a file that holds the
//! value (Docker and Kubernetes secrets).

use std::collections::HashMap;
use std::path::PathBuf;

use figment::value::Value;

use super::Secret;

/// How a variable's text becomes a value.
#[derive(Clone, Copy)]
enum Form {
    Text,
    Number,
    List,
}

/// Variable, path in the configuration, form. A later row wins over an earlier one.
const VARIABLES: &[(&str, &str, Form)] = &[
    ("PARLOR_LISTEN", "server.listen", Form::Text),
    ("PARLOR_PUBLIC_URL", "server.public_url", Form::Text),
    ("PARLOR_TRUSTED_PROXIES", "server.trusted_proxies", Form::List),
    ("PARLOR_MASTER_KEY", "server.master_key", Form::Text),
    ("PARLOR_METRICS_TOKEN", "server.metrics_token", Form::Text),
    ("PARLOR_DATA_DIR", "storage.data_dir", Form::Text),
    ("PARLOR_DATABASE_URL", "storage.database_url", Form::Text),
    ("PARLOR_BLOBS_URL", "storage.blobs_url", Form::Text),
    ("PARLOR_LLM_BASE_URL", "llm.base_url", Form::Text),
    ("OPENROUTER_API_KEY", "llm.api_key", Form::Text),
    ("PARLOR_LLM_API_KEY", "llm.api_key", Form::Text),
    ("PARLOR_LLM_MODEL", "llm.model", Form::Text),
    ("PARLOR_EMBED_MODEL", "embed.model", Form::Text),
    ("PARLOR_EMBED_BASE_URL", "embed.base_url", Form::Text),
    ("PARLOR_EMBED_API_KEY", "embed.api_key", Form::Text),
    ("PARLOR_EMBED_WEIGHTS_DIR", "embed.weights_dir", Form::Text),
    ("PARLOR_RERANK_BASE_URL", "rerank.base_url", Form::Text),
    ("PARLOR_RERANK_API_KEY", "rerank.api_key", Form::Text),
    ("PARLOR_RERANK_MODEL", "rerank.model", Form::Text),
    ("PARLOR_RERANK_CANDIDATES", "rerank.candidates", Form::Number),
    ("PARLOR_RERANK_MILLIS", "rerank.millis", Form::Number),
    ("PARLOR_EGRESS_ALLOW", "egress.allow", Form::List),
    ("PARLOR_EGRESS_PROXY", "egress.proxy", Form::Text),
    ("PARLOR_CRAWL_DELAY_MS", "crawl.delay_ms", Form::Number),
    ("PARLOR_CRAWL_SECONDS", "crawl.seconds", Form::Number),
    ("PARLOR_CRAWL_PAGES", "crawl.pages", Form::Number),
    ("PARLOR_EXTRACT_PROGRAM", "extract.program", Form::Text),
    ("PARLOR_EXTRACT_MEMORY_BYTES", "extract.memory_bytes", Form::Number),
    ("PARLOR_EXTRACT_CPU_SECONDS", "extract.cpu_seconds", Form::Number),
    ("PARLOR_EXTRACT_SECONDS", "extract.seconds", Form::Number),
    ("PARLOR_EXTRACT_OUTPUT_BYTES", "extract.output_bytes", Form::Number),
    ("PARLOR_RATE_LIMITS", "limits.rate_limits", Form::Text),
    ("PARLOR_REQUESTS_PER_MINUTE_PER_KEY", "limits.requests_per_minute_per_key", Form::Number),
    ("PARLOR_REQUESTS_PER_MINUTE_PER_ADDRESS", "limits.requests_per_minute_per_address", Form::Number),
    ("PARLOR_UPLOAD_BYTES", "limits.upload_bytes", Form::Number),
    ("PARLOR_INDEX_CACHE_BYTES", "limits.index_cache_bytes", Form::Number),
    ("PARLOR_PLAN_MESSAGES_PER_MONTH", "plan.messages_per_month", Form::Number),
    ("PARLOR_PLAN_COST_MICROS_PER_DAY", "plan.cost_micros_per_day", Form::Number),
    ("PARLOR_PLAN_DOCUMENTS", "plan.documents", Form::Number),
    ("PARLOR_PLAN_AGENTS", "plan.agents", Form::Number),
    ("OTEL_EXPORTER_OTLP_ENDPOINT", "trace.otlp_endpoint", Form::Text),
    ("OTEL_EXPORTER_OTLP_HEADERS", "trace.otlp_headers", Form::Text),
    ("OTEL_SERVICE_NAME", "trace.service_name", Form::Text),
    ("LANGFUSE_HOST", "trace.langfuse_host", Form::Text),
    ("LANGFUSE_BASE_URL", "trace.langfuse_host", Form::Text),
    ("LANGFUSE_PUBLIC_KEY", "trace.langfuse_public_key", Form::Text),
    ("LANGFUSE_SECRET_KEY", "trace.langfuse_secret_key", Form::Text),
    ("PARLOR_TRACE_CONTENT", "trace.content", Form::Text),
    ("PARLOR_EVAL_RUNS", "evals.runs", Form::Number),
    ("PARLOR_EVAL_PARALLEL", "evals.parallel", Form::Number),
    ("PARLOR_EVAL_BUDGET_MICROS", "evals.budget_micros", Form::Number),
    ("PARLOR_EVAL_FEEDBACK_SECONDS", "evals.feedback_seconds", Form::Number),
    ("PARLOR_JOBS", "limits.jobs", Form::Number),
    ("PARLOR_LOG", "log.filter", Form::Text),
    ("PARLOR_LOG_FORMAT", "log.format", Form::Text),
];

/// Variables that every S3 client reads.
const S3: &[&str] = &[
    "AWS_ACCESS_KEY_ID",
    "AWS_SECRET_ACCESS_KEY",
    "AWS_SESSION_TOKEN",
    "AWS_REGION",
    "AWS_DEFAULT_REGION",
    "AWS_ENDPOINT",
    "AWS_ENDPOINT_URL",
    "AWS_ALLOW_HTTP",
];

/// Why a variable cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum EnvError {
    /// The file that `NAME_FILE` names cannot be read.
    #[error("{variable}: cannot read {path}: {source}")]
    File {
        /// The variable.
        variable: String,
        /// The file.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// A number was expected.
    #[error("{variable} ({path}) must be a whole number")]
    Number {
        /// The variable.
        variable: &'static str,
        /// What it sets.
        path: &'static str,
    },
}

/// The settings that an environment holds, as (path, value).
pub(super) fn read(environment: &HashMap<String, String>) -> Result<Vec<(&'static str, Value)>, EnvError> {
    let mut settings = Vec::new();
    for (variable, path, form) in VARIABLES {
        let Some(text) = lookup(variable, environment)? else { continue };
        let value = match form {
            Form::Text => Value::from(text),
            Form::Number => {
                let number: u64 = text.trim().parse().map_err(|_| EnvError::Number { variable, path })?;
                Value::from(number)
            }
            Form::List => {
                let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
                Value::from(items.map(str::to_owned).collect::<Vec<_>>())
            }
        };
        settings.push((*path, value));
    }
    Ok(settings)
}

/// How a bucket is reached.
pub(super) fn s3(environment: &HashMap<String, String>) -> Vec<(String, Secret)> {
    let given = S3.iter().filter_map(|name| environment.get_key_value(*name));
    given.map(|(name, value)| (name.clone(), Secret::new(value))).collect()
}

/// The variable itself, else the file that `NAME_FILE` points to. An empty value counts as not set.
fn lookup(name: &str, environment: &HashMap<String, String>) -> Result<Option<String>, EnvError> {
    if let Some(text) = environment.get(name) {
        return Ok(Some(text.clone()).filter(|text| !text.is_empty()));
    }
    let variable = format!("{name}_FILE");
    let Some(path) = environment.get(&variable) else { return Ok(None) };
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text.trim().to_owned())),
        Err(source) => Err(EnvError::File { variable, path: path.into(), source }),
    }
}
