//! The same controls over HTTP, for a test that runs in another process (the browser tests do).

use std::{sync::Arc, time::Duration};

use axum::{
    Json, Router,
    extract::State as Shared,
    http::StatusCode,
    routing::{get, post},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{Script, Step, state::State};

/// Plans an answer. With `when` it holds for every request whose last user message contains it, else for the next one.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Order {
    when: Option<String>,
    answer: Answer,
    /// Pause before each piece, in milliseconds.
    #[serde(default)]
    delay_ms: u64,
    /// Never ends: the pieces are sent and then nothing more comes.
    #[serde(default)]
    hang: bool,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Answer {
    /// A well-formed answer with this text, one chunk per word.
    Text(String),
    /// A well-formed answer in exactly these chunks, wherever their borders fall.
    Deltas(Vec<String>),
    /// Calls of tools: each a name and its arguments as JSON text.
    Calls(Vec<(String, String)>),
    /// A failure instead of a stream.
    Status { code: u16, body: String },
    /// Words, then an error inside the stream.
    Failing { text: String, message: String },
}

pub(super) fn routes() -> Router<Arc<State>> {
    Router::new()
        .route("/control/answers", post(plan).delete(forget))
        .route("/control/requests", get(requests))
        .route("/control/counts", get(counts))
}

async fn plan(Shared(state): Shared<Arc<State>>, Json(order): Json<Order>) -> StatusCode {
    let script = match order.answer {
        Answer::Text(text) => Script::answer(&text),
        Answer::Deltas(deltas) => Script::deltas(&deltas),
        Answer::Calls(calls) => {
            let calls: Vec<(&str, &str)> = calls.iter().map(|(name, text)| (&**name, &**text)).collect();
            Script::calls(&calls)
        }
        Answer::Status { code, body } => Script::status(code, body),
        Answer::Failing { text, message } => Script::failing(&text, 502, &message),
    };
    let script = script.paced(Duration::from_millis(order.delay_ms));
    let script = if order.hang { script.cut_before_end().then(Step::Hang) } else { script };
    match order.when {
        Some(contains) => state.when(&contains, script),
        None => state.push(script),
    }
    StatusCode::NO_CONTENT
}

async fn forget(Shared(state): Shared<Arc<State>>) -> StatusCode {
    state.forget();
    StatusCode::NO_CONTENT
}

async fn requests(Shared(state): Shared<Arc<State>>) -> Json<Value> {
    let bodies: Vec<Value> = state.received().into_iter().map(|request| request.body).collect();
    Json(json!({"requests": bodies}))
}

async fn counts(Shared(state): Shared<Arc<State>>) -> Json<Value> {
    let counts = *state.counts.borrow();
    Json(json!({
        "received": counts.received, "open": counts.open, "finished": counts.finished, "cancelled": counts.cancelled,
    }))
}
