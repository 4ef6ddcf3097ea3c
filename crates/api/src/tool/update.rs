//! `PATCH /api/admin/tools/{id}`: a tool changes at once.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderName;
use domain::id::ToolId;
use domain::tool::{ToolAction, ToolPolicy, WebhookMethod};
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::body::{ToolBody, ToolPolicyBody, WebhookMethodBody};
use super::input;
use crate::auth::{AgentsWrite, Can};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::{IdPath, IfMatch, JsonBody, etag};

/// Fields to set; what is left out keeps its value.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UpdateTool {
    /// Webhooks: the name the model calls it by.
    name: Option<String>,
    /// Webhooks: what it does and when to use it.
    #[schema(max_length = 1024)]
    description: Option<String>,
    /// Webhooks: JSON Schema of its arguments.
    #[schema(value_type = Option<Object>)]
    parameters: Option<Value>,
    /// Webhooks: where it is.
    url: Option<String>,
    /// Webhooks: how it is called.
    #[schema(value_type = Option<WebhookMethodBody>)]
    method: Option<WebhookMethod>,
    /// Webhooks: what requests are signed with from now on.
    secret: Option<String>,
    /// Who must agree to a call.
    #[schema(value_type = Option<ToolPolicyBody>)]
    policy: Option<ToolPolicy>,
    /// Whether the model sees it.
    enabled: Option<bool>,
    /// The tool's `version` that the change is based on; `If-Match` says the same.
    version: Option<i64>,
}

/// Change a tool
///
/// With `If-Match` (or `version` in the body) a change that is based on an older state is refused with 409.
#[utoipa::path(
    patch,
    path = "/api/admin/tools/{id}",
    tag = "tools",
    params(("id" = String, Path, description = "The tool"), ("If-Match" = Option<String>, Header, description = "The tool's `version`")),
    request_body = UpdateTool,
    responses((status = 200, body = ToolBody, headers(("ETag" = String)))),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn update_tool(
    State(edge): State<Edge>,
    can: Can<AgentsWrite>,
    IdPath(id): IdPath<ToolId>,
    if_match: IfMatch,
    JsonBody(body): JsonBody<UpdateTool>,
) -> ApiResult<([(HeaderName, String); 1], Json<ToolBody>)> {
    let mut tool = can.tool(id).await?;
    let expected = if_match.expected(body.version, tool.revision)?;
    tool.policy = body.policy.unwrap_or(tool.policy);
    tool.enabled = body.enabled.unwrap_or(tool.enabled);
    match &mut tool.action {
        ToolAction::BuiltIn { .. } | ToolAction::Mcp(_) => body.has_nothing_of_a_webhook()?,
        ToolAction::Webhook(webhook) => {
            set(&mut tool.spec.name, body.name);
            set(&mut tool.spec.description, body.description.map(|text| text.trim().to_owned()));
            set(&mut tool.spec.parameters, body.parameters);
            set(&mut webhook.method, body.method);
            input::check_spec(&tool.spec)?;
            if let Some(url) = body.url {
                input::check_url(&*edge.toolbox.webhooks, &url).await?;
                webhook.url = url;
            }
            if body.secret.is_some() {
                webhook.secret = input::secret(body.secret, can.tenant.id, &*edge.vault, &*edge.ids)?.1;
            }
        }
    }
    tool.updated_at = edge.clock.now();
    let tool = can.store.update_tool(expected, &tool).await?.ok_or_else(ApiError::not_found)?;
    Ok((etag(tool.revision), Json(tool.into())))
}

fn set<T>(field: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *field = value;
    }
}

impl UpdateTool {
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
}
