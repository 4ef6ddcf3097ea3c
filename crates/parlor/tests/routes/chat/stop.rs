//! `POST /api/chats/{id}/stop`, and sending while an answer is written.

use std::time::Duration;

use reqwest::Method;
use serde_json::json;
use testkit::upstream::Script;

use crate::help::{chat, events, expect, kinds, message, refused, tenant, text};
use crate::on_both;

on_both! {
    async fn what_was_written_stays(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let token = acme.visitor(&server).await;
        let id = chat(&server, &token).await;
        let stop = || server.request(Method::POST, &format!("/api/chats/{id}/stop")).bearer_auth(&token);
        assert_eq!(expect(200, stop()).await, json!({"stopped": false}));
        server.upstream.otherwise(Script::tokens(2_000).paced(Duration::from_millis(10)));
        let running = message(&server, &token, &id, "Count").send().await.unwrap();
        assert_eq!(refused(message(&server, &token, &id, "Also this")).await, "409 conflict");
        tokio::time::sleep(Duration::from_millis(200)).await;
        assert_eq!(expect(200, stop()).await, json!({"stopped": true}));
        let raw = tokio::time::timeout(Duration::from_secs(2), running.text()).await.expect("stops at once").unwrap();
        let events = events(&raw);
        let ends: Vec<&str> = kinds(&events).into_iter().rev().take(2).collect();
        assert_eq!(ends, ["[DONE]", "abort"]);
        let path = format!("/api/chats/{id}");
        let stored = expect(200, server.request(Method::GET, &path).bearer_auth(&token)).await;
        assert_eq!(stored["messages"][1]["outcome"], "stopped");
        assert_eq!(stored["messages"][1]["content"].as_str().unwrap(), text(&events));
    }
}
