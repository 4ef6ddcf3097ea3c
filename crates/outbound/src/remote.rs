//! An agent behind another Parlor server, asked over the public API with a secret key: opens a chat, sends messages, reads the answer's stream
//! back into turn events.
//!
//! Owns the client's side of that wire format. Must not know why somebody asks.

use std::time::Duration;

use domain::chat::event::TurnEvent;
use domain::chat::{Citation, TurnStatus, Usage};
use domain::document::kind::FileKind;
use domain::id::{AgentId, DocumentId, MessageId};
use reqwest::{Client, Method, RequestBuilder, Response, StatusCode};
use serde::Deserialize;
use serde_json::json;
use url::Url;

use crate::http::{self, SetupError};
use crate::llm::sse::Splitter;
use crate::secret::Secret;

/// Connecting takes no longer.
const CONNECT: Duration = Duration::from_secs(10);
/// No part of an answer takes longer; the server sends a comment every 15 s.
const SILENCE: Duration = Duration::from_secs(60);
/// Largest body that is no stream.
const MAX_BODY: usize = 1 << 20;
/// How much of an error's text is told.
const MAX_ERROR: usize = 2_000;

/// An agent of another server.
#[derive(Debug, Clone)]
pub struct RemoteAgent {
    client: Client,
    base: Url,
    key: Secret,
    agent: AgentId,
}

/// Why there was no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RemoteError {
    /// The server cannot be reached, is busy or broke off: later it may work.
    #[error("the server failed: {0}")]
    Unavailable(String),
    /// The server does not want this request.
    #[error("the server refused: {0}")]
    Refused(String),
}

/// An open chat.
#[derive(Debug)]
pub struct RemoteChat<'a> {
    agent: &'a RemoteAgent,
    visitor: String,
    id: String,
}

impl RemoteAgent {
    /// `base` is the server's public address; the key must be a secret one that may chat with the agent.
    pub fn new(base: &str, key: Secret, agent: AgentId) -> Result<Self, SetupError> {
        let base = http::base_url(base)?;
        if key.bearer().is_none() {
            return Err(SetupError("the key cannot stand in a header".to_owned()));
        }
        Ok(Self { client: http::client(&base, CONNECT)?, base, key, agent })
    }

    /// Opens a chat on behalf of a visitor, known to the server by this name.
    pub async fn open(&self, visitor: &str) -> Result<RemoteChat<'_>, RemoteError> {
        #[derive(Deserialize)]
        struct Opened {
            id: String,
        }
        let request = self.request(Method::POST, "api/chats", visitor)?.json(&json!({}));
        let body = http::read(accepted(request).await?, MAX_BODY).await.map_err(|error| broken(&error))?;
        let opened: Opened = serde_json::from_slice(&body).map_err(|error| unreadable(&error))?;
        Ok(RemoteChat { agent: self, visitor: visitor.to_owned(), id: opened.id })
    }

    fn request(&self, method: Method, path: &str, visitor: &str) -> Result<RequestBuilder, RemoteError> {
        let mut url = self.base.join(path).map_err(|error| RemoteError::Refused(error.to_string()))?;
        url.query_pairs_mut().append_pair("agent", &self.agent.to_string());
        let mut request = self.client.request(method, url).header("X-Parlor-Visitor", visitor);
        if let Some(bearer) = self.key.bearer() {
            request = request.header(reqwest::header::AUTHORIZATION, bearer);
        }
        Ok(request)
    }
}

