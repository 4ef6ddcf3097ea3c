//! Calls of tools within a turn: what the model writes becomes a call only when the agent has the tool, the arguments satisfy its
//! schema, the bounds allow it and, where that is the policy, the visitor agrees. Whatever goes wrong is told to the model as the
//! call's result.

use serde_json::{Value, json};

use super::step::{Decision, Effect};
use super::{State, Turn};
use crate::chat::TurnStatus;
use crate::chat::event::TurnEvent;
use crate::chat::part::{ToolPart, ToolState};
use crate::document::retrieve::Passage;
use crate::tool::{Tool, ToolError, ToolOutput, ToolPolicy, arguments, is_name};

/// A call that the model is writing.
#[derive(Debug)]
pub(super) struct Writing {
    index: u32,
    call_id: String,
    name: String,
    arguments: String,
}

/// Longest name that is repeated to readers.
const MAX_NAME: usize = 64;
const LIMIT: &str = "The limit of tool calls for one answer is reached.";

impl Turn {
    /// Acts on what the visitor answered. `false`: there was nothing to decide. `true`: the model is called when the calls are over.
    pub(super) fn take_decisions(&mut self, out: &mut Vec<Effect>) -> bool {
        let decisions = std::mem::take(&mut self.decisions);
        let asked: Vec<ToolPart> = self.answer.calls().filter(|call| is_asking(call)).cloned().collect();
        if asked.is_empty() {
            return false;
        }
        self.state = State::Calling;
        for call in asked {
            if agrees(&call, &decisions) {
                self.run_approved(call, out);
            } else {
                self.emit(TurnEvent::ToolOutputDenied { call_id: call.call_id }, out);
            }
        }
        self.go_on(out);
        true
    }

    /// The tool may have been changed or switched off since the visitor was asked.
    fn run_approved(&mut self, call: ToolPart, out: &mut Vec<Effect>) {
        let found = self.find(&call.name).and_then(|tool| {
            let arguments = arguments::check(&tool.spec.parameters, call.input.clone())?;
            Ok((tool, arguments))
        });
        match found {
            Ok((tool, arguments)) => {
                let (call_id, name, input) = (call.call_id, call.name, Value::from(arguments.clone()));
                self.emit(TurnEvent::ToolInputAvailable { call_id: call_id.clone(), name, input }, out);
                self.run(call_id, tool, arguments, out);
            }
            Err(error) => {
                self.emit(
                    TurnEvent::ToolOutputError { call_id: call.call_id, error: error.to_string() },
                    out,
                );
            }
        }
    }

    pub(super) fn start_call(&mut self, index: u32, id: &str, name: &str, out: &mut Vec<Effect>) {
        if self.writing.iter().any(|call| call.index == index) {
            return;
        }
        self.close_block(out);
        self.calls = self.calls.saturating_add(1);
        let name: String = name.chars().filter(|c| *c != '\0').take(MAX_NAME).collect();
        let call_id = self.call_id(id);
        self.emit(TurnEvent::ToolInputStart { call_id: call_id.clone(), name: name.clone() }, out);
        self.writing.push(Writing { index, call_id, name, arguments: String::new() });
    }

    /// The provider's name when it is usable and new within the answer; some name every call the same, or not at all.
    fn call_id(&self, id: &str) -> String {
        let taken = |id: &str| self.answer.calls().any(|call| call.call_id == id);
        if is_name(id) && !taken(id) {
            return id.to_owned();
        }
        let mut n = self.calls;
        loop {
            let id = format!("call_{n}");
            if !taken(&id) {
                return id;
            }
            n = n.wrapping_add(1);
        }
    }

    pub(super) fn write_call(&mut self, index: u32, text: String, out: &mut Vec<Effect>) {
        let Some(at) = self.writing.iter().position(|call| call.index == index) else { return };
        if text.is_empty() {
            return;
        }
        self.close_block(out);
        let call = &mut self.writing[at];
        call.arguments.push_str(&text);
        let call_id = call.call_id.clone();
        self.emit(TurnEvent::ToolInputDelta { call_id, text }, out);
    }

    /// The model has said all it wants called.
    pub(super) fn make_calls(&mut self, out: &mut Vec<Effect>) {
        self.close_block(out);
        if let Some(usage) = self.usage.take() {
            self.emit(TurnEvent::Usage(usage), out);
        }
        let calls = std::mem::take(&mut self.writing);
        if self.steps >= self.limits.steps || self.calls > self.limits.calls {
            return self.refuse_at_limit(calls, out);
        }
        self.state = State::Calling;
        for call in calls {
            self.make_call(call, out);
        }
        self.go_on(out);
    }

