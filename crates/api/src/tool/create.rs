//! `POST /api/admin/agents/{id}/tools`: an agent gets a tool.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::id::AgentId;
use domain::storage::TenantStore;
use domain::tool::builtin::BuiltIn;
use domain::tool::{Tool, ToolAction, ToolPolicy, ToolSpec, Webhook, WebhookMethod};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::body::{BuiltInBody, ToolBody, ToolPolicyBody, WebhookMethodBody};
use super::input;
use crate::auth::{AgentsWrite, Can};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::{IdPath, JsonBody};

/// Most tools of one agent: a model reads all of them before each answer.
const MAX_TOOLS: usize = 32;

/// A built-in tool (`builtIn`), or a webhook (`name`, `description`, `url` and more).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CreateTool {
    /// A built-in tool: which. Its name, description and arguments are given.
    #[schema(value_type = Option<BuiltInBody>)]
    built_in: Option<BuiltIn>,
    /// The name the model calls it by: 1 to 64 of `a-z A-Z 0-9 _ -`.
    #[schema(example = "get_order")]
    name: Option<String>,
    /// What it does and when to use it.
    #[schema(max_length = 1024)]
    description: Option<String>,
    /// JSON Schema of its arguments, an object; without one it takes none.
    #[schema(value_type = Option<Object>)]
    parameters: Option<Value>,
    /// Where it is, on the public internet.
    #[schema(example = "https://shop.example/tools/order")]
    url: Option<String>,
    /// How it is called; `POST` when left out.
    #[schema(value_type = Option<WebhookMethodBody>)]
    method: Option<WebhookMethod>,
    /// What requests are signed with (Standard Webhooks); made when left out.
    #[schema(example = "whsec_…")]
    secret: Option<String>,
    /// Who must agree to a call; `allowed` when left out.
    #[schema(value_type = Option<ToolPolicyBody>)]
    policy: Option<ToolPolicy>,
    /// Whether the model sees it; true when left out.
    enabled: Option<bool>,
}

/// A new tool.
#[derive(Debug, Serialize, ToSchema)]
pub struct CreatedTool {
    /// Webhooks: what requests are signed with. Shown now and never again.
    #[schema(example = "whsec_…")]
    secret: Option<String>,
    /// The rest.
    #[serde(flatten)]
    body: ToolBody,
}

/// Create a tool
///
/// Tools act at once and are not part of the agent's versions: what is withdrawn stays withdrawn, whichever version is live.
#[utoipa::path(
    post,
    path = "/api/admin/agents/{id}/tools",
    tag = "tools",
    params(("id" = String, Path, description = "The agent")),
    request_body = CreateTool,
    responses((status = 201, body = CreatedTool)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn create_tool(
    State(edge): State<Edge>,
    can: Can<AgentsWrite>,
    IdPath(agent): IdPath<AgentId>,
    JsonBody(body): JsonBody<CreateTool>,
) -> ApiResult<(StatusCode, Json<CreatedTool>)> {
    can.agent(agent).await?;
    check_room(&*can.store, agent).await?;
    let (policy, enabled) = (body.policy.unwrap_or(ToolPolicy::Allowed), body.enabled.unwrap_or(true));
    let (spec, action, secret) = match body.built_in {
        Some(built_in) => {
            body.has_nothing_of_a_webhook()?;
            (built_in.spec(), ToolAction::BuiltIn { built_in }, None)
        }
        None => {
            let (spec, url) = body.webhook()?;
            input::check_spec(&spec)?;
            input::check_url(&*edge.toolbox.webhooks, &url).await?;
            let (secret, sealed) = input::secret(body.secret, can.tenant.id, &*edge.vault, &*edge.ids)?;
            let method = body.method.unwrap_or(WebhookMethod::Post);
            (spec, ToolAction::Webhook(Webhook { url, method, secret: sealed }), Some(secret))
        }
    };
    let now = edge.clock.now();
    let tool = Tool {
        id: edge.ids.next(),
        agent_id: agent,
        spec,
        policy,
        enabled,
        action,
        revision: 1,
        created_at: now,
        updated_at: now,
    };
    can.store.create_tool(&tool).await?;
    Ok((StatusCode::CREATED, Json(CreatedTool { secret, body: tool.into() })))
}

/// Refuses one tool too many.
pub async fn check_room(store: &dyn TenantStore, agent: AgentId) -> ApiResult<()> {
    if store.tools(agent).await?.len() >= MAX_TOOLS {
        return Err(ApiError::invalid("", format!("exceeds {MAX_TOOLS} tools for one agent")));
    }
    Ok(())
}

impl CreateTool {
    fn has_nothing_of_a_webhook(&self) -> ApiResult<()> {
        input::check_no_webhook([
            ("name", self.name.is_some()),
            ("description", self.description.is_some()),
            ("parameters", self.parameters.is_some()),
            ("url", self.url.is_some()),
            ("method", self.method.is_some()),
            ("secret", self.secret.is_some()),
        ])
    }

    fn webhook(&self) -> ApiResult<(ToolSpec, String)> {
        let required = |field: &Option<String>, path: &str| {
            field.clone().ok_or_else(|| ApiError::invalid(path, "is missing"))
        };
        let spec = ToolSpec {
            name: required(&self.name, "name")?,
            description: required(&self.description, "description")?.trim().to_owned(),
            parameters: self
                .parameters
                .clone()
                .unwrap_or_else(|| json!({"type": "object", "properties": {}})),
        };
        Ok((spec, required(&self.url, "url")?))
    }
}
