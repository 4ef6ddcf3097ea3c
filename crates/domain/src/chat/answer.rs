//! What a turn's events add up to. The machine, the rescue of a broken turn and the tests all use this one fold, so that a
//! stored answer is always exactly what its events say.

use super::event::TurnEvent;
use super::{Citation, Usage};

/// The sum of the events so far.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Answer {
    /// The text deltas, joined.
    pub content: String,
    /// Citations in the order of their first appearance.
    pub citations: Vec<Citation>,
    /// What the model call cost.
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
            TurnEvent::TextStart => self.block = Block::Text,
            TurnEvent::TextDelta { text } => self.content.push_str(text),
            TurnEvent::ReasoningStart => self.block = Block::Reasoning,
            TurnEvent::TextEnd | TurnEvent::ReasoningEnd => self.block = Block::None,
            TurnEvent::Citation(citation) => self.citations.push(citation.clone()),
            TurnEvent::Usage(usage) => self.usage = Some(usage.clone()),
            TurnEvent::StepFinish => self.step = false,
            TurnEvent::ReasoningDelta { .. }
            | TurnEvent::Source { .. }
            | TurnEvent::Error { .. }
            | TurnEvent::Finish { .. } => {}
        }
    }

    /// The sum of many events.
    pub fn of<'a>(events: impl IntoIterator<Item = &'a TurnEvent>) -> Self {
        let mut answer = Self::default();
        for event in events {
            answer.apply(event);
        }
        answer
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

    /// The events that close everything open, so that only an error and the finish may follow.
    pub fn closing(&self) -> Vec<TurnEvent> {
        let step_end = self.step.then_some(TurnEvent::StepFinish);
        self.block_end().into_iter().chain(step_end).collect()
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
}
