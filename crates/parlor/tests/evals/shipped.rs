//! The suites that ship with the product, offline.

use domain::job::{Job, JobKind};
use domain::page::PageRequest;
use parlor::config::{Config, Flags};
use parlor::wire::App;

use crate::command::{json, run, shipped};

fn arguments<'a>(suites: &'a str, script: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    let mut arguments = vec!["eval", "run", suites, "--script", script];
    arguments.extend(more);
    arguments
}

#[test]
fn the_shipped_suites_pass_offline() {
    let dir = tempfile::tempdir().unwrap();
    let (suites, script) = (shipped("demo"), shipped("demo.script.yaml"));
    let files = ["--json", "r.json", "--junit", "r.xml", "--html", "r.html"];
    let said = run(dir.path(), None, &arguments(&suites, &script, &[&["--demo"], &files[..]].concat()));
    assert_eq!(said.code, Some(0), "{}\n{}", said.out, said.err);
    let report = json(&dir.path().join("r.json"));
    let cases: Vec<_> = report["suites"]
        .as_array()
        .unwrap()
        .iter()
        .flat_map(|suite| suite["cases"].as_array().unwrap())
        .collect();
    assert!(cases.len() >= 40, "{}", cases.len());
    assert!(cases.iter().all(|case| case["state"] == "passed"), "{}", said.out);
    assert!(report["tookMs"].as_u64().unwrap() < 60_000);
    let xml = std::fs::read_to_string(dir.path().join("r.xml")).unwrap();
    assert!(xml.contains(&format!(r#"tests="{}""#, cases.len())) && xml.contains(r#"failures="0""#));
    assert!(std::fs::read_to_string(dir.path().join("r.html")).unwrap().starts_with("<!DOCTYPE html>"));
    // Nothing is left where the demo was set up.
    assert!(!dir.path().join("parlor-data").exists());
}

#[test]
fn a_broken_prompt_fails_the_shipped_suites_and_the_comparison_says_where() {
    let dir = tempfile::tempdir().unwrap();
    let (suites, script) = (shipped("demo"), shipped("demo.script.yaml"));
    let good = run(dir.path(), None, &arguments(&suites, &script, &["--demo", "--json", "good.json"]));
    assert_eq!(good.code, Some(0), "{}", good.out);
    std::fs::write(dir.path().join("broken.txt"), "You are an assistant. Answer briefly and warmly.")
        .unwrap();
    let more = ["--demo", "--prompt", "broken.txt", "--baseline", "good.json", "--json", "bad.json"];
    let bad = run(dir.path(), None, &arguments(&suites, &script, &more));
    assert_eq!(bad.code, Some(1), "{}\n{}", bad.out, bad.err);
    assert!(bad.out.contains("regressed") && bad.out.contains("demo-refusal/other-topic"), "{}", bad.out);
    let compared = run(dir.path(), None, &["eval", "compare", "good.json", "bad.json"]);
    assert_eq!(compared.code, Some(1));
    assert!(compared.out.contains("13 regressed, 0 fixed (McNemar p < 0.001)"), "{}", compared.out);
    assert_eq!(run(dir.path(), None, &["eval", "compare", "bad.json", "good.json"]).code, Some(0));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_document_fails_the_shipped_suites() {
    let dir = tempfile::tempdir().unwrap();
    let (suites, script) = (shipped("demo"), shipped("demo.script.yaml"));
    let flags = Flags { data_dir: Some(dir.path().to_owned()), ..Flags::default() };
    let app = App::build(&Config::load(&flags, std::iter::empty()).unwrap()).await.unwrap();
    parlor::demo::seed(&app).await.unwrap();
    app.worker().run_due().await.unwrap();
    let tenant = app.directory.tenants().await.unwrap()[0].id;
    let store = app.cold.tenant(tenant);
    let agent = store.agents(PageRequest::first()).await.unwrap().items[0].id;
    let documents = store.documents(agent, PageRequest::first()).await.unwrap().items;
    let returns = documents.iter().find(|document| document.title == "Returns and delivery").unwrap();
    let cleanup = Job::due(app.ids.next(), JobKind::DeleteBlobs { prefix: "none".into() }, app.clock.now());
    assert!(store.delete_document(returns.id, &cleanup).await.unwrap());
    drop(store);
    app.close().await;
    let data_dir = dir.path().display().to_string();
    let said = run(dir.path(), None, &arguments(&suites, &script, &["--data-dir", &data_dir]));
    assert_eq!(said.code, Some(1), "{}\n{}", said.out, said.err);
    assert!(said.out.contains("demo-golden/return-online"), "{}", said.out);
}

#[test]
fn a_judge_is_measured_against_labels() {
    let dir = tempfile::tempdir().unwrap();
    let (labels, script) = (shipped("calibration.jsonl"), shipped("demo.script.yaml"));
    let said = run(dir.path(), None, &["eval", "calibrate", &labels, "--script", &script]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.out.starts_with("12 labels, agreement 91.7 %, Cohen's kappa 0.83"), "{}", said.out);
    assert!(said.out.contains("week-in-words: 0.00"), "{}", said.out);
}

#[test]
fn what_cannot_run_ends_with_2_and_says_why() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(
        dir.path().join("bad.yaml"),
        "name: bad\ncases:\n  - id: a\n    input: q\n    cheks: []\n",
    )
    .unwrap();
    std::fs::write(
        dir.path().join("judged.jsonl"),
        r#"{"id": "a", "input": "q", "checks": [{"helpful": {}}]}"#,
    )
    .unwrap();
    for (arguments, reason) in [
        (&["eval", "run", "bad.yaml", "--demo"][..], "bad.yaml:5: "),
        (&["eval", "run", "none.yaml", "--demo"], "cannot read none.yaml"),
        (&["eval", "run", "judged.jsonl"], "try --demo"),
        (&["eval", "run", "judged.jsonl", "--demo", "--budget=-1"], "--budget"),
        (&["eval", "run"], "SUITE"),
    ] {
        let said = run(dir.path(), None, arguments);
        assert_eq!(said.code, Some(2), "{arguments:?}");
        assert!(said.err.contains(reason), "{arguments:?}: {}", said.err);
    }
    let said = run(dir.path(), None, &["eval", "run", "judged.jsonl", "--demo"]);
    assert_eq!(said.code, Some(2));
    assert!(said.out.contains("no model is set up that can judge"), "{}", said.out);
}
