//! Configuration: flags over environment over `parlor.toml` over defaults. Read once, here, and passed down as plain values.

mod env;
mod secret;

use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use figment::Figment;
use figment::providers::{Format, Serialized, Toml};
use serde::{Deserialize, Serialize};
use url::Url;

pub use env::EnvError;
pub use secret::Secret;

/// Read from the working folder when it is there.
const USUAL_FILE: &str = "parlor.toml";

/// Everything an operator can set. Field names are those of `parlor.toml`; [`env`] lists the variables.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Where and how the server answers.
    pub server: Server,
    /// Where data lies.
    pub storage: Storage,
    /// Which language model answers.
    pub llm: Llm,
    /// Which model embeds.
    pub embed: Embed,
    /// Which model has the last word about the order of passages.
    pub rerank: Rerank,
    /// How addresses that tenants choose are reached.
    pub egress: Egress,
    /// How web sources are visited.
    pub crawl: Crawl,
    /// How uploads are read.
    pub extract: Extract,
    /// What is too much.
    pub limits: Limits,
    /// How evaluations are run.
    pub evals: Evals,
    /// What an organization may use.
    pub plan: Plan,
    /// Where traces of turns go.
    pub trace: Trace,
    /// What is written to standard error.
    pub log: Log,
}

/// Where and how the server answers.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Server {
    /// Address to listen on.
    pub listen: SocketAddr,
    /// How browsers reach this server; `http://<listen>` when not set.
    pub public_url: Option<Url>,
    /// Reverse proxies whose `X-Forwarded-For` is believed: addresses or ranges such as `10.0.0.0/8`.
    pub trusted_proxies: Vec<String>,
    /// Encrypts and signs what this installation hands out; 64 hexadecimal digits. Made on first start when not set.
    pub master_key: Option<Secret>,
    /// What Prometheus sends as bearer to read `/metrics`; nobody may read it when not set.
    pub metrics_token: Option<Secret>,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from(([127, 0, 0, 1], 8080)),
            public_url: None,
            trusted_proxies: Vec::new(),
            master_key: None,
            metrics_token: None,
        }
    }
}

/// Where data lies.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Storage {
    /// Folder of the database, uploads and the master key.
    pub data_dir: PathBuf,
    /// `sqlite://path` or `postgres://…`; a file in the data folder when not set.
    pub database_url: Option<Secret>,
    /// `file:///folder` or `s3://bucket/prefix`; a folder in the data folder when not set.
    pub blobs_url: Option<Url>,
    /// How the bucket is reached; from the environment only, under the names that every S3 client uses.
    #[serde(skip)]
    pub s3: Vec<(String, Secret)>,
}

impl Default for Storage {
    fn default() -> Self {
        Self { data_dir: PathBuf::from("./parlor-data"), database_url: None, blobs_url: None, s3: Vec::new() }
    }
}

/// Which language model answers.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Llm {
    /// An OpenAI-compatible endpoint, e.g. `http://127.0.0.1:11434/v1`; OpenRouter when only a key is set.
    pub base_url: Option<Url>,
    /// The endpoint's key.
    pub api_key: Option<Secret>,
    /// The model of agents that name none.
    pub model: Option<String>,
}

/// Which model embeds.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Embed {
    /// `local` (all-MiniLM-L6-v2 in this process) or the endpoint's model name.
    pub model: String,
    /// An OpenAI-compatible endpoint; needed unless the model is `local`.
    pub base_url: Option<Url>,
    /// The endpoint's key.
    pub api_key: Option<Secret>,
    /// Folder with the local model's `model.safetensors` and `tokenizer.json`; `models/all-MiniLM-L6-v2` in the data folder when not set.
    pub weights_dir: Option<PathBuf>,
}

impl Default for Embed {
    fn default() -> Self {
        Self { model: "local".into(), base_url: None, api_key: None, weights_dir: None }
    }
}

/// Which model has the last word about the order of passages, for agents that ask for it; none when not set.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Rerank {
    /// An endpoint with `/rerank` below it, e.g. `https://api.jina.ai/v1`.
    pub base_url: Option<Url>,
    /// The endpoint's key.
    pub api_key: Option<Secret>,
    /// The model; needed with an endpoint.
    pub model: Option<String>,
    /// How many passages it is asked about, at most.
    pub candidates: u32,
    /// Time that a call may take, in milliseconds; after it the order of the search stays.
    pub millis: u64,
}

impl Default for Rerank {
    fn default() -> Self {
        Self { base_url: None, api_key: None, model: None, candidates: 30, millis: 1_500 }
    }
}

/// How addresses that tenants choose (webhooks, MCP servers) are reached. Without any setting: the public internet only.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Egress {
    /// Ranges beside the public internet that may be reached, e.g. `10.20.0.0/16`.
    pub allow: Vec<String>,
    /// A proxy that all of it goes through.
    pub proxy: Option<Url>,
}

