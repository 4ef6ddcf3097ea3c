//! Suites on the wire.

use domain::clock::Timestamp;
use domain::eval::{Suite, ToolUse};
use domain::id::{AgentId, SuiteId};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// A suite of cases.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SuiteBody {
    /// Its id.
    #[schema(value_type = String, example = "evs_0198c0de000070008000000000000001")]
    id: SuiteId,
    /// The agent that it tests.
    #[schema(value_type = String)]
    agent_id: AgentId,
    /// Unique within the agent.
    name: String,
    /// What it is for.
    description: Option<String>,
    /// The weighted share of cases that must pass, 0 to 1.
    threshold: f64,
    /// How often each case is asked.
    repeat: u32,
    /// What becomes of calls of tools.
    #[schema(value_type = ToolUseBody)]
    tools: ToolUse,
    /// Checks of every case.
    #[schema(value_type = Vec<Object>)]
    checks: Vec<Value>,
    /// How many cases it has.
    case_count: u32,
    /// Grows by one with each change of it or its cases; what `If-Match` takes.
    version: i64,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When it or a case last changed.
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
}

/// What becomes of calls of tools.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the domain's enum to OpenAPI")]
pub enum ToolUseBody {
    /// Tools answer what the case declares; other calls, but for built-in tools, are recorded and refused.
    Declared,
    /// Tools are called for real, with all that they do.
    Live,
}

impl From<Suite> for SuiteBody {
    fn from(suite: Suite) -> Self {
        Self {
            id: suite.id,
            agent_id: suite.agent_id,
            name: suite.spec.name,
            description: suite.spec.description,
            threshold: suite.spec.threshold,
            repeat: suite.spec.repeat,
            tools: suite.spec.tools,
            checks: suite.spec.checks,
            case_count: suite.cases,
            version: suite.revision,
            created_at: suite.created_at,
            updated_at: suite.updated_at,
        }
    }
}
