//! Calls of tools: what becomes of what a model writes.

use serde_json::{Value, json};

use super::*;
use crate::chat::part::{self, ToolState};
use crate::clock::Timestamp;
use crate::tool::builtin::BuiltIn;
use crate::tool::{ToolAction, ToolError, ToolOutput, ToolPolicy, ToolSpec};

/// A tool that may be called, with an optional number.
pub fn tool(name: &str) -> Tool {
    let parameters =
        json!({"type": "object", "properties": {"n": {"type": "integer"}}, "additionalProperties": false});
    Tool {
        id: Uuid::from_u128(40).into(),
        agent_id: Uuid::from_u128(7).into(),
        spec: ToolSpec { name: name.into(), description: "Looks.".into(), parameters },
        policy: ToolPolicy::Allowed,
        enabled: true,
        action: ToolAction::BuiltIn { built_in: BuiltIn::Calculate },
        revision: 1,
        created_at: Timestamp::from_millis(0),
        updated_at: Timestamp::from_millis(0),
    }
}

/// A tool that the visitor is asked about.
pub fn asking(name: &str) -> Tool {
    Tool { policy: ToolPolicy::AskVisitor, ..tool(name) }
}

fn start(index: u32, id: &str, name: &str) -> Input {
    Input::Model(ModelEvent::ToolStart { index, id: id.into(), name: name.into() })
}

fn write(index: u32, text: &str) -> Input {
    Input::Model(ModelEvent::ToolDelta { index, text: text.into() })
}

fn calls() -> Input {
    Input::Model(ModelEvent::Finish(FinishReason::ToolCalls))
}

fn brought(id: &str, value: Value) -> Input {
    Input::ToolEnded { call_id: id.into(), result: Ok(ToolOutput::Value(value)) }
}

#[track_caller]
fn check(tools: Vec<Tool>, inputs: Vec<Input>, expect: &str) {
    let begin = [Input::Begin { retrieve: false }];
    let events = play(&mut with_tools(tools), begin.into_iter().chain(inputs));
    assert_eq!(brief(&events), format!("start {expect}"));
}

