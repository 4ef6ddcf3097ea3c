use domain::clock::Timestamp;
use domain::langfuse::{Dataset, Item, ScoreValue};
use serde_json::{Value, json};

use super::{NoSuite, dataset, experiment, suite};
use crate::report::results;
use crate::run::{Attempt, Outcome, Unit};
use crate::suite::read;

fn item(id: &str, input: Value, expected: Value, metadata: Value) -> Item {
    let metadata = metadata.as_object().cloned().unwrap_or_default();
    Item { id: id.to_owned(), input, expected, metadata, archived: false }
}

fn written(items: Vec<Item>) -> Dataset {
    Dataset { name: "returns".to_owned(), items, ..Dataset::default() }
}

const SUITE: &str = "
name: returns
threshold: 0.5
checks: [{ length: { max: 800 } }]
cases:
  - id: period
    input: How long?
    expect: { facts: [30 days], answer: Within 30 days. }
    tags: [returns]
    weight: 2
  - id: follow-up
    conversation: [{ user: Shoes? }, { assistant: Yes. }]
    input: And sale items?
    expect: { refusal: true }
";

#[test]
fn a_suite_comes_back_from_the_dataset_it_became() {
    let there = read::suite("returns.yaml", SUITE).unwrap();
    let pushed = dataset(&there, None, true);
    assert_eq!(suite(&pushed).unwrap(), there);
    assert_eq!(pushed.items[0].input, json!("How long?"));
    assert_eq!(pushed.items[1].input["messages"][2]["content"], "And sale items?");
    assert_eq!(dataset(&there, Some(&pushed), true), pushed, "a second push changes nothing");
}

#[test]
fn a_case_that_is_gone_is_archived_and_foreign_items_are_left_alone() {
    let mut there = read::suite("returns.yaml", SUITE).unwrap();
    let mut pushed = dataset(&there, None, true);
    pushed.items.push(item("foreign", json!("Hi"), Value::Null, json!({})));
    there.cases.truncate(1);
    let next = dataset(&there, Some(&pushed), true);
    let states: Vec<bool> = next.items.iter().map(|item| item.archived).collect();
    assert_eq!((states, next.items[1].id == pushed.items[1].id), (vec![false, true], true));
    assert_eq!(dataset(&there, Some(&pushed), false).items.len(), 1);
}

#[test]
fn items_of_others_become_cases() {
    let pulled = suite(&written(vec![
        item("a", json!("How long?"), json!("30 days"), json!({"tags": ["x"], "author": "ann"})),
        item(
            "b",
            json!({"question": "Price?"}),
            json!({"answer": "€32", "facts": ["€32"]}),
            json!({"id": "price"}),
        ),
        item(
            "c",
            json!([{"role": "system", "content": "S"}, {"role": "user", "content": "Hi"}]),
            Value::Null,
            json!({}),
        ),
        item("d", json!({"a": 1}), json!({"b": 2}), json!({"weight": 3})),
    ]))
    .unwrap();
    let shown: Vec<Value> = pulled.cases.iter().map(|case| serde_json::to_value(case).unwrap()).collect();
    assert_eq!(shown[0]["checks"], json!([{"correct": {"atLeast": pulled_default(), "votes": 1}}]));
    assert_eq!((&shown[0]["expect"]["answer"], &shown[0]["tags"]), (&json!("30 days"), &json!(["x"])));
    assert_eq!((&shown[1]["id"], &shown[1]["input"]), (&json!("price"), &json!("Price?")));
    assert_eq!((&shown[1]["expect"]["facts"], &shown[1]["checks"]), (&json!(["€32"]), &Value::Null));
    assert_eq!((&shown[2]["input"], &shown[2]["conversation"]), (&json!("Hi"), &Value::Null));
    assert!(shown[2]["checks"][0]["helpful"].is_object());
    assert_eq!(
        (&shown[3]["input"], &shown[3]["expect"]["answer"]),
        (&json!("{\"a\":1}"), &json!("{\"b\":2}"))
    );

    let back = dataset(
        &pulled,
        Some(&written(vec![item("a", json!("How long?"), json!("30 days"), json!({"author": "ann"}))])),
        true,
    );
    assert_eq!((back.items[0].id.as_str(), &back.items[0].metadata["author"]), ("a", &json!("ann")));
}

/// What a judge's check reads as when nothing is said.
fn pulled_default() -> Value {
    let check: crate::suite::check::Check = serde_json::from_value(json!({"correct": {}})).unwrap();
    serde_json::to_value(check).unwrap()["correct"]["atLeast"].clone()
}

#[test]
fn an_item_that_is_no_case_is_named() {
    let broken = suite(&written(vec![item("a", json!("Hi"), json!("x"), json!({"weight": 0}))]));
    assert!(matches!(broken, Err(NoSuite::Dataset(_) | NoSuite::Item { .. })));
    let empty = suite(&written(vec![
        item("fine", json!("Hi"), json!("x"), json!({})),
        item("bad", json!(" "), json!("x"), json!({})),
    ]));
    let Err(NoSuite::Item { id, reason }) = empty else { panic!("{empty:?}") };
    assert!(id == "bad" && reason.contains("input"), "{id}: {reason}");
}

#[test]
fn results_become_trials_with_their_scores() {
    let there = read::suite("returns.yaml", SUITE).unwrap();
    let pushed = dataset(&there, None, true);
    let observation: crate::observation::Observation = serde_json::from_value(json!({
        "answer": "Within 30 days.", "status": "complete", "citations": [], "totalMs": 40,
        "tools": [{"name": "clock", "arguments": {"zone": "UTC"}, "error": "503"}],
        "usage": [{"model": "m", "inputTokens": 3, "outputTokens": 2, "costMicros": 7}],
    }))
    .unwrap();
    let scores = json!([
        {"check": "contains", "verdict": "pass", "value": 1.0, "reason": "it is there"},
        {"check": "contains", "verdict": "fail", "value": 0.0, "reason": "it is not"},
        {"check": "latency", "verdict": "skipped", "value": 0.0, "reason": "unknown"},
        {"check": "correct", "verdict": "pass", "value": 0.75, "reason": "r", "votes": [{"score": 0.75, "reasoning": "close"}]},
    ]);
    let unit = |case: &str| Unit { suite: "returns".into(), case: case.into(), attempt: 1 };
    let attempts = [
        Attempt {
            unit: unit("period"),
            outcome: Outcome::Scored {
                observation: Box::new(observation),
                scores: serde_json::from_value(scores).unwrap(),
            },
        },
        Attempt { unit: unit("follow-up"), outcome: Outcome::NotRun },
    ];
    let result = &results(&[there], &attempts)[0];
    let run = experiment("run", serde_json::Map::new(), result, &pushed, Timestamp::from_millis(1_000));
    assert_eq!((run.trials.len(), run.trials[0].item.as_str()), (1, pushed.items[0].id.as_str()));
    let trial = &run.trials[0];
    assert_eq!((trial.ended.as_millis(), trial.output.as_deref()), (1_040, Ok("Within 30 days.")));
    assert_eq!(trial.tools[0].output, Err("503".to_owned()));
    let shown: Vec<_> =
        trial.scores.iter().map(|s| (s.name.as_str(), s.value, s.comment.as_deref())).collect();
    assert_eq!(
        shown,
        [
            ("contains", ScoreValue::Truth(true), Some("it is there")),
            ("contains 2", ScoreValue::Truth(false), Some("it is not")),
            ("correct", ScoreValue::Number(0.75), Some("0.75: close")),
            ("passed", ScoreValue::Truth(false), None),
        ]
    );
}
