//! Tables: an answer, a check as it stands in a file, and what must come of it.

use domain::chat::{TurnStatus, Usage};
use futures::FutureExt;
use serde_json::{Value, json};

use super::*;
use crate::observation::{Called, Cited, Retrieved};

fn observed(answer: &str) -> Observation {
    let cited = |title: &str| Cited {
        marker: 1,
        title: title.into(),
        filename: Some(format!("{title}.md")),
        heading: None,
        quote: String::new(),
    };
    let passage = |title: &str| Retrieved {
        title: title.into(),
        filename: format!("{title}.md"),
        heading: String::new(),
        text: "…".into(),
        score: 1.0,
    };
    let called =
        |name: &str, arguments: Value| Called { name: name.into(), arguments, output: None, error: None };
    Observation {
        answer: answer.into(),
        status: TurnStatus::Complete,
        error: None,
        citations: vec![cited("Returns")],
        retrieved: Some(vec![passage("Returns"), passage("Rental")]),
        tools: vec![
            called("find_order", json!({"id": "A-17", "items": [{"sku": "B2"}], "limit": 5})),
            called("refund", json!({"id": "A-17"})),
        ],
        usage: vec![
            Usage { cost_micros: Some(30), ..Usage::default() },
            Usage { cost_micros: Some(12), ..Usage::default() },
        ],
        first_ms: Some(200),
        total_ms: 900,
    }
}

fn score(answer: &str, check: &Value) -> Score {
    let case = json!({"id": "a", "input": "q", "checks": [check]});
    let suite: Suite = serde_json::from_value(json!({"name": "s", "cases": [case]})).unwrap();
    Scorer::default()
        .score(&suite, &suite.cases[0], &observed(answer))
        .now_or_never()
        .unwrap()
        .unwrap()
        .remove(0)
}

#[track_caller]
fn check(answer: &str, check: Value, verdict: Verdict) {
    let score = score(answer, &check);
    assert_eq!(score.verdict, verdict, "{check}: {}", score.reason);
}

#[test]
fn rules_tell_right_from_wrong() {
    use Verdict::{Fail, Pass};
    let answer = "You can return it within  30 days – it’s free. [1]";
    for (wanted, verdict) in [
        (json!({"exact": answer}), Pass),
        (json!({"exact": "You can return it"}), Fail),
        (json!({"contains": "WITHIN 30 days - it's free"}), Pass),
        (json!({"contains": "31 days"}), Fail),
        (json!({"containsAny": ["31", "30 days"]}), Pass),
        (json!({"containsAny": ["31", ""]}), Fail),
        (json!({"lacks": "31"}), Pass),
        (json!({"lacks": "30"}), Fail),
        (json!({"matches": r"\d+ days"}), Pass),
        (json!({"matches": r"^\d"}), Fail),
        (json!({"matchesNot": r"^\d"}), Pass),
        (json!({"matchesNot": "free"}), Fail),
        (json!({"number": {"value": 29, "tolerance": 1}}), Pass),
        (json!({"number": {"value": 28, "tolerance": 1}}), Fail),
        (json!({"refuses": false}), Pass),
        (json!({"refuses": true}), Fail),
        (json!({"language": "en"}), Pass),
        (json!({"language": "de"}), Fail),
        (json!({"length": {"min": 9, "max": 13, "unit": "words"}}), Pass),
        (json!({"length": {"max": 10}}), Fail),
        (json!({"latency": {"firstMs": 200, "totalMs": 900}}), Pass),
        (json!({"latency": {"firstMs": 199}}), Fail),
        (json!({"latency": {"totalMs": 899}}), Fail),
        (json!({"cost": {"maxMicros": 42}}), Pass),
        (json!({"cost": {"maxMicros": 41}}), Fail),
        (json!({"cites": "returns"}), Pass),
        (json!({"cites": "Returns.md"}), Pass),
        (json!({"cites": "Rental"}), Fail),
        (json!({"citesAny": []}), Pass),
        (json!({"citesAny": ["Rental", "returns"]}), Pass),
        (json!({"citesAny": ["Rental"]}), Fail),
        (json!({"citesNot": "Rental"}), Pass),
        (json!({"citesNot": "Returns"}), Fail),
        (json!({"retrieves": {"sources": ["Returns", "Rental.md"]}}), Pass),
        (json!({"retrieves": {"sources": ["Returns", "Rental"], "within": 1}}), Fail),
        (json!({"retrieves": {"sources": ["Returns", "Rental"], "within": 1, "recall": 0.5}}), Pass),
        (json!({"toolCalled": {"name": "refund"}}), Pass),
        (json!({"toolCalled": {"name": "cancel"}}), Fail),
        (json!({"toolCalled": {"name": "refund", "times": 2}}), Fail),
        (
            json!({"toolCalled": {"name": "find_order", "arguments": {"id": {"equals": "A-17"}, "/items/0/sku": {"matches": "^B"},
            "limit": {"between": [1, 5.0]}, "cursor": {"present": false}}}}),
            Pass,
        ),
        (
            json!({"toolCalled": {"name": "find_order", "arguments": {"limit": {"equals": 5.0}, "id": {"contains": "a-1"}}}}),
            Pass,
        ),
        (
            json!({"toolCalled": {"name": "find_order", "arguments": {"limit": {"between": [6.0, 9.0]}}}}),
            Fail,
        ),
        (json!({"toolCalled": {"name": "find_order", "arguments": {"cursor": {"contains": "x"}}}}), Fail),
        (json!({"toolNotCalled": "cancel"}), Pass),
        (json!({"toolNotCalled": "refund"}), Fail),
        (json!({"toolOrder": ["find_order", "refund"]}), Pass),
        (json!({"toolOrder": ["refund", "find_order"]}), Fail),
    ] {
        check(answer, wanted, verdict);
    }
}

