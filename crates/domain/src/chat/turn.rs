//! The pure machine of one turn: what happened goes in, what is to be done comes out. No time, no I/O, no runtime; the driver
//! in [`super::run`] does what it says.
//!
//! The events it emits always read: `Start`; when the turn goes on from a question to the visitor, the outcome of each call that was
//! asked about; then steps, one for each call of the model: `StepStart`, blocks of reasoning, blocks of text with their sources and
//! citations, calls of tools, at most one `Usage`, `StepFinish`; then at most one `Error`; and the `Finish` that the driver makes of
//! [`Effect::End`]. Blocks do not overlap; calls may, and each has an outcome before its step ends, unless the visitor is asked.

mod call;
mod step;

use std::sync::Arc;

use self::call::Writing;
pub use self::step::{Decision, Effect, Input, TurnLimits};
use super::answer::Answer;
use super::event::TurnEvent;
use super::marker::{Filtered, MarkerFilter};
use super::model::{FinishReason, ModelError, ModelEvent};
use super::{TurnStatus, Usage, cite};
use crate::document::retrieve::Passage;
use crate::id::MessageId;
use crate::tool::Tool;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Retrieving,
    Answering,
    Calling,
    Ended,
}

/// One turn.
#[derive(Debug)]
pub struct Turn {
    state: State,
    message_id: MessageId,
    limits: TurnLimits,
    tools: Arc<[Tool]>,
    bytes: usize,
    steps: u32,
    calls: u32,
    /// Calls that the model is writing.
    writing: Vec<Writing>,
    /// Calls that run.
    running: Vec<String>,
    /// What the visitor answered to the calls of the turn before.
    decisions: Vec<Decision>,
    passages: Vec<Passage>,
    /// The answer when there are none.
    without_evidence: Option<String>,
    filter: MarkerFilter,
    usage: Option<Usage>,
    answer: Answer,
}

impl Turn {
    /// A turn whose answer will be `message_id` and may use these tools.
    pub fn new(message_id: MessageId, limits: TurnLimits, tools: Arc<[Tool]>) -> Self {
        Self {
            state: State::New,
            message_id,
            limits,
            tools,
            bytes: 0,
            steps: 0,
            calls: 0,
            writing: Vec::new(),
            running: Vec::new(),
            decisions: Vec::new(),
            passages: Vec::new(),
            without_evidence: None,
            filter: MarkerFilter::new(0),
            usage: None,
            answer: Answer::default(),
        }
    }

    /// When documents are searched and nothing is found, or the search fails, the answer is this; without it the model is asked all the same.
    #[must_use]
    pub fn saying_without_evidence(mut self, reply: Option<String>) -> Self {
        self.without_evidence = reply;
        self
    }

    /// Goes on with an answer whose calls the visitor was asked about. A question without a decision counts as refused.
    #[must_use]
    pub fn going_on(mut self, before: Answer, decisions: Vec<Decision>) -> Self {
        self.calls = u32::try_from(before.calls().count()).unwrap_or(u32::MAX);
        self.answer = before;
        self.decisions = decisions;
        self
    }

    /// What the emitted events add up to, together with the answer that they go on with.
    pub const fn answer(&self) -> &Answer {
        &self.answer
    }