#[test]
fn parallel_calls_run_together_and_the_model_reads_both_results() {
    let mut turn = with_tools(vec![tool("look")]);
    let asked = vec![
        Input::Begin { retrieve: false },
        text("Let me look."),
        start(0, "a", "look"),
        start(1, "b", "look"),
        write(0, "{\"n\""),
        write(1, "{}"),
        write(0, ":1}"),
        calls(),
    ];
    let effects: Vec<Effect> = asked.into_iter().flat_map(|input| turn.step(input)).collect();
    let run: Vec<_> = effects
        .iter()
        .filter_map(|effect| match effect {
            Effect::RunTool { call_id, arguments, .. } => {
                Some(format!("{call_id} {}", Value::from(arguments.clone())))
            }
            _ => None,
        })
        .collect();
    assert_eq!(run, ["a {\"n\":1}", "b {}"]);
    let events = play(&mut turn, [brought("b", json!("second")), brought("a", json!({"first": 1}))]);
    assert_eq!(brief(&events), r#"b->"second" a->{"first":1} /step step"#);
    let told = part::messages(&turn.answer().parts, false);
    assert_eq!((told.len(), told[0].content.as_str()), (1, "Let me look."));
    let results: Vec<_> = told[0].exchanges.iter().map(|e| (e.call_id.as_str(), e.result.as_str())).collect();
    assert_eq!(results, [("a", r#"{"first":1}"#), ("b", "second")]);
    let events = play(&mut turn, [text("Done."), finish()]);
    assert_eq!(brief(&events), "text( \"Done.\" )text /step finish:complete");
    assert_eq!(turn.answer().content, "Let me look.\n\nDone.");
}

#[test]
fn what_is_no_call_is_told_to_the_model_and_nothing_runs() {
    let off = Tool { enabled: false, ..tool("off") };
    for (name, arguments, expect) in [
        ("delete_all", "{}", "This agent has no tool named `delete_all`."),
        ("off", "{}", "This agent has no tool named `off`."),
        ("look", "{", "The arguments are not valid: they are not JSON"),
        ("look", "[1]", "The arguments are not valid: they are not a JSON object"),
        ("look", r#"{"n":"many"}"#, "The arguments are not valid: /n"),
        ("look", r#"{"admin":true}"#, "The arguments are not valid:"),
    ] {
        let mut turn = with_tools(vec![tool("look"), off.clone()]);
        let inputs = [Input::Begin { retrieve: false }, start(0, "a", name), write(0, arguments), calls()];
        let effects: Vec<Effect> = inputs.into_iter().flat_map(|input| turn.step(input)).collect();
        assert!(!effects.iter().any(|effect| matches!(effect, Effect::RunTool { .. })), "{name} {arguments}");
        assert_eq!(effects.last(), Some(&Effect::CallModel), "the model may do better");
        let told = part::messages(&turn.answer().parts, false);
        let result = &told[0].exchanges[0].result;
        assert!(result.starts_with(&format!("Error: {expect}")), "{result}");
    }
}

#[test]
fn a_loop_of_calls_ends_at_the_cap() {
    let again = |id: &str| vec![start(0, id, "look"), calls(), brought(id, json!(1))];
    let mut inputs: Vec<Input> = ["a", "b"].into_iter().flat_map(again).collect();
    inputs.extend([start(0, "c", "look"), calls(), text("late")]);
    let limit =
        "c)!The limit of tool calls for one answer is reached. /step error:limit_reached finish:failed";
    check(
        vec![tool("look")],
        inputs,
        &format!("step a=look( a){{}} a->1 /step step b=look( b){{}} b->1 /step step c=look( {limit}"),
    );
    let many = (0..5).map(|n| start(n, "", "look")).chain([calls()]).collect();
    let mut turn = with_tools(vec![tool("look")]);
    let events = play(&mut turn, [Input::Begin { retrieve: false }].into_iter().chain::<Vec<Input>>(many));
    assert!(brief(&events).ends_with("/step error:limit_reached finish:failed"), "{}", brief(&events));
}

#[test]
fn ids_are_unique_whatever_the_provider_calls_them() {
    check(
        vec![tool("look")],
        vec![
            start(0, "same", "look"),
            start(1, "same", "look"),
            start(2, "", "look"),
            start(1, "x", "look"),
            Input::Stop,
        ],
        "step same=look( call_2=look( call_3=look( same)!The call was not finished. \
         call_2)!The call was not finished. call_3)!The call was not finished. /step finish:stopped",
    );
}

#[test]
fn what_is_too_large_or_failed_is_an_error_and_late_results_are_nothing() {
    let failed = |error| Input::ToolEnded { call_id: "a".into(), result: Err(error) };
    let call = || vec![start(0, "a", "look"), calls()];
    let with = |input| [call(), vec![input, brought("a", json!(1)), Input::Stop]].concat();
    for (input, expect) in [
        (brought("a", json!("x".repeat(2_500))), "The tool's answer is too large."),
        (failed(ToolError::TimedOut), "The tool did not answer in time."),
        (failed(ToolError::Blocked), "The tool's address may not be reached."),
        (failed(ToolError::Unavailable("secret".into())), "The tool cannot be used right now."),
    ] {
        let expect = format!("step a=look( a){{}} a->!{expect} /step step /step finish:stopped");
        check(vec![tool("look")], with(input), &expect);
    }
    let stopped = [call(), vec![Input::Stop, brought("a", json!(1))]].concat();
    let expect = "step a=look( a){} a->!The call was not finished. /step finish:stopped";
    check(vec![tool("look")], stopped, expect);
    let cut = vec![start(0, "a", "look"), Input::Model(ModelEvent::Finish(FinishReason::Length))];
    let expect = "step a=look( a)!The call was not finished. /step error:model_empty finish:failed+cut";
    check(vec![tool("look")], cut, expect);
}

#[test]
fn passages_that_a_tool_found_can_be_cited() {
    let found =
        Input::ToolEnded { call_id: "a".into(), result: Ok(ToolOutput::Passages(passages().to_vec())) };
    let mut turn = with_tools(vec![tool("look")]);
    let begin = [Input::Begin { retrieve: true }, Input::Retrieved(Arc::from([passages()[1].clone()]))];
    let events = play(&mut turn, begin.into_iter().chain([start(0, "a", "look"), calls(), found]));
    assert!(
        brief(&events).contains(r#""number":2"#) && brief(&events).contains(r#""number":1"#),
        "{}",
        brief(&events)
    );
    let events = play(&mut turn, [text("30 days [2]. Never [3]."), finish()]);
    assert!(
        brief(&events).contains("cite:2:\"Items can be returned within 30 days.\""),
        "{}",
        brief(&events)
    );
    assert_eq!(turn.answer().content, "30 days [2]. Never.");
}

fn waiting() -> Answer {
    let mut turn = with_tools(vec![asking("order")]);
    let asked = [Input::Begin { retrieve: false }, text("Shall I?"), start(0, "a", "order"), calls()];
    let events = play(&mut turn, asked);
    let expect = "start step text( \"Shall I?\" )text a=order( a){} a?approval_a /step finish:waiting";
    assert_eq!(brief(&events), expect);
    turn.answer().clone()
}

fn going_on(tools: Vec<Tool>, decisions: Vec<Decision>) -> (String, Turn) {
    let mut turn = with_tools(tools).going_on(waiting(), decisions);
    let events = play(&mut turn, [Input::Begin { retrieve: false }]);
    (brief(&events), turn)
}

#[test]
fn a_call_waits_for_the_visitor_and_goes_on_as_they_decide() {
    let decide = |approval_id: &str, approved| vec![Decision { approval_id: approval_id.into(), approved }];
    let (events, mut turn) = going_on(vec![asking("order")], decide("approval_a", true));
    assert_eq!(events, "start a){}");
    let events = play(&mut turn, [brought("a", json!("ordered")), text("It is ordered."), finish()]);
    assert_eq!(brief(&events), "a->\"ordered\" step text( \"It is ordered.\" )text /step finish:complete");
    assert_eq!(turn.answer().content, "Shall I?\n\nIt is ordered.");
    for decisions in [decide("approval_a", false), decide("approval_b", true), vec![]] {
        let (events, turn) = going_on(vec![asking("order")], decisions);
        assert_eq!(events, "start a->denied step");
        let call = turn.answer().calls().next().unwrap();
        assert_eq!(call.state, ToolState::Denied);
        let told = part::messages(&turn.answer().parts, false);
        assert_eq!(told[0].exchanges[0].result, "Error: The visitor did not agree to this call.");
    }
    let (events, _) = going_on(vec![], decide("approval_a", true));
    assert_eq!(events, "start a->!This agent has no tool named `order`. step", "switched off meanwhile");
}
