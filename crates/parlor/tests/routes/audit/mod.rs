//! `GET /api/admin/audit-log` and its export.

use reqwest::Method;
use serde_json::{Value, json};

use crate::help::{expect, refused, tenant};
use crate::on_both;

on_both! {
    async fn every_change_is_recorded_with_who_before_and_after(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let get = |query: &str| server.member(&acme.account, Method::GET, &format!("/api/admin/audit-log{query}"));
        let path = format!("/api/admin/agents/{}", acme.agent);
        let rename = json!({"name": "=Ada"});
        expect(200, server.request(Method::PATCH, &path).bearer_auth(&acme.server_key).json(&rename)).await;
        let log = expect(200, get("?action=agent")).await;
        let entries = log["entries"].as_array().unwrap();
        let actions: Vec<&str> = entries.iter().map(|one| one["action"].as_str().unwrap()).collect();
        assert_eq!(actions, ["agent.update", "agent.create"]);
        assert_eq!(entries[0]["actorName"], "Server", "the key that did it");
        assert_eq!((&entries[0]["before"]["name"], &entries[0]["after"]["name"]), (&json!("Acmebot"), &json!("=Ada")));
        assert_eq!((&entries[1]["actorName"], &entries[1]["before"]), (&json!("acme@example.com"), &Value::Null));
        assert_eq!(entries[1]["actor"], acme.account.body["member"]["id"]);

        let all = expect(200, get("")).await;
        let text = all.to_string();
        for secret in [&acme.server_key, &acme.page_key] {
            assert!(!text.contains(secret.as_str()), "no secret is in the record");
        }
        let page = expect(200, get("?limit=1")).await;
        let cursor = page["nextCursor"].as_str().unwrap();
        let next = expect(200, get(&format!("?limit=1&cursor={cursor}"))).await;
        assert_eq!(next["entries"][0], all["entries"][1]);
        assert_eq!(refused(get("?action=Agent!")).await, "422 invalid_request");
        assert_eq!(refused(get("?actor=me")).await, "422 invalid_request");

        let file = get("/export?action=agent").send().await.unwrap();
        assert!(file.headers()["content-disposition"].to_str().unwrap().contains("changes.csv"));
        let text = file.text().await.unwrap();
        assert_eq!(text.lines().count(), 3, "{text}");
        assert!(text.starts_with("id,time,actor,actor_name,action,subject,before,after\r\n"), "{text}");
        let by_key = server.request(Method::GET, "/api/admin/audit-log").bearer_auth(&acme.server_key);
        assert_eq!(refused(by_key).await, "403 forbidden", "for members only");
    }
}