    /// Takes one input. After [`Effect::End`] nothing has an effect any more; inputs that do not fit the state have none.
    pub fn step(&mut self, input: Input) -> Vec<Effect> {
        let mut out = Vec::with_capacity(2);
        match (self.state, input) {
            (State::New, Input::Begin { retrieve }) => {
                self.emit(TurnEvent::Start { message_id: self.message_id }, &mut out);
                if retrieve {
                    self.state = State::Retrieving;
                    out.push(Effect::Retrieve);
                } else {
                    self.begin_answer(&mut out);
                }
            }
            (State::Retrieving, Input::Retrieved(passages)) => {
                self.passages = passages.to_vec();
                self.begin_answer(&mut out);
            }
            (State::Retrieving, Input::RetrievalFailed(reason)) => {
                out.push(Effect::Warn(format!("no passages, the search failed: {reason}")));
                self.begin_answer(&mut out);
            }
            (State::Calling, Input::ToolEnded { call_id, result }) => {
                self.call_ended(&call_id, result, &mut out);
            }
            (State::Answering, Input::Model(event)) => self.model_event(event, &mut out),
            (State::Answering, Input::ModelEnded) => {
                self.fail(&ModelError::Broken("the stream ended without a finish".into()), &mut out);
            }
            (State::Answering, Input::ModelFailed(error)) => self.fail(&error, &mut out),
            (State::Retrieving | State::Answering | State::Calling, Input::Stop) => {
                self.abort(TurnStatus::Stopped, None, &mut out);
            }
            (State::Retrieving | State::Answering | State::Calling, Input::Interrupt) => {
                self.abort(TurnStatus::Interrupted, None, &mut out);
            }
            (State::Retrieving | State::Answering | State::Calling, Input::TimedOut) => {
                let error = ModelError::Timeout("the turn took too long".into());
                self.abort(TurnStatus::Failed, Some((error.code(), error.message())), &mut out);
            }
            _ => {}
        }
        out
    }

    /// What the visitor decided comes first. Without evidence the answer may be a given one.
    fn begin_answer(&mut self, out: &mut Vec<Effect>) {
        let searched = self.state == State::Retrieving;
        let reply = self.without_evidence.take().filter(|_| searched && self.passages.is_empty());
        if self.take_decisions(out) {
            return;
        }
        match reply {
            Some(reply) => self.say(reply, out),
            None => self.call_model(out),
        }
    }

    /// A whole answer that is not the model's.
    fn say(&mut self, reply: String, out: &mut Vec<Effect>) {
        self.state = State::Answering;
        self.emit(TurnEvent::StepStart, out);
        let (text, truncated) = self.within_bounds(reply);
        self.text(Filtered { text, markers: Vec::new() }, out);
        self.close(out);
        self.end(TurnStatus::Complete, truncated, out);
    }

    fn call_model(&mut self, out: &mut Vec<Effect>) {
        self.state = State::Answering;
        self.steps += 1;
        self.filter = MarkerFilter::new(u32::try_from(self.passages.len()).unwrap_or(0));
        self.emit(TurnEvent::StepStart, out);
        out.push(Effect::CallModel);
    }

    fn model_event(&mut self, event: ModelEvent, out: &mut Vec<Effect>) {
        match event {
            ModelEvent::Text(text) => {
                let (text, full) = self.within_bounds(text);
                let filtered = self.filter.push(&text);
                self.text(filtered, out);
                self.end_when_full(full, out);
            }
            ModelEvent::Reasoning(text) => {
                let (text, full) = self.within_bounds(text);
                self.reasoning(text, out);
                self.end_when_full(full, out);
            }
            ModelEvent::ToolStart { index, id, name } => self.start_call(index, &id, &name, out),
            ModelEvent::ToolDelta { index, text } => {
                let (text, full) = self.within_bounds(text);
                self.write_call(index, text, out);
                self.end_when_full(full, out);
            }
            ModelEvent::Usage(usage) => self.usage = Some(usage),
            ModelEvent::Finish(FinishReason::ContentFilter) => {
                self.close(out);
                let message = "The answer was cut off by the model provider's content filter.";
                self.error("content_filtered", message, out);
                self.end(TurnStatus::Interrupted, false, out);
            }
            // Arguments that were cut off are no call.
            ModelEvent::Finish(reason) if reason != FinishReason::Length && !self.writing.is_empty() => {
                self.make_calls(out);
            }
            ModelEvent::Finish(reason) => {
                self.close(out);
                if self.answer.content.is_empty() {
                    self.error("model_empty", "The assistant gave no answer. Please try again.", out);
                    self.end(TurnStatus::Failed, reason == FinishReason::Length, out);
                } else {
                    self.end(TurnStatus::Complete, reason == FinishReason::Length, out);
                }
            }
        }
    }

    /// Cuts what would exceed the bound. NUL is dropped: it has no meaning in text and Postgres refuses it.
    fn within_bounds(&mut self, mut text: String) -> (String, bool) {
        if text.contains('\0') {
            text = text.replace('\0', "");
        }
        let room = self.limits.answer_bytes - self.bytes;
        let full = text.len() > room;
        if full {
            let mut end = room;
            while !text.is_char_boundary(end) {
                end -= 1;
            }
            text.truncate(end);
        }
        self.bytes += text.len();
        (text, full)
    }

