//! `kill -9` in the middle of an evaluation on the server: after the restart it goes on. What was answered before the kill is neither asked
//! nor paid again; what was being asked at that moment, at most as many cases as run at a time, is asked once more. The result is that of an
//! undisturbed run.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use testkit::upstream::Script;

use crate::install::Installation;
use crate::process::Process;

const CASES: usize = 60;
/// Cases at a time, unless configured.
const PARALLEL: usize = 4;
/// Micro-USD that the scripted model asks for an answer.
const PRICE: usize = 150;

/// A suite of which every seventh case fails.
fn suite() -> String {
    let case = |n: usize| {
        let wanted = if n.is_multiple_of(7) { "rust" } else { "fine" };
        json!({"id": format!("case-{n:03}"), "input": format!("question {n:03}"), "checks": [{"contains": wanted}]})
            .to_string()
    };
    (0..CASES).map(case).collect::<Vec<_>>().join("\n")
}

async fn sent(request: RequestBuilder) -> Value {
    request.send().await.unwrap().error_for_status().unwrap().json().await.unwrap()
}

/// The run with its results once `done` says so; fails after two minutes.
async fn run(
    installation: &Installation,
    server: &Process,
    id: &str,
    done: impl Fn(&Value) -> bool,
) -> Value {
    let started = Instant::now();
    loop {
        let all = sent(installation.admin(Method::GET, server, &format!("/evals/runs/{id}"))).await;
        if done(&all["run"]) {
            return all;
        }
        assert!(started.elapsed() < Duration::from_secs(120), "still {}", all["run"]);
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

async fn begin(installation: &Installation, server: &Process) -> String {
    let path = format!("/agents/{}/evals/runs", installation.agent());
    let run = sent(installation.admin(Method::POST, server, &path).json(&json!({}))).await;
    run["id"].as_str().unwrap().to_owned()
}

fn ended(run: &Value) -> bool {
    !matches!(run["status"].as_str(), Some("queued" | "running"))
}

/// Case, state and reason of each result.
fn told(all: &Value) -> Vec<(String, String, Value)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let results = all["results"].as_array().unwrap().iter();
    results.map(|result| (text(&result["case"]), text(&result["state"]), result["reason"].clone())).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_evaluation_goes_on_and_pays_for_no_answer_twice() {
    let installation =
        Installation::new(Script::answer("all is fine").paced(Duration::from_millis(30))).await;
    let server = installation.start();
    let import = format!("/agents/{}/evals/import", installation.agent());
    let file = json!({"filename": "many.jsonl", "text": suite()});
    sent(installation.admin(Method::POST, &server, &import).json(&file)).await;

    let id = begin(&installation, &server).await;
    run(&installation, &server, &id, |run| run["done"].as_u64() >= Some(15)).await;
    server.kill();
    let asked_before = installation.asked().len();
    assert!(asked_before < CASES, "the kill came too late to prove anything");

    let server = installation.start();
    // The job waits until the lease of the dead worker is over: this is what it left.
    let left = told(&run(&installation, &server, &id, |_| true).await);
    assert!(left.len() >= 15 && left.len() < CASES, "{}", left.len());
    let all = run(&installation, &server, &id, ended).await;
    assert_eq!(
        (&all["run"]["status"], &all["run"]["done"]),
        (&json!("done"), &json!(CASES)),
        "{}",
        all["run"]
    );

    let asked = installation.asked();
    let mut times: HashMap<&str, usize> = HashMap::new();
    for question in &asked {
        *times.entry(question).or_default() += 1;
    }
    assert_eq!(times.len(), CASES);
    let twice: Vec<&str> =
        times.iter().filter(|(_, times)| **times > 1).map(|(question, _)| *question).collect();
    assert!(twice.len() <= PARALLEL && times.values().all(|times| *times <= 2), "{twice:?}");
    for (case, _, _) in &left {
        let question = case.replace("case-", "question ");
        assert_eq!(times[question.as_str()], 1, "{case} had its result before the kill");
    }
    assert_eq!(all["run"]["costMicros"], PRICE * CASES, "each answer is counted once");

    let undisturbed = begin(&installation, &server).await;
    let undisturbed = run(&installation, &server, &undisturbed, ended).await;
    assert_eq!(told(&all), told(&undisturbed));
    assert_eq!(all["run"]["suites"], undisturbed["run"]["suites"]);
    assert_eq!(all["run"]["costMicros"], undisturbed["run"]["costMicros"]);
    assert_eq!(told(&all).iter().filter(|(_, state, _)| state == "failed").count(), CASES.div_ceil(7));
}
