//! `POST /api/chats/{id}/messages`: a visitor says something; the answer is streamed.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use domain::chat::run::{BeginRequest, Prompt, StartError, Started};
use domain::id::ChatId;
use sha2::{Digest, Sha256};

use super::input::{ForAgent, ForVisitor, SendMessage};
use crate::auth::Visitor;
use crate::context::Edge;
use crate::error::{ApiError, ApiResult, Code};
use crate::repeat::idempotency_key;
use crate::sse::{EventStream, Form, respond};
use crate::wire::{IdPath, JsonBody};

/// Send a message
///
/// Answers with server-sent events: the AI SDK's UI message stream, version 1. Every event has a sequence number as its `id`;
/// the stream ends with `data: [DONE]`. `Accept: text/event-stream; protocol=ag-ui` selects AG-UI instead. Hanging up does not end the answer; stop does. With an `Idempotency-Key` that was seen
/// before, the earlier answer is streamed again.
#[utoipa::path(
    post,
    path = "/api/chats/{id}/messages",
    tag = "chat",
    params(
        ("id" = String, Path, description = "The chat"),
        ("Idempotency-Key" = Option<String>, Header, description = "Repeating a request with the same key never sends twice"),
        ForAgent, ForVisitor
    ),
    request_body = SendMessage,
    responses((status = 200, description = "`StreamPart`s, one a `data:` line", body = String, content_type = "text/event-stream")),
    security(("visitorToken" = []), ("secretKey" = ["chat"]))
)]
pub async fn send_message(
    State(edge): State<Edge>,
    visitor: Visitor,
    IdPath(id): IdPath<ChatId>,
    headers: HeaderMap,
    JsonBody(body): JsonBody<SendMessage>,
) -> ApiResult<Response> {
    let prompt = body.into_prompt(edge.settings.max_message_chars)?;
    let agent = visitor.agent().await?;
    let request = BeginRequest {
        chat: id,
        owner: visitor.owner,
        fingerprint: fingerprint(&prompt),
        prompt,
        idempotency_key: idempotency_key(&headers)?,
    };
    let batches = match edge.engine.start(visitor.tenant, agent, request).await? {
        Started::New { live, driver, .. } => {
            // On its own task: the answer goes on when the visitor hangs up.
            tokio::spawn(driver);
            live.read_from(0)
        }
        Started::Existing { turn, .. } => edge.engine.follow(visitor.tenant, &turn, 0),
    };
    Ok(respond(EventStream {
        batches,
        encoder: Form::wanted(&headers).encoder(id, visitor.sees_cost),
        standing: visitor.standing(edge.gate),
        clock: edge.clock,
        closing: edge.lifecycle.closing,
    }))
}

fn fingerprint(prompt: &Prompt) -> [u8; 32] {
    match prompt {
        Prompt::Message(text) => Sha256::new().chain_update("message\n").chain_update(text).finalize().into(),
        Prompt::Regenerate => Sha256::digest("regenerate").into(),
        Prompt::Decide(decisions) => {
            let mut hash = Sha256::new().chain_update("decide\n");
            for decision in decisions {
                hash.update(format!("{} {}\n", decision.approved, decision.approval_id));
            }
            hash.finalize().into()
        }
    }
}

impl From<StartError> for ApiError {
    fn from(error: StartError) -> Self {
        match error {
            StartError::NoChat => Self::not_found(),
            StartError::Busy(_) => {
                Self::new(Code::Conflict, "An answer of this chat is still being written.")
            }
            StartError::KeyReused => Self::invalid("Idempotency-Key", "was used for another request before"),
            StartError::NothingToAnswer => Self::invalid("regenerate", "needs a message to answer"),
            StartError::NothingToDecide => Self::new(
                Code::Conflict,
                "No question waits for a decision: it was answered, or passed over.",
            ),
            StartError::Empty => Self::invalid("content", "must not be empty"),
            StartError::Overloaded => {
                Self::new(Code::Unavailable, "Too many answers are being written right now.")
                    .retry_after(std::time::Duration::from_secs(2))
            }
            StartError::OverPlan(over) => over.into(),
            StartError::Storage(error) => error.into(),
        }
    }
}
