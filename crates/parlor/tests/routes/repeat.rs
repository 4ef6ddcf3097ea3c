//! `Idempotency-Key` on creates: a request that is sent again makes nothing twice.

use futures::future::join_all;
use reqwest::multipart::{Form, Part};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::help::{body, expect, refused, tenant};
use crate::on_both;

fn keyed(request: RequestBuilder, key: &str) -> RequestBuilder {
    request.header("Idempotency-Key", key)
}

on_both! {
    async fn twenty_creates_with_one_key_are_one_agent(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let post = |name: &str, key: &str| {
            let body = json!({"name": name, "systemPrompt": "x"});
            keyed(server.member(&acme.account, Method::POST, "/api/admin/agents"), key).json(&body)
        };
        let tries = join_all((0..20).map(|_| body(post("Ada", "k-1")))).await;
        let made: Vec<&Value> = tries.iter().filter(|(status, _)| *status == 201).map(|(_, agent)| agent).collect();
        assert!(!made.is_empty() && made.iter().all(|agent| *agent == made[0]), "{tries:?}");
        assert!(tries.iter().all(|(status, _)| matches!(status, 201 | 409)), "told to come again: {tries:?}");
        let again = post("Ada", "k-1").send().await.unwrap();
        assert_eq!((again.status().as_u16(), &again.headers()["etag"]), (201, &"\"1\"".parse().unwrap()));
        assert_eq!(&again.json::<Value>().await.unwrap(), made[0]);

        let (status, problem) = body(post("Bob", "k-1")).await;
        assert_eq!((status, &problem["errors"][0]["path"]), (422, &json!("Idempotency-Key")));
        assert_eq!(refused(post("Ada", "")).await, "422 invalid_request");
        assert_eq!(refused(post("", "k-2")).await, "422 invalid_request");
        expect(201, post("Bob", "k-2")).await;
        let by_key = keyed(server.request(Method::POST, "/api/admin/agents").bearer_auth(&acme.server_key), "k-1");
        let other = expect(201, by_key.json(&json!({"name": "Ada", "systemPrompt": "x"}))).await;
        assert_ne!(other["id"], made[0]["id"], "another caller's key is another key");
        let all = expect(200, server.member(&acme.account, Method::GET, "/api/admin/agents")).await;
        assert_eq!(all["agents"].as_array().unwrap().len(), 4);
    }

    async fn a_repeated_chat_is_the_same_and_each_visitor_s_own(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let (ann, bob) = (acme.visitor(&server).await, acme.visitor(&server).await);
        let create = |token: &str| {
            keyed(server.request(Method::POST, "/api/chats").bearer_auth(token), "k-1").json(&json!({"title": "Hi"}))
        };
        let first = expect(201, create(&ann)).await;
        assert_eq!(expect(201, create(&ann)).await, first);
        assert_ne!(expect(201, create(&bob)).await["id"], first["id"]);
        let list = expect(200, server.request(Method::GET, "/api/chats").bearer_auth(&ann)).await;
        assert_eq!(list["chats"].as_array().unwrap().len(), 1);
    }

    async fn a_repeated_upload_is_one_document(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let path = format!("/api/admin/agents/{}/documents", acme.agent);
        let upload = |text: &'static str| {
            let form = Form::new().part("file", Part::text(text).file_name("a.txt"));
            keyed(server.member(&acme.account, Method::POST, &path), "k-1").multipart(form)
        };
        let first = expect(202, upload("One")).await;
        assert_eq!(expect(202, upload("One")).await, first);
        assert_eq!(refused(upload("Two")).await, "422 invalid_request");
        let list = expect(200, server.member(&acme.account, Method::GET, &path)).await;
        assert_eq!(list["documents"].as_array().unwrap().len(), 1);
    }

    async fn a_repeated_key_is_not_made_and_not_shown_again(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let create = || {
            let body = json!({"name": "CI", "kind": "secret"});
            keyed(server.member(&acme.account, Method::POST, "/api/admin/keys"), "k-1").json(&body)
        };
        let first = expect(201, create()).await;
        let (status, problem) = body(create()).await;
        assert_eq!((status, &problem["code"]), (409, &json!("conflict")));
        assert!(problem["detail"].as_str().unwrap().contains(first["id"].as_str().unwrap()), "{problem}");
        assert!(!problem.to_string().contains(first["key"].as_str().unwrap()));
        let keys = expect(200, server.member(&acme.account, Method::GET, "/api/admin/keys")).await;
        assert_eq!(keys["keys"].as_array().unwrap().len(), 3);
    }
}
