//! What happens before the first token: which failures are repeated, how often, and how long that may take.

use std::time::Duration;

use domain::agent::model::ModelSettings;
use domain::chat::model::{ModelError, ModelRequest, Models};
use futures::StreamExt as _;
use outbound::llm::openai::{Limits, OpenAi, Settings};
use outbound::llm::scripted::request;
use tokio::time::Instant;

use super::server::*;

fn failures() -> Vec<(&'static str, Vec<Act>, &'static str)> {
    let body = r#"{"error":{"message":"no","code":500}}"#;
    vec![
        ("429", status("429 Too Many Requests", "retry-after: 0\r\n", body), "start model_rate_limited"),
        ("500", status("500 Internal Server Error", "", body), "start model_unavailable"),
        ("503", status("503 Service Unavailable", "", "<h1>busy</h1>"), "start model_unavailable"),
        ("redirect", status("302 Found", "location: http://127.0.0.1:1/\r\n", ""), "start model_unavailable"),
        ("no answer", vec![Act::Hang], "start model_timeout"),
        ("headers, then silence", [open_stream(&[]), vec![Act::Hang]].concat(), "start model_timeout"),
        (
            "only comments",
            [open_stream(&[": PROCESSING\n\n"]), vec![Act::Hang]].concat(),
            "start model_timeout",
        ),
        ("empty stream", stream(&[]), "start model_interrupted"),
        ("closed", vec![Act::Close], "start model_unavailable"),
        ("no HTTP", vec![Act::Write("hello\r\n\r\n".to_owned()), Act::Close], "start model_unavailable"),
        (
            "error as first chunk",
            stream(&["data: {\"error\":{\"code\":502,\"message\":\"no\"}}\n\n"]),
            "start model_unavailable",
        ),
        (
            "error with status 200",
            status("200 OK", "content-type: application/json\r\n", body),
            "start model_unavailable",
        ),
    ]
}

#[tokio::test]
async fn passing_failures_are_repeated_until_it_works() {
    for (name, reply, _) in failures() {
        let server = Server::start(vec![reply.clone(), reply, good()]).await;
        assert_eq!(ask(&server.model(quick())).await, GOOD, "{name}");
        assert_eq!(server.requests(), 3, "{name}");
    }
}

#[tokio::test]
async fn failures_that_stay_become_a_typed_error_after_three_attempts() {
    for (name, reply, expect) in failures() {
        let server = Server::start(vec![reply]).await;
        assert_eq!(ask(&server.model(quick())).await, [expect], "{name}");
        assert_eq!(server.requests(), 3, "{name}");
    }
}

#[tokio::test]
async fn refusals_are_not_repeated_and_do_not_show_the_key() {
    let body = r#"{"error":{"message":"Incorrect API key provided: sk-or-secret.","code":401}}"#;
    let server = Server::start(vec![status("401 Unauthorized", "", body)]).await;
    let error = start_error(&server.model(quick())).await;
    assert_eq!(error, ModelError::Refused("status 401: Incorrect API key provided: ….".to_owned()));
    assert_eq!(server.requests(), 1);
}

#[tokio::test]
async fn a_provider_that_is_not_there_is_unavailable() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://{}/v1", listener.local_addr().unwrap());
    drop(listener);
    let model = OpenAi::new(settings(&base_url)).unwrap();
    assert_eq!(ask(&model).await, ["start model_unavailable"]);
}

#[tokio::test]
async fn retry_after_is_honoured_up_to_a_limit() {
    let asking = |seconds: &str| status("429 Too Many Requests", &format!("retry-after: {seconds}\r\n"), "");
    let server = Server::start(vec![asking("0.2"), good()]).await;
    let before = Instant::now();
    assert_eq!(ask(&server.model(quick())).await, GOOD);
    assert!(before.elapsed() >= Duration::from_millis(200));

    let server = Server::start(vec![asking("60"), good()]).await;
    assert_eq!(ask(&server.model(quick())).await, ["start model_rate_limited"]);
    assert_eq!(server.requests(), 1);
}

#[tokio::test]
async fn all_attempts_together_have_a_time_limit() {
    let server = Server::start(vec![vec![Act::Hang]]).await;
    let limits = Limits { overall: Duration::from_millis(400), ..quick() };
    let before = Instant::now();
    assert_eq!(ask(&server.model(limits)).await, ["start model_timeout"]);
    assert!(before.elapsed() < Duration::from_millis(700), "{:?}", before.elapsed());
}

#[tokio::test]
async fn the_fallback_model_is_asked_when_the_first_one_stays_down() {
    let down = status("503 Service Unavailable", "", "");
    let server = Server::start(vec![down.clone(), down.clone(), down, good()]).await;
    let settings = Settings { fallback_model: Some("small".to_owned()), ..settings(&server.base_url) };
    let model = OpenAi::new(settings).unwrap();
    assert_eq!(ask(&model as &dyn Models).await, GOOD);
    let requests = &server.seen.lock().unwrap().requests;
    assert!(requests[2].contains(r#""model":"scripted""#) && requests[3].contains(r#""model":"small""#));
}

#[tokio::test]
async fn an_agent_s_fallbacks_are_asked_in_their_order_and_only_before_the_first_token() {
    let down = status("503 Service Unavailable", "", "");
    let tries = usize::try_from(quick().attempts).unwrap();
    let server = Server::start([vec![down; 2 * tries], vec![good()]].concat()).await;
    let settings = Settings { limits: quick(), ..settings(&server.base_url) };
    let model = OpenAi::new(settings).unwrap();
    let fallbacks = vec!["second".to_owned(), "third".to_owned()];
    let wanted = ModelSettings { fallbacks, ..ModelSettings::default() };
    let stream = model.generate(ModelRequest { settings: wanted, ..request("Hi") }).await.unwrap();
    let events: Vec<_> = stream.collect().await;
    assert!(events.iter().all(Result::is_ok), "{events:?}");
    let requests = server.seen.lock().unwrap().requests.clone();
    let asked: Vec<bool> = [(0, "scripted"), (tries, "second"), (2 * tries, "third")]
        .map(|(at, name)| requests[at].contains(&format!(r#""model":"{name}""#)))
        .into();
    assert_eq!((asked, requests.len()), (vec![true; 3], 2 * tries + 1));
}

#[test]
fn settings_that_cannot_work_are_refused_at_once() {
    let good = || settings("http://127.0.0.1:1/v1");
    for wrong in [
        Settings { base_url: "openrouter.ai".to_owned(), ..good() },
        Settings { title: Some("a\nb".to_owned()), ..good() },
        Settings { api_key: Some(outbound::Secret::new("a\u{7f}b")), ..good() },
    ] {
        assert!(OpenAi::new(wrong).is_err());
    }
}
