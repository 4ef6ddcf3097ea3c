//! Conversations on the wire.

use domain::conversation::Conversation;
use serde::Serialize;
use utoipa::ToSchema;

use crate::chat::ChatBody;
use crate::visitor::VisitorBody;

/// A conversation as members see it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConversationBody {
    /// The conversation.
    #[serde(flatten)]
    pub(super) chat: ChatBody,
    /// Who talks with the agent.
    pub(super) visitor: VisitorBody,
    /// What members call it, sorted.
    pub(super) labels: Vec<String>,
    /// How many answers were found helpful.
    ups: u32,
    /// How many were not.
    downs: u32,
    /// Whether a question has no complete answer that cites a passage, and none is being written.
    unanswered: bool,
}

impl From<Conversation> for ConversationBody {
    fn from(one: Conversation) -> Self {
        Self {
            chat: one.chat.into(),
            visitor: one.visitor.into(),
            labels: one.labels,
            ups: one.ups,
            downs: one.downs,
            unanswered: one.unanswered,
        }
    }
}
