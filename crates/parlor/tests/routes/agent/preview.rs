//! `POST /api/admin/agents/{id}/preview`: the draft answers, and the conversation stays out of the list.

use reqwest::Method;
use serde_json::json;
use testkit::upstream::Script;

use crate::help::{chat, events, expect, message, refused, tenant, text};
use crate::on_both;

on_both! {
    async fn a_member_talks_with_the_draft(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let path = format!("/api/admin/agents/{}", acme.agent);
        let change = json!({"systemPrompt": "Speak like a pirate.", "greeting": "Ahoy"});
        expect(200, server.member(&acme.account, Method::PATCH, &path).json(&change)).await;
        let open = || server.member(&acme.account, Method::POST, &format!("{path}/preview"));
        let session = expect(200, open()).await;
        assert_eq!(session["agent"]["greeting"], "Ahoy");
        let token = session["token"].as_str().unwrap();
        let id = chat(&server, token).await;
        server.upstream.otherwise(Script::answer("Arr."));
        let raw = message(&server, token, &id, "Hello").send().await.unwrap().text().await.unwrap();
        assert_eq!(text(&events(&raw)), "Arr.");
        let sent = server.upstream.received().last().unwrap().body.to_string();
        assert!(sent.contains("Speak like a pirate."), "{sent}");
        let again = expect(200, open().json(&json!({"visitorToken": token}))).await;
        assert_eq!(again["visitorId"], session["visitorId"]);
        let list = expect(200, server.member(&acme.account, Method::GET, "/api/admin/conversations")).await;
        assert_eq!(list["conversations"], json!([]));
        let by_key = server.request(Method::POST, &format!("{path}/preview")).bearer_auth(&acme.server_key);
        assert_eq!(refused(by_key).await, "403 forbidden");
        let out = server.member(&acme.account, Method::POST, "/api/auth/logout").send().await.unwrap();
        assert_eq!(out.status(), 204);
        let mine = server.request(Method::GET, "/api/chats").bearer_auth(token);
        assert_eq!(refused(mine).await, "401 unauthenticated", "a preview falls with its member's session");
    }
}
