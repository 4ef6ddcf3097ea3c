//! `kill -9` in the middle of a run.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use serde_json::Value;
use testkit::upstream::{Script, Upstream};

use crate::command::{folder, json, run, start};

const CASES: usize = 40;
const PARALLEL: usize = 3;

/// What a unit `many/case-007#1` asks.
fn question(scope: &str) -> String {
    let number = scope.trim_start_matches("many/case-").split('#').next().unwrap();
    format!("question {number}")
}

/// Everything of a report's cases but how long they took.
fn told(report: &Value) -> Vec<(Value, Value, Value)> {
    let cases = report["suites"][0]["cases"].as_array().unwrap().iter();
    let told = |case: &Value| {
        let answer = case["attempts"][0]["observation"]["answer"].clone();
        (case["id"].clone(), case["state"].clone(), answer)
    };
    cases.map(told).collect()
}

#[test]
fn a_killed_run_goes_on_without_repeating_or_paying_twice() {
    let upstream = Upstream::start().unwrap();
    upstream.otherwise(Script::answer("all is fine").paced(Duration::from_millis(20)));
    let (dir, _) = folder(CASES);
    let parallel = PARALLEL.to_string();
    let arguments = [
        "eval",
        "run",
        "many.jsonl",
        "--demo",
        "--data-dir",
        "data",
        "--journal",
        "run.jsonl",
        "--parallel",
        &parallel,
        "--json",
        "r.json",
    ];
    let journal = dir.path().join("run.jsonl");
    let finished = || {
        let text = std::fs::read_to_string(&journal).unwrap_or_default();
        text.lines().filter(|line| line.starts_with("{\"finished\"") && line.ends_with('}')).count()
    };
    let asked = || -> Vec<String> {
        let received = upstream.received();
        received.iter().filter_map(|request| request.last_user_message().map(str::to_owned)).collect()
    };
    // Answers that were in the journal at a kill, with the number of requests then.
    let mut kept: Vec<(usize, Vec<String>)> = Vec::new();
    for kills in 1..=2 {
        let mut child = start(dir.path(), &upstream, &arguments);
        let began = Instant::now();
        while finished() < kills * 10 {
            assert!(began.elapsed() < Duration::from_secs(120) && child.try_wait().unwrap().is_none());
            std::thread::sleep(Duration::from_millis(10));
        }
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(finished() < CASES, "the kill came too late to prove anything");
        let text = std::fs::read_to_string(&journal).unwrap();
        let answered = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let questions = answered.filter_map(|line| line["call"]["scope"].as_str().map(question));
        kept.push((asked().len(), questions.collect()));
    }
    // What a process writes when it is killed may end anywhere.
    let mut text = std::fs::read_to_string(&journal).unwrap();
    text.push_str("{\"finished\":{\"unit\":{\"su");
    std::fs::write(&journal, text).unwrap();

    let said = run(dir.path(), Some(&upstream), &arguments);
    assert_eq!(said.code, Some(0), "{}\n{}", said.out, said.err);
    for (before, answered) in &kept {
        assert!(answered.len() >= 10);
        let again: Vec<&String> =
            asked()[*before..].iter().filter_map(|asked| answered.iter().find(|a| *a == asked)).collect();
        assert!(again.is_empty(), "answered before the kill, and asked again: {again:?}");
    }
    let mut times: HashMap<String, usize> = HashMap::new();
    for question in asked() {
        *times.entry(question).or_default() += 1;
    }
    assert_eq!(times.len(), CASES);
    let twice = times.values().filter(|count| **count > 1).count();
    // Only what was under way at a kill, and had no answer yet, is asked again.
    assert!(twice <= 2 * PARALLEL && times.values().all(|count| *count <= 3), "{twice} asked again");
    let report = json(&dir.path().join("r.json"));
    // 150 micro-USD an answer, each paid answer counted once.
    assert_eq!(report["spentMicros"], 150 * CASES);
    assert_eq!(report["suites"][0]["cases"].as_array().unwrap().len(), CASES);

    let undisturbed =
        ["eval", "run", "many.jsonl", "--demo", "--data-dir", "data", "--json", "undisturbed.json"];
    assert_eq!(run(dir.path(), Some(&upstream), &undisturbed).code, Some(0));
    let undisturbed = json(&dir.path().join("undisturbed.json"));
    assert_eq!(told(&report), told(&undisturbed));
    assert_eq!(report["spentMicros"], undisturbed["spentMicros"]);

    // Finished: nothing is asked any more. Another run is not mixed up with it.
    let before = upstream.received().len();
    assert_eq!(run(dir.path(), Some(&upstream), &arguments).code, Some(0));
    assert_eq!(upstream.received().len(), before);
    let other = run(dir.path(), Some(&upstream), &[&arguments[..], &["--seed", "7"]].concat());
    assert_eq!(other.code, Some(2));
    assert!(other.err.contains("another agent or other settings"), "{}", other.err);
}
