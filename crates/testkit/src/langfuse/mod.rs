//! A Langfuse server on 127.0.0.1 that records: datasets, experiments, scores, prompts and spans, as far as the official clients use them, in
//! memory. It reads experiments out of spans, as the real one does since version 4; before that it takes items of dataset runs.

mod dataset;
mod experiment;
mod otlp;
mod prompt;
mod score;
mod state;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

pub use otlp::Span;
use state::Records;

/// Opens the project together with [`SECRET_KEY`].
pub const PUBLIC_KEY: &str = "pk-lf-test";
/// See [`PUBLIC_KEY`].
pub const SECRET_KEY: &str = "sk-lf-test-0123456789";
/// The only project.
pub const PROJECT: &str = "project-1";

/// How a server is.
#[derive(Debug, Clone)]
pub struct Settings {
    /// On 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// What `health` says.
    pub version: String,
}

impl Default for Settings {
    fn default() -> Self {
        Self { port: 0, version: "4.0.0".to_owned() }
    }
}

/// A running server; ends with the runtime it was started in.
pub struct Langfuse {
    url: String,
    shared: Shared,
}

#[derive(Clone)]
struct Shared {
    records: Arc<Mutex<Records>>,
    version: Arc<str>,
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, Records> {
        self.records.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn takes_run_items(&self) -> bool {
        self.version
            .split('.')
            .next()
            .and_then(|major| major.parse::<u32>().ok())
            .is_some_and(|major| major < 4)
    }
}

impl Langfuse {
    /// Starts one.
    ///
    /// # Errors
    /// When the port cannot be had.
    pub async fn start(settings: Settings) -> std::io::Result<Self> {
        let listener = tokio::net::TcpListener::bind(("127.0.0.1", settings.port)).await?;
        let url = format!("http://{}", listener.local_addr()?);
        let shared = Shared { records: Arc::default(), version: settings.version.into() };
        let router = router(shared.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { url, shared })
    }

    /// Its address.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// Spans that arrived, in order.
    pub fn spans(&self) -> Vec<Span> {
        self.shared.lock().spans.clone()
    }

    /// Scores, as they were posted.
    pub fn scores(&self) -> Vec<Value> {
        self.shared.lock().scores.iter().map(|score| score.body.clone()).collect()
    }

    /// Items of dataset runs, as they are listed.
    pub fn run_items(&self) -> Vec<Value> {
        self.shared.lock().run_items.clone()
    }

    /// Items of datasets, as they are listed.
    pub fn items(&self) -> Vec<Value> {
        self.shared.lock().items.clone()
    }

    /// The next `times` requests to a path that contains `path` are answered with this status.
    pub fn fail(&self, path: &str, status: u16, times: usize) {
        self.shared.lock().faults.push((path.to_owned(), status, times));
    }

    /// How many requests there were.
    pub fn requests(&self) -> usize {
        self.shared.lock().requests
    }
}

fn router(shared: Shared) -> Router {
    let api = Router::new()
        .route("/projects", get(projects))
        .route("/v2/datasets", get(dataset::list).post(dataset::create))
        .route("/v2/datasets/{name}", get(dataset::get))
        .route("/dataset-items", get(dataset::items).post(dataset::put_item))
        .route("/dataset-items/{id}", get(dataset::item).delete(dataset::delete_item))
        .route("/dataset-run-items", get(experiment::run_items).post(experiment::link))
        .route("/experiments", get(experiment::list))
        .route("/experiment-items", get(experiment::items))
        .route("/scores", post(score::create))
        .route("/v2/scores", get(score::list_v2))
        .route("/v3/scores", get(score::list_v3))
        .route("/ingestion", post(score::ingest))
        .route("/v2/prompts", post(prompt::create))
        .route("/v2/prompts/{*name}", get(prompt::get))
        .route("/otel/v1/traces", post(otlp::take))
        .layer(middleware::from_fn_with_state(shared.clone(), guard));
    Router::new()
        .route("/api/public/health", get(health))
        .route("/recorded/spans", get(otlp::recorded))
        .nest("/api/public", api)
        .layer(DefaultBodyLimit::max(16 << 20))
        .with_state(shared)
}

async fn health(State(shared): State<Shared>) -> Json<Value> {
    Json(json!({"status": "OK", "version": &*shared.version}))
}

async fn projects() -> Json<Value> {
    let organization = json!({"id": "organization-1", "name": "Shop"});
    Json(
        json!({"data": [{"id": PROJECT, "name": "Assistant", "organization": organization, "metadata": {}}]}),
    )
}

/// Lets in whoever has the keys, but for faults that are due.
async fn guard(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    if !authorized(request.headers()) {
        return refusal(
            StatusCode::UNAUTHORIZED,
            "Invalid credentials. Confirm that you've configured the correct host.",
        );
    }
    let path = request.uri().path();
    let fault = shared.lock().fault(path);
    match fault {
        Some(status) => refusal(StatusCode::from_u16(status).unwrap_or_default(), "a planned fault"),
        None => next.run(request).await,
    }
}

fn authorized(headers: &HeaderMap) -> bool {
    let pair = STANDARD.encode(format!("{PUBLIC_KEY}:{SECRET_KEY}"));
    headers.get(header::AUTHORIZATION).is_some_and(|value| value == format!("Basic {pair}").as_str())
}

fn refusal(status: StatusCode, message: &str) -> Response {
    (status, Json(json!({"message": message, "error": status.canonical_reason()}))).into_response()
}

fn not_found(what: &str) -> Response {
    refusal(StatusCode::NOT_FOUND, &format!("{what} not found"))
}

fn invalid(message: &str) -> Response {
    refusal(StatusCode::BAD_REQUEST, message)
}
