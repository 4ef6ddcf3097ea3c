//! API keys: made, shown once, listed, revoked; what they may do.

use reqwest::Method;
use serde_json::json;

use crate::help::{body, expect, of_agent, refused, tenant};
use crate::on_both;

on_both! {
    async fn a_key_is_shown_once_and_refused_after_revocation(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let list = expect(200, server.member(&acme.account, Method::GET, "/api/admin/keys")).await;
        assert_eq!(list["keys"].as_array().unwrap().len(), 2);
        assert!(!list.to_string().contains(&acme.server_key[12..]));
        let agents = || server.request(Method::GET, "/api/admin/agents").bearer_auth(&acme.server_key);
        expect(200, agents()).await;
        let id = list["keys"][0]["id"].as_str().unwrap();
        let path = format!("/api/admin/keys/{id}");
        assert_eq!(server.member(&acme.account, Method::DELETE, &path).send().await.unwrap().status(), 204);
        assert_eq!(refused(agents()).await, "401 unauthenticated");
        let list = expect(200, server.member(&acme.account, Method::GET, "/api/admin/keys")).await;
        assert!(list["keys"][0]["revokedAt"].is_string());
    }

    async fn a_key_does_what_its_scopes_and_agents_say(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let second = server.agent(&acme.account, "Second").await["id"].as_str().unwrap().to_owned();
        let bound = json!({"name": "Bound", "kind": "secret", "scopes": ["agents:read"], "agentIds": [acme.agent]});
        let bound = server.key(&acme.account, bound).await["key"].as_str().unwrap().to_owned();
        let with = |method: Method, path: &str| server.request(method, path).bearer_auth(&bound);
        expect(200, with(Method::GET, &format!("/api/admin/agents/{}", acme.agent))).await;
        let list = expect(200, with(Method::GET, "/api/admin/agents")).await;
        assert_eq!(list["agents"].as_array().unwrap().len(), 1);
        assert_eq!(refused(with(Method::GET, &format!("/api/admin/agents/{second}"))).await, "403 forbidden");
        let create = json!({"name": "X", "systemPrompt": "x"});
        assert_eq!(refused(with(Method::POST, "/api/admin/agents").json(&create)).await, "403 forbidden");
        assert_eq!(refused(with(Method::GET, "/api/admin/conversations")).await, "403 forbidden");
        assert_eq!(refused(with(Method::GET, "/api/admin/keys")).await, "403 forbidden");
        let chat = with(Method::GET, &of_agent("/api/chats", &acme.agent)).header("X-Parlor-Visitor", "ann");
        assert_eq!(refused(chat).await, "403 forbidden");
        let page = server.request(Method::GET, "/api/admin/agents").bearer_auth(&acme.page_key);
        assert_eq!(refused(page).await, "403 forbidden");
        let visitor = acme.visitor(&server).await;
        let visitor = server.request(Method::GET, "/api/admin/agents").bearer_auth(&visitor);
        assert_eq!(refused(visitor).await, "403 forbidden");
    }

    async fn bad_keys_are_not_made(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let other = tenant(&server, "Other").await;
        let create = |fields| server.member(&acme.account, Method::POST, "/api/admin/keys").json(&fields);
        let (status, problem) =
            body(create(json!({"name": "", "kind": "publishable", "allowedOrigins": ["*"], "scopes": ["chat"]}))).await;
        assert_eq!((status, problem["errors"].as_array().unwrap().len()), (422, 3), "{problem}");
        let foreign = create(json!({"name": "X", "kind": "publishable", "agentIds": [other.agent]}));
        assert_eq!(refused(foreign).await, "404 not_found");
    }
}
