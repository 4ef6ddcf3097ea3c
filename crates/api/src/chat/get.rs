//! `GET /api/chats/{id}`: a conversation with its messages.

use axum::Json;
use domain::chat::TurnStatus;
use domain::id::{ChatId, MessageId};
use serde::Serialize;
use utoipa::ToSchema;

use super::{ChatBody, MessageBody};
use crate::auth::Visitor;
use crate::error::ApiResult;
use crate::wire::IdPath;

/// Most messages that are answered: the latest ones.
pub const MAX_MESSAGES: u32 = 500;

/// A conversation with its messages.
#[derive(Debug, Serialize, ToSchema)]
pub struct ChatDetail {
    /// The conversation.
    #[serde(flatten)]
    pub chat: ChatBody,
    /// Oldest first; the latest 500.
    pub messages: Vec<MessageBody>,
    /// The latest turn; null before the first message.
    pub turn: Option<TurnBody>,
}

/// One answer being made, or made.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct TurnBody {
    /// Id of the answer. It has no message when nothing of it was said.
    #[schema(value_type = String)]
    message_id: MessageId,
    /// `running`: `GET /api/chats/{id}/stream` follows it.
    #[schema(value_type = super::body::OutcomeBody)]
    status: TurnStatus,
}

/// Read a chat
#[utoipa::path(
    get,
    path = "/api/chats/{id}",
    tag = "chat",
    params(("id" = String, Path, description = "The chat"), super::input::ForAgent, super::input::ForVisitor),
    responses((status = 200, body = ChatDetail)),
    security(("visitorToken" = []), ("secretKey" = ["chat"]))
)]
pub async fn get_chat(visitor: Visitor, IdPath(id): IdPath<ChatId>) -> ApiResult<Json<ChatDetail>> {
    let chat = visitor.chat(id).await?;
    // The turn first: an answer that ends in between is then among the messages, and never missing from both.
    let turn = visitor.chats.latest_turn(id).await?;
    let messages = visitor.chats.messages(id, MAX_MESSAGES).await?;
    Ok(Json(ChatDetail {
        chat: chat.into(),
        messages: messages.into_iter().map(Into::into).collect(),
        turn: turn.map(|turn| TurnBody { message_id: turn.assistant_message_id, status: turn.status }),
    }))
}