impl RemoteChat<'_> {
    /// Sends a message and hands on the events of the answer as they come, until its end.
    pub async fn ask(
        &self,
        content: &str,
        on_event: &mut (dyn FnMut(TurnEvent) + Send),
    ) -> Result<(), RemoteError> {
        let path = format!("api/chats/{}/messages", self.id);
        let request = self.agent.request(Method::POST, &path, &self.visitor)?;
        let mut response = accepted(request.json(&json!({"content": content}))).await?;
        let mut splitter = Splitter::default();
        loop {
            let piece = match tokio::time::timeout(SILENCE, response.chunk()).await {
                Ok(Ok(Some(piece))) => piece,
                Ok(Ok(None)) => return Err(RemoteError::Unavailable("the answer broke off".to_owned())),
                Ok(Err(error)) => return Err(RemoteError::Unavailable(http::chain(&error))),
                Err(_) => return Err(RemoteError::Unavailable("the server is silent".to_owned())),
            };
            let mut rest = &*piece;
            while let Some(data) = splitter.next(&mut rest).map_err(|_| too_long())? {
                if data == b"[DONE]" {
                    return Ok(());
                }
                let part: Part = serde_json::from_slice(data).map_err(|error| unreadable(&error))?;
                if let Some(event) = part.into_event() {
                    on_event(event);
                }
            }
        }
    }
}

async fn accepted(request: RequestBuilder) -> Result<Response, RemoteError> {
    let response = request.send().await.map_err(|error| RemoteError::Unavailable(http::chain(&error)))?;
    let status = response.status();
    if status.is_success() {
        return Ok(response);
    }
    let text = String::from_utf8_lossy(&http::read_some(response, MAX_ERROR).await).into_owned();
    let reason = format!("{status}: {}", text.trim());
    let passing = status.is_server_error()
        || matches!(
            status,
            StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT | StatusCode::CONFLICT
        );
    Err(if passing { RemoteError::Unavailable(reason) } else { RemoteError::Refused(reason) })
}

fn broken(error: &http::BodyError) -> RemoteError {
    RemoteError::Unavailable(match error {
        http::BodyError::TooLarge => "the answer is too large".to_owned(),
        http::BodyError::Transport(reason) => reason.clone(),
    })
}

fn unreadable(error: &serde_json::Error) -> RemoteError {
    RemoteError::Refused(format!("what it sent cannot be read: {error}"))
}

fn too_long() -> RemoteError {
    RemoteError::Refused("it sent an event without end".to_owned())
}

/// The parts of the stream that say something about the answer.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case", rename_all_fields = "camelCase")]
enum Part {
    Start {
        message_id: MessageId,
    },
    TextStart,
    TextDelta {
        delta: String,
    },
    SourceDocument {
        source_id: DocumentId,
        media_type: String,
        title: String,
        filename: String,
    },
    SourceUrl {
        source_id: DocumentId,
        url: String,
        title: String,
    },
    DataCitation {
        data: Citation,
    },
    DataUsage {
        data: Usage,
    },
    Error {
        error_text: String,
    },
    Finish {
        finish_reason: String,
    },
    Abort,
    #[serde(other)]
    Other,
}

impl Part {
    fn into_event(self) -> Option<TurnEvent> {
        let finish = |status, truncated| TurnEvent::Finish { status, truncated };
        Some(match self {
            Self::Start { message_id } => TurnEvent::Start { message_id },
            Self::TextStart => TurnEvent::TextStart,
            Self::TextDelta { delta } => TurnEvent::TextDelta { text: delta },
            Self::SourceDocument { source_id, media_type, title, filename } => {
                TurnEvent::Source { document_id: source_id, title, media_type, filename }
            }
            Self::SourceUrl { source_id, url, title } => {
                let media_type = FileKind::Html.media_type().to_owned();
                TurnEvent::Source { document_id: source_id, title, media_type, filename: url }
            }
            Self::DataCitation { data } => TurnEvent::Citation(data),
            Self::DataUsage { data } => TurnEvent::Usage(data),
            Self::Error { error_text } => TurnEvent::Error { code: "failed".to_owned(), message: error_text },
            Self::Finish { finish_reason } => match finish_reason.as_str() {
                "stop" => finish(TurnStatus::Complete, false),
                "length" => finish(TurnStatus::Complete, true),
                "error" => finish(TurnStatus::Failed, false),
                _ => finish(TurnStatus::Interrupted, false),
            },
            Self::Abort => finish(TurnStatus::Stopped, false),
            Self::Other => return None,
        })
    }
}
