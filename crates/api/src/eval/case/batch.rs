//! `POST /api/admin/evals/suites/{id}/cases/batch`: several cases at once, such as those that unanswered questions propose.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::eval::life::Origin;
use domain::eval::{Case, Suite};
use domain::id::{ChatId, SuiteId};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{CaseBody, CaseInput};
use super::create::{checked, has_room};
use super::list::CaseList;
use crate::auth::{Can, EvalsWrite};
use crate::context::Edge;
use crate::conversation::get::find;
use crate::error::{ApiError, ApiResult};
use crate::eval::find_suite;
use crate::wire::{IdPath, JsonBody};

/// Most cases in a request.
const MAX_BATCH: usize = 50;

/// Cases to add.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AddCases {
    /// At most 50; all are added, or none.
    #[schema(min_items = 1, max_items = 50)]
    cases: Vec<NewCase>,
}

/// One of them.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NewCase {
    /// What it says.
    case: CaseInput,
    /// The conversation with the agent in which it was asked, if it was.
    #[schema(value_type = Option<String>)]
    conversation_id: Option<ChatId>,
}

/// Add several cases to a suite
///
/// All of them, or none when one is refused.
#[utoipa::path(
    post,
    path = "/api/admin/evals/suites/{id}/cases/batch",
    tag = "evaluations",
    params(("id" = String, Path, description = "The suite")),
    request_body = AddCases,
    responses((status = 201, body = CaseList)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn add_cases(
    State(edge): State<Edge>,
    can: Can<EvalsWrite>,
    IdPath(id): IdPath<SuiteId>,
    JsonBody(body): JsonBody<AddCases>,
) -> ApiResult<(StatusCode, Json<CaseList>)> {
    let suite = find_suite(&can, id).await?;
    if body.cases.is_empty() || body.cases.len() > MAX_BATCH {
        return Err(ApiError::invalid("cases", format!("must have 1 to {MAX_BATCH} cases")));
    }
    has_room(&suite, body.cases.len())?;
    let mut origins = Vec::new();
    for (index, new) in body.cases.iter().enumerate() {
        origins.push(origin(&edge, &can, &suite, new.conversation_id, index).await?);
    }
    let specs = body.cases.into_iter().map(|new| new.case.spec()).collect::<ApiResult<_>>()?;
    let specs = checked(&edge, &suite, specs, "cases")?;
    let case = |(spec, origin)| Case { id: edge.ids.next(), suite_id: id, spec, origin };
    let cases: Vec<Case> = specs.into_iter().zip(origins).map(case).collect();
    can.store.add_cases(id, &cases, edge.clock.now()).await?;
    let cases = cases.into_iter().map(CaseBody::new).collect::<ApiResult<_>>()?;
    Ok((StatusCode::CREATED, Json(CaseList { cases })))
}

/// Where a case came from: a conversation with the agent that the suite tests.
async fn origin(
    edge: &Edge,
    can: &Can<EvalsWrite>,
    suite: &Suite,
    chat: Option<ChatId>,
    index: usize,
) -> ApiResult<Option<Origin>> {
    let Some(id) = chat else { return Ok(None) };
    if find(edge, can, id).await?.chat.agent_id != suite.agent_id {
        let place = format!("cases[{index}].conversationId");
        return Err(ApiError::invalid(place, "is a conversation with another agent"));
    }
    Ok(Some(Origin { chat: Some(id), message: None }))
}
