//! `GET /api/chats`: the visitor's conversations.

use axum::Json;

use super::ChatPage;
use crate::auth::Visitor;
use crate::error::ApiResult;
use crate::wire::{PageQuery, Params};

/// List one's chats
#[utoipa::path(
    get,
    path = "/api/chats",
    tag = "chat",
    params(super::input::ForAgent, super::input::ForVisitor, PageQuery),
    responses((status = 200, body = ChatPage)),
    security(("visitorToken" = []), ("secretKey" = ["chat"]))
)]
pub async fn list_chats(visitor: Visitor, Params(page): Params<PageQuery>) -> ApiResult<Json<ChatPage>> {
    let page = visitor.chats.chats(visitor.owner, page.request()?).await?;
    Ok(Json(page.into()))
}
