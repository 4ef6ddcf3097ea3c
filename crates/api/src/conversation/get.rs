//! `GET /api/admin/conversations/{id}`: a transcript.

use axum::Json;
use axum::extract::State;
use domain::id::ChatId;
use serde::Serialize;
use utoipa::ToSchema;

use super::list::ConversationBody;
use crate::auth::{Can, ConversationsRead};
use crate::chat::{MAX_MESSAGES, MessageBody};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::IdPath;

/// A conversation with its messages.
#[derive(Debug, Serialize, ToSchema)]
pub struct Transcript {
    /// The conversation.
    #[serde(flatten)]
    conversation: ConversationBody,
    /// Oldest first; the latest 500.
    messages: Vec<MessageBody>,
}

/// Read a conversation
#[utoipa::path(
    get,
    path = "/api/admin/conversations/{id}",
    tag = "conversations",
    params(("id" = String, Path, description = "The conversation's chat")),
    responses((status = 200, body = Transcript)),
    security(("sessionCookie" = []), ("secretKey" = ["conversations:read"]))
)]
pub async fn get_conversation(
    State(edge): State<Edge>,
    can: Can<ConversationsRead>,
    IdPath(id): IdPath<ChatId>,
) -> ApiResult<Json<Transcript>> {
    let chats = edge.hot.tenant(can.tenant.id);
    let chat = chats.conversation(id).await?.ok_or_else(ApiError::not_found)?;
    can.reaches(chat.agent_id)?;
    let messages = chats.messages(id, MAX_MESSAGES).await?.into_iter().map(Into::into).collect();
    Ok(Json(Transcript { conversation: chat.into(), messages }))
}
