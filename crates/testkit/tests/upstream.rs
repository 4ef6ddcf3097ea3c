//! The scripted model server, seen from outside: what arrives on the socket is what the script says.
#![expect(clippy::disallowed_types, reason = "a test of a server needs a client")]
#![expect(clippy::unwrap_used, reason = "in a test a panic is the report")]

use std::time::Duration;

use reqwest::Client;
use serde_json::{Value, json};
use testkit::upstream::{Script, Step, Upstream, wire};

const SOON: Duration = Duration::from_secs(5);

async fn ask(upstream: &Upstream, content: &str) -> reqwest::Response {
    let body = json!({"model": "m", "stream": true, "messages": [{"role": "user", "content": content}]});
    let url = format!("{}/chat/completions", upstream.base_url());
    Client::new().post(url).bearer_auth("secret").json(&body).send().await.unwrap()
}

#[tokio::test]
async fn a_queued_script_comes_first_then_a_rule_then_the_rest() {
    let upstream = Upstream::start().unwrap();
    upstream.otherwise(Script::raw(["rest"]));
    upstream.when("refund", Script::raw(["rule"]));
    upstream.push(Script::raw(["queue"]));
    for (question, expected) in [("refund?", "queue"), ("refund?", "rule"), ("hello", "rest")] {
        assert_eq!(ask(&upstream, question).await.text().await.unwrap(), expected);
    }
    let received = upstream.received();
    assert_eq!(received[0].last_user_message(), Some("refund?"));
    assert_eq!(received[0].header("authorization"), Some("Bearer secret"));
    assert_eq!(upstream.wait(SOON, |counts| counts.finished == 3).await.unwrap().cancelled, 0);
}

#[tokio::test]
async fn a_status_carries_its_body_and_retry_after() {
    let upstream = Upstream::start().unwrap();
    upstream.push(Script::status(429, r#"{"error":{"message":"slow down"}}"#).retry_after(7));
    let answer = ask(&upstream, "x").await;
    assert_eq!(answer.status(), 429);
    assert_eq!(answer.headers()["retry-after"], "7");
    assert_eq!(answer.json::<Value>().await.unwrap()["error"]["message"], "slow down");
}

#[tokio::test]
async fn a_reader_that_leaves_counts_as_cancelled() {
    let upstream = Upstream::start().unwrap();
    upstream.push(Script::raw([wire::delta("a")]).then(Step::Hang));
    let mut answer = ask(&upstream, "x").await;
    assert_eq!(answer.chunk().await.unwrap().unwrap(), wire::delta("a"));
    drop(answer);
    upstream.wait(SOON, |counts| counts.cancelled == 1 && counts.open == 0).await.unwrap();
}

#[tokio::test]
async fn a_broken_connection_is_an_error_and_a_short_answer_is_not() {
    let upstream = Upstream::start().unwrap();
    upstream.push(Script::raw([wire::delta("a")]).then(Step::Break));
    upstream.push(Script::unfinished("a"));
    assert!(ask(&upstream, "x").await.bytes().await.is_err());
    assert_eq!(ask(&upstream, "x").await.bytes().await.unwrap(), wire::delta("a"));
}

#[tokio::test]
async fn without_stream_the_answer_is_one_body() {
    let upstream = Upstream::start().unwrap();
    upstream.push(Script::answer("all of it"));
    let body = json!({"model": "m", "messages": [{"role": "user", "content": "x"}]});
    let url = format!("{}/chat/completions", upstream.base_url());
    let answer: Value = Client::new().post(url).json(&body).send().await.unwrap().json().await.unwrap();
    assert_eq!(answer["choices"][0]["message"]["content"], "all of it");
}

#[tokio::test]
async fn another_process_can_plan_answers() {
    let upstream = Upstream::start().unwrap();
    let control = upstream.base_url().replace("/v1", "/control/answers");
    let order = json!({"when": "count", "answer": {"text": "one two"}, "delayMs": 1});
    assert_eq!(Client::new().post(control).json(&order).send().await.unwrap().status(), 204);
    let answer = ask(&upstream, "please count").await.text().await.unwrap();
    assert!(
        answer.contains("\"one\"") && answer.contains("\" two\"") && answer.ends_with("data: [DONE]\n\n")
    );
}
