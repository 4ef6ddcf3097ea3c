//! The port to language models: one request, one stream of events.

use async_trait::async_trait;
use futures::stream::BoxStream;
use serde::{Deserialize, Serialize};

use super::MessageRole;
use crate::agent::model::ModelSettings;
use crate::document::retrieve::Passage;
use crate::tool::Tool;

/// What a model is asked.
#[derive(Debug, Clone)]
pub struct ModelRequest {
    /// Model id, e.g. `openai/gpt-5-mini`.
    pub model: String,
    /// Instructions, passages included, ready to send.
    pub system: String,
    /// The conversation, oldest first; the last one is the visitor's.
    pub messages: Vec<ModelMessage>,
    /// The numbered passages (marker `n` is `passages[n - 1]`): in `system` already, here for models that answer from them directly.
    pub passages: std::sync::Arc<[Passage]>,
    /// Tools that it may call.
    pub tools: std::sync::Arc<[Tool]>,
    /// Most tokens to write.
    pub max_output_tokens: Option<u32>,
    /// How the agent wants the model to be asked; its token limit is in `max_output_tokens` already.
    pub settings: ModelSettings,
}

/// One message for the model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelMessage {
    /// Who said it.
    pub role: MessageRole,
    /// What; may be empty beside calls.
    pub content: String,
    /// Calls that follow the text, each with its result: a model must never see one without the other.
    pub exchanges: Vec<ToolExchange>,
}

impl ModelMessage {
    /// A message without calls.
    pub const fn new(role: MessageRole, content: String) -> Self {
        Self { role, content, exchanges: Vec::new() }
    }
}

/// A call that a model made, and what it was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToolExchange {
    /// Unique within the answer.
    pub call_id: String,
    /// The tool's name.
    pub name: String,
    /// A JSON object.
    pub arguments: String,
    /// What it was told.
    pub result: String,
}

/// One thing a model sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ModelEvent {
    /// More of the answer.
    Text(String),
    /// More of the reasoning.
    Reasoning(String),
    /// It begins to call a tool. Several calls may be written at once.
    ToolStart {
        /// Tells the calls of this stream apart.
        index: u32,
        /// The provider's name for the call; may be empty.
        id: String,
        /// The tool.
        name: String,
    },
    /// More of a call's arguments, which are JSON when they are complete.
    ToolDelta {
        /// Of which call.
        index: u32,
        /// More text.
        text: String,
    },
    /// What it cost; at most once.
    Usage(super::Usage),
    /// It is done. Last event, usage comes before it; a stream that ends without this broke off.
    Finish(FinishReason),
}

/// Why a model stopped by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FinishReason {
    /// Said all.
    Stop,
    /// Wants its calls answered.
    ToolCalls,
    /// Reached the token limit.
    Length,
    /// The provider's filter cut it.
    ContentFilter,
}

/// Why a model call failed. The inner texts are for logs, never for visitors.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ModelError {
    /// The provider refuses for now.
    #[error("model is rate limited: {0}")]
    RateLimited(String),
    /// Connect, first token or gap took too long.
    #[error("model timed out: {0}")]
    Timeout(String),
    /// The provider answered with an error, or cannot be reached.
    #[error("model is unavailable: {0}")]
    Unavailable(String),
    /// The provider refuses this request (unknown model, bad key, context too long).
    #[error("model refused the request: {0}")]
    Refused(String),
    /// The stream broke off, or holds what cannot be read.
    #[error("model stream broke off: {0}")]
    Broken(String),
}

impl ModelError {
    /// Stable code for clients.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::RateLimited(_) => "model_rate_limited",
            Self::Timeout(_) => "model_timeout",
            Self::Unavailable(_) => "model_unavailable",
            Self::Refused(_) => "model_refused",
            Self::Broken(_) => "model_interrupted",
        }
    }

    /// A sentence for visitors.
    pub const fn message(&self) -> &'static str {
        match self {
            Self::RateLimited(_) => "The assistant is busy right now. Please try again in a moment.",
            Self::Timeout(_) => "The assistant took too long to answer. Please try again.",
            Self::Unavailable(_) => "The assistant cannot be reached right now. Please try again.",
            Self::Refused(_) => "The assistant could not answer this message.",
            Self::Broken(_) => "The answer broke off. Please try again.",
        }
    }
}

/// A model's answer as it comes. Dropping it cancels the call.
pub type ModelStream = BoxStream<'static, Result<ModelEvent, ModelError>>;

/// A model an agent may use.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ModelInfo {
    /// What goes into [`ModelRequest::model`].
    pub id: String,
    /// What people see.
    pub name: String,
    /// Tokens it can read and write together, when known.
    pub context_tokens: Option<u64>,
}

/// Language models behind one door.
#[async_trait]
pub trait Models: Send + Sync {
    /// The model used when an agent names none.
    fn default_model(&self) -> &str;
    /// Models that agents may name.
    async fn list(&self) -> Vec<ModelInfo>;
    /// Starts an answer. Retries, and the agent's fallbacks in their order, only before the first token.
    async fn generate(&self, request: ModelRequest) -> Result<ModelStream, ModelError>;
}
