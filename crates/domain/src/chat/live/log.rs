//! The events of one turn in little memory.

use crate::chat::event::{Sequenced, TurnEvent};

/// Deltas share one string, so that a token costs its bytes and 12 more.
#[derive(Debug, Default)]
pub(super) struct Log {
    text: String,
    entries: Vec<Entry>,
    closed: bool,
}

#[derive(Debug)]
enum Entry {
    Text { end: u32 },
    Reasoning { end: u32 },
    Other(Box<TurnEvent>),
}

impl Log {
    /// Nothing is appended any more.
    pub(super) const fn close(&mut self) {
        self.closed = true;
    }

    pub(super) const fn is_closed(&self) -> bool {
        self.closed
    }

    /// How many events there are.
    pub(super) const fn len(&self) -> u64 {
        self.entries.len() as u64
    }

    /// Appends an event; nothing after `Finish`.
    pub(super) fn push(&mut self, event: TurnEvent) {
        if self.closed {
            return;
        }
        self.closed = matches!(event, TurnEvent::Finish { .. });
        let entry = match event {
            TurnEvent::TextDelta { text } => Entry::Text { end: self.add(&text) },
            TurnEvent::ReasoningDelta { text } => Entry::Reasoning { end: self.add(&text) },
            other => Entry::Other(Box::new(other)),
        };
        self.entries.push(entry);
    }

    /// Where the text ends after adding `text`. An answer's size is bounded far below 4 GiB.
    fn add(&mut self, text: &str) -> u32 {
        self.text.push_str(text);
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    /// Events after sequence number `after`, at least one if there is one, at most `events`, of about `bytes` of text.
    pub(super) fn copy(&self, after: u64, events: usize, bytes: usize) -> Vec<Sequenced> {
        let from = usize::try_from(after).unwrap_or(usize::MAX).min(self.entries.len());
        let before = self.entries[..from].iter().rev().find_map(Entry::end).unwrap_or(0) as usize;
        let mut start = before;
        let wanted = &self.entries[from..self.entries.len().min(from.saturating_add(events))];
        let mut copied = Vec::with_capacity(wanted.len());
        for (seq, entry) in (after + 1..).zip(wanted) {
            if start - before >= bytes {
                break;
            }
            let mut slice = |end: u32| {
                let text = self.text[start..end as usize].to_owned();
                start = end as usize;
                text
            };
            let event = match entry {
                Entry::Text { end } => TurnEvent::TextDelta { text: slice(*end) },
                Entry::Reasoning { end } => TurnEvent::ReasoningDelta { text: slice(*end) },
                Entry::Other(event) => (**event).clone(),
            };
            copied.push(Sequenced { seq, event });
        }
        copied
    }
}

impl Entry {
    const fn end(&self) -> Option<u32> {
        match self {
            Self::Text { end } | Self::Reasoning { end } => Some(*end),
            Self::Other(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_small() {
        assert!(size_of::<Entry>() <= 16);
    }

    #[test]
    fn events_come_back_as_they_were() {
        let events = [
            TurnEvent::StepStart,
            TurnEvent::ReasoningDelta { text: "hm".into() },
            TurnEvent::TextDelta { text: "é".into() },
            TurnEvent::TextEnd,
            TurnEvent::TextDelta { text: "x".into() },
        ];
        let mut log = Log::default();
        events.iter().cloned().for_each(|event| log.push(event));
        for after in 0..=events.len() {
            let copy: Vec<TurnEvent> =
                log.copy(after as u64, usize::MAX, usize::MAX).into_iter().map(|e| e.event).collect();
            assert_eq!(copy, events[after..]);
        }
        assert_eq!(log.copy(1, 2, usize::MAX).len(), 2);
        assert_eq!(log.copy(0, usize::MAX, 1).len(), 2, "at least one, then up to the bytes");
    }
}
