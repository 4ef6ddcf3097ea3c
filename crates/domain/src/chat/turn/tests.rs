mod call;
mod grammar;

use proptest::prelude::*;
use uuid::Uuid;

use super::*;
use crate::chat::testing::passage;

const LIMIT: usize = 200;

fn turn() -> Turn {
    with_tools(vec![])
}

fn with_tools(tools: Vec<Tool>) -> Turn {
    let limits = TurnLimits { answer_bytes: LIMIT, steps: 3, calls: 4, output_bytes: 2_000 };
    Turn::new(Uuid::from_u128(1).into(), limits, tools.into())
}

fn passages() -> Arc<[Passage]> {
    let mut second_of_same = passage(1, "Returns", "", "Refunds take five days.");
    Arc::make_mut(&mut second_of_same.source).chunk.id = Uuid::from_u128(999).into();
    Arc::from([passage(1, "Returns", "Policy", "Items can be returned within 30 days."), second_of_same])
}

fn text(text: &str) -> Input {
    Input::Model(ModelEvent::Text(text.into()))
}

fn finish() -> Input {
    Input::Model(ModelEvent::Finish(FinishReason::Stop))
}

/// Feeds the inputs; the events as readers see them, `Finish` included, and the warnings.
fn play(turn: &mut Turn, inputs: impl IntoIterator<Item = Input>) -> Vec<TurnEvent> {
    let mut events = vec![];
    for input in inputs {
        for effect in turn.step(input) {
            match effect {
                Effect::Emit(event) => events.push(event),
                Effect::End { status, truncated } => events.push(TurnEvent::Finish { status, truncated }),
                _ => {}
            }
        }
    }
    events
}

