//! Traces of turns for a collector or Langfuse: OTLP over HTTP with JSON bodies (OpenTelemetry protocol 1.x), names from the GenAI semantic
//! conventions.
//!
//! A turn never waits for this: reports go into a bounded queue, what finds no place is dropped and counted, and one task sends batches.

mod spans;
pub(crate) mod wire;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use domain::chat::run::{TurnObserver, TurnReport};
use reqwest::Client;
use reqwest::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use tokio::sync::mpsc;
use tokio::time::timeout;
use url::Url;

use crate::{Secret, SetupError, http};

/// Reports that may wait.
const QUEUE: usize = 1_024;
/// Turns in one request, at most.
const BATCH: usize = 64;
/// How long a batch is filled.
const FILL: Duration = Duration::from_secs(2);
/// How long the collector may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Where traces go.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The whole address, e.g. `http://127.0.0.1:4318/v1/traces`.
    pub endpoint: String,
    /// Sent with each batch.
    pub headers: Vec<(String, Secret)>,
    /// `service.name`.
    pub service: String,
    /// Whether questions and answers are told, or only their circumstances.
    pub content: bool,
}

/// Sends reports on.
#[derive(Debug)]
pub struct Tracer {
    queue: mpsc::Sender<TurnReport>,
    dropped: Arc<AtomicU64>,
}

struct Sender {
    client: Client,
    endpoint: Url,
    headers: HeaderMap,
    settings: Settings,
    dropped: Arc<AtomicU64>,
}

impl Tracer {
    /// Checks the settings and starts the task that sends. Dials nobody before the first turn has ended. Must be called inside a runtime.
    pub fn start(settings: Settings) -> Result<Self, SetupError> {
        let endpoint = Url::parse(&settings.endpoint)
            .map_err(|error| SetupError(format!("`{}` is no URL for traces: {error}", settings.endpoint)))?;
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        for (name, value) in &settings.headers {
            let wrong = || SetupError(format!("the header `{name}` for traces cannot be sent"));
            let name_of = HeaderName::from_bytes(name.trim().as_bytes()).map_err(|_| wrong())?;
            headers.insert(name_of, value.header().ok_or_else(wrong)?);
        }
        let client = http::client(&endpoint, PATIENCE)?;
        let (queue, reports) = mpsc::channel(QUEUE);
        let dropped = Arc::<AtomicU64>::default();
        let sender = Sender { client, endpoint, headers, settings, dropped: dropped.clone() };
        tokio::spawn(sender.run(reports));
        Ok(Self { queue, dropped })
    }

    /// Reports that found no place so far.
    pub fn dropped(&self) -> u64 {
        self.dropped.load(Ordering::Relaxed)
    }
}

impl TurnObserver for Tracer {
    fn ended(&self, report: &TurnReport) {
        if self.queue.try_send(report.clone()).is_err() {
            self.dropped.fetch_add(1, Ordering::Relaxed);
        }
    }
}

impl Sender {
    /// Ends when the last tracer is gone and everything was tried once.
    async fn run(self, mut reports: mpsc::Receiver<TurnReport>) {
        let mut failing = false;
        while let Some(first) = reports.recv().await {
            let mut batch = vec![first];
            let fill = async {
                while batch.len() < BATCH {
                    let Some(next) = reports.recv().await else { return };
                    batch.push(next);
                }
            };
            // Over when the batch is full or nothing more came in time.
            let _ = timeout(FILL, fill).await;
            match self.send(&batch).await {
                Ok(()) => failing = false,
                // Said once: a collector that is away would otherwise fill the log.
                Err(error) if !failing => {
                    failing = true;
                    tracing::warn!(error, turns = batch.len(), "traces could not be sent; they are lost");
                }
                Err(_) => {}
            }
        }
        let dropped = self.dropped.load(Ordering::Relaxed);
        if dropped > 0 {
            tracing::warn!(dropped, "traces found no place in the queue and were lost");
        }
    }

    async fn send(&self, batch: &[TurnReport]) -> Result<(), String> {
        let body = spans::request(batch, &self.settings).to_string();
        let call = self.client.post(self.endpoint.clone()).headers(self.headers.clone()).body(body).send();
        let response = timeout(PATIENCE, call).await.map_err(|_| "timed out".to_owned())?;
        let status = response.map_err(|error| http::chain(&error))?.status();
        if status.is_success() { Ok(()) } else { Err(format!("status {}", status.as_u16())) }
    }
}
