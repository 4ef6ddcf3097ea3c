//! Chats and messages on the wire.

use domain::chat::{Chat, ChatStatus, Citation, Feedback, Message, MessageRole, Rating, TurnStatus};
use domain::clock::Timestamp;
use domain::id::{AgentId, ChatId, ChunkId, DocumentId, MessageId};
use domain::page::Page;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::part::{Part, parts};
use crate::wire::cursor;

/// A conversation.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChatBody {
    /// Its id.
    #[schema(value_type = String, example = "cht_0198c0de000070008000000000000001")]
    pub id: ChatId,
    /// The agent talked with.
    #[schema(value_type = String)]
    pub agent_id: AgentId,
    /// Given, or made from the first message.
    pub title: Option<String>,
    /// `open` or `closed`.
    #[schema(value_type = ChatStatusBody)]
    status: ChatStatus,
    /// When it began.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When something was last said.
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
}

/// Whether a conversation goes on.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the domain's enum to OpenAPI")]
pub enum ChatStatusBody {
    Open,
    Closed,
}

/// Conversations, newest first.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChatPage {
    /// Newest first.
    pub chats: Vec<ChatBody>,
    /// Pass as `cursor` for the next page; null at the end.
    pub next_cursor: Option<String>,
}

/// A message.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MessageBody {
    /// Its id.
    #[schema(value_type = String, example = "msg_0198c0de000070008000000000000001")]
    pub id: MessageId,
    /// `user` is the visitor.
    #[schema(value_type = MessageRoleBody)]
    pub role: MessageRole,
    /// The whole text.
    pub content: String,
    /// The same message as AI SDK UI message parts.
    pub parts: Vec<Part>,
    /// Passages that the text cites by `[marker]`.
    pub citations: Vec<CitationBody>,
    /// How the answer ended; null for the visitor's messages.
    #[schema(value_type = Option<OutcomeBody>)]
    pub outcome: Option<TurnStatus>,
    /// What the visitor thought of the answer.
    pub feedback: Option<FeedbackBody>,
    /// When it was stored.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Timestamp,
}

/// Who said something.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the domain's enum to OpenAPI")]
pub enum MessageRoleBody {
    User,
    Assistant,
}

/// How an answer ended.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the domain's enum to OpenAPI")]
pub enum OutcomeBody {
    Running,
    Complete,
    Stopped,
    Interrupted,
    Failed,
    /// The visitor is asked whether a tool may be used.
    Waiting,
}

/// A passage that an answer relies on.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[cfg_attr(test, derive(Deserialize))]
#[serde(rename_all = "camelCase")]
pub struct CitationBody {
    /// The number in the text: `[1]`.
    marker: u32,
    /// Document cited.
    #[schema(value_type = String)]
    document_id: DocumentId,
    /// Passage cited.
    #[schema(value_type = String)]
    chunk_id: ChunkId,
    /// The document's title.
    pub title: String,
    /// Headings above the passage, joined by ` › `.
    heading: Option<String>,
    /// Page, from 1.
    page: Option<u32>,
    /// Where the document is on the web, when it is a page.
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    /// The words that bear the statement out, verbatim from the passage.
    quote: String,
    /// The whole passage; empty in old citations.
    passage: String,
    /// Where the quote begins in the passage, in characters (Unicode code points).
    quote_start: u32,
    /// Where it ends.
    quote_end: u32,
}

/// What a visitor thought of an answer.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FeedbackBody {
    /// `up` or `down`.
    pub rating: RatingBody,
    /// In their words.
    pub comment: Option<String>,
}

/// Thumbs up or down.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum RatingBody {
    /// Helpful.
    Up,
    /// Not helpful.
    Down,
}

impl From<RatingBody> for Rating {
    fn from(rating: RatingBody) -> Self {
        match rating {
            RatingBody::Up => Self::Up,
            RatingBody::Down => Self::Down,
        }
    }
}

impl From<Chat> for ChatBody {
    fn from(chat: Chat) -> Self {
        Self {
            id: chat.id,
            agent_id: chat.agent_id,
            title: chat.title,
            status: chat.status,
            created_at: chat.created_at,
            updated_at: chat.updated_at,
        }
    }
}

impl From<Page<Chat>> for ChatPage {
    fn from(page: Page<Chat>) -> Self {
        Self { next_cursor: cursor(page.next), chats: page.items.into_iter().map(Into::into).collect() }
    }
}

impl From<Message> for MessageBody {
    fn from(message: Message) -> Self {
        Self {
            parts: parts(&message),
            id: message.id,
            role: message.role,
            content: message.content,
            citations: message.citations.into_iter().map(Into::into).collect(),
            outcome: message.outcome,
            feedback: message.feedback.map(Into::into),
            created_at: message.created_at,
        }
    }
}

impl From<Citation> for CitationBody {
    fn from(c: Citation) -> Self {
        Self {
            marker: c.marker,
            document_id: c.document_id,
            chunk_id: c.chunk_id,
            title: c.title,
            heading: c.heading,
            page: c.page,
            url: c.url,
            quote: c.quote,
            passage: c.passage,
            quote_start: c.quote_start,
            quote_end: c.quote_end,
        }
    }
}

impl From<Feedback> for FeedbackBody {
    fn from(feedback: Feedback) -> Self {
        let rating = match feedback.rating {
            Rating::Up => RatingBody::Up,
            Rating::Down => RatingBody::Down,
        };
        Self { rating, comment: feedback.comment }
    }
}
