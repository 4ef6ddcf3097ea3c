//! `POST /api/admin/evals/suites/{id}/cases`.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::eval::life::Origin;
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
    let case = add(&edge, &can, &suite, body, None).await?;
    Ok((StatusCode::CREATED, Json(CaseBody::new(case)?)))
}

/// Adds a case that the evaluator takes to a suite with room for it.
pub(super) async fn add(
    edge: &Edge,
    can: &Can<EvalsWrite>,
    suite: &Suite,
    input: CaseInput,
    origin: Option<Origin>,
) -> ApiResult<Case> {
    let spec = checked(edge, suite, vec![input.spec()?], "case")?.pop().unwrap_or_default();
    has_room(suite, 1)?;
    let case = Case { id: edge.ids.next(), suite_id: suite.id, spec, origin };
    can.store.add_cases(suite.id, std::slice::from_ref(&case), edge.clock.now()).await?;
    Ok(case)
}

/// Refuses more cases than a suite may have.
pub(super) fn has_room(suite: &Suite, more: usize) -> ApiResult<()> {
    let cases = usize::try_from(suite.cases).unwrap_or(usize::MAX);
    if cases.saturating_add(more) > MAX_CASES {
        return Err(ApiError::invalid("", format!("would be more than {MAX_CASES} cases of this suite")));
    }
    Ok(())
}

/// Cases that the evaluator takes in this suite; `path` is what a refusal is about, with the case's place when there are several.
pub(super) fn checked(
    edge: &Edge,
    suite: &Suite,
    specs: Vec<CaseSpec>,
    path: &str,
) -> ApiResult<Vec<CaseSpec>> {
    let written = Written { suite: suite.spec.clone(), cases: specs };
    edge.suites.check(&written).map_err(|error| {
        let place = match error.case {
            Some(index) if written.cases.len() > 1 || path != "case" => format!("{path}[{index}].case"),
            _ => path.to_owned(),
        };
        unfit(&place)(error)
    })?;
    Ok(written.cases)
}