/// How web sources are visited.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Crawl {
    /// Least time between two requests to one host, in milliseconds; a robots.txt may ask for more.
    pub delay_ms: u64,
    /// Time that one page may take, redirects apart.
    pub seconds: u64,
    /// Most pages of one source.
    pub pages: u32,
}

impl Default for Crawl {
    fn default() -> Self {
        Self { delay_ms: 500, seconds: 15, pages: 1_000 }
    }
}

/// How uploads are read: in a child process, one per file, with these limits.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Extract {
    /// The program that is started as a reader; this one when not set.
    pub program: Option<PathBuf>,
    /// Memory that a reader may write to, in bytes.
    pub memory_bytes: u64,
    /// Processor time of a reader.
    pub cpu_seconds: u64,
    /// Time that a reader may take.
    pub seconds: u64,
    /// Most that a reader may say, in bytes.
    pub output_bytes: u64,
}

impl Default for Extract {
    fn default() -> Self {
        let limits = outbound::extract::Limits::default();
        Self {
            program: None,
            memory_bytes: limits.memory_bytes,
            cpu_seconds: limits.cpu_seconds,
            seconds: limits.wall.as_secs(),
            output_bytes: limits.output_bytes,
        }
    }
}

/// What is too much.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Limits {
    /// `off` for load tests only.
    pub rate_limits: Switch,
    /// Requests a minute per API key.
    pub requests_per_minute_per_key: u32,
    /// Requests a minute per address.
    pub requests_per_minute_per_address: u32,
    /// Largest upload in bytes.
    pub upload_bytes: u64,
    /// Memory for all search indexes together, in bytes.
    pub index_cache_bytes: u64,
    /// Background jobs at the same time, so that one slow document does not hold up the others.
    pub jobs: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            rate_limits: Switch::On,
            requests_per_minute_per_key: 600,
            requests_per_minute_per_address: 600,
            upload_bytes: 10 * 1024 * 1024,
            index_cache_bytes: 512 * 1024 * 1024,
            jobs: 2,
        }
    }
}

/// How evaluations that members and gates ask for are run.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Evals {
    /// Runs at a time on this node; each takes one of the background jobs.
    pub runs: usize,
    /// Cases at a time in a run.
    pub parallel: usize,
    /// How often a case is tried again when the model fails.
    pub retries: u32,
    /// Most micro-USD of a run, as far as providers tell what they cost; not limited when not set.
    pub budget_micros: Option<u64>,
    /// How often is looked at what visitors say of a version that was published lately.
    pub feedback_seconds: u32,
}

impl Default for Evals {
    fn default() -> Self {
        Self { runs: 1, parallel: 4, retries: 2, budget_micros: Some(1_000_000), feedback_seconds: 600 }
    }
}

/// What an organization may use; what is not set is not limited. A reached limit is answered with 402 `quota_exceeded`.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Plan {
    /// Answers in a calendar month (UTC).
    pub messages_per_month: Option<u64>,
    /// Micro-USD on a day (UTC), as far as providers tell what they cost.
    pub cost_micros_per_day: Option<u64>,
    /// Documents of all agents together.
    pub documents: Option<u64>,
    /// Agents.
    pub agents: Option<u64>,
}

/// Where traces of turns go; nowhere when nothing is set.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Trace {
    /// An OTLP collector, e.g. `http://127.0.0.1:4318`; traces go to `/v1/traces` below it.
    pub otlp_endpoint: Option<Url>,
    /// Headers for the collector: `name=value,name=value`.
    pub otlp_headers: Option<Secret>,
    /// How this service is called there.
    pub service_name: Option<String>,
    /// Langfuse; its cloud when only the keys are set.
    pub langfuse_host: Option<Url>,
    /// Langfuse's public key.
    pub langfuse_public_key: Option<String>,
    /// Langfuse's secret key.
    pub langfuse_secret_key: Option<Secret>,
    /// Whether a collector is told questions and answers; Langfuse always is.
    pub content: Option<Switch>,
}

/// `on` or `off`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Switch {
    /// Enabled.
    On,
    /// Disabled.
    Off,
}

/// What is written to standard error.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Log {
    /// A `tracing` filter, e.g. `info,api=debug`.
    pub filter: String,
    /// Lines for people or for machines.
    pub format: LogFormat,
}

impl Default for Log {
    fn default() -> Self {
        Self { filter: "info".into(), format: LogFormat::Text }
    }
}

/// Lines for people or for machines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LogFormat {
    /// One readable line per event.
    Text,
    /// One JSON object per event.
    Json,
}

/// Settings that flags give; they win over everything else.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// `--listen`.
    pub listen: Option<SocketAddr>,
    /// `--data-dir`.
    pub data_dir: Option<PathBuf>,
    /// `--config`; `parlor.toml` in the working folder is read when it exists and this is not given.
    pub file: Option<PathBuf>,
}

