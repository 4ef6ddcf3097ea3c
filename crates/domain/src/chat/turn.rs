//! The pure machine of one turn: what happened goes in, what is to be done comes out. No time, no I/O, no runtime; the driver
//! in [`super::run`] does what it says.
//!
//! The events it emits always read: `Start`, then unless the turn ended before the model was asked `StepStart`, at most
//! one reasoning block, at most one text block with its sources and citations, at most one `Usage`, `StepFinish`; then at most one
//! `Error`; and the `Finish` that the driver makes of [`Effect::End`].

mod step;

use std::sync::Arc;

pub use self::step::{Effect, Input};
use super::answer::Answer;
use super::event::TurnEvent;
use super::marker::{Filtered, MarkerFilter};
use super::model::{FinishReason, ModelError, ModelEvent};
use super::{TurnStatus, Usage, cite};
use crate::document::retrieve::Passage;
use crate::id::MessageId;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    Retrieving,
    Answering,
    Ended,
}

/// One turn.
#[derive(Debug)]
pub struct Turn {
    state: State,
    message_id: MessageId,
    max_bytes: usize,
    bytes: usize,
    passages: Arc<[Passage]>,
    /// The answer when there are none.
    without_evidence: Option<String>,
    filter: MarkerFilter,
    usage: Option<Usage>,
    answer: Answer,
}

impl Turn {
    /// A turn whose answer will be `message_id` and hold at most `max_bytes` of text and reasoning. When documents are searched and
    /// nothing is found, or the search fails, the answer is `without_evidence`; without one the model is asked all the same.
    pub fn new(message_id: MessageId, max_bytes: usize, without_evidence: Option<String>) -> Self {
        Self {
            state: State::New,
            message_id,
            max_bytes,
            bytes: 0,
            passages: Arc::from([]),
            without_evidence,
            filter: MarkerFilter::new(0),
            usage: None,
            answer: Answer::default(),
        }
    }

    /// What the emitted events add up to.
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
                    self.call_model(&mut out);
                }
            }
            (State::Retrieving, Input::Retrieved(passages)) => {
                self.filter = MarkerFilter::new(u32::try_from(passages.len()).unwrap_or(0));
                self.passages = passages;
                self.go_on(&mut out);
            }
            (State::Retrieving, Input::RetrievalFailed(reason)) => {
                out.push(Effect::Warn(format!("no passages, the search failed: {reason}")));
                self.go_on(&mut out);
            }
            (State::Answering, Input::Model(event)) => self.model_event(event, &mut out),
            (State::Answering, Input::ModelEnded) => {
                self.fail(&ModelError::Broken("the stream ended without a finish".into()), &mut out);
            }
            (State::Answering, Input::ModelFailed(error)) => self.fail(&error, &mut out),
            (State::Retrieving | State::Answering, Input::Stop) => {
                self.abort(TurnStatus::Stopped, None, &mut out);
            }
            (State::Retrieving | State::Answering, Input::Interrupt) => {
                self.abort(TurnStatus::Interrupted, None, &mut out);
            }
            (State::Retrieving | State::Answering, Input::TimedOut) => {
                let error = ModelError::Timeout("the turn took too long".into());
                self.abort(TurnStatus::Failed, Some((error.code(), error.message())), &mut out);
            }
            _ => {}
        }
        out
    }

    /// The search is over.
    fn go_on(&mut self, out: &mut Vec<Effect>) {
        match self.without_evidence.take() {
            Some(reply) if self.passages.is_empty() => self.say(reply, out),
            _ => self.call_model(out),
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
            ModelEvent::Usage(usage) => self.usage = Some(usage),
            ModelEvent::Finish(FinishReason::ContentFilter) => {
                self.close(out);
                let message = "The answer was cut off by the model provider's content filter.";
                self.error("content_filtered", message, out);
                self.end(TurnStatus::Interrupted, false, out);
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
        let room = self.max_bytes - self.bytes;
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

    /// Reasoning that comes after the text has begun is dropped: a step has one block of each.
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
        let rest = self.filter.finish();
        self.text(rest, out);
        if let Some(end) = self.answer.block_end() {
            self.emit(end, out);
        }
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