#[test]
fn json_is_found_where_models_put_it() {
    use Verdict::{Fail, Pass};
    let at = |path: &str, equals: Value| json!({"jsonPath": {"path": path, "equals": equals}});
    for answer in [
        r#"{"price": 32, "tags": ["a"]}"#,
        "Here:\n```json\n{\"price\": 32.0, \"tags\": [\"a\"]}\n```\nDone.",
        r#"Sure! {"price": 32, "tags": ["a"]} Anything else?"#,
    ] {
        check(answer, at("$.price", json!(32)), Pass);
        check(answer, at("$.price", json!(33)), Fail);
        check(answer, json!({"jsonPath": {"path": "$.tags[*]", "matches": "^a$"}}), Pass);
        check(answer, json!({"jsonPath": {"path": "$.other"}}), Fail);
        check(answer, json!({"jsonSchema": {"required": ["price"]}}), Pass);
        check(answer, json!({"jsonSchema": {"properties": {"price": {"maximum": 10}}}}), Fail);
    }
    check("no JSON", json!({"jsonSchema": {}}), Fail);
}

#[test]
fn declining_is_recognised_in_the_agents_own_words() {
    use Verdict::{Fail, Pass};
    for (answer, verdict) in [
        ("I’m sorry, I can’t help with that.", Pass),
        ("I don't know. Please call the shop.", Pass),
        ("Das weiß ich leider nicht.", Pass),
        ("Yes, you can.", Fail),
        ("> Bikes that I cannot repair [1]\n\nThat is all.", Fail),
        ("", Fail),
    ] {
        check(answer, json!({"refuses": true}), verdict);
    }
}

#[test]
fn what_cannot_be_looked_at_is_skipped_and_counts_neither_way() {
    let mut blind = observed("x");
    blind.retrieved = None;
    blind.usage.clear();
    let suite: Suite = serde_json::from_value(json!({"name": "s", "cases": [{"id": "a", "input": "q", "checks": [
        {"retrieves": {"sources": ["A"]}}, {"cost": {"maxMicros": 1}}, {"faithful": {}}, {"similar": {"to": "x", "atLeast": 0.5}}]}]}))
    .unwrap();
    let scores = Scorer::default().score(&suite, &suite.cases[0], &blind).now_or_never().unwrap().unwrap();
    assert!(scores.iter().all(|score| score.verdict == Verdict::Skipped), "{scores:?}");
    assert_eq!(total(&scores).passed, None);
    let mut with = scores;
    with.push(Finding::graded(true, 0.8, "").named(&Check::Contains(String::new())));
    assert_eq!(total(&with), Total { passed: Some(true), value: 0.8 });
}

#[test]
fn a_missing_judge_is_an_error_and_not_a_verdict() {
    let suite: Suite = serde_json::from_value(
        json!({"name": "s", "cases": [{"id": "a", "input": "q", "checks": [{"helpful": {}}]}]}),
    )
    .unwrap();
    let scores = Scorer::default().score(&suite, &suite.cases[0], &observed("x")).now_or_never().unwrap();
    assert_eq!(scores.unwrap_err(), ScoreError::Judge { check: "helpful", error: JudgeError::None });
}
