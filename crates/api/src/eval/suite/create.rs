//! `POST /api/admin/agents/{id}/evals/suites`: a suite without cases.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::eval::{MAX_SUITES, Suite, SuiteSpec, ToolUse, Written};
use domain::id::AgentId;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::body::{SuiteBody, ToolUseBody};
use crate::auth::{Can, EvalsWrite};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::eval::unfit;
use crate::wire::{IdPath, JsonBody};

/// A new suite.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CreateSuite {
    /// Unique within the agent.
    #[schema(min_length = 1, max_length = 120)]
    name: String,
    /// What it is for.
    description: Option<String>,
    /// The weighted share of cases that must pass; all of them by default.
    #[schema(minimum = 0, maximum = 1)]
    threshold: Option<f64>,
    /// How often each case is asked; once by default.
    #[schema(minimum = 1, maximum = 100)]
    repeat: Option<u32>,
    /// What becomes of calls of tools; `declared` by default.
    #[schema(value_type = Option<ToolUseBody>)]
    tools: Option<ToolUse>,
    /// Checks of every case, as in a suite file.
    #[serde(default)]
    #[schema(value_type = Vec<Object>)]
    checks: Vec<Value>,
}

/// Create a suite of evaluation cases
#[utoipa::path(
    post,
    path = "/api/admin/agents/{id}/evals/suites",
    tag = "evaluations",
    params(("id" = String, Path, description = "The agent")),
    request_body = CreateSuite,
    responses((status = 201, body = SuiteBody)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn create_suite(
    State(edge): State<Edge>,
    can: Can<EvalsWrite>,
    IdPath(id): IdPath<AgentId>,
    JsonBody(body): JsonBody<CreateSuite>,
) -> ApiResult<(StatusCode, Json<SuiteBody>)> {
    can.agent(id).await?;
    let suite = SuiteSpec {
        name: body.name.trim().to_owned(),
        description: body.description.filter(|text| !text.trim().is_empty()),
        threshold: body.threshold.unwrap_or(1.0),
        repeat: body.repeat.unwrap_or(1),
        tools: body.tools.unwrap_or(ToolUse::Declared),
        checks: body.checks,
    };
    let suite = store(&edge, &can, id, Written { suite, cases: Vec::new() }, "").await?;
    Ok((StatusCode::CREATED, Json(suite.into())))
}

/// Checks and stores a new suite; `path` is what a refusal is about.
pub async fn store(
    edge: &Edge,
    can: &Can<EvalsWrite>,
    agent_id: AgentId,
    written: Written,
    path: &str,
) -> ApiResult<Suite> {
    edge.suites.check(&written).map_err(unfit(path))?;
    if can.store.suites(agent_id).await?.len() >= MAX_SUITES {
        return Err(ApiError::invalid("", format!("would be more than {MAX_SUITES} suites of this agent")));
    }
    let now = edge.clock.now();
    let suite = Suite {
        id: edge.ids.next(),
        agent_id,
        spec: written.suite,
        revision: 1,
        cases: u32::try_from(written.cases.len()).unwrap_or(u32::MAX),
        created_at: now,
        updated_at: now,
    };
    let case = |spec| domain::eval::Case { id: edge.ids.next(), suite_id: suite.id, spec, origin: None };
    let cases: Vec<domain::eval::Case> = written.cases.into_iter().map(case).collect();
    can.store.create_suite(&suite, &cases).await?;
    Ok(suite)
}
