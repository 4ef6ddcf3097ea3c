//! `GET /api/admin/conversations/{id}`: a transcript.

use axum::Json;
use axum::extract::State;
use domain::conversation::Conversation;
use domain::id::ChatId;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::body::ConversationBody;
use crate::auth::{Can, ConversationsRead};
use crate::chat::{MAX_MESSAGES, MessageBody};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::note::NoteBody;
use crate::wire::IdPath;

/// Most notes that are answered: the first ones.
const MAX_NOTES: u32 = 200;

/// A conversation with its messages.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Transcript {
    /// The conversation.
    #[serde(flatten)]
    pub(super) conversation: ConversationBody,
    /// What the page told when the conversation began.
    context: Option<Map<String, Value>>,
    /// What the page told about the visitor's latest visit.
    visit_context: Option<Map<String, Value>>,
    /// Oldest first; the latest 500.
    pub(super) messages: Vec<MessageBody>,
    /// What members wrote to each other about it, oldest first.
    notes: Vec<NoteBody>,
}

/// Read a conversation
#[utoipa::path(
    get,
    path = "/api/admin/conversations/{id}",
    tag = "conversations",
    params(("id" = String, Path, description = "The conversation's chat")),
    responses((status = 200, body = Transcript)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["conversations:read"]))
)]
pub async fn get_conversation(
    State(edge): State<Edge>,
    can: Can<ConversationsRead>,
    IdPath(id): IdPath<ChatId>,
) -> ApiResult<Json<Transcript>> {
    let conversation = find(&edge, &can, id).await?;
    transcript(&edge, &can, conversation).await.map(Json)
}

/// A conversation that the caller reaches.
pub async fn find<P>(edge: &Edge, can: &Can<P>, id: ChatId) -> ApiResult<Conversation> {
    let found = can.conversations(edge).conversation(id).await?;
    let conversation = found.ok_or_else(ApiError::not_found)?;
    can.reaches(conversation.chat.agent_id)?;
    Ok(conversation)
}

/// The conversation with what was said and noted.
pub async fn transcript<P>(edge: &Edge, can: &Can<P>, conversation: Conversation) -> ApiResult<Transcript> {
    let (tenant, id) = (can.tenant.id, conversation.chat.id);
    let messages = edge.hot.tenant(tenant).messages(id, MAX_MESSAGES).await?;
    let told = edge.hot.tenant(tenant).told(id).await?;
    let notes = can.conversations(edge).notes(id, MAX_NOTES).await?;
    Ok(Transcript {
        conversation: conversation.into(),
        context: told.chat.as_deref().and_then(object),
        visit_context: told.visit.as_deref().and_then(object),
        messages: messages.into_iter().map(Into::into).collect(),
        notes: notes.into_iter().map(Into::into).collect(),
    })
}

fn object(text: &str) -> Option<Map<String, Value>> {
    serde_json::from_str(text).ok()
}
