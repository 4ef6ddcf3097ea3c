//! Feedback after a publication.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};
use testkit::upstream::Script;

use super::{alerts, raised, tenant_id};
use crate::help::{Tenant, chat, events, expect, message, refused, tenant};
use crate::on_both;
use crate::support::Server as Running;

/// Visitors rate so many answers.
async fn rate(server: &Running, tenant: &Tenant, rating: &str, count: usize) {
    let token = tenant.visitor(server).await;
    let chat = chat(server, &token).await;
    for _ in 0..count {
        let raw = message(server, &token, &chat, "How much?").send().await.unwrap().text().await.unwrap();
        let answer = events(&raw)[0].1["messageId"].as_str().unwrap().to_owned();
        let feedback = server.request(Method::PUT, &format!("/api/messages/{answer}/feedback"));
        let response = feedback.bearer_auth(&token).json(&json!({"rating": rating})).send().await.unwrap();
        assert!(response.status().is_success(), "{}", response.status());
    }
}

async fn publish(server: &Running, tenant: &Tenant, prompt: &str) -> Value {
    let path = format!("/api/admin/agents/{}", tenant.agent);
    let draft = json!({"systemPrompt": prompt});
    expect(200, server.member(&tenant.account, Method::PATCH, &path).json(&draft)).await;
    expect(200, server.member(&tenant.account, Method::POST, &format!("{path}/publish")).json(&json!({})))
        .await
}

async fn look(server: &Running, tenant: &Tenant) {
    server.watcher.check_feedback(tenant_id(tenant), tenant.agent.parse().unwrap()).await.unwrap();
}

on_both! {
    async fn feedback_that_falls_after_a_publication_is_told_once_and_gone_back_on(server: Server) {
        let (acme, other) = (tenant(&server, "Acme").await, tenant(&server, "Other").await);
        server.upstream.otherwise(Script::answer("It costs €32."));
        rate(&server, &acme, "up", 12).await;
        publish(&server, &acme, "Be brief.").await;
        rate(&server, &acme, "down", 9).await;
        look(&server, &acme).await;
        assert_eq!(alerts(&server, &acme).await, Vec::<Value>::new(), "nine ratings say nothing");
        rate(&server, &acme, "down", 3).await;
        look(&server, &acme).await;
        look(&server, &acme).await;
        let told = alerts(&server, &acme).await;
        assert_eq!(told.len(), 1, "{told:?}");
        let alert = &told[0];
        assert_eq!((&alert["agentId"], &alert["publishedVersion"], &alert["rollbackTo"]), (&json!(acme.agent), &json!(2), &json!(1)));
        assert_eq!(alert["evidence"]["kind"], "feedback_fell");
        assert_eq!((&alert["evidence"]["before"], &alert["evidence"]["after"]), (&json!({"up": 12, "down": 0}), &json!({"up": 0, "down": 12})));
        assert!(alert["evidence"]["chance"].as_f64().unwrap() < 0.005);
        assert_eq!(alerts(&server, &other).await, Vec::<Value>::new());

        // The version that was bad is not live any more: nothing is left to be told.
        let path = format!("/api/admin/agents/{}/rollback", acme.agent);
        let back = server.member(&acme.account, Method::POST, &path).json(&json!({"version": alert["rollbackTo"]}));
        assert_eq!(expect(200, back).await["publishedVersion"], 3);
        assert_eq!(alerts(&server, &acme).await, Vec::<Value>::new());
        rate(&server, &acme, "up", 10).await;
        look(&server, &acme).await;
        assert_eq!(alerts(&server, &acme).await, Vec::<Value>::new(), "it is liked again");
    }

    async fn an_alert_is_dismissed_once_by_who_may(server: Server) {
        let (acme, other) = (tenant(&server, "Acme").await, tenant(&server, "Other").await);
        let id = raised(&server, &acme).await;
        let told = alerts(&server, &acme).await;
        assert_eq!((&told[0]["id"], &told[0]["rollbackTo"]), (&json!(id), &Value::Null), "nothing comes before version 1");
        let path = format!("/api/admin/alerts/{id}/dismiss");
        assert_eq!(refused(server.member(&other.account, Method::POST, &path)).await, "404 not_found");
        let bound = json!({"name": "Bound", "kind": "secret", "scopes": ["agents:read", "agents:write"], "agentIds": [acme.agent]});
        let bound = server.key(&acme.account, bound).await["key"].as_str().unwrap().to_owned();
        let seen = expect(200, server.request(Method::GET, "/api/admin/alerts").bearer_auth(&bound)).await;
        assert_eq!(seen["alerts"].as_array().unwrap().len(), 1);
        let second = server.agent(&acme.account, "Second").await["id"].as_str().unwrap().to_owned();
        let elsewhere = json!({"name": "Elsewhere", "kind": "secret", "scopes": ["agents:read", "agents:write"], "agentIds": [second]});
        let elsewhere = server.key(&acme.account, elsewhere).await["key"].as_str().unwrap().to_owned();
        let seen = expect(200, server.request(Method::GET, "/api/admin/alerts").bearer_auth(&elsewhere)).await;
        assert_eq!(seen["alerts"], json!([]));
        assert_eq!(refused(server.request(Method::POST, &path).bearer_auth(&elsewhere)).await, "403 forbidden");
        let dismissed = server.member(&acme.account, Method::POST, &path).send().await.unwrap();
        assert_eq!(dismissed.status(), StatusCode::NO_CONTENT);
        assert_eq!(alerts(&server, &acme).await, Vec::<Value>::new());
        assert_eq!(refused(server.member(&acme.account, Method::POST, &path)).await, "404 not_found");
        let log = expect(200, server.member(&acme.account, Method::GET, "/api/admin/audit-log")).await;
        let entry = log["entries"].as_array().unwrap().iter().find(|entry| entry["action"] == "alert.dismiss").unwrap();
        assert_eq!(entry["actor"], acme.account.body["member"]["id"]);
    }
}
