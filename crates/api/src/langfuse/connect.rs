//! `PUT /api/admin/agents/{id}/langfuse`: an agent gets a project, or its project changes.

use axum::Json;
use axum::extract::State;
use domain::id::AgentId;
use domain::langfuse::connection::{Connection, HOOK_PURPOSE, KEY_PURPOSE, PromptName};
use domain::vault::Sealed;
use serde::Deserialize;
use utoipa::ToSchema;

use super::get::{LangfuseBody, PromptNameBody};
use super::told;
use crate::auth::{AgentsWrite, Can};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::{IdPath, JsonBody};

/// Most characters of a secret.
const MAX_SECRET: usize = 200;

/// An agent's Langfuse project.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConnectLangfuse {
    /// Where it is, on the public internet.
    #[schema(example = "https://cloud.langfuse.com")]
    host: String,
    /// The project's public key.
    #[schema(example = "pk-lf-…")]
    public_key: String,
    /// The project's secret key; may be left out when neither host nor public key change. Stored sealed and never shown again.
    #[schema(example = "sk-lf-…")]
    secret_key: Option<String>,
    /// What the project's webhook signs with; left out it stays as it is, empty it is forgotten. Stored sealed and never shown again.
    hook_secret: Option<String>,
    /// The prompt that the draft takes its instructions from; none when left out.
    prompt: Option<PromptNameBody>,
    /// Whether runs of evaluations are told.
    #[serde(default)]
    report_runs: bool,
}

/// Connect an agent with its Langfuse project
///
/// Connects to nobody yet: try it.
#[utoipa::path(
    put,
    path = "/api/admin/agents/{id}/langfuse",
    tag = "langfuse",
    params(("id" = String, Path, description = "The agent")),
    request_body = ConnectLangfuse,
    responses((status = 200, body = LangfuseBody)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn connect_langfuse(
    State(edge): State<Edge>,
    can: Can<AgentsWrite>,
    IdPath(agent): IdPath<AgentId>,
    JsonBody(body): JsonBody<ConnectLangfuse>,
) -> ApiResult<Json<LangfuseBody>> {
    can.agent(agent).await?;
    let before = can.store.connection(agent).await?;
    let (host, public_key) =
        (body.host.trim().trim_end_matches('/').to_owned(), body.public_key.trim().to_owned());
    // Who may change the address must not send there what was entered for another.
    let same = before.as_ref().filter(|before| before.host == host && before.public_key == public_key);
    let seal = |path, purpose, secret: &str| -> ApiResult<Sealed> {
        if secret.chars().count() > MAX_SECRET {
            return Err(ApiError::invalid(path, format!("must have at most {MAX_SECRET} characters")));
        }
        edge.vault.seal(can.tenant.id, purpose, secret).map_err(ApiError::internal)
    };
    let secret_key = match body.secret_key.as_deref().map(str::trim).filter(|secret| !secret.is_empty()) {
        Some(secret) => seal("secretKey", KEY_PURPOSE, secret)?,
        None => {
            let kept = same.map(|before| before.secret_key.clone());
            kept.ok_or_else(|| {
                ApiError::invalid("secretKey", "must be given for another host or public key")
            })?
        }
    };
    let hook_secret = match body.hook_secret.as_deref().map(str::trim) {
        Some("") => None,
        Some(secret) => Some(seal("hookSecret", HOOK_PURPOSE, secret)?),
        None => before.as_ref().and_then(|before| before.hook_secret.clone()),
    };
    let connection = Connection {
        agent_id: agent,
        host,
        public_key,
        secret_key,
        hook_secret,
        prompt: body.prompt.map(|prompt| PromptName { name: prompt.name, label: prompt.label }),
        report_runs: body.report_runs,
        updated_at: edge.clock.now(),
    };
    let problems = connection.problems();
    if !problems.is_empty() {
        return Err(problems.into());
    }
    edge.langfuse.check(&connection.host).await.map_err(told("host"))?;
    can.store.connect(&connection).await?;
    Ok(Json(LangfuseBody::new(connection, &edge, &can)))
}
