//! `PUT /api/messages/{id}/feedback`, `GET /api/models`.

use reqwest::Method;
use serde_json::{Value, json};
use testkit::upstream::Script;

use crate::help::{chat, events, expect, message, refused, tenant};
use crate::on_both;

on_both! {
    async fn an_answer_is_rated_by_whom_it_was_for(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let token = acme.visitor(&server).await;
        let id = chat(&server, &token).await;
        server.upstream.otherwise(Script::answer("Hi."));
        let raw = message(&server, &token, &id, "Hello").send().await.unwrap().text().await.unwrap();
        let answer = events(&raw)[0].1["messageId"].as_str().unwrap().to_owned();
        let path = format!("/api/messages/{answer}/feedback");
        let rate = |token: &str, body: Value| server.request(Method::PUT, &path).bearer_auth(token).json(&body);
        let rated = expect(200, rate(&token, json!({"rating": "down", "comment": "wrong"}))).await;
        assert_eq!(rated, json!({"feedback": {"rating": "down", "comment": "wrong"}}));
        let stored = expect(200, server.request(Method::GET, &format!("/api/chats/{id}")).bearer_auth(&token)).await;
        assert_eq!(stored["messages"][1]["feedback"], rated["feedback"]);
        assert_eq!(expect(200, rate(&token, json!({"rating": null}))).await, json!({"feedback": null}));
        assert_eq!(refused(rate(&token, json!({}))).await, "422 invalid_request");
        assert_eq!(refused(rate(&token, json!({"rating": "meh"}))).await, "422 invalid_request");
        let stranger = acme.visitor(&server).await;
        assert_eq!(refused(rate(&stranger, json!({"rating": "up"}))).await, "404 not_found");
        let question = stored["messages"][0]["id"].as_str().unwrap();
        let path = format!("/api/messages/{question}/feedback");
        let own = server.request(Method::PUT, &path).bearer_auth(&token).json(&json!({"rating": "up"}));
        assert_eq!(refused(own).await, "404 not_found", "only answers are rated");
        let models = expect(200, server.request(Method::GET, "/api/models").bearer_auth(&token)).await;
        assert_eq!(models["models"][0]["id"], "scripted");
    }
}
