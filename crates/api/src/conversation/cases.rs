//! `GET /api/admin/conversations/{id}/cases`: what was made of a conversation.

use axum::Json;
use axum::extract::State;
use domain::id::ChatId;
use serde::Serialize;
use utoipa::ToSchema;

use super::get::find;
use crate::auth::{Can, ConversationsRead, EvalsRead};
use crate::context::Edge;
use crate::error::ApiResult;
use crate::eval::case::CaseBody;
use crate::wire::IdPath;

/// Most cases that are answered: the first ones.
const MAX_CASES: u32 = 200;

/// Cases that were made of a conversation.
#[derive(Debug, Serialize, ToSchema)]
pub struct ConversationCases {
    /// Oldest first; at most 200.
    cases: Vec<CaseBody>,
}

/// List the cases that were made of a conversation
#[utoipa::path(
    get,
    path = "/api/admin/conversations/{id}/cases",
    tag = "conversations",
    params(("id" = String, Path, description = "The conversation's chat")),
    responses((status = 200, body = ConversationCases)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["conversations:read", "agents:read"]))
)]
pub async fn list_conversation_cases(
    State(edge): State<Edge>,
    can: Can<ConversationsRead>,
    reading: Can<EvalsRead>,
    IdPath(id): IdPath<ChatId>,
) -> ApiResult<Json<ConversationCases>> {
    find(&edge, &can, id).await?;
    let cases = reading.store.cases_of_conversation(id, MAX_CASES).await?;
    let cases = cases.into_iter().map(CaseBody::new).collect::<ApiResult<_>>()?;
    Ok(Json(ConversationCases { cases }))
}
