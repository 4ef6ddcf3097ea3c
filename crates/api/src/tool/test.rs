//! `POST /api/admin/tools/{id}/test`: a member tries a tool and sees all that was said.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::State;
use domain::chat::ChatOwner;
use domain::id::ToolId;
use domain::tool::toolbox::Trial;
use domain::tool::{Tool, ToolAction, ToolError, ToolOutput, ToolRun, ToolRunner, arguments};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use utoipa::ToSchema;

use super::input;
use crate::auth::{AgentsWrite, Can};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::{IdPath, OptionalJsonBody};

/// What to call it with.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TestTool {
    /// Arguments; none when left out.
    #[schema(value_type = Option<Object>)]
    arguments: Option<Map<String, Value>>,
}

/// What happened.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ToolTrial {
    /// Whether a model would have got an answer.
    ok: bool,
    /// What a model would have got.
    output: Option<Value>,
    /// Why it would have got nothing.
    error: Option<String>,
    /// Webhooks: what was sent.
    request: Option<SentRequest>,
    /// Webhooks: what came back.
    response: Option<ReceivedResponse>,
    /// How long it took, in milliseconds.
    took_ms: u64,
}

/// What was sent.
#[derive(Debug, Serialize, ToSchema)]
pub struct SentRequest {
    /// HTTP method.
    method: String,
    /// Where.
    url: String,
    /// Headers, the signature among them.
    headers: BTreeMap<String, String>,
    /// Body.
    body: String,
}

/// What came back.
#[derive(Debug, Serialize, ToSchema)]
pub struct ReceivedResponse {
    /// HTTP status.
    status: u16,
    /// Headers.
    headers: BTreeMap<String, String>,
    /// Body, as text.
    body: String,
}

/// Try a tool
///
/// Calls it once, really, with a signature like every other call. Failures of the tool are part of the answer, not errors of this route.
#[utoipa::path(
    post,
    path = "/api/admin/tools/{id}/test",
    tag = "tools",
    params(("id" = String, Path, description = "The tool")),
    request_body = Option<TestTool>,
    responses((status = 200, body = ToolTrial)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn test_tool(
    State(edge): State<Edge>,
    can: Can<AgentsWrite>,
    IdPath(id): IdPath<ToolId>,
    OptionalJsonBody(body): OptionalJsonBody<TestTool>,
) -> ApiResult<Json<ToolTrial>> {
    let tool = can.tool(id).await?;
    let given = Value::from(body.arguments.unwrap_or_default());
    let arguments = arguments::check(&tool.spec.parameters, given)
        .map_err(|error| ApiError::invalid("arguments", error.to_string()))?;
    let agent = can.agent(tool.agent_id).await?;
    let run = ToolRun {
        tenant: can.tenant.id,
        owner: ChatOwner { agent: agent.id, visitor: edge.ids.next() },
        chat: edge.ids.next(),
        message: edge.ids.next(),
        call_id: "test".to_owned(),
        tool,
        arguments,
        knowledge_version: agent.knowledge_version,
        retrieval: agent.draft.retrieval,
    };
    let began = edge.clock.now();
    let trial = perform(&edge, run).await?;
    let took = edge.clock.now().since(began).as_millis();
    Ok(Json(ToolTrial { took_ms: u64::try_from(took).unwrap_or(u64::MAX), ..trial }))
}

async fn perform(edge: &Edge, run: ToolRun) -> ApiResult<ToolTrial> {
    let Tool { action: ToolAction::Webhook(webhook), .. } = &run.tool else {
        return Ok(ended(edge.toolbox.run(run).await));
    };
    let trial = edge.toolbox.webhooks.trial(&run, webhook).await;
    if matches!(trial.answer, Err(ToolError::Blocked)) {
        return Err(input::refused("url", ToolError::Blocked));
    }
    Ok(told(trial))
}

fn ended(result: Result<ToolOutput, ToolError>) -> ToolTrial {
    let result = result.map(|output| match output {
        ToolOutput::Value(value) => value,
        ToolOutput::Passages(passages) => {
            let texts: Vec<&str> = passages.iter().map(|p| p.source.chunk.text.as_str()).collect();
            json!({ "passages": texts })
        }
    });
    let (output, error) = match result {
        Ok(output) => (Some(output), None),
        Err(error) => (None, Some(error.to_string())),
    };
    ToolTrial { ok: error.is_none(), output, error, request: None, response: None, took_ms: 0 }
}

fn told(trial: Trial) -> ToolTrial {
    let request = SentRequest {
        method: trial.method.to_owned(),
        url: trial.url,
        headers: trial.sent_headers.into_iter().collect(),
        body: trial.sent,
    };
    let (error, response) = match trial.answer {
        Err(error) => (Some(error.to_string()), None),
        Ok(answer) => {
            let error = (!(200..300).contains(&answer.status))
                .then(|| ToolError::Refused(format!("status {}", answer.status)).to_string());
            let headers = answer.headers.into_iter().collect();
            (error, Some(ReceivedResponse { status: answer.status, headers, body: answer.body }))
        }
    };
    ToolTrial { ok: error.is_none(), output: None, error, request: Some(request), response, took_ms: 0 }
}
