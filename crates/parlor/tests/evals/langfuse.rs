//! Suites and runs in a Langfuse project, through the commands.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};
use testkit::langfuse::{Langfuse, PUBLIC_KEY, SECRET_KEY, Settings};
use testkit::upstream::{Script, Upstream};

use crate::command::{Said, command, folder};

async fn server(version: &str) -> Langfuse {
    Langfuse::start(Settings { version: version.to_owned(), ..Settings::default() }).await.unwrap()
}

fn run(langfuse: &Langfuse, dir: &Path, upstream: Option<&Upstream>, arguments: &[&str]) -> Said {
    let mut command: Command = command(dir, upstream, arguments);
    command.env("LANGFUSE_HOST", langfuse.url()).env("LANGFUSE_PUBLIC_KEY", PUBLIC_KEY);
    let output = command.env("LANGFUSE_SECRET_KEY", SECRET_KEY).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    let said = Said { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) };
    assert!(!said.out.contains(SECRET_KEY) && !said.err.contains(SECRET_KEY), "{said:?}");
    said
}

fn model() -> Upstream {
    let upstream = Upstream::start().unwrap();
    upstream.otherwise(Script::answer("all is fine"));
    upstream
}

fn ids(values: &[Value]) -> Vec<&str> {
    values.iter().map(|value| value["id"].as_str().unwrap()).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_suite_is_pushed_once_however_often_and_comes_back_as_it_was() {
    let langfuse = server("4.0.0").await;
    let (dir, suite) = folder(60);
    let first = run(&langfuse, dir.path(), None, &["eval", "push", "many.jsonl"]);
    assert!(first.code == Some(0) && first.err.contains("60 written, 0 unchanged"), "{first:?}");
    let again = run(&langfuse, dir.path(), None, &["eval", "push", "many.jsonl"]);
    assert!(again.err.contains("0 written, 60 unchanged, 0 archived"), "{again:?}");
    assert_eq!(langfuse.items().len(), 60);

    let lines: Vec<String> =
        std::fs::read_to_string(&suite).unwrap().lines().skip(1).map(str::to_owned).collect();
    std::fs::write(&suite, lines.join("\n")).unwrap();
    let third = run(&langfuse, dir.path(), None, &["eval", "push", "many.jsonl"]);
    assert!(third.err.contains("0 written, 59 unchanged, 1 archived"), "{third:?}");
    let archived: Vec<Value> =
        langfuse.items().into_iter().filter(|item| item["status"] == "ARCHIVED").collect();
    assert_eq!((archived.len(), &archived[0]["metadata"]["id"]), (1, &json!("case-000")));

    let listed = run(&langfuse, dir.path(), None, &["eval", "pull"]);
    assert_eq!((listed.code, listed.out.as_str()), (Some(0), "many\n"));
    let pulled = run(&langfuse, dir.path(), None, &["eval", "pull", "many", "-o", "back.yaml"]);
    assert_eq!(pulled.code, Some(0), "{pulled:?}");
    let back = run(&langfuse, dir.path(), None, &["eval", "push", "back.yaml"]);
    assert!(back.err.contains("0 written, 59 unchanged"), "{back:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_run_is_an_experiment_that_told_again_lands_on_itself() {
    let langfuse = server("4.0.0").await;
    let upstream = model();
    let (dir, _) = folder(25);
    let arguments = ["eval", "run", "many.jsonl", "--demo", "--langfuse", "--langfuse-run", "nightly"];
    let first = run(&langfuse, dir.path(), Some(&upstream), &arguments);
    assert!(first.code == Some(0) && first.err.contains("25 traces, 51 scores"), "{first:?}");

    let spans = langfuse.spans();
    let tasks: Vec<_> = spans.iter().filter(|span| span.name == "experiment-item-task").collect();
    assert_eq!(tasks.len(), 25);
    let items = langfuse.items();
    for task in &tasks {
        assert_eq!(task.attribute("langfuse.experiment.item.root_observation_id"), Some(&json!(task.id)));
        assert_eq!(task.attribute("langfuse.experiment.dataset.id"), Some(&items[0]["datasetId"]));
        assert_eq!(task.attribute("langfuse.experiment.name"), Some(&json!("nightly")));
        let item = task.attribute("langfuse.experiment.item.id").unwrap().as_str().unwrap();
        assert!(ids(&items).contains(&item), "{item}");
        let within = |span: &&testkit::langfuse::Span| span.parent == task.id && span.trace == task.trace;
        let call = spans.iter().find(within).unwrap();
        assert_eq!(call.attribute("langfuse.observation.type"), Some(&json!("generation")));
    }
    let traces: BTreeSet<&str> = tasks.iter().map(|task| task.trace.as_str()).collect();
    assert_eq!(traces.len(), 25, "one trace for each case");
    let scores = langfuse.scores();
    let of_run = scores.iter().find(|score| score["name"] == "pass_rate").unwrap();
    assert_eq!(Some(&of_run["datasetRunId"]), tasks[0].attribute("langfuse.experiment.id"));
    let of_case = scores.iter().find(|score| score["name"] == "contains").unwrap();
    assert_eq!((&of_case["dataType"], &of_case["value"]), (&json!("BOOLEAN"), &json!(1)));
    assert!(of_case["comment"].as_str().is_some_and(|comment| !comment.is_empty()), "{of_case}");

    let again = run(&langfuse, dir.path(), Some(&upstream), &arguments);
    assert_eq!(again.code, Some(0), "{again:?}");
    let after: BTreeSet<String> = langfuse.spans().into_iter().map(|span| span.id).collect();
    assert_eq!(after.len(), spans.len(), "the same spans");
    assert_eq!((langfuse.scores().len(), langfuse.items().len()), (51, 25));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn what_cannot_be_told_is_a_warning_and_the_run_is_as_it_was() {
    let langfuse = server("4.0.0").await;
    let upstream = model();
    let (dir, _) = folder(25);
    langfuse.fail("otel", 400, 1);
    let arguments = ["eval", "run", "many.jsonl", "--demo", "--langfuse"];
    let some = run(&langfuse, dir.path(), Some(&upstream), &arguments);
    assert_eq!(some.code, Some(0), "{some:?}");
    assert!(
        some.err.contains("warning: langfuse: many: 20 of 25 traces and 0 of 51 scores are lost"),
        "{some:?}"
    );
    langfuse.fail("datasets", 401, 1);
    let all = run(&langfuse, dir.path(), Some(&upstream), &arguments);
    assert!(all.code == Some(0) && all.err.contains("the run is not told, 25 cases are lost"), "{all:?}");
    // What passes in a moment is tried again and not lost.
    langfuse.fail("scores", 503, 1);
    let patient = run(&langfuse, dir.path(), Some(&upstream), &arguments);
    assert!(patient.err.contains("25 traces, 51 scores"), "{patient:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_server_of_version_3_gets_items_of_a_dataset_run() {
    let langfuse = server("3.140.0").await;
    let upstream = model();
    let (dir, _) = folder(3);
    let arguments = ["eval", "run", "many.jsonl", "--demo", "--langfuse", "--langfuse-run", "nightly"];
    for _ in 0..2 {
        let said = run(&langfuse, dir.path(), Some(&upstream), &arguments);
        assert!(said.code == Some(0) && said.err.contains("3 traces, 7 scores"), "{said:?}");
    }
    let linked = langfuse.run_items();
    assert_eq!(linked.len(), 3, "told twice and linked once");
    let spans = langfuse.spans();
    assert!(
        spans.iter().all(|span| span.attributes.keys().all(|key| !key.starts_with("langfuse.experiment")))
    );
    for item in &linked {
        let found = spans.iter().find(|span| item["observationId"] == span.id.as_str()).unwrap();
        assert_eq!((&item["traceId"], &item["datasetRunName"]), (&json!(found.trace), &json!("nightly")));
    }
    let scores = langfuse.scores();
    assert_eq!(scores.len(), 7);
    let of_run = scores.iter().find(|score| score["name"] == "pass_rate").unwrap();
    assert_eq!(of_run["datasetRunId"], linked[0]["datasetRunId"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn without_keys_or_with_wrong_ones_nothing_is_run() {
    let langfuse = server("4.0.0").await;
    let (dir, _) = folder(1);
    let mut without = command(dir.path(), None, &["eval", "push", "many.jsonl"]);
    without.env_remove("LANGFUSE_PUBLIC_KEY").env("LANGFUSE_HOST", langfuse.url());
    let said = without.output().unwrap();
    assert_eq!(said.status.code(), Some(2));
    assert!(String::from_utf8(said.stderr).unwrap().contains("set LANGFUSE_PUBLIC_KEY"));
    let mut wrong = command(dir.path(), None, &["eval", "run", "langfuse:many", "--demo"]);
    wrong.env("LANGFUSE_HOST", langfuse.url()).env("LANGFUSE_PUBLIC_KEY", "pk-lf-other");
    let said = wrong.env("LANGFUSE_SECRET_KEY", "sk-lf-other").output().unwrap();
    assert_eq!(said.status.code(), Some(2));
    let told = String::from_utf8(said.stderr).unwrap();
    assert!(told.contains("the keys are not accepted") && !told.contains("sk-lf-other"), "{told}");
}
