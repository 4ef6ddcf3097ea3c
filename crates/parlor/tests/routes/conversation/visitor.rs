//! Visitors as members see them, and how they are forgotten.

use reqwest::Method;
use serde_json::json;
use testkit::upstream::Script;

use super::{conversation, ids};
use crate::help::{chat, expect, message, refused, tenant};
use crate::on_both;

on_both! {
    async fn a_visitor_is_exported_and_erased_whole(server: Server) {
        let acme = tenant(&server, "Acme").await;
        server.upstream.otherwise(Script::answer("It is."));
        let token = acme.visitor(&server).await;
        let mut chats = Vec::new();
        for text in ["First", "Second"] {
            let id = chat(&server, &token).await;
            message(&server, &token, &id, text).send().await.unwrap().text().await.unwrap();
            chats.push(id);
        }
        let (kept, _) = conversation(&server, &acme, "Somebody else").await;
        let get = |path: &str| server.member(&acme.account, Method::GET, path);
        let talk = expect(200, get(&format!("/api/admin/conversations/{}", chats[0]))).await;
        let visitor = talk["visitor"]["id"].as_str().unwrap().to_owned();
        let path = format!("/api/admin/visitors/{visitor}");
        assert_eq!(expect(200, get(&path)).await, talk["visitor"]);
        let file = expect(200, get(&format!("/api/admin/conversations/export?visitor={visitor}"))).await;
        assert_eq!(ids(&file), [&chats[1], &chats[0]]);

        let erase = || server.member(&acme.account, Method::DELETE, &path);
        assert_eq!(erase().send().await.unwrap().status(), 204);
        assert_eq!(refused(erase()).await, "404 not_found");
        assert_eq!(refused(get(&path)).await, "404 not_found");
        assert_eq!(ids(&expect(200, get("/api/admin/conversations")).await), [&kept]);
        // The visitor's page may still hold a token: it opens nothing any more.
        let own = server.request(Method::GET, &format!("/api/chats/{}", chats[0])).bearer_auth(&token);
        assert_eq!(refused(own).await, "404 not_found");
        let again = server.request(Method::POST, "/api/chats").bearer_auth(&token).json(&json!({}));
        assert_eq!(refused(again).await, "401 unauthenticated");
    }
}