/// One word per event, with what matters of it.
fn brief(events: &[TurnEvent]) -> String {
    let word = |event: &TurnEvent| match event {
        TurnEvent::Start { .. } => "start".to_owned(),
        TurnEvent::StepStart => "step".to_owned(),
        TurnEvent::TextStart => "text(".to_owned(),
        TurnEvent::TextDelta { text } => format!("{text:?}"),
        TurnEvent::TextEnd => ")text".to_owned(),
        TurnEvent::ReasoningStart => "think(".to_owned(),
        TurnEvent::ReasoningDelta { text } => format!("{text:?}"),
        TurnEvent::ReasoningEnd => ")think".to_owned(),
        TurnEvent::ToolInputStart { call_id, name } => format!("{call_id}={name}("),
        TurnEvent::ToolInputDelta { call_id, text } => format!("{call_id}{text:?}"),
        TurnEvent::ToolInputAvailable { call_id, input, .. } => format!("{call_id}){input}"),
        TurnEvent::ToolInputError { call_id, error, .. } => format!("{call_id})!{error}"),
        TurnEvent::ToolApprovalRequest { call_id, approval_id } => format!("{call_id}?{approval_id}"),
        TurnEvent::ToolOutputAvailable { call_id, output } => format!("{call_id}->{output}"),
        TurnEvent::ToolOutputError { call_id, error } => format!("{call_id}->!{error}"),
        TurnEvent::ToolOutputDenied { call_id } => format!("{call_id}->denied"),
        TurnEvent::Source { title, .. } => format!("source:{title}"),
        TurnEvent::Citation(c) => format!("cite:{}:{:?}", c.marker, c.quote),
        TurnEvent::Usage(u) => format!("usage:{}", u.output_tokens),
        TurnEvent::StepFinish => "/step".to_owned(),
        TurnEvent::Error { code, .. } => format!("error:{code}"),
        TurnEvent::Finish { status, truncated } => {
            format!("finish:{}{}", status.as_str(), if *truncated { "+cut" } else { "" })
        }
    };
    events.iter().map(word).collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn check(inputs: impl IntoIterator<Item = Input>, expect: &str) {
    let begin = [Input::Begin { retrieve: false }];
    assert_eq!(brief(&play(&mut turn(), begin.into_iter().chain(inputs))), expect);
}

#[test]
fn a_cited_answer_with_reasoning_and_usage() {
    let usage = Usage { model: "m".into(), input_tokens: 1, output_tokens: 2, cost_micros: None };
    let mut turn = turn();
    let events = play(
        &mut turn,
        [
            Input::Begin { retrieve: true },
            Input::Retrieved(passages()),
            Input::Model(ModelEvent::Reasoning("hm".into())),
            text("You can return items within 30 days ["),
            text("1]. Refunds take five days [2] [1][7]."),
            Input::Model(ModelEvent::Usage(usage.clone())),
            finish(),
        ],
    );
    assert_eq!(
        brief(&events),
        "start step think( \"hm\" )think text( \"You can return items within 30 days\" \
         \" [1]. Refunds take five days [2] [1].\" source:Returns cite:1:\"Items can be returned within 30 days.\" \
         cite:2:\"Refunds take five days.\" )text usage:2 /step finish:complete"
    );
    assert_eq!(
        turn.answer().content,
        "You can return items within 30 days [1]. Refunds take five days [2] [1]."
    );
    assert_eq!(turn.answer().citations.iter().map(|c| c.marker).collect::<Vec<_>>(), [1, 2]);
    assert_eq!(turn.answer().usage, Some(usage));
}

#[test]
fn begin_searches_only_when_there_are_documents() {
    assert_eq!(turn().step(Input::Begin { retrieve: true }).last(), Some(&Effect::Retrieve));
    assert_eq!(turn().step(Input::Begin { retrieve: false }).last(), Some(&Effect::CallModel));
    let mut failing = turn();
    failing.step(Input::Begin { retrieve: true });
    let effects = failing.step(Input::RetrievalFailed("disk".into()));
    assert!(matches!(&effects[0], Effect::Warn(text) if text.contains("disk")), "{effects:?}");
    assert_eq!(effects.last(), Some(&Effect::CallModel));
}

#[test]
fn without_evidence_the_reply_is_the_whole_answer_and_the_model_is_not_asked() {
    let refusing = || turn().saying_without_evidence(Some("No [1] idea.".into()));
    for searched in [Input::Retrieved(Arc::from([])), Input::RetrievalFailed("disk".into())] {
        let mut turn = refusing();
        turn.step(Input::Begin { retrieve: true });
        let effects = turn.step(searched);
        assert!(!effects.contains(&Effect::CallModel), "{effects:?}");
        assert_eq!(effects.last(), Some(&Effect::End { status: TurnStatus::Complete, truncated: false }));
        assert_eq!(turn.answer().content, "No [1] idea.");
        assert_eq!(turn.answer().citations, []);
        assert_eq!(turn.step(text("late")), []);
    }
    let inputs = || [Input::Begin { retrieve: true }, Input::Retrieved(Arc::from([]))];
    assert_eq!(
        brief(&play(&mut refusing(), inputs())),
        "start step text( \"No [1] idea.\" )text /step finish:complete"
    );
    let mut with_evidence = refusing();
    with_evidence.step(Input::Begin { retrieve: true });
    assert_eq!(with_evidence.step(Input::Retrieved(passages())).last(), Some(&Effect::CallModel));
    assert_eq!(refusing().step(Input::Begin { retrieve: false }).last(), Some(&Effect::CallModel));
}

#[test]
fn every_ending() {
    let broken = || Input::ModelFailed(ModelError::Broken("x".into()));
    let refused = || Input::ModelFailed(ModelError::Refused("x".into()));
    check([text("a"), finish()], "start step text( \"a\" )text /step finish:complete");
    check([text("a"), Input::Stop], "start step text( \"a\" )text /step finish:stopped");
    check([text("a ["), Input::Stop], "start step text( \"a\" \" [\" )text /step finish:stopped");
    check([Input::Stop, text("late"), finish()], "start step /step finish:stopped");
    check([text("a"), Input::Interrupt], "start step text( \"a\" )text /step finish:interrupted");
    check(
        [text("a"), broken()],
        "start step text( \"a\" )text /step error:model_interrupted finish:interrupted",
    );
    check(
        [text("a"), Input::ModelEnded],
        "start step text( \"a\" )text /step error:model_interrupted finish:interrupted",
    );
    check([refused()], "start step /step error:model_refused finish:failed");
    check([Input::TimedOut], "start step /step error:model_timeout finish:failed");
    check([finish()], "start step /step error:model_empty finish:failed");
    let cut = || Input::Model(ModelEvent::Finish(FinishReason::Length));
    check([text("a"), cut()], "start step text( \"a\" )text /step finish:complete+cut");
    let filtered = || Input::Model(ModelEvent::Finish(FinishReason::ContentFilter));
    check(
        [text("a"), filtered()],
        "start step text( \"a\" )text /step error:content_filtered finish:interrupted",
    );
}

#[test]
fn stop_during_the_search_ends_without_a_step() {
    let events = play(&mut turn(), [Input::Begin { retrieve: true }, Input::Stop]);
    assert_eq!(brief(&events), "start finish:stopped");
}

#[test]
fn an_answer_is_cut_at_the_size_limit() {
    let mut turn = turn();
    turn.step(Input::Begin { retrieve: false });
    turn.step(text(&"x".repeat(LIMIT - 1)));
    let effects = turn.step(text("éé"));
    assert!(effects.contains(&Effect::Cancel));
    assert_eq!(effects.last(), Some(&Effect::End { status: TurnStatus::Complete, truncated: true }));
    assert_eq!(turn.answer().content.len(), LIMIT - 1);
}

#[test]
fn nul_never_passes() {
    check([text("a\0b"), finish()], "start step text( \"ab\" )text /step finish:complete");
}
