//! Create, change, publish, roll back, delete.

use reqwest::Method;
use serde_json::{Value, json};

use crate::help::{body, chat, expect, refused, tenant};
use crate::on_both;

on_both! {
    async fn a_draft_becomes_what_visitors_get_only_when_it_is_published(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let path = format!("/api/admin/agents/{}", acme.agent);
        let member = |method: Method, path: &str| server.member(&acme.account, method, path);
        let agent = expect(200, member(Method::GET, &path)).await;
        assert_eq!((&agent["version"], &agent["publishedVersion"]), (&json!(1), &json!(1)));
        let change = json!({"greeting": "Welcome!", "retrieval": {"topK": 3}, "version": 1});
        let agent = expect(200, member(Method::PATCH, &path).json(&change)).await;
        assert_eq!((&agent["version"], &agent["publishedVersion"]), (&json!(2), &json!(1)));
        let session = expect(200, acme.open(&server).json(&json!({}))).await;
        assert_eq!(session["agent"]["greeting"], Value::Null);
        assert_eq!(refused(member(Method::PATCH, &path).json(&change)).await, "409 conflict");
        let stale = member(Method::PATCH, &path).header("If-Match", "\"1\"").json(&json!({"name": "Late"}));
        assert_eq!(refused(stale).await, "409 conflict");

        let publish = member(Method::POST, &format!("{path}/publish")).json(&json!({"note": "Greets"}));
        let agent = expect(200, publish).await;
        assert_eq!(agent["publishedVersion"], 2);
        let session = expect(200, acme.open(&server).json(&json!({}))).await;
        assert_eq!(session["agent"]["greeting"], "Welcome!");
        let versions = expect(200, member(Method::GET, &format!("{path}/versions"))).await;
        assert_eq!(versions["versions"][0]["note"], "Greets");
        assert_eq!(versions["versions"][0]["config"]["retrieval"]["topK"], 3);

        let agent = expect(200, member(Method::POST, &format!("{path}/rollback")).json(&json!({"version": 1}))).await;
        assert_eq!(agent["publishedVersion"], 3);
        assert_eq!(agent["draft"]["greeting"], Value::Null);
        let unknown = member(Method::POST, &format!("{path}/rollback")).json(&json!({"version": 99}));
        assert_eq!(refused(unknown).await, "404 not_found");
    }

    async fn every_broken_rule_is_named(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let create = |fields: Value| server.member(&acme.account, Method::POST, "/api/admin/agents").json(&fields);
        let (status, problem) =
            body(create(json!({"name": "", "systemPrompt": "x", "retrieval": {"topK": 0, "threshold": 2}}))).await;
        assert_eq!(status, 422);
        let paths: Vec<&str> =
            problem["errors"].as_array().unwrap().iter().map(|e| e["path"].as_str().unwrap()).collect();
        assert_eq!(paths, ["name", "retrieval.topK", "retrieval.threshold"]);
        let (status, problem) = body(create(json!({"name": "A", "systemPrompt": "x", "apiBase": "http://x"}))).await;
        assert_eq!((status, &problem["errors"][0]["path"]), (422, &json!("apiBase")));
        let twice = expect(201, create(json!({"name": "Acmebot", "systemPrompt": "x"}))).await;
        assert!(twice["slug"].as_str().unwrap().starts_with("acmebot-"));
    }

    async fn a_deleted_agent_takes_its_chats_and_sessions_along(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let token = acme.visitor(&server).await;
        let id = chat(&server, &token).await;
        let path = format!("/api/admin/agents/{}", acme.agent);
        assert_eq!(server.member(&acme.account, Method::DELETE, &path).send().await.unwrap().status(), 204);
        assert_eq!(refused(server.member(&acme.account, Method::GET, &path)).await, "404 not_found");
        let mine = server.request(Method::GET, &format!("/api/chats/{id}")).bearer_auth(&token);
        let gone = refused(mine).await;
        assert!(matches!(gone.as_str(), "404 not_found" | "401 unauthenticated"), "{gone}");
        let open = refused(acme.open(&server).json(&json!({}))).await;
        assert!(matches!(open.as_str(), "404 not_found" | "401 unauthenticated"), "{open}");
        let list = expect(200, server.member(&acme.account, Method::GET, "/api/admin/conversations")).await;
        assert_eq!(list["conversations"], json!([]));
    }
}
