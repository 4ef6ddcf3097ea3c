//! Create, list, change, try, choose, delete.

use reqwest::Method;
use serde_json::{Value, json};
use testkit::mcp::{McpServer, Mood, tool};

use crate::help::{Tenant, body, expect, refused, tenant};
use crate::on_both;
use crate::support::Server;

/// Adds a server named `Shop`; the answer of the API.
pub async fn add(server: &Server, tenant: &Tenant, url: &str) -> Value {
    let path = format!("/api/admin/agents/{}/mcp-servers", tenant.agent);
    let shop = json!({"name": "Shop", "url": url, "headers": {"Authorization": "Bearer secret"}});
    expect(201, server.member(&tenant.account, Method::POST, &path).json(&shop)).await
}

/// The path of something of a server that [`add`] added.
pub fn at(added: &Value, rest: &str) -> String {
    format!("/api/admin/mcp-servers/{}{rest}", added["id"].as_str().unwrap())
}

/// Asks the server for its tools.
pub async fn try_it(server: &Server, tenant: &Tenant, added: &Value) -> Value {
    expect(200, server.member(&tenant.account, Method::POST, &at(added, "/test"))).await
}

/// Chooses a tool as it is now; the answer of the API.
pub async fn choose(server: &Server, tenant: &Tenant, added: &Value, name: &str, policy: &str) -> Value {
    let trial = try_it(server, tenant, added).await;
    let tool = trial["tools"].as_array().unwrap().iter().find(|tool| tool["name"] == name).unwrap();
    let chosen = json!({"name": name, "pin": tool["pin"], "policy": policy});
    expect(201, server.member(&tenant.account, Method::POST, &at(added, "/tools")).json(&chosen)).await
}

