//! From turn events to AG-UI (<https://docs.ag-ui.com>, 1.0) as server-sent events, for `Accept: text/event-stream; protocol=ag-ui`.
//!
//! A chat is a thread and an answer is a run. What AG-UI has no event for (sources, citations, usage) is a `CUSTOM` event.

use bytes::{BufMut, Bytes, BytesMut};
use domain::chat::TurnStatus;
use domain::chat::event::{Sequenced, TurnEvent};
use domain::id::ChatId;
use serde_json::{Value, json};

use super::Encode;

/// The only kind of step: a call of the model.
const STEP: &str = "model";

/// Writes the events of one run.
pub struct AgUi {
    thread: String,
    run: String,
    /// Blocks begun so far: each is a message of its own there.
    blocks: u32,
    with_cost: bool,
    failed: bool,
    /// Calls of tools whose arguments are being written.
    writing: Vec<String>,
    buffer: BytesMut,
}

impl AgUi {
    /// A run in this chat; `with_cost` tells what it cost.
    pub fn new(chat: ChatId, with_cost: bool) -> Self {
        let (run, buffer) = (String::new(), BytesMut::new());
        Self {
            thread: chat.to_string(),
            run,
            blocks: 0,
            with_cost,
            failed: false,
            writing: Vec::new(),
            buffer,
        }
    }

    /// The id of the block that is being written.
    fn block(&self) -> String {
        if self.blocks <= 1 { self.run.clone() } else { format!("{}-{}", self.run, self.blocks) }
    }

    fn write(&mut self, event: &Value) {
        self.buffer.put_slice(b"data: ");
        // A JSON value always serialises, and the buffer always grows.
        let _ = serde_json::to_writer((&mut self.buffer).writer(), event);
        self.buffer.put_slice(b"\n\n");
    }

    fn fail(&mut self, code: &str, message: &str) {
        self.failed = true;
        self.write(&json!({"type": "RUN_ERROR", "message": message, "code": code}));
    }

    /// Writes what one event means; `true` when the run is over.
    fn event(&mut self, event: &TurnEvent) -> bool {
        let custom = |name: &str, value: Value| json!({"type": "CUSTOM", "name": name, "value": value});
        match event {
            TurnEvent::Start { message_id } => {
                self.run = message_id.to_string();
                self.write(&json!({"type": "RUN_STARTED", "threadId": self.thread, "runId": self.run}));
            }
            TurnEvent::StepStart => self.write(&json!({"type": "STEP_STARTED", "stepName": STEP})),
            TurnEvent::StepFinish => self.write(&json!({"type": "STEP_FINISHED", "stepName": STEP})),
            TurnEvent::TextStart => {
                self.blocks += 1;
                self.write(
                    &json!({"type": "TEXT_MESSAGE_START", "messageId": self.block(), "role": "assistant"}),
                );
            }
            TurnEvent::TextDelta { text } => {
                self.write(
                    &json!({"type": "TEXT_MESSAGE_CONTENT", "messageId": self.block(), "delta": text}),
                );
            }
            TurnEvent::TextEnd => self.write(&json!({"type": "TEXT_MESSAGE_END", "messageId": self.block()})),
            TurnEvent::ReasoningStart => {
                self.blocks += 1;
                let id = self.block();
                self.write(&json!({"type": "REASONING_START", "messageId": id}));
                self.write(&json!({"type": "REASONING_MESSAGE_START", "messageId": id, "role": "reasoning"}));
            }
            TurnEvent::ReasoningDelta { text } => {
                self.write(
                    &json!({"type": "REASONING_MESSAGE_CONTENT", "messageId": self.block(), "delta": text}),
                );
            }
            TurnEvent::ReasoningEnd => {
                let id = self.block();
                self.write(&json!({"type": "REASONING_MESSAGE_END", "messageId": id}));
                self.write(&json!({"type": "REASONING_END", "messageId": id}));
            }
            TurnEvent::ToolInputStart { .. }
            | TurnEvent::ToolInputDelta { .. }
            | TurnEvent::ToolInputAvailable { .. }
            | TurnEvent::ToolInputError { .. }
            | TurnEvent::ToolApprovalRequest { .. }
            | TurnEvent::ToolOutputAvailable { .. }
            | TurnEvent::ToolOutputError { .. }
            | TurnEvent::ToolOutputDenied { .. } => self.call(event),
            TurnEvent::Source { document_id, title, media_type, filename } => {
                let source = json!({"documentId": document_id, "title": title, "mediaType": media_type, "filename": filename});
                self.write(&custom("source", source));
            }
            TurnEvent::Citation(citation) => self.write(&custom("citation", json!(citation))),
            TurnEvent::Usage(usage) => {
                let mut told = json!({"model": usage.model, "inputTokens": usage.input_tokens, "outputTokens": usage.output_tokens});
                if let Some(cost) = usage.cost_micros.filter(|_| self.with_cost) {
                    told["costMicros"] = json!(cost);
                }
                self.write(&custom("usage", told));
            }
            TurnEvent::Error { code, message } => self.fail(code, message),
            TurnEvent::Finish { status, .. } => {
                match status {
                    // Nothing may follow an error.
                    _ if self.failed => {}
                    TurnStatus::Complete | TurnStatus::Stopped | TurnStatus::Waiting => {
                        let result = json!({"status": status});
                        self.write(&json!({"type": "RUN_FINISHED", "threadId": self.thread, "runId": self.run, "result": result}));
                    }
                    TurnStatus::Interrupted | TurnStatus::Failed | TurnStatus::Running => {
                        self.fail("interrupted", "The answer broke off.");
                    }
                }
                return true;
            }
        }
        false
    }
}

