//! `kill -9` in the middle of a run.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use testkit::upstream::{Script, Upstream};

use crate::command::{folder, json, run, start};

const CASES: usize = 40;
const PARALLEL: usize = 3;

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
    }
    // What a process writes when it is killed may end anywhere.
    let mut text = std::fs::read_to_string(&journal).unwrap();
    text.push_str("{\"finished\":{\"unit\":{\"su");
    std::fs::write(&journal, text).unwrap();

    let said = run(dir.path(), Some(&upstream), &arguments);
    assert_eq!(said.code, Some(0), "{}\n{}", said.out, said.err);
    let mut asked: HashMap<String, usize> = HashMap::new();
    for request in upstream.received().iter().filter_map(|request| request.last_user_message()) {
        *asked.entry(request.to_owned()).or_default() += 1;
    }
    assert_eq!(asked.len(), CASES);
    let twice = asked.values().filter(|count| **count > 1).count();
    // Only what was under way at a kill, and had no answer yet, is asked again.
    assert!(twice <= 2 * PARALLEL && asked.values().all(|count| *count <= 3), "{twice} asked again");
    let report = json(&dir.path().join("r.json"));
    // 150 micro-USD an answer, each paid answer counted once.
    assert_eq!(report["spentMicros"], 150 * CASES);
    assert_eq!(report["suites"][0]["cases"].as_array().unwrap().len(), CASES);

    // Finished: nothing is asked any more. Another run is not mixed up with it.
    let before = upstream.received().len();
    assert_eq!(run(dir.path(), Some(&upstream), &arguments).code, Some(0));
    assert_eq!(upstream.received().len(), before);
    let other = run(dir.path(), Some(&upstream), &[&arguments[..], &["--seed", "7"]].concat());
    assert_eq!(other.code, Some(2));
    assert!(other.err.contains("another agent or other settings"), "{}", other.err);
}
