//! The stored form of a batch of events: a JSON array in which a run of text deltas is one array of strings, because most of an answer
//! is that. An event's number is not written; it is counted from the first one's.

use domain::chat::event::{Sequenced, TurnEvent};
use serde::{Deserialize, Serialize};

/// What is written of a batch.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(super) enum Stored<'e> {
    Texts(Vec<&'e str>),
    Event(&'e TurnEvent),
}

/// What is read of a batch.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Entry {
    Texts(Vec<String>),
    Event(TurnEvent),
}

/// The form of events whose numbers follow each other.
pub(super) fn stored(events: &[Sequenced]) -> Vec<Stored<'_>> {
    let mut entries = Vec::new();
    for Sequenced { event, .. } in events {
        match (entries.last_mut(), event) {
            (Some(Stored::Texts(run)), TurnEvent::TextDelta { text }) => run.push(text),
            (_, TurnEvent::TextDelta { text }) => entries.push(Stored::Texts(vec![text])),
            (_, event) => entries.push(Stored::Event(event)),
        }
    }
    entries
}

/// The events of a batch whose first has the number `first`.
pub(super) fn read(first: u64, entries: Vec<Entry>) -> Vec<Sequenced> {
    let events = entries.into_iter().flat_map(|entry| match entry {
        Entry::Texts(run) => run.into_iter().map(|text| TurnEvent::TextDelta { text }).collect(),
        Entry::Event(event) => vec![event],
    });
    (first..).zip(events).map(|(seq, event)| Sequenced { seq, event }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_text_are_short_and_come_back_as_they_were() {
        let text = |text: &str| TurnEvent::TextDelta { text: text.into() };
        let events = [
            TurnEvent::StepStart,
            TurnEvent::ReasoningDelta { text: "hm".into() },
            TurnEvent::TextStart,
            text("a"),
            text("\"b\""),
            TurnEvent::TextEnd,
            text("c"),
        ];
        let batch: Vec<Sequenced> = (7..).zip(events).map(|(seq, event)| Sequenced { seq, event }).collect();
        let json = serde_json::to_string(&stored(&batch)).unwrap();
        let expected = r#"[{"t":"step_start"},{"t":"reasoning_delta","text":"hm"},{"t":"text_start"},["a","\"b\""],{"t":"text_end"},["c"]]"#;
        assert_eq!(json, expected);
        assert_eq!(read(7, serde_json::from_str(&json).unwrap()), batch);
    }
}
