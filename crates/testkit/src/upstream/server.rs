//! The socket, the routes, and the handle that a test holds.

use std::{io, net::SocketAddr, sync::Arc, time::Duration};

use axum::{
    Json, Router,
    body::{Body, Bytes},
    extract::State as Shared,
    http::{HeaderMap, StatusCode, Uri, header},
    response::{IntoResponse, Response},
    routing::{get, post},
    serve::ListenerExt,
};
use serde_json::{Value, json};
use tokio::{net::TcpListener, runtime::Runtime};

use super::{
    Counts, Received, Script, control, embed, playback,
    state::{State, wants_stream},
    wire,
};

/// How a model server is set up.
#[derive(Clone, Debug)]
pub struct Options {
    /// Port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// What is said when nothing else was planned.
    pub otherwise: Script,
    /// Whether requests are parsed and kept. Off for load, where every request gets `first` or `otherwise`.
    pub attentive: bool,
    /// For load: said first, when the answer is to be `otherwise` only after a tool was called.
    pub first: Option<Script>,
    /// Threads that serve.
    pub threads: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self { port: 0, otherwise: Script::tokens(50), attentive: true, first: None, threads: 1 }
    }
}

/// A running model server. It ends, with all its connections, when this is dropped.
pub struct Upstream {
    address: SocketAddr,
    state: Arc<State>,
    runtime: Option<Runtime>,
}

impl Upstream {
    /// Starts on a free port of 127.0.0.1.
    pub fn start() -> io::Result<Self> {
        Self::with(Options::default())
    }

    /// Starts with these options, on threads of its own, so that a caller that blocks does not silence the model.
    pub fn with(options: Options) -> io::Result<Self> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(options.threads)
            .thread_name("upstream")
            .enable_all()
            .build()?;
        let socket = std::net::TcpListener::bind(("127.0.0.1", options.port))?;
        socket.set_nonblocking(true)?;
        let address = socket.local_addr()?;
        let state = Arc::new(State::new(options.otherwise, options.attentive, options.first));
        let router = router(Arc::clone(&state));
        {
            let _inside = runtime.enter();
            // Without this a small chunk waits for the acknowledgement of the one before it.
            let listener = TcpListener::from_std(socket)?.tap_io(|connection| {
                let _ = connection.set_nodelay(true);
            });
            runtime.spawn(async move { axum::serve(listener, router).await });
        }
        Ok(Self { address, state, runtime: Some(runtime) })
    }

    /// What `PARLOR_LLM_BASE_URL` is set to: `http://127.0.0.1:PORT/v1`.
    pub fn base_url(&self) -> String {
        format!("http://{}/v1", self.address)
    }

    /// Answers the next request that no earlier push has taken.
    pub fn push(&self, script: Script) {
        self.state.push(script);
    }

    /// Answers every request whose last user message contains this. The newest rule wins.
    pub fn when(&self, contains: &str, script: Script) {
        self.state.when(contains, script);
    }

    /// Answers everything else.
    pub fn otherwise(&self, script: Script) {
        self.state.otherwise(script);
    }

    /// The requests so far, oldest first.
    pub fn received(&self) -> Vec<Received> {
        self.state.received()
    }

    /// The counts now.
    pub fn counts(&self) -> Counts {
        *self.state.counts.borrow()
    }

    /// Waits until the counts are as asked for. `Err` has the counts as they were when the time was over.
    pub async fn wait(&self, limit: Duration, until: impl FnMut(&Counts) -> bool) -> Result<Counts, Counts> {
        let mut counts = self.state.counts.subscribe();
        let reached = tokio::time::timeout(limit, counts.wait_for(until)).await;
        match reached {
            Ok(Ok(counts)) => Ok(*counts),
            Ok(Err(_)) | Err(_) => Err(self.counts()),
        }
    }
}

impl Drop for Upstream {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

fn router(state: Arc<State>) -> Router {
    Router::new()
        .route("/v1/models", get(models))
        .route("/v1/chat/completions", post(complete))
        .route("/v1/embeddings", post(embed::embed))
        .route("/v1/traces", post(collect))
        .merge(control::routes())
        .with_state(state)
}

async fn models() -> Json<Value> {
    Json(json!({"object": "list", "data": [{"id": wire::MODEL, "object": "model", "owned_by": "testkit"}]}))
}

/// A collector of spans that keeps none, for measuring what sending them costs.
async fn collect(_: Bytes) -> Json<Value> {
    Json(json!({}))
}

async fn complete(Shared(state): Shared<Arc<State>>, uri: Uri, headers: HeaderMap, body: Bytes) -> Response {
    state.counts.send_modify(|counts| counts.received += 1);
    let (script, wants_stream) = if state.is_attentive() {
        let body: Value = serde_json::from_slice(&body).unwrap_or_default();
        let wants_stream = body["stream"] == true;
        (state.decide(Received { path: uri.path().to_owned(), headers, body }), wants_stream)
    } else {
        (state.unparsed(&body), wants_stream(&body))
    };
    if script.status == 200 && !wants_stream {
        let words = script.text.split_whitespace().count() as u64;
        return Json(wire::completion(&script.text, 20, words, 0.000_15)).into_response();
    }
    stream(&script, state)
}

fn stream(script: &Script, state: Arc<State>) -> Response {
    let kind = if script.status == 200 { "text/event-stream" } else { "application/json" };
    let mut response = Response::new(Body::from_stream(playback::body(script, state)));
    *response.status_mut() = StatusCode::from_u16(script.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    response.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static(kind));
    if let Some(seconds) = script.retry_after {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    response
}
