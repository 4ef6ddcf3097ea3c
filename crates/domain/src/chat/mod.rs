//! Conversations: the pure machine that makes an answer ([`turn`]), its driver ([`run`]), the events it emits ([`event`]), the running turns of
//! this node ([`live`]), prompts, citations and the built-in answerer. Types of what is stored are here, the storage port in [`store`].

pub mod answer;
pub mod cite;
pub mod event;
pub mod extract;
pub mod live;
pub mod marker;
pub mod model;
pub mod part;
pub mod prompt;
pub mod quote;
pub mod run;
pub mod sentence;
pub mod store;
pub mod title;
pub mod turn;

#[cfg(test)]
mod testing;

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::id::{AgentId, ChatId, ChunkId, DocumentId, MessageId, NodeId, TurnId, VisitorId};

/// Whose conversation it is. Every visitor-facing storage call carries it, so that a foreign chat is simply not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ChatOwner {
    /// The agent talked with.
    pub agent: AgentId,
    /// The visitor.
    pub visitor: VisitorId,
}

/// A conversation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chat {
    /// Its id.
    pub id: ChatId,
    /// The agent talked with.
    pub agent_id: AgentId,
    /// The visitor.
    pub visitor_id: VisitorId,
    /// Given, or made from the first message.
    pub title: Option<String>,
    /// Open or closed.
    pub status: ChatStatus,
    /// Whether it was made by a member who tried the draft.
    pub preview: bool,
    /// When it began.
    pub created_at: Timestamp,
    /// When something was last said.
    pub updated_at: Timestamp,
}

/// What the tenant's page told, each a JSON object as text. Untrusted: whoever opens the page can change it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Told {
    /// About the visit: told when the visitor's latest session was opened.
    pub visit: Option<String>,
    /// About the conversation: told when it began.
    pub chat: Option<String>,
}

impl Told {
    /// Longest text of either, in bytes.
    pub const MAX: usize = 4_096;
}

/// Whether a conversation goes on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChatStatus {
    /// Messages can be sent.
    Open,
    /// It is over.
    Closed,
}

/// Who said something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MessageRole {
    /// The visitor.
    User,
    /// The agent.
    Assistant,
}

/// A message.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Its id.
    pub id: MessageId,
    /// Its conversation.
    pub chat_id: ChatId,
    /// Who said it.
    pub role: MessageRole,
    /// The whole text.
    pub content: String,
    /// Text and calls of tools in order; empty when the text says it all.
    pub parts: Vec<part::Part>,
    /// Passages that the text cites; empty for visitors.
    pub citations: Vec<Citation>,
    /// How the answer ended; `None` for visitors.
    pub outcome: Option<TurnStatus>,
    /// What the visitor thought of it.
    pub feedback: Option<Feedback>,
    /// The turn it belongs to.
    pub turn_id: TurnId,
    /// When it was stored.
    pub created_at: Timestamp,
}

/// What a visitor thought of an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feedback {
    /// Up or down.
    pub rating: Rating,
    /// In their words.
    pub comment: Option<String>,
}

/// Thumbs up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rating {
    /// Helpful.
    Up,
    /// Not helpful.
    Down,
}

/// A passage that an answer relies on, found by its marker in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Citation {
    /// The number in the text: `[1]`.
    pub marker: u32,
    /// Document cited.
    pub document_id: DocumentId,
    /// Passage cited.
    pub chunk_id: ChunkId,
    /// The document's title.
    pub title: String,
    /// Headings above the passage, joined by ` › `.
    pub heading: Option<String>,
    /// Page, from 1.
    pub page: Option<u32>,
    /// Where the document is on the web, when it is a page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The words that bear the statement out, verbatim from the passage.
    pub quote: String,
    /// The whole passage as the model was given it; empty in citations from before it was kept.
    #[serde(default)]
    pub passage: String,
    /// Where the quote begins in the passage, in characters.
    #[serde(default)]
    pub quote_start: u32,
    /// Where it ends.
    #[serde(default)]
    pub quote_end: u32,
}

/// How a turn stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TurnStatus {
    /// An answer is being made.
    Running,
    /// The model said all it had to say.
    Complete,
    /// The visitor stopped it.
    Stopped,
    /// It broke off: the node died, or the upstream ended without finishing.
    Interrupted,
    /// It ended with an error.
    Failed,
    /// The visitor was asked whether a tool may be used; another turn goes on with the answer.
    Waiting,
}

impl TurnStatus {
    /// The stored and public spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Complete => "complete",
            Self::Stopped => "stopped",
            Self::Interrupted => "interrupted",
            Self::Failed => "failed",
            Self::Waiting => "waiting",
        }
    }

    /// Reads [`TurnStatus::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Running, Self::Complete, Self::Stopped, Self::Interrupted, Self::Failed, Self::Waiting]
            .into_iter()
            .find(|s| s.as_str() == text)
    }
}

/// One answer being made.
#[derive(Debug, Clone, PartialEq)]
pub struct TurnRecord {
    /// Its id.
    pub id: TurnId,
    /// Its conversation.
    pub chat_id: ChatId,
    /// The visitor's message that is answered.
    pub user_message_id: MessageId,
    /// The id that the answer has or will have.
    pub assistant_message_id: MessageId,
    /// How it stands.
    pub status: TurnStatus,
    /// The node that makes it.
    pub node_id: NodeId,
    /// The request's fingerprint, for idempotency: same key and other fingerprint is an error.
    pub fingerprint: [u8; 32],
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

/// What an answer cost.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Usage {
    /// Model that answered, as the provider names it.
    pub model: String,
    /// Tokens read.
    pub input_tokens: u64,
    /// Tokens written.
    pub output_tokens: u64,
    /// Micro-USD, when the provider tells.
    pub cost_micros: Option<u64>,
}
