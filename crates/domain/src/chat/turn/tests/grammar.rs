//! Whatever happens, in whatever order: the events follow the grammar, and the answer is what they add up to.

use std::collections::BTreeMap;
use std::iter::Peekable;

use serde_json::json;

use super::call::{asking, tool};
use super::*;
use crate::tool::{ToolError, ToolOutput};

fn any_input() -> impl Strategy<Value = Input> {
    let piece = r"[ab]{0,3}( \[1\]|\[2\]|\[3, 1\]|\[|9\]|`|\. )?";
    let error = prop_oneof![
        Just(ModelError::Broken("b".into())),
        Just(ModelError::Timeout("t".into())),
        Just(ModelError::Refused("r".into())),
    ];
    let reason = prop_oneof![
        2 => Just(FinishReason::Stop),
        6 => Just(FinishReason::ToolCalls),
        1 => Just(FinishReason::Length),
        1 => Just(FinishReason::ContentFilter)
    ];
    let id = prop_oneof![Just(""), Just("a"), Just("b"), Just("call_2"), Just("no.id")];
    let name = prop_oneof![4 => Just("look"), 2 => Just("order"), 1 => Just("delete_all")];
    let arguments = prop_oneof![4 => Just("{}"), 1 => Just(r#"{"n":"#), 1 => Just("1}"), 1 => Just("[]")];
    let result = prop_oneof![
        Just(Ok(ToolOutput::Value(json!({"ok": true})))),
        Just(Ok(ToolOutput::Passages(passages().to_vec()))),
        Just(Err(ToolError::TimedOut)),
    ];
    let called = prop_oneof![Just("a"), Just("b"), Just("call_1"), Just("call_2"), Just("call_3")];
    prop_oneof![
        20 => piece.prop_map(|t| Input::Model(ModelEvent::Text(t))),
        3 => piece.prop_map(|t| Input::Model(ModelEvent::Reasoning(t))),
        6 => (0u32..3, id, name).prop_map(|(index, id, name)| {
            Input::Model(ModelEvent::ToolStart { index, id: id.into(), name: name.into() })
        }),
        6 => (0u32..3, arguments).prop_map(|(index, text)| {
            Input::Model(ModelEvent::ToolDelta { index, text: text.into() })
        }),
        10 => (called, result).prop_map(|(id, result)| Input::ToolEnded { call_id: id.into(), result }),
        2 => Just(Input::Retrieved(passages())),
        1 => Just(Input::RetrievalFailed("x".into())),
        1 => any::<bool>().prop_map(|retrieve| Input::Begin { retrieve }),
        1 => Just(Input::Model(ModelEvent::Usage(Usage::default()))),
        3 => reason.prop_map(|r| Input::Model(ModelEvent::Finish(r))),
        1 => error.prop_map(Input::ModelFailed),
        1 => Just(Input::ModelEnded),
        1 => Just(Input::Stop),
        1 => Just(Input::Interrupt),
        1 => Just(Input::TimedOut),
    ]
}

/// What an independent little reader has understood so far.
#[derive(Default)]
struct Reader {
    content: String,
    cited: Vec<u32>,
    sources: Vec<crate::id::DocumentId>,
    /// How each call stands: written, running, asked, over.
    calls: BTreeMap<String, &'static str>,
}

type Rest<'a> = Peekable<std::slice::Iter<'a, TurnEvent>>;

impl Reader {
    fn turn(&mut self, events: &[TurnEvent]) -> Result<(), String> {
        let mut rest = events.iter().peekable();
        let Some(TurnEvent::Start { .. }) = rest.next() else { return Err("no start".into()) };
        while rest.next_if(|e| matches!(e, TurnEvent::StepStart)).is_some() {
            self.step(&mut rest)?;
        }
        rest.next_if(|e| matches!(e, TurnEvent::Error { .. }));
        match (rest.next(), rest.next()) {
            (Some(TurnEvent::Finish { status: TurnStatus::Waiting, .. }), None) => self.is_asked(true),
            (Some(TurnEvent::Finish { status, .. }), None) if *status != TurnStatus::Running => Ok(()),
            (last, after) => Err(format!("{last:?} {after:?} at the end")),
        }
    }

    fn is_asked(&self, expect: bool) -> Result<(), String> {
        let asked = self.calls.values().any(|state| *state == "asked");
        if asked == expect { Ok(()) } else { Err("waits for nothing".into()) }
    }

    fn step(&mut self, rest: &mut Rest<'_>) -> Result<(), String> {
        let mut usages = 0;
        loop {
            match rest.next() {
                Some(TurnEvent::ReasoningStart) => Self::reasoning(rest)?,
                Some(TurnEvent::TextStart) => self.text(rest)?,
                Some(TurnEvent::Usage(_)) if usages == 0 => usages += 1,
                Some(TurnEvent::StepFinish) => break,
                Some(event) => self.call(event)?,
                None => return Err("the step does not end".into()),
            }
        }
        let open = self.calls.values().any(|state| matches!(*state, "written" | "running"));
        if open { Err("a call has no outcome".into()) } else { Ok(()) }
    }

    fn reasoning(rest: &mut Rest<'_>) -> Result<(), String> {
        let is_delta = |e: &&TurnEvent| matches!(e, TurnEvent::ReasoningDelta { text } if !text.is_empty());
        let mut deltas = 0;
        while rest.next_if(is_delta).is_some() {
            deltas += 1;
        }
        match rest.next() {
            Some(TurnEvent::ReasoningEnd) if deltas > 0 => Ok(()),
            other => Err(format!("{other:?} in reasoning")),
        }
    }

    fn text(&mut self, rest: &mut Rest<'_>) -> Result<(), String> {
        if !self.content.is_empty() {
            self.content.push_str("\n\n");
        }
        loop {
            match rest.next() {
                Some(TurnEvent::TextDelta { text }) if !text.is_empty() => self.content.push_str(text),
                Some(TurnEvent::Source { document_id, .. }) => self.sources.push(*document_id),
                Some(TurnEvent::Citation(c)) => {
                    let shown = self.content.contains(&format!("[{}]", c.marker));
                    let known = matches!(c.marker, 1 | 2) && self.sources.contains(&c.document_id);
                    if !shown || !known || self.cited.contains(&c.marker) {
                        return Err(format!("bad citation {}", c.marker));
                    }
                    self.cited.push(c.marker);
                }
                Some(TurnEvent::TextEnd) => return Ok(()),
                other => return Err(format!("{other:?} in text")),
            }
        }
    }

    fn call(&mut self, event: &TurnEvent) -> Result<(), String> {
        let (id, from, to) = match event {
            TurnEvent::ToolInputStart { call_id, .. } => (call_id, "", "written"),
            TurnEvent::ToolInputDelta { call_id, .. } => (call_id, "written", "written"),
            TurnEvent::ToolInputAvailable { call_id, .. } => (call_id, "written", "running"),
            TurnEvent::ToolInputError { call_id, .. } => (call_id, "written", "over"),
            TurnEvent::ToolApprovalRequest { call_id, .. } => (call_id, "running", "asked"),
            TurnEvent::ToolOutputAvailable { call_id, .. } | TurnEvent::ToolOutputError { call_id, .. } => {
                (call_id, "running", "over")
            }
            other => return Err(format!("{other:?} in a step")),
        };
        let state = self.calls.get(id).copied().unwrap_or("");
        self.calls.insert(id.clone(), to);
        if state == from { Ok(()) } else { Err(format!("{event:?} of a call that is {state:?}")) }
    }
}

proptest! {
    #[test]
    fn any_inputs_follow_the_grammar(retrieve: bool, inputs in prop::collection::vec(any_input(), 0..60)) {
        let mut turn = with_tools(vec![tool("look"), asking("order")]);
        let all = [Input::Begin { retrieve }].into_iter().chain(inputs).chain([Input::Interrupt]);
        let events = play(&mut turn, all);
        let mut reader = Reader::default();
        reader.turn(&events).map_err(|error| TestCaseError::fail(format!("{error}: {}", brief(&events))))?;
        prop_assert_eq!(&turn.answer().content, &reader.content);
        prop_assert!(reader.content.len() <= LIMIT * 2);
        prop_assert_eq!(turn.answer(), &Answer::of(&events));
        prop_assert_eq!(turn.answer().closing(), vec![]);
        let steps = events.iter().filter(|event| matches!(event, TurnEvent::StepStart)).count();
        prop_assert!(steps <= 3);
    }
}
