//! `PUT /api/admin/agents/{id}/gate`.

use std::collections::HashSet;

use axum::Json;
use axum::extract::State;
use domain::eval::gate::judge;
use domain::eval::start::{StartError, evidence, for_gate};
use domain::id::AgentId;

use super::body::{GateBody, GateInput};
use crate::auth::{Can, GateManage};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::{IdPath, JsonBody};

/// Set what a draft must pass before it is published
///
/// The draft's evaluations begin at once, if they are missing. With `nightly` the live version is run each night: the gate's suites, or all
/// of them when it demands none.
#[utoipa::path(
    put,
    path = "/api/admin/agents/{id}/gate",
    tag = "evaluations",
    params(("id" = String, Path, description = "The agent")),
    request_body = GateInput,
    responses((status = 200, body = GateBody)),
    security(("sessionCookie" = ["admin"]))
)]
pub async fn set_gate(
    State(edge): State<Edge>,
    can: Can<GateManage>,
    IdPath(id): IdPath<AgentId>,
    JsonBody(body): JsonBody<GateInput>,
) -> ApiResult<Json<GateBody>> {
    let agent = can.agent(id).await?;
    let suites = can.store.suites(id).await?;
    let mut seen = HashSet::new();
    for (index, wanted) in body.suites.iter().enumerate() {
        let path = |field: &str| format!("suites[{index}].{field}");
        let suite = suites.iter().find(|suite| suite.id == wanted.suite_id);
        match suite {
            None => return Err(ApiError::invalid(path("suiteId"), "is no suite of this agent")),
            Some(suite) if suite.cases == 0 => {
                return Err(ApiError::invalid(path("suiteId"), "has no cases"));
            }
            Some(_) if !seen.insert(wanted.suite_id) => {
                return Err(ApiError::invalid(path("suiteId"), "is named twice"));
            }
            Some(_) => {}
        }
        if wanted.at_least.is_some_and(|share| !(0.0..=1.0).contains(&share)) {
            return Err(ApiError::invalid(path("atLeast"), "must be 0 to 1"));
        }
    }
    if body.nightly.is_some_and(|hour| hour > 23) {
        return Err(ApiError::invalid("nightly", "must be an hour, 0 to 23"));
    }
    can.store.set_gate(id, &body.into(), edge.clock.now()).await?;
    match for_gate(&*can.store, &*edge.clock, &*edge.ids, &agent, can.actor.member()).await {
        Ok(()) | Err(StartError::NoCases) => {}
        Err(error) => return Err(error.into()),
    }
    let evidence = evidence(&*can.store, &agent).await?;
    let verdict = judge(&evidence);
    Ok(Json(GateBody::new(evidence, verdict)))
}