on_both! {
    async fn a_server_is_added_tried_changed_and_deleted_with_its_tools(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let shop = McpServer::start(vec![tool("find", "Finds."), tool("a.b", "Odd.")]).await.unwrap();
        let added = add(&server, &acme, &shop.url).await;
        assert_eq!((&added["slug"], &added["headerNames"]), (&json!("shop"), &json!(["authorization"])));
        assert_eq!(shop.heads().len(), 0, "nobody was connected to");
        let member = |method: Method, path: &str| server.member(&acme.account, method, path);
        let path = at(&added, "");
        let read = expect(200, member(Method::GET, &path)).await;
        assert!(!read.to_string().contains("secret"), "{read}");

        let trial = try_it(&server, &acme, &added).await;
        assert_eq!((&trial["ok"], &trial["server"], &trial["protocol"]), (&json!(true), &json!("shop 1.0"), &json!("2025-11-25")));
        let names: Vec<&Value> = trial["tools"].as_array().unwrap().iter().map(|tool| &tool["modelName"]).collect();
        assert_eq!(names[0], "shop_find");
        assert!(names[1].as_str().unwrap().starts_with("shop_a_b_"), "{names:?}");
        assert!(shop.heads().iter().all(|head| head["authorization"] == "Bearer secret"));

        let chosen = choose(&server, &acme, &added, "find", "allowed").await;
        assert_eq!((&chosen["kind"], &chosen["name"], &chosen["mcp"]["state"]), (&json!("mcp"), &json!("shop_find"), &json!("pinned")));
        assert_eq!((&chosen["policy"], &chosen["description"]), (&json!("allowed"), &json!("Finds.")));
        let trial = try_it(&server, &acme, &added).await;
        assert_eq!(trial["tools"][0]["toolId"], chosen["id"]);
        let again = json!({"name": "find", "pin": chosen["mcp"]["pin"]});
        assert_eq!(refused(member(Method::POST, &at(&added, "/tools")).json(&again)).await, "409 conflict");
        let unseen = json!({"name": "a.b", "pin": chosen["mcp"]["pin"]});
        assert_eq!(refused(member(Method::POST, &at(&added, "/tools")).json(&unseen)).await, "409 conflict");
        let unknown = json!({"name": "rm", "pin": chosen["mcp"]["pin"]});
        assert_eq!(refused(member(Method::POST, &at(&added, "/tools")).json(&unknown)).await, "422 invalid_request");

        let renamed = json!({"name": "Store", "version": 1});
        let read = expect(200, member(Method::PATCH, &path).json(&renamed)).await;
        assert_eq!((&read["name"], &read["slug"], &read["version"]), (&json!("Store"), &json!("shop"), &json!(2)));
        assert_eq!(refused(member(Method::PATCH, &path).json(&renamed)).await, "409 conflict");
        let list = expect(200, member(Method::GET, &format!("/api/admin/agents/{}/mcp-servers", acme.agent))).await;
        assert_eq!(list["mcpServers"].as_array().unwrap().len(), 1);
        assert_eq!(member(Method::DELETE, &path).send().await.unwrap().status(), 204);
        assert_eq!(refused(member(Method::GET, &path)).await, "404 not_found");
        let tools = expect(200, member(Method::GET, &format!("/api/admin/agents/{}/tools", acme.agent))).await;
        assert_eq!(tools["tools"], json!([]));
    }

    async fn secrets_do_not_follow_an_address_that_somebody_changed(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let (shop, thief) = (McpServer::start(vec![]).await.unwrap(), McpServer::start(vec![]).await.unwrap());
        let added = add(&server, &acme, &shop.url).await;
        let change = |change: Value| server.member(&acme.account, Method::PATCH, &at(&added, "")).json(&change);
        for moved in [json!({"url": thief.url}), json!({"url": thief.url, "headers": {"Authorization": null}})] {
            let (status, problem) = body(change(moved)).await;
            assert_eq!((status, &problem["errors"][0]["path"]), (422, &json!("headers")));
        }
        expect(200, change(json!({"url": shop.url.replace("/mcp", "/other")}))).await;
        expect(200, change(json!({"url": shop.url, "headers": {"authorization": null, "X-Team": "7"}}))).await;
        try_it(&server, &acme, &added).await;
        assert_eq!(shop.heads()[0]["authorization"], "Bearer secret");
        assert_eq!(shop.heads()[0]["x-team"], "7");
        expect(200, change(json!({"url": thief.url, "headers": {"Authorization": "Bearer other"}}))).await;
        try_it(&server, &acme, &added).await;
        assert!(thief.heads().iter().all(|head| head["authorization"] == "Bearer other" && !head.contains_key("x-team")));
    }

    async fn every_broken_rule_is_named_and_no_private_address_is_taken(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let path = format!("/api/admin/agents/{}/mcp-servers", acme.agent);
        let create = |shop: Value| server.member(&acme.account, Method::POST, &path).json(&shop);
        let with = |field: &str, value: Value| {
            let mut shop = json!({"name": "Shop", "url": "http://127.0.0.1:9/mcp"});
            shop[field] = value;
            shop
        };
        for (shop, field) in [
            (with("name", json!(" ")), "name"),
            (with("url", json!("no address")), "url"),
            (with("headers", json!({"Host": "other"})), "headers"),
            (with("headers", json!({"X-Key": "a\r\nb"})), "headers"),
            (with("headers", json!({"X-Key": "a", "x-key": "b"})), "headers"),
            (with("headers", json!({"X-Key": null})), "headers"),
            (with("command", json!("rm")), "command"),
            (with("transport", json!("stdio")), "transport"),
        ] {
            let (status, problem) = body(create(shop.clone())).await;
            assert_eq!((status, &problem["errors"][0]["path"]), (422, &json!(field)), "{shop}");
        }
        // The server of these tests is permitted to reach 127.0.0.1 alone.
        for url in ["http://127.0.0.2/", "http://[::1]/", "http://169.254.169.254/", "http://10.0.0.1/", "file:///etc/passwd"] {
            let (status, problem) = body(create(with("url", json!(url)))).await;
            assert_eq!((status, &problem["code"]), (422, &json!("blocked_destination")), "{url}");
        }
        let added = add(&server, &acme, "http://127.0.0.1:9/mcp").await;
        let moved = json!({"url": "http://192.168.0.1/", "headers": {}});
        let moved = server.member(&acme.account, Method::PATCH, &at(&added, "")).json(&moved);
        assert_eq!(refused(moved).await, "422 blocked_destination");
        let (status, problem) = body(create(json!({"name": "SHOP", "url": "http://127.0.0.1:9/mcp"}))).await;
        assert_eq!((status, &problem["errors"][0]["path"]), (409, &json!("name")));
    }

    async fn a_server_that_fails_is_said_to_fail(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let shop = McpServer::start(vec![tool("find", "Finds.")]).await.unwrap();
        shop.misbehave("tools/list", Mood::Status(503));
        let added = add(&server, &acme, &shop.url).await;
        let trial = try_it(&server, &acme, &added).await;
        assert_eq!((&trial["ok"], &trial["error"]), (&json!(false), &json!("The tool answered with an error: status 503")));
        let chosen = server.member(&acme.account, Method::POST, &at(&added, "/tools")).json(&json!({"name": "find", "pin": "0"}));
        assert_eq!(refused(chosen).await, "502 upstream_error");
    }
}
