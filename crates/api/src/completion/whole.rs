//! A completion in one piece.

use domain::chat::event::TurnEvent;
use domain::chat::live::EventBatches;
use domain::chat::{Citation, TurnStatus, Usage};
use domain::id::{ChatId, MessageId};
use futures::StreamExt;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::encode::{add, completion_id, finish_reason, usage_body};
use crate::error::{ApiError, ApiResult, Code};

/// A chat completion (OpenAI).
#[derive(Debug, Serialize, ToSchema)]
pub struct CompletionBody {
    /// Its id.
    id: String,
    /// `chat.completion`.
    object: &'static str,
    /// Seconds since the epoch.
    created: i64,
    /// The agent's id.
    model: String,
    /// Exactly one.
    choices: Vec<Choice>,
    /// Tokens used.
    #[schema(value_type = Object)]
    usage: Value,
    /// What OpenAI's form has no place for.
    parlor: Extra,
}

/// An answer.
#[derive(Debug, Serialize, ToSchema)]
pub struct Choice {
    /// 0.
    index: u32,
    /// What was said.
    message: OutputMessage,
    /// `stop` or `length`.
    finish_reason: &'static str,
    /// Always null.
    logprobs: Option<bool>,
}

/// What was said.
#[derive(Debug, Serialize, ToSchema)]
pub struct OutputMessage {
    /// `assistant`.
    role: &'static str,
    /// The text, with `[1]` where passages are cited.
    content: String,
    /// Always null.
    refusal: Option<String>,
}

/// What OpenAI's form has no place for.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Extra {
    /// The conversation.
    #[schema(value_type = String)]
    chat_id: ChatId,
    /// Passages that the text cites.
    #[schema(value_type = Vec<crate::chat::CitationBody>)]
    citations: Vec<Citation>,
}

/// Reads a turn to its end.
pub async fn collect(
    mut batches: EventBatches,
    model: String,
    created: i64,
    chat_id: ChatId,
) -> ApiResult<CompletionBody> {
    let mut content = String::new();
    let mut citations = Vec::new();
    let mut message: Option<MessageId> = None;
    let mut usage: Option<Usage> = None;
    let mut failure: Option<String> = None;
    let mut end = None;
    while let Some(batch) = batches.next().await {
        for event in batch {
            match event.event {
                TurnEvent::Start { message_id } => message = Some(message_id),
                TurnEvent::TextStart if !content.is_empty() => content.push_str("\n\n"),
                TurnEvent::TextDelta { text } => content.push_str(&text),
                TurnEvent::Citation(citation) => citations.push(citation),
                TurnEvent::Usage(new) => add(&mut usage, &new),
                TurnEvent::Error { message, .. } => failure = Some(message),
                TurnEvent::Finish { status, truncated } => end = Some((status, truncated)),
                _ => {}
            }
        }
    }
    let (status, truncated) = end.unwrap_or((TurnStatus::Interrupted, false));
    let (Some(reason), None) = (finish_reason(status, truncated), &failure) else {
        let detail = failure.unwrap_or_else(|| "The answer broke off. Please try again.".to_owned());
        return Err(ApiError::new(Code::UpstreamError, detail));
    };
    Ok(CompletionBody {
        id: completion_id(&message.map(|id| id.to_string()).unwrap_or_default()),
        object: "chat.completion",
        created,
        model,
        choices: vec![Choice {
            index: 0,
            message: OutputMessage { role: "assistant", content, refusal: None },
            finish_reason: reason,
            logprobs: None,
        }],
        usage: usage_body(usage.as_ref()),
        parlor: Extra { chat_id, citations },
    })
}