    fn refuse_at_limit(&mut self, calls: Vec<Writing>, out: &mut Vec<Effect>) {
        for call in calls {
            self.refuse(call, LIMIT.to_owned(), out);
        }
        self.close(out);
        let message = "The assistant used its tools too often for one answer and was stopped.";
        self.error("limit_reached", message, out);
        self.end(TurnStatus::Failed, false, out);
    }

    fn make_call(&mut self, call: Writing, out: &mut Vec<Effect>) {
        let found = self.find(&call.name).and_then(|tool| {
            let arguments = arguments::read(&tool.spec.parameters, &call.arguments)?;
            Ok((tool, arguments))
        });
        let (tool, arguments) = match found {
            Ok(found) => found,
            Err(error) => {
                out.push(Effect::Warn(format!("a call of `{}` was refused: {error}", call.name)));
                return self.refuse(call, error.to_string(), out);
            }
        };
        let (call_id, name, input) = (call.call_id.clone(), call.name, Value::from(arguments.clone()));
        self.emit(TurnEvent::ToolInputAvailable { call_id: call_id.clone(), name, input }, out);
        match tool.policy {
            ToolPolicy::Allowed => self.run(call_id, tool, arguments, out),
            ToolPolicy::AskVisitor => {
                let approval_id = format!("approval_{call_id}");
                self.emit(TurnEvent::ToolApprovalRequest { call_id, approval_id }, out);
            }
        }
    }

    fn refuse(&mut self, call: Writing, error: String, out: &mut Vec<Effect>) {
        let Writing { call_id, name, arguments, .. } = call;
        self.emit(TurnEvent::ToolInputError { call_id, name, input: Value::String(arguments), error }, out);
    }

    fn find(&self, name: &str) -> Result<Tool, ToolError> {
        let tool = self.tools.iter().find(|tool| tool.enabled && tool.spec.name == name);
        tool.cloned().ok_or_else(|| ToolError::NotAllowed(name.to_owned()))
    }

    fn run(
        &mut self,
        call_id: String,
        tool: Tool,
        arguments: serde_json::Map<String, Value>,
        out: &mut Vec<Effect>,
    ) {
        self.running.push(call_id.clone());
        out.push(Effect::RunTool { call_id, tool: Box::new(tool), arguments });
    }

    pub(super) fn call_ended(
        &mut self,
        call_id: &str,
        result: Result<ToolOutput, ToolError>,
        out: &mut Vec<Effect>,
    ) {
        let Some(at) = self.running.iter().position(|running| running == call_id) else { return };
        self.running.remove(at);
        let call_id = call_id.to_owned();
        let output = match result {
            Ok(ToolOutput::Value(value)) => Ok(value),
            Ok(ToolOutput::Passages(passages)) => Ok(self.number(passages)),
            Err(error) => Err(error),
        };
        let output = output.and_then(|value| {
            let fits = value.to_string().len() <= self.limits.output_bytes;
            if fits { Ok(value) } else { Err(ToolError::TooLarge) }
        });
        match output {
            Ok(output) => self.emit(TurnEvent::ToolOutputAvailable { call_id, output }, out),
            Err(error) => {
                if let ToolError::Unavailable(reason) = &error {
                    out.push(Effect::Warn(format!("a tool could not be used: {reason}")));
                }
                self.emit(TurnEvent::ToolOutputError { call_id, error: error.to_string() }, out);
            }
        }
        self.go_on(out);
    }

    /// Numbers passages that a tool found after those that are known, so that they can be cited; as many as fit.
    fn number(&mut self, passages: Vec<Passage>) -> Value {
        let mut told = Vec::new();
        let mut bytes = 0;
        for passage in passages {
            let source = passage.source.clone();
            bytes += source.chunk.text.len() + source.chunk.heading.len() + 200;
            if bytes > self.limits.output_bytes / 2 && !told.is_empty() {
                break;
            }
            let known = self.passages.iter().position(|p| p.source.chunk.id == source.chunk.id);
            let number = known.unwrap_or(self.passages.len()) + 1;
            if known.is_none() {
                self.passages.push(passage);
            }
            told.push(json!({
                "number": number, "source": &*source.title, "heading": source.chunk.heading, "text": source.chunk.text,
            }));
        }
        json!({ "passages": told })
    }

    /// When no call runs any more: the visitor is asked, or the model reads the results.
    fn go_on(&mut self, out: &mut Vec<Effect>) {
        if !self.running.is_empty() {
            return;
        }
        self.close_step(out);
        if self.answer.is_asking() {
            self.end(TurnStatus::Waiting, false, out);
        } else {
            self.call_model(out);
        }
    }
}

fn is_asking(call: &ToolPart) -> bool {
    matches!(call.state, ToolState::Asking { .. })
}

fn agrees(call: &ToolPart, decisions: &[Decision]) -> bool {
    let ToolState::Asking { approval_id } = &call.state else { return false };
    decisions.iter().any(|decision| decision.approved && decision.approval_id == *approval_id)
}
