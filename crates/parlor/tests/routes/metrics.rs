//! `GET /metrics`.

use reqwest::Method;
use testkit::upstream::Script;

use crate::help::{chat, message, refused, tenant};
use crate::support::{Backend, Server};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn operators_see_counts_and_no_tenant() {
    let token = ("PARLOR_METRICS_TOKEN", "let-me-see");
    let server = Server::with(Backend::Sqlite, &[("PARLOR_RATE_LIMITS", "off"), token]).await;
    let acme = tenant(&server, "Acme").await;
    let visitor = acme.visitor(&server).await;
    let id = chat(&server, &visitor).await;
    server.upstream.otherwise(Script::answer("Hi."));
    message(&server, &visitor, &id, "Hello").send().await.unwrap().text().await.unwrap();
    let scrape = || server.request(Method::GET, "/metrics");
    for wrong in ["let-me", &acme.server_key, &visitor] {
        assert_eq!(refused(scrape().bearer_auth(wrong)).await, "401 unauthenticated");
    }
    assert_eq!(refused(scrape().header("Cookie", &acme.account.cookie)).await, "401 unauthenticated");

    let response = scrape().bearer_auth("let-me-see").send().await.unwrap();
    assert!(response.headers()["content-type"].to_str().unwrap().starts_with("application/openmetrics-text"));
    let text = response.text().await.unwrap();
    for line in [
        r#"parlor_turns_total{outcome="complete"} 1"#,
        r#"parlor_http_requests_total{method="POST",route="/api/chats/{id}/messages",status="200"} 1"#,
        "parlor_first_token_seconds_count 1",
        "parlor_running_turns 0",
        "parlor_index_cache_bytes 0",
    ] {
        assert!(text.lines().any(|found| found == line), "{line} is not in\n{text}");
    }
    assert!(text.contains(r#"parlor_tokens_total{direction="output"}"#), "{text}");
    for name in [acme.agent.as_str(), &id, "Acme", "acme"] {
        assert!(!text.contains(name), "{name} stands in\n{text}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_a_token_nobody_sees_them() {
    let server = Server::start(Backend::Sqlite).await;
    for token in ["", "x"] {
        let scrape = server.request(Method::GET, "/metrics").bearer_auth(token);
        assert_eq!(refused(scrape).await, "401 unauthenticated");
    }
}
