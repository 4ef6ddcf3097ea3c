//! Cassettes: recorded once, played without a model, with the same results.

use testkit::upstream::{Script, Upstream};

use crate::command::{folder, json, run};

#[test]
fn a_cassette_plays_offline_free_and_identical() {
    let upstream = Upstream::start().unwrap();
    upstream.otherwise(Script::answer("all is fine"));
    upstream.push(Script::answer("the first one differs"));
    let (dir, _) = folder(5);
    let usual = ["eval", "run", "many.jsonl", "--demo", "--parallel", "1", "--cassette", "tape.jsonl"];
    let record = [&usual[..], &["--record", "--json", "recorded.json"]].concat();
    let said = run(dir.path(), Some(&upstream), &record);
    assert_eq!(said.code, Some(1), "{}\n{}", said.out, said.err);
    let asked = upstream.received().len();
    assert_eq!(asked, 5);
    drop(upstream);

    // The name of the model is part of what was asked.
    let elsewhere = Upstream::start().unwrap();
    let play = [&usual[..], &["--json", "played.json"]].concat();
    assert_eq!(run(dir.path(), Some(&elsewhere), &play).code, Some(1));
    assert_eq!(elsewhere.received().len(), 0);
    let (recorded, played) = (json(&dir.path().join("recorded.json")), json(&dir.path().join("played.json")));
    let answers = |report: &serde_json::Value| {
        let cases = report["suites"][0]["cases"].as_array().unwrap().clone();
        cases
            .into_iter()
            .map(|case| (case["state"].clone(), case["attempts"][0]["observation"]["answer"].clone()))
            .collect::<Vec<_>>()
    };
    assert_eq!(answers(&played), answers(&recorded));
    assert_eq!((recorded["spentMicros"].as_u64(), played["spentMicros"].as_u64()), (Some(750), Some(0)));
    let again = [&usual[..], &["--json", "again.json"]].concat();
    run(dir.path(), Some(&elsewhere), &again);
    assert_eq!(json(&dir.path().join("again.json"))["suites"], played["suites"]);

    std::fs::write(dir.path().join("other.txt"), "Be brief.").unwrap();
    let changed = [&usual[..], &["--prompt", "other.txt"]].concat();
    let said = run(dir.path(), Some(&elsewhere), &changed);
    assert_eq!(said.code, Some(2), "{}", said.out);
    assert_eq!(elsewhere.received().len(), 0);
}
