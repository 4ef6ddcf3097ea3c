//! `GET /api/admin/conversations/{id}`: a transcript.

use axum::Json;
use axum::extract::State;
use domain::id::ChatId;
use serde::Serialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::list::ConversationBody;
use crate::auth::{Can, ConversationsRead};
use crate::chat::{MAX_MESSAGES, MessageBody};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::IdPath;

/// A conversation with its messages.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Transcript {
    /// The conversation.
    #[serde(flatten)]
    conversation: ConversationBody,
    /// What the page told when the conversation began.
    context: Option<Map<String, Value>>,
    /// What the page told about the visitor's latest visit.
    visit_context: Option<Map<String, Value>>,
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
    let told = chats.told(id).await?;
    Ok(Json(Transcript {
        conversation: chat.into(),
        context: told.chat.as_deref().and_then(object),
        visit_context: told.visit.as_deref().and_then(object),
        messages,
    }))
}

fn object(text: &str) -> Option<Map<String, Value>> {
    serde_json::from_str(text).ok()
}
