//! Accounts: sign-up, login, logout, and what keeps a session from being misused.

use reqwest::Method;
use serde_json::{Value, json};

use crate::help::{body, expect, refused};
use crate::on_both;
use crate::support::Account;

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

    async fn a_new_password_ends_other_sessions(server: Server) {
        let ann = server.sign_up("Ann").await;
        let login = |password: &str| {
            let body = json!({"email": "ann@example.com", "password": password});
            server.request(Method::POST, "/api/auth/login").header("User-Agent", "Lynx").json(&body)
        };
        let elsewhere = Account::from(login("correct horse").send().await.unwrap()).await;
        let sessions = || server.member(&ann, Method::GET, "/api/auth/sessions");
        let list = expect(200, sessions()).await;
        let all = list["sessions"].as_array().unwrap();
        assert_eq!(all.len(), 2);
        assert_eq!(all.iter().filter(|one| one["current"] == true).count(), 1);
        let other = all.iter().find(|one| one["userAgent"] == "Lynx").unwrap();
        assert_eq!(other["current"], false);

        let change = |current: &str, password: &str| {
            let body = json!({"current": current, "password": password});
            server.member(&ann, Method::POST, "/api/auth/password").json(&body)
        };
        assert_eq!(refused(change("wrong horse", "another horse")).await, "422 invalid_request");
        assert_eq!(refused(change("correct horse", "short")).await, "422 invalid_request");
        assert_eq!(change("correct horse", "another horse").send().await.unwrap().status(), 204);
        assert_eq!(refused(server.member(&elsewhere, Method::GET, "/api/auth/me")).await, "401 unauthenticated");
        expect(200, server.member(&ann, Method::GET, "/api/auth/me")).await;
        assert_eq!(refused(login("correct horse")).await, "401 unauthenticated");

        let third = Account::from(login("another horse").send().await.unwrap()).await;
        let list = expect(200, sessions()).await;
        let newest = list["sessions"].as_array().unwrap().iter().find(|one| one["current"] == false).unwrap();
        let path = format!("/api/auth/sessions/{}", newest["id"].as_str().unwrap());
        assert_eq!(server.member(&ann, Method::DELETE, &path).send().await.unwrap().status(), 204);
        assert_eq!(refused(server.member(&third, Method::GET, "/api/auth/me")).await, "401 unauthenticated");
        assert_eq!(refused(server.member(&ann, Method::DELETE, &path)).await, "404 not_found");
        let name = json!({"name": " Ann Lee "});
        let named = expect(200, server.member(&ann, Method::PATCH, "/api/auth/me").json(&name)).await;
        assert_eq!(named["member"]["name"], "Ann Lee");
        assert_eq!(expect(200, server.member(&ann, Method::GET, "/api/auth/me")).await, named);
    }

    async fn a_reset_link_works_once(server: Server) {
        let ann = server.sign_up("Ann").await;
        let path = format!("/api/admin/members/{}/reset", ann.body["member"]["id"].as_str().unwrap());
        let link = || server.member(&ann, Method::POST, &path);
        let token = |link: &Value| link["link"].as_str().unwrap().rsplit('#').next().unwrap().to_owned();
        let first = token(&expect(201, link()).await);
        let second = token(&expect(201, link()).await);
        let reset = |token: Value, password: &str| {
            let body = json!({"token": token, "password": password});
            server.request(Method::POST, "/api/auth/reset").json(&body)
        };
        for wrong in [json!(null), json!(""), json!(["x"]), json!([second]), json!("x"), json!(first)] {
            assert_eq!(refused(reset(wrong, "another horse")).await, "400 invalid_token");
        }
        assert_eq!(refused(reset(json!(second), "short")).await, "422 invalid_request");
        assert_eq!(reset(json!(second), "another horse").send().await.unwrap().status(), 204);
        assert_eq!(refused(reset(json!(second), "third horse")).await, "400 invalid_token", "used");
        assert_eq!(refused(server.member(&ann, Method::GET, "/api/auth/me")).await, "401 unauthenticated");
        let login = json!({"email": "ann@example.com", "password": "another horse"});
        expect(200, server.request(Method::POST, "/api/auth/login").json(&login)).await;
    }

    async fn somebody_works_in_several_organizations(server: Server) {
        let ann = server.sign_up("Ann").await;
        let other = server.sign_up("Other").await;
        let found = server.member(&ann, Method::POST, "/api/auth/organizations").json(&json!({"name": "Second"}));
        let second = Account::from(found.send().await.unwrap()).await;
        assert_eq!((&second.body["organization"]["name"], &second.body["member"]["role"]), (&json!("Second"), &json!("owner")));
        assert_eq!(refused(server.member(&ann, Method::GET, "/api/auth/me")).await, "401 unauthenticated", "that session ended");
        let places = expect(200, server.member(&second, Method::GET, "/api/auth/organizations")).await;
        let names: Vec<&str> = places["organizations"].as_array().unwrap().iter().map(|one| one["organization"]["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["Ann", "Second"]);
        let switch = |id: &Value| server.member(&second, Method::POST, "/api/auth/switch").json(&json!({"organization": id}));
        assert_eq!(refused(switch(&other.body["organization"]["id"])).await, "404 not_found", "not theirs");
        let back = Account::from(switch(&ann.body["organization"]["id"]).send().await.unwrap()).await;
        assert_eq!(back.body["organization"], ann.body["organization"]);
        let rename = server.member(&back, Method::PATCH, "/api/admin/organization").json(&json!({"name": "Ann & Co"}));
        assert_eq!(expect(200, rename).await["name"], "Ann & Co");
        let me = expect(200, server.member(&back, Method::GET, "/api/auth/me")).await;
        assert_eq!(me["organization"]["name"], "Ann & Co");
        let reset = format!("/api/admin/members/{}/reset", me["member"]["id"].as_str().unwrap());
        assert_eq!(refused(server.member(&back, Method::POST, &reset)).await, "403 forbidden", "in two organizations");
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
