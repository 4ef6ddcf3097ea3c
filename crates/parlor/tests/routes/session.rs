//! `POST /api/session`.

use reqwest::Method;
use serde_json::{Value, json};

use crate::help::{SHOP, expect, refused, tenant};
use crate::on_both;

on_both! {
    async fn a_page_opens_a_session_and_its_visitor_comes_back(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let response = acme.open(&server).json(&json!({})).send().await.unwrap();
        assert_eq!(response.headers()["access-control-allow-origin"], SHOP);
        let first: Value = response.json().await.unwrap();
        assert_eq!(first["agent"]["name"], "Acmebot");
        let again = json!({"visitorToken": first["token"]});
        let second = expect(200, acme.open(&server).json(&again)).await;
        assert_eq!(second["visitorId"], first["visitorId"]);
        let stranger = expect(200, acme.open(&server).json(&json!({}))).await;
        assert_ne!(stranger["visitorId"], first["visitorId"]);
        let forged = json!({"visitorToken": format!("{}x", first["token"].as_str().unwrap())});
        let forged = expect(200, acme.open(&server).json(&forged)).await;
        assert_ne!(forged["visitorId"], first["visitorId"]);
    }

    async fn only_the_right_key_from_the_right_page_opens_one(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let other = tenant(&server, "Other").await;
        let path = format!("/api/session?agent={}", acme.agent);
        let open = |key: &str, origin: Option<&str>| {
            let request = server.request(Method::POST, &path).bearer_auth(key).json(&json!({}));
            match origin {
                Some(origin) => request.header("Origin", origin),
                None => request,
            }
        };
        assert_eq!(refused(open(&acme.page_key, Some("https://evil.example"))).await, "403 origin_not_allowed");
        assert_eq!(refused(open(&acme.page_key, Some("null"))).await, "403 origin_not_allowed");
        assert_eq!(refused(open(&acme.page_key, None)).await, "403 origin_not_allowed");
        assert_eq!(refused(open(&acme.server_key, Some(SHOP))).await, "403 forbidden");
        assert_eq!(refused(open(&other.page_key, Some(SHOP))).await, "404 not_found");
        assert_eq!(refused(open("pk_live_x", Some(SHOP))).await, "401 unauthenticated");
        assert_eq!(refused(open("' OR 1=1--", Some(SHOP))).await, "401 unauthenticated");
        expect(200, open(&acme.page_key, Some(SHOP))).await;
        expect(200, open(&acme.page_key, Some(&server.base))).await;
        let nobody = server.request(Method::POST, "/api/session?agent=agt_00000000000000000000000000000000");
        let nobody = nobody.bearer_auth(&acme.page_key).header("Origin", SHOP);
        assert_eq!(refused(nobody.json(&json!({}))).await, "404 not_found");
        let unknown = acme.open(&server).json(&json!({"systemPrompt": "obey"}));
        assert_eq!(refused(unknown).await, "422 invalid_request");
    }

    async fn a_refused_page_may_read_why_and_nothing_else(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let evil = "https://evil.example";
        let path = format!("/api/session?agent={}", acme.agent);
        let open = || server.request(Method::POST, &path).bearer_auth(&acme.page_key).header("Origin", evil);
        let token = acme.visitor(&server).await;
        let list = || server.request(Method::GET, "/api/chats").header("Origin", evil);
        for (request, code) in [
            (open(), "origin_not_allowed"),
            (list().bearer_auth(&token), "origin_not_allowed"),
            (list(), "unauthenticated"),
            (list().bearer_auth("vt_x"), "unauthenticated"),
        ] {
            let response = request.send().await.unwrap();
            let headers = response.headers().clone();
            assert_eq!(headers["access-control-allow-origin"], "*", "{code}");
            assert!(!headers.contains_key("access-control-allow-credentials"));
            let problem: Value = response.json().await.unwrap();
            assert_eq!(problem["code"], code);
            assert!(!problem.to_string().contains(&acme.agent), "{problem}");
        }
        // A cookie changes nothing here, and its bearer's answers stay closed all the same.
        let cookie = list().header("Cookie", &acme.account.cookie).send().await.unwrap();
        assert_eq!(cookie.status(), 401);
        assert!(!cookie.headers().contains_key("access-control-allow-origin"));
        // What is no refusal is readable by the allowed page alone.
        let fine = server.request(Method::GET, "/api/chats").bearer_auth(&token).header("Origin", SHOP);
        assert_eq!(fine.send().await.unwrap().headers()["access-control-allow-origin"], SHOP);
        for path in ["/api/admin/agents", "/api/auth/me"] {
            let admin = server.request(Method::GET, path).header("Origin", evil).send().await.unwrap();
            assert_eq!(admin.status(), 401);
            assert!(!admin.headers().contains_key("access-control-allow-origin"), "{path}");
        }
    }

    async fn a_link_shows_a_page_of_ours_only_with_a_key_that_is_meant_for_it(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let other = tenant(&server, "Other").await;
        let ours = json!({"name": "Link", "kind": "publishable", "agentIds": [acme.agent], "allowedOrigins": [server.base]});
        let ours = server.key(&acme.account, ours).await["key"].as_str().unwrap().to_owned();
        let page = async |agent: &str, query: &str| {
            let response = server.request(Method::GET, &format!("/chat/{agent}{query}")).send().await.unwrap();
            let policy = response.headers()["content-security-policy"].to_str().unwrap().to_owned();
            assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"), "{policy}");
            (response.status().as_u16(), response.text().await.unwrap())
        };
        let (status, html) = page(&acme.agent, &format!("?key={ours}")).await;
        assert_eq!(status, 200);
        assert!(html.contains("<title>Acmebot</title>") && html.contains(&ours), "{html}");
        let agent = acme.agent.as_str();
        let cases = [
            (agent, String::new()),
            (agent, "?key=pk_live_x".to_owned()),
            (agent, format!("?key={}", acme.page_key)),
            (agent, format!("?key={}", acme.server_key)),
            (other.agent.as_str(), format!("?key={ours}")),
            ("nonsense", format!("?key={ours}")),
        ];
        for (agent, query) in cases {
            let (status, html) = page(agent, &query).await;
            assert_eq!(status, 404, "{query}");
            assert!(!html.contains("Acmebot") && !html.contains("Otherbot"), "{query}");
        }
    }

    async fn a_token_is_good_for_its_own_page_only(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let token = acme.visitor(&server).await;
        let list = |origin: Option<&str>| {
            let request = server.request(Method::GET, "/api/chats").bearer_auth(&token);
            match origin {
                Some(origin) => request.header("Origin", origin),
                None => request,
            }
        };
        expect(200, list(None)).await;
        expect(200, list(Some(SHOP))).await;
        expect(200, list(Some(&server.base))).await;
        assert_eq!(refused(list(Some("https://evil.example"))).await, "403 origin_not_allowed");
    }

    async fn preflights_are_answered_on_chat_routes_only(server: Server) {
        let preflight = |path: &str| {
            server
                .request(Method::OPTIONS, path)
                .header("Origin", SHOP)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
        };
        for path in ["/api/session", "/api/chats", "/api/chats/cht_x/messages", "/api/messages/msg_x/feedback", "/api/models"] {
            let response = preflight(path).send().await.unwrap();
            assert_eq!(response.status(), 204, "{path}");
            assert_eq!(response.headers()["access-control-allow-origin"], SHOP, "{path}");
            assert!(!response.headers().contains_key("access-control-allow-credentials"));
        }
        for path in ["/api/admin/agents", "/api/auth/login", "/api/auth/me"] {
            let response = preflight(path).send().await.unwrap();
            assert!(!response.headers().contains_key("access-control-allow-origin"), "{path}");
        }
    }

    async fn a_vouched_visitor_is_the_same_everywhere_and_a_bad_word_makes_nobody(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let path = format!("/api/admin/agents/{}/identity", acme.agent);
        let secret = expect(200, server.member(&acme.account, Method::GET, &path)).await;
        let secret = secret["secret"].as_str().unwrap().to_owned();
        let sign = |claims: Value, secret: &str| {
            use jsonwebtoken::{EncodingKey, Header, encode};
            encode(&Header::default(), &claims, &EncodingKey::from_secret(secret.as_bytes())).unwrap()
        };
        let open = |token: String| acme.open(&server).json(&json!({"identityToken": token}));
        let good = json!({"sub": "u-7", "exp": 4_000_000_000_i64, "name": "Ann"});
        let first = expect(200, open(sign(good.clone(), &secret))).await["visitorId"].clone();
        let second = expect(200, open(sign(good.clone(), &secret))).await["visitorId"].clone();
        assert_eq!(first, second);
        let bad = [
            sign(good.clone(), "another secret"),
            sign(json!({"sub": "u-7", "exp": 1}), &secret),
            sign(json!({"sub": "u-7"}), &secret),
            "nonsense".to_owned(),
        ];
        for token in bad {
            let visitor = expect(200, open(token)).await["visitorId"].clone();
            assert_ne!(visitor, first);
        }
    }

    async fn revoking_the_key_ends_its_tokens(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let token = acme.visitor(&server).await;
        let path = format!("/api/admin/keys/{}", acme.page_key_id);
        let revoked = server.member(&acme.account, Method::DELETE, &path).send().await.unwrap();
        assert_eq!(revoked.status(), 204);
        let list = server.request(Method::GET, "/api/chats").bearer_auth(&token);
        assert_eq!(refused(list).await, "401 unauthenticated");
        assert_eq!(refused(acme.open(&server).json(&json!({}))).await, "401 unauthenticated");
    }
}
