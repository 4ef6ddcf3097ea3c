//! What a turn's events add up to. The machine, the rescue of a broken turn and the tests all use this one fold, so that a
//! stored answer is always exactly what its events say.

use super::event::TurnEvent;
use super::part::{Part, ToolPart, ToolState, UNFINISHED};
use super::{Citation, Message, Usage};

/// The sum of the events so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// The text deltas, joined; a blank line stands between text blocks.
    pub content: String,
    /// The same text and the calls of tools, in order.
    pub parts: Vec<Part>,
    /// Citations in the order of their first appearance.
    pub citations: Vec<Citation>,
    /// What the model calls cost together.
    pub usage: Option<Usage>,
    started: bool,
    step: bool,
    block: Block,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Block {
    #[default]
    None,
    Text,
    Reasoning,
}

impl Answer {
    /// Adds one event.
    pub fn apply(&mut self, event: &TurnEvent) {
        match event {
            TurnEvent::Start { .. } => self.started = true,
            TurnEvent::StepStart => self.step = true,
            TurnEvent::TextStart => self.begin_text(),
            TurnEvent::TextDelta { text } => self.add_text(text),
            TurnEvent::ReasoningStart => self.block = Block::Reasoning,
            TurnEvent::TextEnd | TurnEvent::ReasoningEnd => self.block = Block::None,
            TurnEvent::Citation(citation) => self.citations.push(citation.clone()),
            TurnEvent::Usage(usage) => self.add_usage(usage),
            TurnEvent::ToolInputStart { call_id, name } => {
                let (call_id, name) = (call_id.clone(), name.clone());
                let (input, state) = (serde_json::Value::Null, ToolState::Writing);
                self.parts.push(Part::Tool(ToolPart { call_id, name, input, state }));
            }
            TurnEvent::ToolInputAvailable { call_id, input, .. } => {
                self.set_call(call_id, Some(input), ToolState::Running);
            }
            TurnEvent::ToolInputError { call_id, input, error, .. } => {
                self.set_call(call_id, Some(input), ToolState::Failed { error: error.clone() });
            }
            TurnEvent::ToolApprovalRequest { call_id, approval_id } => {
                self.set_call(call_id, None, ToolState::Asking { approval_id: approval_id.clone() });
            }
            TurnEvent::ToolOutputAvailable { call_id, output } => {
                self.set_call(call_id, None, ToolState::Done { output: output.clone() });
            }
            TurnEvent::ToolOutputError { call_id, error } => {
                self.set_call(call_id, None, ToolState::Failed { error: error.clone() });
            }
            TurnEvent::ToolOutputDenied { call_id } => self.set_call(call_id, None, ToolState::Denied),
            TurnEvent::StepFinish => self.step = false,
            TurnEvent::ReasoningDelta { .. }
            | TurnEvent::ToolInputDelta { .. }
            | TurnEvent::Source { .. }
            | TurnEvent::Error { .. }
            | TurnEvent::Finish { .. } => {}
        }
    }

    fn begin_text(&mut self) {
        self.block = Block::Text;
        if !self.content.is_empty() {
            self.content.push_str("\n\n");
        }
        self.parts.push(Part::Text { text: String::new() });
    }

    fn add_text(&mut self, more: &str) {
        self.content.push_str(more);
        if let Some(Part::Text { text }) = self.parts.last_mut() {
            text.push_str(more);
        }
    }

    fn add_usage(&mut self, more: &Usage) {
        let sum = self.usage.get_or_insert_default();
        sum.model.clone_from(&more.model);
        sum.input_tokens += more.input_tokens;
        sum.output_tokens += more.output_tokens;
        sum.cost_micros = match (sum.cost_micros, more.cost_micros) {
            (None, None) => None,
            (a, b) => Some(a.unwrap_or(0) + b.unwrap_or(0)),
        };
    }

    fn set_call(&mut self, call_id: &str, input: Option<&serde_json::Value>, state: ToolState) {
        if let Some(call) = self.calls_mut().find(|call| call.call_id == call_id) {
            if let Some(input) = input {
                call.input = input.clone();
            }
            call.state = state;
        }
    }

    fn calls_mut(&mut self) -> impl Iterator<Item = &mut ToolPart> {
        self.parts.iter_mut().filter_map(|part| match part {
            Part::Tool(call) => Some(call),
            Part::Text { .. } => None,
        })
    }

    /// Every call of a tool, in order.
    pub fn calls(&self) -> impl Iterator<Item = &ToolPart> {
        self.parts.iter().filter_map(|part| match part {
            Part::Tool(call) => Some(call),
            Part::Text { .. } => None,
        })
    }

    /// Whether the visitor was asked and has not answered.
    pub fn is_asking(&self) -> bool {
        self.calls().any(|call| matches!(call.state, ToolState::Asking { .. }))
    }

