//! An MCP server over streamable HTTP that offers what a test tells it to, remembers what it was asked, and can be told to misbehave.
//! It speaks the protocol as of 2025-11-25, with sessions; answers to calls come as events.

use std::collections::{HashMap, HashSet};
use std::convert::Infallible;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use bytes::Bytes;
use futures::StreamExt;
use futures::stream;
use serde_json::{Value, json};
use tokio::net::TcpListener;

/// How a method is answered instead of well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mood {
    /// Never.
    Hang,
    /// With events that say nothing, for ever.
    Babble,
    /// With more than anybody reads.
    Huge,
    /// With another page, for ever.
    Endless,
    /// With these bytes as JSON.
    Say(String),
    /// With this status.
    Status(u16),
    /// As a server does that does not know the method.
    Unknown,
}

#[derive(Default)]
struct Shared {
    tools: Vec<Value>,
    moods: HashMap<String, Mood>,
    sessions: HashSet<String>,
    begun: usize,
    calls: Vec<Value>,
    heads: Vec<HeaderMap>,
}

/// A running server. Ends with the runtime.
#[derive(Clone)]
pub struct McpServer {
    /// Where it is.
    pub url: String,
    shared: Arc<Mutex<Shared>>,
}

impl McpServer {
    /// On a free port of 127.0.0.1, with these tools.
    pub async fn start(tools: Vec<Value>) -> anyhow::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let url = format!("http://{}/mcp", listener.local_addr()?);
        let shared = Arc::new(Mutex::new(Shared { tools, ..Shared::default() }));
        let router = Router::new().route("/mcp", post(answer).delete(end)).with_state(shared.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { url, shared })
    }

    fn locked(&self) -> MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Offers these tools from now on.
    pub fn offer(&self, tools: Vec<Value>) {
        self.locked().tools = tools;
    }

    /// Answers this method so from now on.
    pub fn misbehave(&self, method: &str, mood: Mood) {
        self.locked().moods.insert(method.to_owned(), mood);
    }

    /// Knows none of its sessions any more.
    pub fn forget(&self) {
        self.locked().sessions.clear();
    }

    /// How many sessions were begun.
    pub fn begun(&self) -> usize {
        self.locked().begun
    }

    /// The parameters of every call.
    pub fn calls(&self) -> Vec<Value> {
        self.locked().calls.clone()
    }

    /// The headers of every request.
    pub fn heads(&self) -> Vec<HeaderMap> {
        self.locked().heads.clone()
    }
}

/// A tool as a server lists it, without arguments but `text`.
pub fn tool(name: &str, description: &str) -> Value {
    json!({
        "name": name, "description": description,
        "inputSchema": {"type": "object", "properties": {"text": {"type": "string"}}, "additionalProperties": false}
    })
}

async fn answer(State(shared): State<Arc<Mutex<Shared>>>, headers: HeaderMap, body: Bytes) -> Response {
    let Ok(message) = serde_json::from_slice::<Value>(&body) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let method = message["method"].as_str().unwrap_or_default().to_owned();
    let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
    shared.heads.push(headers.clone());
    if let Some(mood) = shared.moods.get(&method) {
        return misbehaving(mood, &message["id"]);
    }
    if method == "initialize" {
        return shared.begin(&message);
    }
    let session = headers.get("mcp-session-id").and_then(|id| id.to_str().ok()).unwrap_or_default();
    if session.is_empty() {
        return (StatusCode::BAD_REQUEST, "there is no session").into_response();
    }
    if !shared.sessions.contains(session) {
        return (StatusCode::NOT_FOUND, "there is no such session").into_response();
    }
    match method.as_str() {
        "tools/list" => said(&message["id"], json!({"tools": shared.tools})),
        "tools/call" => {
            shared.calls.push(message["params"].clone());
            let text = format!("{} heard {}", message["params"]["name"], message["params"]["arguments"]);
            let result = json!({"content": [{"type": "text", "text": text}]});
            let event = json!({"jsonrpc": "2.0", "id": message["id"], "result": result});
            events(Body::from(format!("id: 1\nevent: message\ndata: {event}\n\n")))
        }
        _ if message["id"].is_null() => StatusCode::ACCEPTED.into_response(),
        _ => unknown(&message["id"]),
    }
}

async fn end(State(shared): State<Arc<Mutex<Shared>>>, headers: HeaderMap) -> StatusCode {
    let session = headers.get("mcp-session-id").and_then(|id| id.to_str().ok()).unwrap_or_default();
    shared.lock().unwrap_or_else(PoisonError::into_inner).sessions.remove(session);
    StatusCode::NO_CONTENT
}

impl Shared {
    fn begin(&mut self, message: &Value) -> Response {
        self.begun += 1;
        let session = format!("session-{}", self.begun);
        self.sessions.insert(session.clone());
        let result = json!({
            "protocolVersion": "2025-11-25", "capabilities": {"tools": {}},
            "serverInfo": {"name": "shop", "version": "1.0"}
        });
        ([("mcp-session-id", session)], said(&message["id"], result)).into_response()
    }
}

fn said(id: &Value, result: Value) -> Response {
    axum::Json(json!({"jsonrpc": "2.0", "id": id, "result": result})).into_response()
}

fn unknown(id: &Value) -> Response {
    let error = json!({"code": -32601, "message": "Method not found"});
    axum::Json(json!({"jsonrpc": "2.0", "id": id, "error": error})).into_response()
}

fn events(body: Body) -> Response {
    ([(header::CONTENT_TYPE, "text/event-stream")], body).into_response()
}

fn misbehaving(mood: &Mood, id: &Value) -> Response {
    match mood {
        Mood::Hang => events(Body::from_stream(stream::pending::<Result<Bytes, Infallible>>())),
        Mood::Babble => {
            let nothing = || Ok::<_, Infallible>(Bytes::from_static(b"data: {}\n\n"));
            events(Body::from_stream(stream::repeat_with(nothing).then(|said| async {
                tokio::task::yield_now().await;
                said
            })))
        }
        Mood::Huge => {
            said(id, json!({"content": [{"type": "text", "text": "x".repeat(4 << 20)}], "tools": []}))
        }
        Mood::Endless => said(id, json!({"tools": [], "nextCursor": "more"})),
        Mood::Say(text) => ([(header::CONTENT_TYPE, "application/json")], text.clone()).into_response(),
        Mood::Unknown => unknown(id),
        Mood::Status(code) => StatusCode::from_u16(*code).unwrap_or(StatusCode::IM_A_TEAPOT).into_response(),
    }
}
