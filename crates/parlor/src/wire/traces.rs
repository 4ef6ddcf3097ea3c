//! Traces as the configuration names them.

use std::sync::Arc;

use anyhow::{Context as _, bail};
use domain::chat::run::TurnObserver;
use outbound::Secret;
use outbound::trace::{Settings, Tracer};

use super::langfuse::HOST;
use crate::config::{Config, Switch};

const SERVICE: &str = "parlor";

/// One observer for each place that is configured.
pub fn tracers(config: &Config) -> anyhow::Result<Vec<Arc<dyn TurnObserver>>> {
    let mut tracers: Vec<Arc<dyn TurnObserver>> = Vec::new();
    for settings in [otlp(config)?, langfuse(config)?].into_iter().flatten() {
        tracers.push(Arc::new(Tracer::start(settings).context("traces")?));
    }
    Ok(tracers)
}

fn service(config: &Config) -> String {
    config.trace.service_name.clone().unwrap_or_else(|| SERVICE.to_owned())
}

fn otlp(config: &Config) -> anyhow::Result<Option<Settings>> {
    let trace = &config.trace;
    let Some(base) = &trace.otlp_endpoint else { return Ok(None) };
    let mut headers = Vec::new();
    let given = trace.otlp_headers.as_ref().map_or("", |headers| headers.reveal());
    for pair in given.split(',').map(str::trim).filter(|pair| !pair.is_empty()) {
        let Some((name, value)) = pair.split_once('=') else {
            bail!("OTEL_EXPORTER_OTLP_HEADERS must read name=value,name=value");
        };
        headers.push((name.trim().to_owned(), Secret::new(value)));
    }
    let endpoint = format!("{}/v1/traces", base.as_str().trim_end_matches('/'));
    let content = trace.content == Some(Switch::On);
    Ok(Some(Settings { endpoint, headers, service: service(config), content }))
}

/// Langfuse takes OTLP below its own path, with the keys as user and password.
fn langfuse(config: &Config) -> anyhow::Result<Option<Settings>> {
    use base64::Engine as _;
    let trace = &config.trace;
    let (Some(public), Some(secret)) = (&trace.langfuse_public_key, &trace.langfuse_secret_key) else {
        return Ok(None);
    };
    let host = trace.langfuse_host.as_ref().map_or(HOST, |host| host.as_str());
    let endpoint = format!("{}/api/public/otel/v1/traces", host.trim_end_matches('/'));
    let pair = base64::engine::general_purpose::STANDARD.encode(format!("{public}:{}", secret.reveal()));
    let headers = vec![
        ("authorization".to_owned(), Secret::new(&format!("Basic {pair}"))),
        ("x-langfuse-ingestion-version".to_owned(), Secret::new("4")),
    ];
    Ok(Some(Settings { endpoint, headers, service: service(config), content: true }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Flags;

    fn config(pairs: &[(&str, &str)]) -> Config {
        let pairs = pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Config::load(&Flags::default(), pairs).unwrap()
    }

    #[test]
    fn each_place_is_found_by_its_variables() {
        let nothing = config(&[]);
        assert!(otlp(&nothing).unwrap().is_none() && langfuse(&nothing).unwrap().is_none());
        let both = config(&[
            ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318"),
            ("OTEL_EXPORTER_OTLP_HEADERS", "x-key=a=b, x-other=c"),
            ("LANGFUSE_HOST", "http://127.0.0.1:3000/"),
            ("LANGFUSE_PUBLIC_KEY", "pk"),
            ("LANGFUSE_SECRET_KEY", "very-secret"),
        ]);
        let collector = otlp(&both).unwrap().unwrap();
        assert_eq!(collector.endpoint, "http://127.0.0.1:4318/v1/traces");
        let names: Vec<&str> = collector.headers.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!((names, collector.content), (vec!["x-key", "x-other"], false));
        let langfuse = langfuse(&both).unwrap().unwrap();
        assert_eq!(langfuse.endpoint, "http://127.0.0.1:3000/api/public/otel/v1/traces");
        assert!(langfuse.content && !format!("{langfuse:?}").contains("very-secret"));
        assert!(
            otlp(&config(&[
                ("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318"),
                ("OTEL_EXPORTER_OTLP_HEADERS", "nonsense"),
            ]))
            .is_err()
        );
    }
}
