//! `PATCH /api/chats/{id}`: a visitor renames a conversation.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use domain::clock::Clock;
use domain::id::ChatId;
use serde::Deserialize;
use utoipa::ToSchema;

use super::ChatBody;
use crate::auth::Visitor;
use crate::error::{ApiError, ApiResult};
use crate::wire::{IdPath, JsonBody};

/// Longest title, in characters.
const MAX_TITLE: usize = 120;

/// What changes.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RenameChat {
    /// The new title.
    #[schema(min_length = 1, max_length = 120)]
    title: String,
}

/// Rename a chat
#[utoipa::path(
    patch,
    path = "/api/chats/{id}",
    tag = "chat",
    params(("id" = String, Path, description = "The chat"), super::input::ForAgent, super::input::ForVisitor),
    request_body = RenameChat,
    responses((status = 200, body = ChatBody)),
    security(("visitorToken" = []), ("secretKey" = ["chat"]))
)]
pub async fn rename_chat(
    State(clock): State<Arc<dyn Clock>>,
    visitor: Visitor,
    IdPath(id): IdPath<ChatId>,
    JsonBody(body): JsonBody<RenameChat>,
) -> ApiResult<Json<ChatBody>> {
    let title = clean_title(&body.title)?;
    let chat = visitor.chats.rename_chat(visitor.owner, id, &title, clock.now()).await?;
    Ok(Json(chat.ok_or_else(ApiError::not_found)?.into()))
}

/// A title without space around it, of 1 to 120 characters.
pub fn clean_title(title: &str) -> ApiResult<String> {
    let title = title.trim();
    if (1..=MAX_TITLE).contains(&title.chars().count()) {
        Ok(title.to_owned())
    } else {
        Err(ApiError::invalid("title", format!("must have 1 to {MAX_TITLE} characters")))
    }
}
