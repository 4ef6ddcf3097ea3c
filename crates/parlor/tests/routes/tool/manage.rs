//! Create, list, change, try, delete.

use reqwest::Method;
use serde_json::{Value, json};

use super::receiver::Receiver;
use crate::help::{Tenant, body, expect, refused, tenant};
use crate::on_both;
use crate::support::Server;

/// Adds a tool; the answer of the API.
pub async fn add(server: &Server, tenant: &Tenant, tool: Value) -> Value {
    let path = format!("/api/admin/agents/{}/tools", tenant.agent);
    expect(201, server.member(&tenant.account, Method::POST, &path).json(&tool)).await
}

/// What a webhook named `get_order` is created with.
pub fn order_tool(url: &str) -> Value {
    json!({
        "name": "get_order", "description": "Looks up an order by its number.", "url": url,
        "parameters": {"type": "object", "properties": {"id": {"type": "string"}}, "required": ["id"], "additionalProperties": false}
    })
}

on_both! {
    async fn a_webhook_is_made_changed_tried_and_deleted(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let receiver = Receiver::start().await;
        let made = add(&server, &acme, order_tool(&receiver.url)).await;
        let secret = made["secret"].as_str().unwrap().to_owned();
        assert!(secret.starts_with("whsec_"), "{secret}");
        assert_eq!((&made["kind"], &made["policy"], &made["method"]), (&json!("webhook"), &json!("allowed"), &json!("POST")));
        let member = |method: Method, path: &str| server.member(&acme.account, method, path);
        let path = format!("/api/admin/tools/{}", made["id"].as_str().unwrap());
        let tool = expect(200, member(Method::GET, &path)).await;
        assert!(!tool.to_string().contains("whsec_"), "shown once: {tool}");

        let tried = expect(200, member(Method::POST, &format!("{path}/test")).json(&json!({"arguments": {"id": "A7"}}))).await;
        assert_eq!((&tried["ok"], &tried["response"]["status"]), (&json!(true), &json!(200)));
        assert_eq!(tried["response"]["body"], r#"{"ok":true}"#);
        let sent: Value = serde_json::from_str(tried["request"]["body"].as_str().unwrap()).unwrap();
        assert_eq!((&sent["data"]["tool"], &sent["data"]["arguments"]), (&json!("get_order"), &json!({"id": "A7"})));
        assert!(receiver.received()[0].is_signed_with(&secret));
        let wrong = member(Method::POST, &format!("{path}/test")).json(&json!({"arguments": {"id": 7}}));
        assert_eq!(refused(wrong).await, "422 invalid_request");
        receiver.plan(404, "no such order");
        let tried = expect(200, member(Method::POST, &format!("{path}/test")).json(&json!({"arguments": {"id": "B"}}))).await;
        assert_eq!((&tried["ok"], &tried["response"]["body"]), (&json!(false), &json!("no such order")));

        let change = json!({"policy": "ask_visitor", "enabled": false, "method": "GET", "version": 1});
        let tool = expect(200, member(Method::PATCH, &path).json(&change)).await;
        assert_eq!((&tool["policy"], &tool["enabled"], &tool["version"]), (&json!("ask_visitor"), &json!(false), &json!(2)));
        assert_eq!(refused(member(Method::PATCH, &path).json(&change)).await, "409 conflict");
        expect(200, member(Method::POST, &format!("{path}/test")).json(&json!({"arguments": {"id": "A 7"}}))).await;
        let last = receiver.received().pop().unwrap();
        assert_eq!((last.method.as_str(), last.uri.query()), ("GET", Some("id=A+7")));
        assert!(last.is_signed_with(&secret));

        let list = expect(200, member(Method::GET, &format!("/api/admin/agents/{}/tools", acme.agent))).await;
        assert_eq!(list["tools"].as_array().unwrap().len(), 1);
        let twice = member(Method::POST, &format!("/api/admin/agents/{}/tools", acme.agent)).json(&order_tool(&receiver.url));
        assert_eq!(refused(twice).await, "409 conflict");
        assert_eq!(member(Method::DELETE, &path).send().await.unwrap().status(), 204);
        assert_eq!(refused(member(Method::GET, &path)).await, "404 not_found");
    }

    async fn every_broken_rule_is_named_and_no_private_address_is_taken(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let path = format!("/api/admin/agents/{}/tools", acme.agent);
        let create = |tool: Value| server.member(&acme.account, Method::POST, &path).json(&tool);
        let with = |field: &str, value: Value| {
            let mut tool = order_tool("http://127.0.0.1:9/hook");
            tool[field] = value;
            tool
        };
        for (tool, field) in [
            (with("name", json!("get order")), "name"),
            (with("description", json!("")), "description"),
            (with("parameters", json!({"type": "string"})), "parameters"),
            (with("secret", json!("hunter2")), "secret"),
            (with("url", json!("no address")), "url"),
            (with("command", json!("rm")), "command"),
            (json!({"builtIn": "calculate", "url": "http://127.0.0.1:9/"}), "url"),
            (json!({"name": "x", "description": "y"}), "url"),
        ] {
            let (status, problem) = body(create(tool.clone())).await;
            assert_eq!((status, &problem["errors"][0]["path"]), (422, &json!(field)), "{tool}");
        }
        // The server of these tests is permitted to reach 127.0.0.1 alone.
        for url in [
            "http://127.0.0.2/", "http://2130706434/", "http://[::1]/", "http://169.254.169.254/latest/meta-data", "http://10.0.0.1/",
            "file:///etc/passwd", "http://user:pass@8.8.8.8/",
        ] {
            let (status, problem) = body(create(with("url", json!(url)))).await;
            assert_eq!((status, &problem["code"]), (422, &json!("blocked_destination")), "{url}");
            assert_eq!(problem["errors"][0]["path"], "url");
        }
        let made = add(&server, &acme, order_tool("http://127.0.0.1:9/hook")).await;
        let path = format!("/api/admin/tools/{}", made["id"].as_str().unwrap());
        let moved = server.member(&acme.account, Method::PATCH, &path).json(&json!({"url": "http://192.168.0.1/"}));
        assert_eq!(refused(moved).await, "422 blocked_destination");
    }

    async fn built_in_tools_are_tried_like_others(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let made = add(&server, &acme, json!({"builtIn": "calculate"})).await;
        assert_eq!((&made["name"], &made["kind"], &made["secret"]), (&json!("calculate"), &json!("built_in"), &Value::Null));
        let path = format!("/api/admin/tools/{}/test", made["id"].as_str().unwrap());
        let arguments = json!({"arguments": {"expression": "0.1 + 0.2"}});
        let tried = expect(200, server.member(&acme.account, Method::POST, &path).json(&arguments)).await;
        assert_eq!((&tried["ok"], &tried["output"]), (&json!(true), &json!({"result": "0.3"})));
    }
}