/// Why the configuration cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file named by `--config` is not there.
    #[error("configuration file {0} does not exist")]
    NoFile(PathBuf),
    /// An environment variable is unusable.
    #[error(transparent)]
    Env(#[from] EnvError),
    /// A value is of the wrong kind, or a name is unknown.
    #[error("configuration: {0}")]
    Invalid(#[from] Box<figment::Error>),
}

impl Config {
    /// Reads the configuration. `environment` is the process's, or a test's.
    pub fn load(
        flags: &Flags,
        environment: impl Iterator<Item = (String, String)>,
    ) -> Result<Self, ConfigError> {
        let mut figment = Figment::from(Serialized::defaults(Self::default()));
        match &flags.file {
            Some(file) if !file.exists() => return Err(ConfigError::NoFile(file.clone())),
            Some(file) => figment = figment.merge(Toml::file_exact(file)),
            None if Path::new(USUAL_FILE).exists() => figment = figment.merge(Toml::file_exact(USUAL_FILE)),
            None => {}
        }
        let environment: HashMap<String, String> = environment.collect();
        for (path, value) in env::read(&environment)? {
            figment = figment.merge(Serialized::default(path, value));
        }
        if let Some(listen) = flags.listen {
            figment = figment.merge(Serialized::default("server.listen", listen));
        }
        if let Some(dir) = &flags.data_dir {
            figment = figment.merge(Serialized::default("storage.data_dir", dir));
        }
        let mut config: Self = figment.extract().map_err(|error| ConfigError::Invalid(Box::new(error)))?;
        config.storage.s3 = env::s3(&environment);
        Ok(config)
    }

    /// The database to open.
    pub fn database_url(&self) -> String {
        match &self.storage.database_url {
            Some(url) => url.reveal().to_owned(),
            None => format!("sqlite://{}", self.in_data_dir("parlor.db").display()),
        }
    }

    /// Where the local embedding model lies.
    pub fn weights_dir(&self) -> PathBuf {
        self.embed.weights_dir.clone().unwrap_or_else(|| self.in_data_dir("models/all-MiniLM-L6-v2"))
    }

    /// A path in the data folder, absolute.
    pub fn in_data_dir(&self, name: impl AsRef<Path>) -> PathBuf {
        let path = self.storage.data_dir.join(name);
        std::path::absolute(&path).unwrap_or(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn load(pairs: &[(&str, &str)]) -> Result<Config, ConfigError> {
        Config::load(&Flags::default(), pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())))
    }

    #[test]
    fn environment_overrides_defaults_and_flags_override_environment() {
        assert_eq!(load(&[]).unwrap().server.listen.port(), 8080);
        let env = [("PARLOR_LISTEN".to_owned(), "127.0.0.1:1".to_owned())];
        let flags = Flags { listen: Some(SocketAddr::from(([127, 0, 0, 1], 2))), ..Flags::default() };
        assert_eq!(Config::load(&Flags::default(), env.clone().into_iter()).unwrap().server.listen.port(), 1);
        assert_eq!(Config::load(&flags, env.into_iter()).unwrap().server.listen.port(), 2);
    }

    #[test]
    fn every_kind_of_value_is_read() {
        let config = load(&[
            ("PARLOR_LLM_BASE_URL", "http://127.0.0.1:9/v1"),
            ("OPENROUTER_API_KEY", "or-key"),
            ("PARLOR_RATE_LIMITS", "off"),
            ("PARLOR_LOG_FORMAT", "json"),
            ("PARLOR_TRUSTED_PROXIES", "10.0.0.1, ::1"),
            ("PARLOR_REQUESTS_PER_MINUTE_PER_KEY", "7"),
        ])
        .unwrap();
        assert_eq!(config.llm.base_url.unwrap().as_str(), "http://127.0.0.1:9/v1");
        assert_eq!(config.llm.api_key.unwrap().reveal(), "or-key");
        assert_eq!(config.limits.rate_limits, Switch::Off);
        assert_eq!(config.limits.requests_per_minute_per_key, 7);
        assert_eq!(config.log.format, LogFormat::Json);
        assert_eq!(config.server.trusted_proxies.len(), 2);
    }

    #[test]
    fn wrong_values_are_refused_with_their_name() {
        let cases = [
            (("PARLOR_LISTEN", "nowhere"), "listen"),
            (("PARLOR_RATE_LIMITS", "maybe"), "rate_limits"),
            (("PARLOR_LLM_API_KEY_FILE", "/does/not/exist"), "PARLOR_LLM_API_KEY_FILE"),
        ];
        for (pair, name) in cases {
            let error = load(&[pair]).unwrap_err().to_string();
            assert!(error.contains(name), "{error}");
        }
    }

    #[test]
    fn secrets_do_not_show() {
        let config = load(&[("PARLOR_LLM_API_KEY", "sk-very-secret")]).unwrap();
        assert!(!format!("{config:?}").contains("very-secret"));
    }
}
