//! Conversations on the wire.

use domain::clock::Timestamp;
use domain::conversation::Conversation;
use domain::id::VisitorId;
use domain::visitor::Visitor;
use serde::Serialize;
use utoipa::ToSchema;

use crate::chat::ChatBody;

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

/// Somebody who talks with an agent.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VisitorBody {
    /// Their id.
    #[schema(value_type = String, example = "vis_0198c0de000070008000000000000001")]
    pub(super) id: VisitorId,
    /// The organization's own id for them.
    pub(super) external_id: Option<String>,
    /// Their name, when the organization told it.
    pub(super) name: Option<String>,
    /// Their address, when the organization told it.
    pub(super) email: Option<String>,
    /// First seen.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

impl From<Visitor> for VisitorBody {
    fn from(visitor: Visitor) -> Self {
        Self {
            id: visitor.id,
            external_id: visitor.external_id,
            name: visitor.name,
            email: visitor.email,
            created_at: visitor.created_at,
        }
    }
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