    fn end_when_full(&mut self, full: bool, out: &mut Vec<Effect>) {
        if full {
            out.push(Effect::Warn("the answer reached the size limit and was cut".into()));
            out.push(Effect::Cancel);
            self.close(out);
            self.end(TurnStatus::Complete, true, out);
        }
    }

    /// Reasoning that comes while text is being said is dropped: blocks do not overlap.
    fn reasoning(&mut self, text: String, out: &mut Vec<Effect>) {
        if text.is_empty() || self.answer.in_text() {
            return;
        }
        if !self.answer.in_reasoning() {
            self.emit(TurnEvent::ReasoningStart, out);
        }
        self.emit(TurnEvent::ReasoningDelta { text }, out);
    }

    fn text(&mut self, filtered: Filtered, out: &mut Vec<Effect>) {
        if filtered.text.is_empty() {
            return;
        }
        if self.answer.in_reasoning() {
            self.emit(TurnEvent::ReasoningEnd, out);
        }
        if !self.answer.in_text() {
            self.emit(TurnEvent::TextStart, out);
        }
        let before = self.answer.content.len();
        self.emit(TurnEvent::TextDelta { text: filtered.text }, out);
        for (offset, marker) in filtered.markers {
            if self.answer.citations.iter().all(|earlier| earlier.marker != marker) {
                self.cite(marker, before + offset, out);
            }
        }
    }

    fn cite(&mut self, marker: u32, at: usize, out: &mut Vec<Effect>) {
        let Some(passage) = self.passages.get(marker as usize - 1) else {
            return;
        };
        let document = passage.source.chunk.document_id;
        let known = self.answer.citations.iter().any(|earlier| earlier.document_id == document);
        let citation = cite::citation(marker, passage, &self.answer.content[..at]);
        let source = (!known).then(|| cite::source(passage));
        if let Some(source) = source {
            self.emit(source, out);
        }
        self.emit(TurnEvent::Citation(citation), out);
    }

    fn fail(&mut self, error: &ModelError, out: &mut Vec<Effect>) {
        out.push(Effect::Warn(error.to_string()));
        let status = match error {
            ModelError::Broken(_) => TurnStatus::Interrupted,
            _ => TurnStatus::Failed,
        };
        self.abort(status, Some((error.code(), error.message())), out);
    }

    fn abort(&mut self, status: TurnStatus, error: Option<(&str, &str)>, out: &mut Vec<Effect>) {
        out.push(Effect::Cancel);
        self.close(out);
        if let Some((code, message)) = error {
            self.error(code, message, out);
        }
        self.end(status, false, out);
    }

    /// Says what is still held, then closes everything that is open.
    fn close(&mut self, out: &mut Vec<Effect>) {
        self.close_block(out);
        for end in self.answer.call_ends() {
            self.emit(end, out);
        }
        self.writing.clear();
        self.running.clear();
        self.close_step(out);
    }

    fn close_block(&mut self, out: &mut Vec<Effect>) {
        let rest = self.filter.finish();
        self.text(rest, out);
        if let Some(end) = self.answer.block_end() {
            self.emit(end, out);
        }
    }

    fn close_step(&mut self, out: &mut Vec<Effect>) {
        if self.answer.in_step() {
            if let Some(usage) = self.usage.take() {
                self.emit(TurnEvent::Usage(usage), out);
            }
            self.emit(TurnEvent::StepFinish, out);
        }
    }

    fn error(&mut self, code: &str, message: &str, out: &mut Vec<Effect>) {
        self.emit(TurnEvent::Error { code: code.to_owned(), message: message.to_owned() }, out);
    }

    fn emit(&mut self, event: TurnEvent, out: &mut Vec<Effect>) {
        self.answer.apply(&event);
        out.push(Effect::Emit(event));
    }

    fn end(&mut self, status: TurnStatus, truncated: bool, out: &mut Vec<Effect>) {
        self.state = State::Ended;
        out.push(Effect::End { status, truncated });
    }
}

#[cfg(test)]
mod tests;
