//! Accounts: sign-up, login, logout, and what keeps a session from being misused.

use reqwest::Method;
use serde_json::{Value, json};

use crate::help::{body, expect, refused};
use crate::on_both;

on_both! {
    async fn somebody_signs_up_out_and_in_again(server: Server) {
        let ann = server.sign_up("Ann").await;
        assert_eq!(ann.body["member"]["role"], "owner");
        assert_eq!(ann.body["organization"]["slug"], "ann");
        let me = expect(200, server.member(&ann, Method::GET, "/api/auth/me")).await;
        assert_eq!(me, ann.body);
        let out = server.member(&ann, Method::POST, "/api/auth/logout").send().await.unwrap();
        assert_eq!(out.status(), 204);
        assert!(out.headers()["set-cookie"].to_str().unwrap().contains("Max-Age=0"));
        assert_eq!(refused(server.member(&ann, Method::GET, "/api/auth/me")).await, "401 unauthenticated");
        let login = |email: &str, password: &str| {
            let body = json!({"email": email, "password": password});
            server.request(Method::POST, "/api/auth/login").json(&body)
        };
        let response = login("ANN@example.com", "correct horse").send().await.unwrap();
        assert_eq!(response.status(), 200);
        let cookie = response.headers()["set-cookie"].to_str().unwrap().to_owned();
        assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");
        let (unknown, wrong) = (body(login("bob@example.com", "x")).await, body(login("ann@example.com", "x")).await);
        assert_eq!((unknown.0, wrong.0), (401, 401));
        assert_eq!(unknown.1["detail"], wrong.1["detail"]);
    }

    async fn an_address_has_one_account_and_a_taken_name_another_slug(server: Server) {
        server.sign_up("Ann").await;
        let sign_up = |email: &str| {
            let body = json!({"email": email, "password": "correct horse", "organization": "Ann"});
            server.request(Method::POST, "/api/auth/signup").json(&body)
        };
        let (status, problem) = body(sign_up("ann@example.com")).await;
        assert_eq!((status, &problem["errors"][0]["path"]), (409, &json!("email")));
        let second: Value = expect(201, sign_up("bob@example.com")).await;
        assert!(second["organization"]["slug"].as_str().unwrap().starts_with("ann-"));
    }

    async fn a_cookie_alone_changes_nothing(server: Server) {
        let ann = server.sign_up("Ann").await;
        let create = json!({"name": "X", "systemPrompt": "x"});
        let cookie = |method: Method| server.request(method, "/api/admin/agents").header("Cookie", &ann.cookie);
        assert_eq!(refused(cookie(Method::POST).json(&create)).await, "403 forbidden");
        let wrong = cookie(Method::POST).header("X-CSRF-Token", "0".repeat(64)).json(&create);
        assert_eq!(refused(wrong).await, "403 forbidden");
        for method in [Method::GET, Method::POST] {
            let foreign = cookie(method).header("X-CSRF-Token", &ann.csrf).header("Origin", "https://evil.example");
            let response = foreign.json(&create).send().await.unwrap();
            assert!(!response.headers().contains_key("access-control-allow-origin"));
            assert_eq!(response.status(), 403);
        }
        let own = cookie(Method::POST).header("X-CSRF-Token", &ann.csrf).header("Origin", &server.base);
        expect(201, own.json(&create)).await;
        let login = json!({"email": "ann@example.com", "password": "correct horse"});
        let forged = server.request(Method::POST, "/api/auth/login").header("Origin", "https://evil.example");
        assert_eq!(refused(forged.json(&login)).await, "403 origin_not_allowed");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn guessing_a_password_is_slowed_down() {
    use crate::support::{Backend, Server};
    let server = Server::with(Backend::Sqlite, &[]).await;
    server.sign_up("Ann").await;
    let mut limited = 0;
    for guess in 0..20 {
        let body = json!({"email": "ann@example.com", "password": format!("guess {guess}")});
        let response = server.request(Method::POST, "/api/auth/login").json(&body).send().await.unwrap();
        if response.status() == 429 {
            assert!(response.headers().contains_key("retry-after"));
            limited += 1;
        }
    }
    assert!(limited >= 9, "{limited}");
}
