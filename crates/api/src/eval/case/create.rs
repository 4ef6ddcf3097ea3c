//! `POST /api/admin/evals/suites/{id}/cases`.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::eval::{Case, CaseSpec, MAX_CASES, Suite, Written};
use domain::id::SuiteId;

use super::body::{CaseBody, CaseInput};
use crate::auth::{Can, EvalsWrite};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::eval::{find_suite, unfit};
use crate::wire::{IdPath, JsonBody};

/// Add a case to a suite
#[utoipa::path(
    post,
    path = "/api/admin/evals/suites/{id}/cases",
    tag = "evaluations",
    params(("id" = String, Path, description = "The suite")),
    request_body = CaseInput,
    responses((status = 201, body = CaseBody)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn create_case(
    State(edge): State<Edge>,
    can: Can<EvalsWrite>,
    IdPath(id): IdPath<SuiteId>,
    JsonBody(body): JsonBody<CaseInput>,
) -> ApiResult<(StatusCode, Json<CaseBody>)> {
    let suite = find_suite(&can, id).await?;
    let spec = checked(&edge, &suite, body.spec()?)?;
    if usize::try_from(suite.cases).unwrap_or(usize::MAX) >= MAX_CASES {
        return Err(ApiError::invalid("", format!("would be more than {MAX_CASES} cases of this suite")));
    }
    let case = Case { id: edge.ids.next(), suite_id: id, spec };
    can.store.add_case(&case, edge.clock.now()).await?;
    Ok((StatusCode::CREATED, Json(CaseBody::new(case)?)))
}

/// A case that the evaluator takes in this suite.
pub(super) fn checked(edge: &Edge, suite: &Suite, spec: CaseSpec) -> ApiResult<CaseSpec> {
    let mut written = Written { suite: suite.spec.clone(), cases: vec![spec] };
    edge.suites.check(&written).map_err(unfit("case"))?;
    Ok(written.cases.pop().unwrap_or_default())
}
