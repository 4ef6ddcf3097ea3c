//! A stored message as AI SDK UI message parts, so that an official client can start from it.

use domain::chat::part::{self, ToolPart, ToolState};
use domain::chat::{Message, TurnStatus};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use super::body::CitationBody;

/// One part of a message.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Part {
    /// Text.
    Text {
        /// The text.
        text: String,
        /// `done`: nothing more comes.
        #[schema(example = "done")]
        state: &'static str,
    },
    /// A call of a tool. `dynamic` in the SDK's words: the tools are not known when a client is built.
    DynamicTool {
        /// Unique within the message.
        tool_call_id: String,
        /// The tool's name.
        tool_name: String,
        /// How the call stands.
        #[schema(value_type = ToolStateBody)]
        state: &'static str,
        /// Its arguments.
        input: Value,
        /// What it brought.
        #[serde(skip_serializing_if = "Option::is_none")]
        output: Option<Value>,
        /// Why it brought nothing.
        #[serde(skip_serializing_if = "Option::is_none")]
        error_text: Option<String>,
        /// The question to the visitor.
        #[serde(skip_serializing_if = "Option::is_none")]
        approval: Option<ApprovalBody>,
    },
    /// A passage that is cited.
    DataCitation {
        /// Which.
        data: CitationBody,
    },
}

/// A question to the visitor whether a tool may be used.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApprovalBody {
    /// Names the question.
    id: String,
    /// What the visitor answered, when they have.
    #[serde(skip_serializing_if = "Option::is_none")]
    approved: Option<bool>,
}

/// How a call stands.
#[derive(ToSchema)]
#[schema(rename_all = "kebab-case")]
#[expect(dead_code, reason = "describes the SDK's words to OpenAPI")]
pub enum ToolStateBody {
    ApprovalRequested,
    OutputAvailable,
    OutputError,
    OutputDenied,
}

/// The parts of a message: its text, then the passages that it cites.
pub fn parts(message: &Message) -> Vec<Part> {
    let text = |text: &str| Part::Text { text: text.to_owned(), state: "done" };
    let said: Vec<Part> = match &message.parts[..] {
        [] => vec![text(&message.content)],
        parts => {
            let waits = message.outcome == Some(TurnStatus::Waiting);
            let part = |part: &part::Part| match part {
                part::Part::Text { text: said } => text(said),
                part::Part::Tool(call) => tool(call, waits),
            };
            parts.iter().map(part).collect()
        }
    };
    let citations =
        message.citations.iter().map(|citation| Part::DataCitation { data: citation.clone().into() });
    said.into_iter().chain(citations).collect()
}

/// A question that nobody waits for any more was not agreed to.
fn tool(call: &ToolPart, waits: bool) -> Part {
    let (state, output, error_text, approval) = match &call.state {
        ToolState::Asking { approval_id } if waits => {
            let approval = ApprovalBody { id: approval_id.clone(), approved: None };
            ("approval-requested", None, None, Some(approval))
        }
        ToolState::Asking { approval_id } => {
            let approval = ApprovalBody { id: approval_id.clone(), approved: Some(false) };
            ("output-denied", None, None, Some(approval))
        }
        ToolState::Denied => {
            let approval = ApprovalBody { id: format!("approval_{}", call.call_id), approved: Some(false) };
            ("output-denied", None, None, Some(approval))
        }
        ToolState::Done { output } => ("output-available", Some(output.clone()), None, None),
        ToolState::Failed { error } => ("output-error", None, Some(error.clone()), None),
        ToolState::Writing | ToolState::Running => {
            ("output-error", None, Some("The call was not finished.".to_owned()), None)
        }
    };
    let (tool_call_id, tool_name) = (call.call_id.clone(), call.name.clone());
    Part::DynamicTool {
        tool_call_id,
        tool_name,
        state,
        input: call.input.clone(),
        output,
        error_text,
        approval,
    }
}