impl AgUi {
    /// Writes what an event about a call of a tool means.
    fn call(&mut self, event: &TurnEvent) {
        match event {
            TurnEvent::ToolInputStart { call_id, name } => {
                self.writing.push(call_id.clone());
                self.write(&json!({"type": "TOOL_CALL_START", "toolCallId": call_id, "toolCallName": name, "parentMessageId": self.run}));
            }
            TurnEvent::ToolInputDelta { call_id, text } => {
                self.write(&json!({"type": "TOOL_CALL_ARGS", "toolCallId": call_id, "delta": text}));
            }
            TurnEvent::ToolInputAvailable { call_id, .. } => self.end_call(call_id),
            TurnEvent::ToolInputError { call_id, error, .. } => {
                self.end_call(call_id);
                self.result(call_id, error);
            }
            TurnEvent::ToolApprovalRequest { call_id, approval_id } => {
                let value = json!({"toolCallId": call_id, "approvalId": approval_id});
                self.write(&json!({"type": "CUSTOM", "name": "tool-approval-request", "value": value}));
            }
            TurnEvent::ToolOutputAvailable { call_id, output } => match output {
                Value::String(text) => self.result(call_id, text),
                output => self.result(call_id, &output.to_string()),
            },
            TurnEvent::ToolOutputError { call_id, error } => self.result(call_id, error),
            TurnEvent::ToolOutputDenied { call_id } => self.result(call_id, "The visitor did not agree."),
            _ => {}
        }
    }

    /// A call that goes on from an earlier run has ended there.
    fn end_call(&mut self, call_id: &str) {
        if let Some(at) = self.writing.iter().position(|writing| writing == call_id) {
            self.writing.remove(at);
            self.write(&json!({"type": "TOOL_CALL_END", "toolCallId": call_id}));
        }
    }

    fn result(&mut self, call_id: &str, content: &str) {
        let message_id = format!("{}-{call_id}", self.run);
        self.write(&json!({"type": "TOOL_CALL_RESULT", "messageId": message_id, "toolCallId": call_id, "content": content, "role": "tool"}));
    }
}

