//! Members and invitations: who comes in, what each role may do, and that an organization keeps an owner.

mod roles;

use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

use crate::help::{body, expect, refused};
use crate::on_both;
use crate::support::{Account, Server};

/// Somebody who was invited with this role and has joined.
pub async fn joined(server: &Server, by: &Account, name: &str, role: &str) -> Account {
    let email = format!("{}@example.com", name.to_lowercase());
    let invite = server.member(by, Method::POST, "/api/admin/invitations");
    let invitation = expect(201, invite.json(&json!({"email": email, "role": role}))).await;
    let accept = accept(server, &token(&invitation), "correct horse");
    Account::from(accept.send().await.unwrap()).await
}

/// The token in an invitation's link.
fn token(invitation: &Value) -> String {
    let link = invitation["link"].as_str().unwrap();
    assert!(link.contains("/invitation#"), "{link}");
    link.rsplit('#').next().unwrap().to_owned()
}

fn accept(server: &Server, token: &str, password: &str) -> RequestBuilder {
    let body = json!({"token": token, "password": password, "name": "Bob"});
    server.request(Method::POST, "/api/auth/invitation/accept").json(&body)
}

on_both! {
    async fn somebody_is_invited_joins_once_and_is_shown_out(server: Server) {
        let ann = server.sign_up("Ann").await;
        let invite = |role: &str| {
            let body = json!({"email": " Bob@Example.com ", "role": role});
            server.member(&ann, Method::POST, "/api/admin/invitations").json(&body)
        };
        let first = token(&expect(201, invite("viewer")).await);
        let invitation = expect(201, invite("member")).await;
        assert_eq!((&invitation["email"], &invitation["role"]), (&json!("bob@example.com"), &json!("member")));
        let list = || server.member(&ann, Method::GET, "/api/admin/invitations");
        assert_eq!(expect(200, list()).await["invitations"].as_array().unwrap().len(), 1);
        let look = |token: Value| server.request(Method::POST, "/api/auth/invitation").json(&json!({"token": token}));
        let seen = expect(200, look(json!(token(&invitation)))).await;
        assert_eq!(seen, json!({"organization": "Ann", "email": "bob@example.com", "role": "member", "hasAccount": false}));
        for wrong in [json!(null), json!(""), json!(["x"]), json!("x"), json!(first)] {
            assert_eq!(refused(look(wrong)).await, "400 invalid_token");
        }
        let (status, problem) = body(accept(&server, &token(&invitation), "short")).await;
        assert_eq!((status, &problem["errors"][0]["path"]), (422, &json!("password")));
        let joined = Account::from(accept(&server, &token(&invitation), "correct horse").send().await.unwrap()).await;
        assert_eq!(joined.body["member"]["role"], "member");
        assert_eq!(joined.body["organization"], ann.body["organization"]);
        assert_eq!(refused(accept(&server, &token(&invitation), "correct horse")).await, "400 invalid_token");
        assert_eq!(expect(200, list()).await["invitations"], json!([]));
        assert_eq!(refused(invite("member")).await, "409 conflict", "a member already");

        let id = joined.body["member"]["id"].as_str().unwrap().to_owned();
        let path = format!("/api/admin/members/{id}");
        let change = |fields: Value| server.member(&ann, Method::PATCH, &path).json(&fields);
        assert_eq!(expect(200, change(json!({"role": "admin"}))).await["role"], "admin");
        assert_eq!(refused(change(json!({}))).await, "422 invalid_request");
        assert_eq!(refused(change(json!({"role": "god"}))).await, "422 invalid_request");
        assert_eq!(expect(200, change(json!({"suspended": true}))).await["suspended"], true);
        assert_eq!(refused(server.member(&joined, Method::GET, "/api/auth/me")).await, "401 unauthenticated");
        assert_eq!(expect(200, change(json!({"suspended": false}))).await["suspended"], false);
        expect(200, server.member(&joined, Method::GET, "/api/auth/me")).await;
        let remove = server.member(&ann, Method::DELETE, &path).send().await.unwrap();
        assert_eq!(remove.status(), 204);
        assert_eq!(refused(server.member(&joined, Method::GET, "/api/auth/me")).await, "401 unauthenticated");

        let again = token(&expect(201, invite("viewer")).await);
        assert_eq!(expect(200, look(json!(again))).await["hasAccount"], true);
        assert_eq!(refused(accept(&server, &again, "not it at all")).await, "401 unauthenticated");
        assert_eq!(expect(201, accept(&server, &again, "correct horse")).await["member"]["role"], "viewer");
        let revoked = expect(201, server.member(&ann, Method::POST, "/api/admin/invitations").json(&json!({"email": "cyd@example.com", "role": "owner"}))).await;
        let path = format!("/api/admin/invitations/{}", revoked["id"].as_str().unwrap());
        assert_eq!(server.member(&ann, Method::DELETE, &path).send().await.unwrap().status(), 204);
        assert_eq!(refused(look(json!(token(&revoked)))).await, "400 invalid_token");
    }

    async fn an_organization_keeps_an_owner_and_admins_do_not_rise(server: Server) {
        let ann = server.sign_up("Ann").await;
        let bob = joined(&server, &ann, "Bob", "admin").await;
        let path_of = |account: &Account| format!("/api/admin/members/{}", account.body["member"]["id"].as_str().unwrap());
        let leave = server.member(&ann, Method::DELETE, &path_of(&ann));
        assert_eq!(refused(leave).await, "409 conflict", "the last owner");
        let as_bob = |method: Method, path: &str, fields: Value| server.member(&bob, method, path).json(&fields);
        assert_eq!(refused(as_bob(Method::PATCH, &path_of(&bob), json!({"role": "owner"}))).await, "403 forbidden");
        assert_eq!(refused(as_bob(Method::PATCH, &path_of(&ann), json!({"suspended": true}))).await, "403 forbidden");
        assert_eq!(refused(as_bob(Method::DELETE, &path_of(&ann), json!({}))).await, "403 forbidden");
        let invite = json!({"email": "eve@example.com", "role": "owner"});
        assert_eq!(refused(as_bob(Method::POST, "/api/admin/invitations", invite)).await, "403 forbidden");
        let reset = format!("{}/reset", path_of(&ann));
        assert_eq!(refused(as_bob(Method::POST, &reset, json!({}))).await, "403 forbidden");
        let promote = server.member(&ann, Method::PATCH, &path_of(&bob)).json(&json!({"role": "owner"}));
        expect(200, promote).await;
        let leave = server.member(&ann, Method::DELETE, &path_of(&ann)).send().await.unwrap();
        assert_eq!(leave.status(), 204, "there is another owner now");
    }
}
