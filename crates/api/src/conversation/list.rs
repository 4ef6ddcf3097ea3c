//! `GET /api/admin/conversations`.

use axum::Json;
use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::ConversationBody;
use super::filter::FilterQuery;
use crate::auth::{Can, ConversationsRead};
use crate::context::Edge;
use crate::error::ApiResult;
use crate::wire::{PageQuery, Params, cursor};

/// Conversations.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConversationPage {
    /// Newest first.
    conversations: Vec<ConversationBody>,
    /// Pass as `cursor` for the next page; null at the end.
    next_cursor: Option<String>,
}

/// List conversations
///
/// A search looks at a few thousand conversations at a time: a page may hold fewer than asked for, or none, and still have a
/// `nextCursor`.
#[utoipa::path(
    get,
    path = "/api/admin/conversations",
    tag = "conversations",
    params(FilterQuery, PageQuery),
    responses((status = 200, body = ConversationPage)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["conversations:read"]))
)]
pub async fn list_conversations(
    State(edge): State<Edge>,
    can: Can<ConversationsRead>,
    Params(filter): Params<FilterQuery>,
    Params(page): Params<PageQuery>,
) -> ApiResult<Json<ConversationPage>> {
    let page = page.request()?;
    let filter = filter.filter(&can).await?;
    let mut page = can.conversations(&edge).conversations(&filter, page).await?;
    page.items.retain(|one| can.reach.covers(one.chat.agent_id));
    let next_cursor = cursor(page.next);
    Ok(Json(ConversationPage {
        conversations: page.items.into_iter().map(Into::into).collect(),
        next_cursor,
    }))
}