    /// The parts to store: none when the text says it all.
    pub fn stored_parts(&self) -> Vec<Part> {
        if self.calls().next().is_some() { self.parts.clone() } else { Vec::new() }
    }

    /// What was answered before the visitor was asked, for the turn that goes on from there.
    pub fn before(message: &Message) -> Self {
        Self {
            content: message.content.clone(),
            parts: message.parts.clone(),
            citations: message.citations.clone(),
            ..Self::default()
        }
    }

    /// The sum of many events.
    pub fn of<'a>(events: impl IntoIterator<Item = &'a TurnEvent>) -> Self {
        Self::default().and(events)
    }

    /// The sum of this and more events.
    #[must_use]
    pub fn and<'a>(mut self, events: impl IntoIterator<Item = &'a TurnEvent>) -> Self {
        for event in events {
            self.apply(event);
        }
        self
    }

    /// Whether the turn's first event was seen.
    pub const fn has_started(&self) -> bool {
        self.started
    }

    /// Whether a text block is open.
    pub fn in_text(&self) -> bool {
        self.block == Block::Text
    }

    /// Whether a reasoning block is open.
    pub fn in_reasoning(&self) -> bool {
        self.block == Block::Reasoning
    }

    /// Whether a step is open.
    pub const fn in_step(&self) -> bool {
        self.step
    }

    /// The event that ends the open block, if one is open.
    pub const fn block_end(&self) -> Option<TurnEvent> {
        match self.block {
            Block::None => None,
            Block::Text => Some(TurnEvent::TextEnd),
            Block::Reasoning => Some(TurnEvent::ReasoningEnd),
        }
    }

    /// The events that end calls which are being written or run.
    pub fn call_ends(&self) -> Vec<TurnEvent> {
        let error = || UNFINISHED.to_owned();
        let end = |call: &ToolPart| match call.state {
            ToolState::Writing => Some(TurnEvent::ToolInputError {
                call_id: call.call_id.clone(),
                name: call.name.clone(),
                input: serde_json::Value::Null,
                error: error(),
            }),
            ToolState::Running => {
                Some(TurnEvent::ToolOutputError { call_id: call.call_id.clone(), error: error() })
            }
            ToolState::Asking { .. }
            | ToolState::Done { .. }
            | ToolState::Failed { .. }
            | ToolState::Denied => None,
        };
        self.calls().filter_map(end).collect()
    }

    /// The events that close everything open, so that only an error and the finish may follow.
    pub fn closing(&self) -> Vec<TurnEvent> {
        let step_end = self.step.then_some(TurnEvent::StepFinish);
        self.block_end().into_iter().chain(self.call_ends()).chain(step_end).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_adds_up_and_what_is_open_is_closed_in_order() {
        let delta = |text: &str| TurnEvent::TextDelta { text: text.into() };
        let events = [TurnEvent::StepStart, TurnEvent::TextStart, delta("a"), delta("b")];
        let answer = Answer::of(&events);
        assert_eq!(answer.content, "ab");
        assert_eq!(answer.closing(), [TurnEvent::TextEnd, TurnEvent::StepFinish]);
        assert_eq!(Answer::of(&events[..1]).closing(), [TurnEvent::StepFinish]);
        assert_eq!(Answer::default().closing(), []);
    }

    #[test]
    fn calls_are_parts_and_what_they_cost_adds_up() {
        let usage = |cost| {
            TurnEvent::Usage(Usage {
                model: "m".into(),
                input_tokens: 10,
                output_tokens: 1,
                cost_micros: cost,
            })
        };
        let events = [
            TurnEvent::StepStart,
            TurnEvent::TextStart,
            TurnEvent::TextDelta { text: "Wait.".into() },
            TurnEvent::TextEnd,
            TurnEvent::ToolInputStart { call_id: "1".into(), name: "a".into() },
            TurnEvent::ToolInputStart { call_id: "2".into(), name: "b".into() },
            TurnEvent::ToolInputAvailable {
                call_id: "1".into(),
                name: "a".into(),
                input: serde_json::json!({}),
            },
            usage(Some(5)),
        ];
        let answer = Answer::of(&events);
        assert_eq!(answer.closing().len(), 3, "a running call, a half-written one and the step");
        let later = [
            TurnEvent::ToolOutputAvailable { call_id: "1".into(), output: serde_json::json!(1) },
            TurnEvent::StepFinish,
            TurnEvent::TextStart,
            TurnEvent::TextDelta { text: "Done.".into() },
            usage(None),
        ];
        let answer = answer.and(&later);
        assert_eq!(answer.content, "Wait.\n\nDone.");
        let cost = answer.usage.as_ref().unwrap();
        assert_eq!((cost.input_tokens, cost.output_tokens, cost.cost_micros), (20, 2, Some(5)));
        assert_eq!(answer.stored_parts().len(), 4);
        assert_eq!(Answer::of(&events[..4]).stored_parts(), []);
    }
}
