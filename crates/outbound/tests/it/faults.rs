//! What comes out when the provider misbehaves after its first token, and how connections are treated.

use std::time::Duration;

use domain::chat::model::Models;
use futures::StreamExt;
use outbound::llm::scripted::request;

use super::server::*;

#[tokio::test]
async fn the_request_carries_key_and_site_and_the_answer_its_price() {
    let server = Server::start(vec![good()]).await;
    assert_eq!(ask(&server.model(quick())).await, GOOD);
    let sent = server.seen.lock().unwrap().requests[0].clone();
    assert!(sent.starts_with("POST /v1/chat/completions HTTP/1.1\r\n"), "{sent}");
    for header in
        ["authorization: Bearer sk-or-secret", "http-referer: https://chat.example", "x-title: Parlor"]
    {
        assert!(sent.contains(header), "{header} is missing in {sent}");
    }
    assert!(sent.contains(r#""stream":true,"stream_options":{"include_usage":true}"#), "{sent}");
}

#[tokio::test]
async fn faults_after_the_first_token_are_never_complete_and_never_repeated() {
    let hello = chunk("Hello");
    let broken_frame = [open_stream(&[&hello]), vec![Act::Write("zz\r\n".to_owned()), Act::Close]].concat();
    let error = r#"data: {"error":{"code":429,"message":"slow down"},"choices":[{"delta":{"content":""},"finish_reason":"error"}]}"#;
    let cases = [
        ("end of the body without a finish", stream(&[&hello]), "! model_interrupted"),
        ("[DONE] without a finish", stream(&[&hello, "data: [DONE]\n\n"]), "! model_interrupted"),
        ("connection closed", [open_stream(&[&hello]), vec![Act::Close]].concat(), "! model_interrupted"),
        ("broken chunked framing", broken_frame, "! model_interrupted"),
        ("malformed chunk", stream(&[&hello, "data: {\"choices\":[\n\n", END]), "! model_interrupted"),
        ("silence", [open_stream(&[&hello]), vec![Act::Hang]].concat(), "! model_timeout"),
        ("error inside the stream", stream(&[&hello, &format!("{error}\n\n"), END]), "! model_rate_limited"),
        (
            "huge line",
            stream(&[&hello, &format!("data: {}", "x".repeat(2 << 20)), END]),
            "! model_interrupted",
        ),
    ];
    for (name, reply, expect) in cases {
        let server = Server::start(vec![reply, good()]).await;
        assert_eq!(ask(&server.model(quick())).await, ["Hello", expect], "{name}");
        assert_eq!(server.requests(), 1, "{name}");
    }
}

#[tokio::test]
async fn comments_and_splits_do_not_disturb() {
    let text = format!(": OPENROUTER PROCESSING\n\n{}: hm\n\n{}{END}", chunk("Hello"), chunk(" there"));
    let crlf = text.replace('\n', "\r\n");
    let pieces: Vec<String> = crlf.chars().collect::<Vec<_>>().chunks(3).map(String::from_iter).collect();
    let server = Server::start(vec![stream(&pieces.iter().map(String::as_str).collect::<Vec<_>>())]).await;
    assert_eq!(ask(&server.model(quick())).await, GOOD);
}

#[tokio::test]
async fn an_answer_in_one_piece_is_accepted() {
    let body = r#"{"model":"big","choices":[{"message":{"role":"assistant","content":"Hello"},"finish_reason":"stop"}]}"#;
    let server = Server::start(vec![status("200 OK", "content-type: application/json\r\n", body)]).await;
    assert_eq!(ask(&server.model(quick())).await, ["Hello", "Stop"]);
}

#[tokio::test]
async fn usage_that_never_comes_does_not_hold_the_answer_for_long() {
    let finish = END.split("\n\n").next().unwrap().to_owned() + "\n\n";
    let reply = [open_stream(&[&chunk("Hello"), &finish]), vec![Act::Hang]].concat();
    let server = Server::start(vec![reply]).await;
    let answer = tokio::time::timeout(Duration::from_secs(5), ask(&server.model(quick()))).await.unwrap();
    assert_eq!(answer, ["Hello", "Stop"]);
}

#[tokio::test]
async fn connections_are_used_again_also_when_the_body_ends_late() {
    let mut late = open_stream(&[&chunk("Hello"), &chunk(" there"), END]);
    late.extend([Act::Pause(Duration::from_millis(30)), Act::Write("0\r\n\r\n".to_owned())]);
    let server = Server::start(vec![good(), late, good()]).await;
    let model = server.model(quick());
    for _ in 0..3 {
        assert_eq!(ask(&model).await, GOOD);
        // An answer is complete before its body ends; from then on the connection is free, which nothing outside can see.
        tokio::time::sleep(Duration::from_millis(150)).await;
    }
    assert_eq!(server.seen.lock().unwrap().connections, 1);
}

#[tokio::test]
async fn dropping_an_answer_closes_its_connection() {
    let endless: Vec<String> = (0..2_000).map(|n| chunk(&format!("word{n} "))).collect();
    let pieces: Vec<&str> = endless.iter().map(String::as_str).collect();
    let mut acts = Vec::new();
    for act in open_stream(&pieces) {
        acts.extend([act, Act::Pause(Duration::from_millis(5))]);
    }
    let server = Server::start(vec![acts, good()]).await;
    let model = server.model(quick());
    let mut stream = model.generate(request("Hi")).await.unwrap();
    assert!(stream.next().await.unwrap().is_ok());
    drop(stream);
    assert_eq!(ask(&model).await, GOOD);
    assert_eq!(server.seen.lock().unwrap().connections, 2);
}
