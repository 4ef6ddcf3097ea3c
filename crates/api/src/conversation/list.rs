//! `GET /api/admin/conversations`.

use axum::Json;
use axum::extract::State;
use domain::chat::Chat;
use domain::chat::store::ConversationFilter;
use domain::id::{AgentId, VisitorId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::auth::{Can, ConversationsRead};
use crate::chat::ChatBody;
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::{PageQuery, Params, cursor};

/// Which conversations.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ConversationsQuery {
    /// Only of this agent.
    agent: Option<String>,
    /// `nextCursor` of the page before.
    cursor: Option<String>,
    /// At most this many items, 1 to 100; 50 by default.
    #[param(minimum = 1, maximum = 100)]
    limit: Option<u32>,
}

/// A conversation as members see it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConversationBody {
    /// The conversation.
    #[serde(flatten)]
    chat: ChatBody,
    /// Who talks with the agent.
    #[schema(value_type = String, example = "vis_0198c0de000070008000000000000001")]
    visitor_id: VisitorId,
}

impl From<Chat> for ConversationBody {
    fn from(chat: Chat) -> Self {
        Self { visitor_id: chat.visitor_id, chat: chat.into() }
    }
}

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
#[utoipa::path(
    get,
    path = "/api/admin/conversations",
    tag = "conversations",
    params(ConversationsQuery),
    responses((status = 200, body = ConversationPage)),
    security(("sessionCookie" = []), ("secretKey" = ["conversations:read"]))
)]
pub async fn list_conversations(
    State(edge): State<Edge>,
    can: Can<ConversationsRead>,
    Params(query): Params<ConversationsQuery>,
) -> ApiResult<Json<ConversationPage>> {
    let page = PageQuery { cursor: query.cursor, limit: query.limit }.request()?;
    let agent = match query.agent.as_deref() {
        Some(text) => {
            let id: AgentId = text.parse().map_err(|_| ApiError::not_found())?;
            can.agent(id).await?;
            Some(id)
        }
        None => None,
    };
    let filter = ConversationFilter { agent };
    let mut page = edge.hot.tenant(can.tenant.id).conversations(&filter, page).await?;
    page.items.retain(|chat| can.reach.covers(chat.agent_id));
    let next_cursor = cursor(page.next);
    Ok(Json(ConversationPage {
        conversations: page.items.into_iter().map(Into::into).collect(),
        next_cursor,
    }))
}
