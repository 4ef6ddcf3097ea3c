//! `GET /api/admin/analytics` and its file.

use reqwest::Method;
use serde_json::json;
use testkit::upstream::Script;

use crate::help::{chat, events, expect, message, refused, tenant};
use crate::on_both;

on_both! {
    async fn a_report_counts_what_was_asked_liked_and_not_answered(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let other = tenant(&server, "Other").await;
        server.upstream.otherwise(Script::answer("I do not know."));
        let token = acme.visitor(&server).await;
        for text in ["Do you ship to Mars?", "do you ship to mars", "Where is my order"] {
            let id = chat(&server, &token).await;
            let raw = message(&server, &token, &id, text).send().await.unwrap().text().await.unwrap();
            let answer = events(&raw)[0].1["messageId"].as_str().unwrap().to_owned();
            let rate = server.request(Method::PUT, &format!("/api/messages/{answer}/feedback"));
            expect(200, rate.bearer_auth(&token).json(&json!({"rating": "down"}))).await;
        }
        let get = |query: &str| server.member(&acme.account, Method::GET, &format!("/api/admin/analytics{query}"));
        let report = expect(200, get("")).await;
        let days = report["days"].as_array().unwrap();
        let sum = |field: &str| days.iter().map(|day| day[field].as_u64().unwrap()).sum::<u64>();
        assert_eq!((sum("conversations"), sum("questions"), sum("unanswered"), sum("ups"), sum("downs")), (3, 3, 3, 0, 3));
        assert_eq!(report["latency"]["answers"], 3);
        let groups = report["unanswered"].as_array().unwrap();
        assert_eq!((groups.len(), &groups[0]["count"], &groups[1]["question"]), (2, &json!(2), &json!("Where is my order")));
        assert_eq!(expect(200, get(&format!("?agent={}", acme.agent))).await, report);
        assert_eq!(refused(get(&format!("?agent={}", other.agent))).await, "404 not_found");
        assert_eq!(refused(get("?from=2026-01-02T00:00:00Z&until=2026-01-01T00:00:00Z")).await, "422 invalid_request");
        let empty = expect(200, get("?from=2020-01-01T00:00:00Z&until=2020-02-01T00:00:00Z")).await;
        assert_eq!(empty, json!({"days": [], "latency": {"answers": 0, "medianMs": 0, "p95Ms": 0}, "unanswered": []}));
        let file = server.request(Method::GET, "/api/admin/analytics/export").bearer_auth(&acme.server_key);
        let text = file.send().await.unwrap().text().await.unwrap();
        assert!(text.starts_with("date,conversations,questions,unanswered,helpful,not_helpful\r\n"), "{text}");
        assert!(text.lines().nth(1).unwrap().starts_with("20"), "{text}");
        let theirs = expect(200, server.member(&other.account, Method::GET, "/api/admin/analytics")).await;
        assert_eq!(theirs["days"], json!([]));
    }
}
