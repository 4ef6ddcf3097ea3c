//! Calls of tools as parts of the stream. All are `dynamic` in the SDK's words: the tools are not known when a client is built.

use domain::chat::event::TurnEvent;
use serde_json::{Value, json};

/// The part of an event that is about a call; null for others.
pub(super) fn part(event: &TurnEvent) -> Value {
    match event {
        TurnEvent::ToolInputStart { call_id, name } => {
            json!({"type": "tool-input-start", "toolCallId": call_id, "toolName": name, "dynamic": true})
        }
        TurnEvent::ToolInputDelta { call_id, text } => {
            json!({"type": "tool-input-delta", "toolCallId": call_id, "inputTextDelta": text})
        }
        TurnEvent::ToolInputAvailable { call_id, name, input } => {
            json!({"type": "tool-input-available", "toolCallId": call_id, "toolName": name, "input": input, "dynamic": true})
        }
        TurnEvent::ToolInputError { call_id, name, input, error } => {
            json!({"type": "tool-input-error", "toolCallId": call_id, "toolName": name, "input": input, "errorText": error, "dynamic": true})
        }
        TurnEvent::ToolApprovalRequest { call_id, approval_id } => {
            json!({"type": "tool-approval-request", "approvalId": approval_id, "toolCallId": call_id})
        }
        TurnEvent::ToolOutputAvailable { call_id, output } => {
            json!({"type": "tool-output-available", "toolCallId": call_id, "output": output, "dynamic": true})
        }
        TurnEvent::ToolOutputError { call_id, error } => {
            json!({"type": "tool-output-error", "toolCallId": call_id, "errorText": error, "dynamic": true})
        }
        TurnEvent::ToolOutputDenied { call_id } => {
            json!({"type": "tool-output-denied", "toolCallId": call_id})
        }
        _ => Value::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_look_like_this() {
        let id = || "call_0".to_owned();
        let name = || "get_order".to_owned();
        let parts = [
            TurnEvent::ToolInputStart { call_id: id(), name: name() },
            TurnEvent::ToolInputDelta { call_id: id(), text: "{\"id\"".into() },
            TurnEvent::ToolInputAvailable { call_id: id(), name: name(), input: json!({"id": 7}) },
            TurnEvent::ToolInputError { call_id: id(), name: name(), input: json!("{"), error: "No.".into() },
            TurnEvent::ToolApprovalRequest { call_id: id(), approval_id: "approval_0".into() },
            TurnEvent::ToolOutputAvailable { call_id: id(), output: json!({"status": "sent"}) },
            TurnEvent::ToolOutputError { call_id: id(), error: "No.".into() },
            TurnEvent::ToolOutputDenied { call_id: id() },
        ]
        .map(|event| part(&event).to_string());
        for part in &parts {
            let documented = serde_json::from_str::<crate::sse::StreamPart>(part);
            assert!(documented.is_ok(), "{part}: {documented:?}");
        }
        insta::assert_snapshot!(parts.join("\n"), @r#"
        {"dynamic":true,"toolCallId":"call_0","toolName":"get_order","type":"tool-input-start"}
        {"inputTextDelta":"{\"id\"","toolCallId":"call_0","type":"tool-input-delta"}
        {"dynamic":true,"input":{"id":7},"toolCallId":"call_0","toolName":"get_order","type":"tool-input-available"}
        {"dynamic":true,"errorText":"No.","input":"{","toolCallId":"call_0","toolName":"get_order","type":"tool-input-error"}
        {"approvalId":"approval_0","toolCallId":"call_0","type":"tool-approval-request"}
        {"dynamic":true,"output":{"status":"sent"},"toolCallId":"call_0","type":"tool-output-available"}
        {"dynamic":true,"errorText":"No.","toolCallId":"call_0","type":"tool-output-error"}
        {"toolCallId":"call_0","type":"tool-output-denied"}
        "#);
    }
}
