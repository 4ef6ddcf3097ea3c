//! `GET /api/admin/usage`, and what a plan refuses.

use reqwest::multipart::{Form, Part};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use testkit::upstream::Script;

use crate::help::{body, chat, expect, message, refused, tenant};
use crate::on_both;
use crate::support::{Backend, Server as Running};

async fn say(server: &Running, token: &str, id: &str) -> u16 {
    let response = message(server, token, id, "Hello").send().await.unwrap();
    let status = response.status().as_u16();
    response.text().await.unwrap();
    status
}

on_both! {
    async fn what_was_used_is_told_by_day_and_model(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let other = tenant(&server, "Other").await;
        let usage = |path: &str| server.member(&acme.account, Method::GET, path);
        let before = expect(200, usage("/api/admin/usage")).await;
        assert_eq!((&before["days"], &before["total"]["calls"]), (&json!([]), &json!(0)));
        server.upstream.otherwise(Script::answer("Hi."));
        let token = acme.visitor(&server).await;
        let id = chat(&server, &token).await;
        for _ in 0..2 {
            assert_eq!(say(&server, &token, &id).await, 200);
        }
        let after = expect(200, usage("/api/admin/usage")).await;
        let days = after["days"].as_array().unwrap();
        assert_eq!(days.len(), 1, "{after}");
        assert_eq!((&days[0]["calls"], &days[0]["day"]), (&json!(2), &after["to"]));
        assert!(days[0]["outputTokens"].as_u64().unwrap() > 0 && days[0]["costMicros"].is_u64(), "{after}");
        assert_eq!(after["total"]["calls"], 2);
        assert_eq!(after["plan"], json!({"messagesPerMonth": null, "costMicrosPerDay": null, "documents": null, "agents": null}));
        let theirs = expect(200, server.member(&other.account, Method::GET, "/api/admin/usage")).await;
        assert_eq!(theirs["total"]["calls"], 0);
        let (status, problem) = body(usage("/api/admin/usage?from=soon")).await;
        assert_eq!((status, &problem["errors"][0]["path"]), (422, &json!("from")));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plan_that_is_used_up_is_answered_with_402() {
    let plan = [
        ("PARLOR_RATE_LIMITS", "off"),
        ("PARLOR_PLAN_MESSAGES_PER_MONTH", "1"),
        ("PARLOR_PLAN_AGENTS", "1"),
        ("PARLOR_PLAN_DOCUMENTS", "1"),
    ];
    let server = Running::with(Backend::Sqlite, &plan).await;
    let acme = tenant(&server, "Acme").await;
    server.upstream.otherwise(Script::answer("Hi."));
    let token = acme.visitor(&server).await;
    let id = chat(&server, &token).await;
    assert_eq!(say(&server, &token, &id).await, 200);
    refuses_soon(|| message(&server, &token, &id, "More")).await;
    let read = || server.request(Method::GET, &format!("/api/chats/{id}")).bearer_auth(&token);
    let before = expect(200, read()).await;
    assert_eq!(refused(message(&server, &token, &id, "Refused")).await, "402 quota_exceeded");
    assert_eq!(expect(200, read()).await, before, "nothing of the refused message is kept");
    let v1 = json!({"model": acme.agent, "messages": [{"role": "user", "content": "Hi"}]});
    let v1 = server.request(Method::POST, "/v1/chat/completions").bearer_auth(&acme.server_key).json(&v1);
    assert_eq!(refused(v1).await, "402 quota_exceeded");

    let agent = server.member(&acme.account, Method::POST, "/api/admin/agents");
    assert_eq!(refused(agent.json(&json!({"name": "Two", "systemPrompt": "x"}))).await, "402 quota_exceeded");
    let path = format!("/api/admin/agents/{}/documents", acme.agent);
    let upload = || {
        let form = Form::new().part("file", Part::text("One").file_name("one.txt"));
        server.member(&acme.account, Method::POST, &path).multipart(form)
    };
    expect(202, upload()).await;
    assert_eq!(refused(upload()).await, "402 quota_exceeded");
    let usage = expect(200, server.member(&acme.account, Method::GET, "/api/admin/usage")).await;
    assert_eq!(usage["plan"]["messagesPerMonth"], 1);
    assert!(usage["total"]["calls"].as_u64().unwrap() >= 1, "{usage}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_day_s_budget_ends_the_day() {
    let plan = [("PARLOR_RATE_LIMITS", "off"), ("PARLOR_PLAN_COST_MICROS_PER_DAY", "1")];
    let server = Running::with(Backend::Sqlite, &plan).await;
    let acme = tenant(&server, "Acme").await;
    server.upstream.otherwise(Script::answer("Hi."));
    let token = acme.visitor(&server).await;
    let id = chat(&server, &token).await;
    assert_eq!(say(&server, &token, &id).await, 200, "the scripted model says what it cost");
    let problem: Value = refuses_soon(|| message(&server, &token, &id, "More")).await;
    assert_eq!(problem["detail"], "Today's budget is used up.");
}

/// The problem of a request that is refused within the second for which an earlier yes is believed.
async fn refuses_soon(request: impl Fn() -> RequestBuilder) -> Value {
    for _ in 0..200 {
        let (status, problem) = body(request()).await;
        if status == 402 {
            assert_eq!(problem["code"], "quota_exceeded");
            return problem;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("never refused");
}
