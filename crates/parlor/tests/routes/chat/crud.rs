//! Create, list, read, rename, erase.

use reqwest::Method;
use serde_json::json;

use crate::help::{chat, expect, of_agent, refused, tenant};
use crate::on_both;

on_both! {
    async fn a_visitor_keeps_a_list_of_chats(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let token = acme.visitor(&server).await;
        let mine = |method: Method, path: &str| server.request(method, path).bearer_auth(&token);
        let titled = mine(Method::POST, "/api/chats").json(&json!({"title": " Returns ", "context": {"page": "/help"}}));
        let first = expect(201, titled).await;
        assert_eq!(first["title"], "Returns");
        assert_eq!(first["status"], "open");
        assert_eq!(first["agentId"], acme.agent.as_str());
        let second = expect(201, mine(Method::POST, "/api/chats")).await;
        let page = expect(200, mine(Method::GET, "/api/chats?limit=1")).await;
        assert_eq!(page["chats"][0]["id"], second["id"]);
        let next = format!("/api/chats?cursor={}", page["nextCursor"].as_str().unwrap());
        let page = expect(200, mine(Method::GET, &next)).await;
        assert_eq!(page["chats"][0]["id"], first["id"]);
        assert!(page["nextCursor"].is_null());

        let path = format!("/api/chats/{}", first["id"].as_str().unwrap());
        let renamed = expect(200, mine(Method::PATCH, &path).json(&json!({"title": "Helmets"}))).await;
        assert_eq!(renamed["title"], "Helmets");
        let detail = expect(200, mine(Method::GET, &path)).await;
        assert_eq!((&detail["title"], &detail["messages"]), (&json!("Helmets"), &json!([])));
        assert_eq!(mine(Method::DELETE, &path).send().await.unwrap().status(), 204);
        assert_eq!(refused(mine(Method::GET, &path)).await, "404 not_found");
        assert_eq!(refused(mine(Method::DELETE, &path)).await, "404 not_found");
    }

    async fn what_is_not_one_s_own_is_not_there(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let token = acme.visitor(&server).await;
        let id = chat(&server, &token).await;
        let stranger = acme.visitor(&server).await;
        let path = format!("/api/chats/{id}");
        for method in [Method::GET, Method::DELETE] {
            assert_eq!(refused(server.request(method, &path).bearer_auth(&stranger)).await, "404 not_found");
        }
        expect(200, server.request(Method::GET, &path).bearer_auth(&token)).await;
    }

    async fn bad_input_is_named(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let token = acme.visitor(&server).await;
        let post = || server.request(Method::POST, "/api/chats").bearer_auth(&token);
        assert_eq!(refused(post().json(&json!({"title": 7}))).await, "422 invalid_request");
        assert_eq!(refused(post().json(&json!({"title": " "}))).await, "422 invalid_request");
        assert_eq!(refused(post().json(&json!({"title": "a\u{0}b"}))).await, "422 invalid_request");
        assert_eq!(refused(post().json(&json!({"model": "x"}))).await, "422 invalid_request");
        assert_eq!(refused(post().header("Content-Type", "application/json").body("{")).await, "422 invalid_request");
        assert_eq!(refused(post().body("title=x")).await, "415 unsupported_media_type");
        let huge = json!({"context": {"x": "y".repeat(300_000)}});
        assert_eq!(refused(post().json(&huge)).await, "413 payload_too_large");
        let list = |query: &str| server.request(Method::GET, &format!("/api/chats?{query}")).bearer_auth(&token);
        assert_eq!(refused(list("limit=0")).await, "422 invalid_request");
        assert_eq!(refused(list("limit=many")).await, "422 invalid_request");
        assert_eq!(refused(list("cursor=x")).await, "422 invalid_request");
    }

    async fn a_server_acts_for_its_visitors(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let ann = |method: Method, path: &str| acme.for_visitor(&server, "ann", method, path);
        let made = expect(201, ann(Method::POST, "/api/chats").json(&json!({"title": "Hi"}))).await;
        let list = expect(200, ann(Method::GET, "/api/chats")).await;
        assert_eq!(list["chats"][0]["id"], made["id"]);
        let bob = expect(200, acme.for_visitor(&server, "bob", Method::GET, "/api/chats")).await;
        assert_eq!(bob["chats"], json!([]));
        let nameless = server.request(Method::GET, "/api/chats").bearer_auth(&acme.server_key);
        assert_eq!(refused(nameless).await, "422 invalid_request");
        let unnamed = server.request(Method::GET, &of_agent("/api/chats", &acme.agent)).bearer_auth(&acme.server_key);
        assert_eq!(refused(unnamed).await, "422 invalid_request");
    }
}