impl Encode for AgUi {
    fn batch(&mut self, events: &[Sequenced]) -> (Bytes, bool) {
        let mut over = false;
        for event in events {
            over |= self.event(&event.event);
        }
        (self.buffer.split().freeze(), over)
    }
}

#[cfg(test)]
mod tests {
    use domain::chat::Usage;
    use uuid::Uuid;

    use super::*;

    fn encode(events: Vec<TurnEvent>) -> String {
        let events: Vec<Sequenced> = (1..).zip(events).map(|(seq, event)| Sequenced { seq, event }).collect();
        let (bytes, over) = AgUi::new(Uuid::from_u128(9).into(), false).batch(&events);
        assert!(over);
        String::from_utf8(bytes.to_vec()).unwrap()
    }

    #[test]
    fn a_run_looks_like_this() {
        let usage = Usage { model: "m".into(), input_tokens: 3, output_tokens: 2, cost_micros: Some(1) };
        insta::assert_snapshot!(encode(vec![
            TurnEvent::Start { message_id: Uuid::from_u128(1).into() },
            TurnEvent::StepStart,
            TurnEvent::ReasoningStart,
            TurnEvent::ReasoningDelta { text: "hm".into() },
            TurnEvent::ReasoningEnd,
            TurnEvent::TextStart,
            TurnEvent::TextDelta { text: "Hi\n\ndata: x".into() },
            TurnEvent::TextEnd,
            TurnEvent::Usage(usage),
            TurnEvent::StepFinish,
            TurnEvent::Finish { status: TurnStatus::Complete, truncated: false },
        ]), @r#"
        data: {"runId":"msg_00000000000000000000000000000001","threadId":"cht_00000000000000000000000000000009","type":"RUN_STARTED"}

        data: {"stepName":"model","type":"STEP_STARTED"}

        data: {"messageId":"msg_00000000000000000000000000000001","type":"REASONING_START"}

        data: {"messageId":"msg_00000000000000000000000000000001","role":"reasoning","type":"REASONING_MESSAGE_START"}

        data: {"delta":"hm","messageId":"msg_00000000000000000000000000000001","type":"REASONING_MESSAGE_CONTENT"}

        data: {"messageId":"msg_00000000000000000000000000000001","type":"REASONING_MESSAGE_END"}

        data: {"messageId":"msg_00000000000000000000000000000001","type":"REASONING_END"}

        data: {"messageId":"msg_00000000000000000000000000000001-2","role":"assistant","type":"TEXT_MESSAGE_START"}

        data: {"delta":"Hi\n\ndata: x","messageId":"msg_00000000000000000000000000000001-2","type":"TEXT_MESSAGE_CONTENT"}

        data: {"messageId":"msg_00000000000000000000000000000001-2","type":"TEXT_MESSAGE_END"}

        data: {"name":"usage","type":"CUSTOM","value":{"inputTokens":3,"model":"m","outputTokens":2}}

        data: {"stepName":"model","type":"STEP_FINISHED"}

        data: {"result":{"status":"complete"},"runId":"msg_00000000000000000000000000000001","threadId":"cht_00000000000000000000000000000009","type":"RUN_FINISHED"}
        "#);
    }

    #[test]
    fn a_broken_run_ends_with_its_error_and_nothing_after_it() {
        let error = TurnEvent::Error { code: "model_timeout".into(), message: "Too slow.".into() };
        let finish = |status| TurnEvent::Finish { status, truncated: false };
        let failed = encode(vec![error, finish(TurnStatus::Failed)]);
        assert_eq!(
            failed,
            "data: {\"code\":\"model_timeout\",\"message\":\"Too slow.\",\"type\":\"RUN_ERROR\"}\n\n"
        );
        assert!(encode(vec![finish(TurnStatus::Interrupted)]).contains(r#""code":"interrupted""#));
        assert!(encode(vec![finish(TurnStatus::Stopped)]).contains("RUN_FINISHED"));
    }
}
