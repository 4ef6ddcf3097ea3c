//! `PATCH /api/admin/evals/suites/{id}`.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderName;
use domain::eval::{ToolUse, Written};
use domain::id::SuiteId;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::body::{SuiteBody, ToolUseBody};
use crate::auth::{Can, EvalsWrite};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::eval::{find_suite, unfit};
use crate::wire::{IdPath, IfMatch, JsonBody, etag};

/// Fields to set; what is left out keeps its value.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UpdateSuite {
    /// Unique within the agent.
    #[schema(min_length = 1, max_length = 120)]
    name: Option<String>,
    /// What it is for; empty for nothing.
    description: Option<String>,
    /// The weighted share of cases that must pass.
    #[schema(minimum = 0, maximum = 1)]
    threshold: Option<f64>,
    /// How often each case is asked.
    #[schema(minimum = 1, maximum = 100)]
    repeat: Option<u32>,
    /// What becomes of calls of tools.
    #[schema(value_type = Option<ToolUseBody>)]
    tools: Option<ToolUse>,
    /// Checks of every case.
    #[schema(value_type = Option<Vec<Object>>)]
    checks: Option<Vec<Value>>,
    /// The suite's `version` that the change is based on; `If-Match` says the same.
    version: Option<i64>,
}

/// Change a suite
///
/// With `If-Match` (or `version` in the body) a change that is based on an older state is refused with 409.
#[utoipa::path(
    patch,
    path = "/api/admin/evals/suites/{id}",
    tag = "evaluations",
    params(("id" = String, Path, description = "The suite"), ("If-Match" = Option<String>, Header, description = "The suite's `version`")),
    request_body = UpdateSuite,
    responses((status = 200, body = SuiteBody, headers(("ETag" = String)))),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn update_suite(
    State(edge): State<Edge>,
    can: Can<EvalsWrite>,
    IdPath(id): IdPath<SuiteId>,
    if_match: IfMatch,
    JsonBody(body): JsonBody<UpdateSuite>,
) -> ApiResult<([(HeaderName, String); 1], Json<SuiteBody>)> {
    let suite = find_suite(&can, id).await?;
    let expected = if_match.expected(body.version, suite.revision)?;
    let mut spec = suite.spec;
    spec.name = body.name.map_or(spec.name, |name| name.trim().to_owned());
    spec.description =
        body.description.map_or(spec.description, |text| Some(text).filter(|text| !text.trim().is_empty()));
    spec.threshold = body.threshold.unwrap_or(spec.threshold);
    spec.repeat = body.repeat.unwrap_or(spec.repeat);
    spec.tools = body.tools.unwrap_or(spec.tools);
    spec.checks = body.checks.unwrap_or(spec.checks);
    // Its cases are checked with it: without the suite's checks one of them may have none.
    let cases = can.store.cases(id).await?.into_iter().map(|case| case.spec).collect();
    let written = Written { suite: spec, cases };
    edge.suites.check(&written).map_err(unfit("checks"))?;
    let suite = can.store.update_suite(id, expected, &written.suite, edge.clock.now()).await?;
    let suite = suite.ok_or_else(ApiError::not_found)?;
    Ok((etag(suite.revision), Json(suite.into())))
}
