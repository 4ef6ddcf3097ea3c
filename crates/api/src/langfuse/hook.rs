//! `POST /hooks/langfuse/{tenant}/{agent}`: the project says that a prompt changed. What it says is not believed: the prompt is asked for.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use domain::id::{AgentId, TenantId};
use domain::job::{Job, JobKind};
use domain::langfuse::connection::HOOK_PURPOSE;

use super::signature::verify;
use crate::context::Edge;
use crate::error::{ApiError, ApiResult, Code};
use crate::wire::RawBody;

const SIGNATURE: &str = "x-langfuse-signature";

/// Take a message of Langfuse's webhook
///
/// Signed by the project (`x-langfuse-signature`), at most five minutes ago, and later than the last one. The draft takes its instructions
/// from the project soon after.
#[utoipa::path(
    post,
    path = "/hooks/langfuse/{tenant}/{agent}",
    tag = "langfuse",
    params(("tenant" = String, Path, description = "The organization"), ("agent" = String, Path, description = "The agent")),
    responses((status = 202, description = "It is looked at")),
    security(())
)]
pub async fn langfuse_hook(
    State(edge): State<Edge>,
    Path((tenant, agent)): Path<(String, String)>,
    headers: HeaderMap,
    RawBody(body): RawBody,
) -> ApiResult<StatusCode> {
    // Whether there is such an agent is nobody's business who cannot sign for it.
    let refused = || ApiError::new(Code::InvalidSignature, "The message is not signed as it should be.");
    let (Ok(tenant), Ok(agent)) = (tenant.parse::<TenantId>(), agent.parse::<AgentId>()) else {
        return Err(refused());
    };
    let store = edge.cold.tenant(tenant);
    let connection = store.connection(agent).await?.ok_or_else(refused)?;
    let sealed = connection.hook_secret.as_ref().ok_or_else(refused)?;
    let secret = edge.vault.open(tenant, HOOK_PURPOSE, sealed).map_err(ApiError::internal)?;
    let header = headers.get(SIGNATURE).and_then(|value| value.to_str().ok()).ok_or_else(refused)?;
    let now = edge.clock.now();
    let (at, signature) = verify(&secret, header, &body, now).ok_or_else(refused)?;
    if !store.note_hook(agent, at, signature).await? {
        return Err(refused());
    }
    if connection.prompt.is_some() {
        let kind = JobKind::RefreshPrompt { agent_id: agent };
        store.enqueue(&Job::due(edge.ids.next(), kind, now)).await?;
    }
    Ok(StatusCode::ACCEPTED)
}
