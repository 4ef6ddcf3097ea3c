//! `GET /api/admin/agents/{id}/gate`.

use axum::Json;
use domain::eval::gate::judge;
use domain::eval::start::evidence;
use domain::id::AgentId;

use super::body::GateBody;
use crate::auth::{Can, EvalsRead};
use crate::error::ApiResult;
use crate::wire::IdPath;

/// Read an agent's publish gate, and how it stands
#[utoipa::path(
    get,
    path = "/api/admin/agents/{id}/gate",
    tag = "evaluations",
    params(("id" = String, Path, description = "The agent")),
    responses((status = 200, body = GateBody)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["agents:read"]))
)]
pub async fn get_gate(can: Can<EvalsRead>, IdPath(id): IdPath<AgentId>) -> ApiResult<Json<GateBody>> {
    let agent = can.agent(id).await?;
    let evidence = evidence(&*can.store, &agent).await?;
    let verdict = judge(&evidence);
    Ok(Json(GateBody::new(evidence, verdict)))
}
