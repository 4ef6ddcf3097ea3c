//! What concerns every route: no credential, other tenants' ids, limits. Routes come from the OpenAPI document, so a new one is
//! covered by existing.

use std::collections::BTreeMap;

use reqwest::multipart::{Form, Part};
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};
use testkit::site::Site;
use testkit::upstream::Script;

use crate::help::{SHOP, Tenant, chat, events, expect, message, of_agent, refused, tenant, until};
use crate::on_both;
use crate::support::Server;

const PUBLIC: [&str; 9] = [
    // Signed by the project instead.
    "POST /hooks/langfuse/{tenant}/{agent}",
    "POST /api/auth/invitation",
    "POST /api/auth/invitation/accept",
    "POST /api/auth/login",
    "POST /api/auth/reset",
    "POST /api/auth/signup",
    "GET /health",
    "GET /livez",
    "GET /readyz",
];

/// Operations whose body names an agent.
const IN_BODY: [(&str, &str); 2] = [("POST", "/api/admin/keys"), ("POST", "/v1/chat/completions")];

/// Every documented operation: method, path template, whether it takes JSON.
pub async fn operations(server: &Server) -> Vec<(Method, String, Value)> {
    let document = expect(200, server.request(Method::GET, "/api/openapi.json")).await;
    let mut operations = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            operations.push((method.to_uppercase().parse().unwrap(), path.clone(), operation.clone()));
        }
    }
    assert!(operations.len() > 35, "{}", operations.len());
    operations
}

/// Everything of a tenant that has an id, by the noun in the path.
pub async fn ids(server: &Server, tenant: &Tenant) -> BTreeMap<&'static str, String> {
    let token = tenant.visitor(server).await;
    let chat = chat(server, &token).await;
    server.upstream.otherwise(Script::answer("Hi."));
    let raw = message(server, &token, &chat, "Hello").send().await.unwrap().text().await.unwrap();
    let answer = events(&raw)[0].1["messageId"].as_str().unwrap().to_owned();
    let path = format!("/api/admin/agents/{}/documents", tenant.agent);
    let talk = server.member(&tenant.account, Method::GET, &format!("/api/admin/conversations/{chat}"));
    let visitor = expect(200, talk).await["visitor"]["id"].as_str().unwrap().to_owned();
    let form = Form::new().part("file", Part::text("Secret recipe").file_name("recipe.txt"));
    let document = expect(202, server.member(&tenant.account, Method::POST, &path).multipart(form)).await;
    let document = document["id"].as_str().unwrap().to_owned();
    let path = format!("/api/admin/agents/{}/tools", tenant.agent);
    let tool = server.member(&tenant.account, Method::POST, &path).json(&json!({"builtIn": "calculate"}));
    let tool = expect(201, tool).await["id"].as_str().unwrap().to_owned();
    let path = format!("/api/admin/agents/{}/mcp-servers", tenant.agent);
    let shop = json!({"name": "Shop", "url": "http://127.0.0.1:9/mcp", "headers": {"Authorization": "Bearer theirs"}});
    let shop = expect(201, server.member(&tenant.account, Method::POST, &path).json(&shop)).await;
    let shop = shop["id"].as_str().unwrap().to_owned();
    let path = format!("/api/admin/agents/{}/langfuse", tenant.agent);
    let project =
        json!({"host": "http://127.0.0.1:9", "publicKey": "pk-lf-theirs", "secretKey": "sk-lf-theirs"});
    expect(200, server.member(&tenant.account, Method::PUT, &path).json(&project)).await;
    let path = format!("/api/admin/documents/{document}");
    until(|| server.member(&tenant.account, Method::GET, &path), |d| d["status"] == "ready").await;
    let path = format!("/api/admin/conversations/{chat}/notes");
    let note = server.member(&tenant.account, Method::POST, &path).json(&json!({"text": "Call back"}));
    let note = expect(201, note).await["id"].as_str().unwrap().to_owned();
    let invite = json!({"email": "new@example.com", "role": "viewer"});
    let invitation = server.member(&tenant.account, Method::POST, "/api/admin/invitations").json(&invite);
    let invitation = expect(201, invitation).await["id"].as_str().unwrap().to_owned();
    let sessions = expect(200, server.member(&tenant.account, Method::GET, "/api/auth/sessions")).await;
    let session = sessions["sessions"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/api/admin/agents/{}/sources", tenant.agent);
    let site = Site::start().await.unwrap();
    site.page("/", "<title>Secret</title><p>Secret page");
    let source = server.member(&tenant.account, Method::POST, &path).json(&json!({"url": site.url("/")}));
    let source = expect(202, source).await["id"].as_str().unwrap().to_owned();
    let path = format!("/api/admin/sources/{source}");
    let is_idle = |source: &Value| source["status"] == "idle" && source["pages"]["ready"] == 1;
    until(|| server.member(&tenant.account, Method::GET, &path), is_idle).await;
    let path = format!("{path}/snapshots");
    let snapshots = expect(200, server.member(&tenant.account, Method::GET, &path)).await;
    let snapshot = snapshots["snapshots"][0]["id"].as_str().unwrap().to_owned();
    let suite = crate::eval::suite(server, tenant, "golden").await["id"].as_str().unwrap().to_owned();
    let path = format!("/api/admin/evals/suites/{suite}/cases");
    let cases = expect(200, server.member(&tenant.account, Method::GET, &path)).await;
    let ran = crate::eval::ran(server, tenant, json!({})).await;
    let alert = crate::alert::raised(server, tenant).await;
    BTreeMap::from([
        ("alerts", alert),
        ("cases", cases["cases"][0]["id"].as_str().unwrap().to_owned()),
        ("results", ran["results"][0]["id"].as_str().unwrap().to_owned()),
        ("runs", ran["run"]["id"].as_str().unwrap().to_owned()),
        ("suites", suite),
        ("agents", tenant.agent.clone()),
        ("chats", chat.clone()),
        ("conversations", chat),
        ("documents", document),
        ("mcp-servers", shop),
        ("keys", tenant.page_key_id.clone()),
        ("invitations", invitation),
        ("members", tenant.account.body["member"]["id"].as_str().unwrap().to_owned()),
        ("messages", answer),
        ("notes", note),
        ("snapshots", snapshot),
        ("sources", source),
        ("tools", tool),
        ("visitors", visitor),
        ("sessions", session),
    ])
}

/// Everything of a tenant that its members can see.
pub async fn snapshot(server: &Server, tenant: &Tenant, ids: &BTreeMap<&str, String>) -> Vec<Value> {
    let mut all = Vec::new();
    for path in [
        "/api/admin/organization".to_owned(),
        "/api/admin/members".to_owned(),
        "/api/admin/invitations".to_owned(),
        "/api/auth/sessions".to_owned(),
        "/api/admin/agents".to_owned(),
        "/api/admin/conversations".to_owned(),
        "/api/admin/alerts".to_owned(),
        format!("/api/admin/agents/{}/versions", ids["agents"]),
        format!("/api/admin/agents/{}/documents", ids["agents"]),
        format!("/api/admin/agents/{}/tools", ids["agents"]),
        format!("/api/admin/agents/{}/sources", ids["agents"]),
        format!("/api/admin/sources/{}/pages", ids["sources"]),
        format!("/api/admin/snapshots/{}", ids["snapshots"]),
        format!("/api/admin/agents/{}/mcp-servers", ids["agents"]),
        format!("/api/admin/agents/{}/langfuse", ids["agents"]),
        format!("/api/admin/agents/{}/evals/suites", ids["agents"]),
        format!("/api/admin/agents/{}/evals/runs", ids["agents"]),
        format!("/api/admin/agents/{}/gate", ids["agents"]),
        format!("/api/admin/evals/suites/{}/cases", ids["suites"]),
        format!("/api/admin/documents/{}/chunks", ids["documents"]),
        format!("/api/admin/conversations/{}", ids["conversations"]),
        format!("/api/admin/conversations/{}/cases", ids["conversations"]),
    ] {
        all.push(expect(200, server.member(&tenant.account, Method::GET, &path)).await);
    }
    let mut keys = expect(200, server.member(&tenant.account, Method::GET, "/api/admin/keys")).await;
    for key in keys["keys"].as_array_mut().unwrap() {
        key["lastUsedAt"] = Value::Null;
    }
    all.push(keys);
    all
}

/// A body that satisfies the operation, with the other tenant's ids wherever it takes ids.
pub fn with_body(
    request: RequestBuilder,
    method: &Method,
    path: &str,
    ids: &BTreeMap<&str, String>,
) -> RequestBuilder {
    match (method.as_str(), path) {
        ("POST", "/api/chats/{id}/messages") => request.json(&json!({"content": "Hello"})),
        ("PATCH", "/api/chats/{id}") => request.json(&json!({"title": "Taken"})),
        ("PUT", "/api/messages/{id}/feedback") => request.json(&json!({"rating": "up"})),
        ("PUT", "/api/admin/conversations/{id}/labels") => request.json(&json!({"labels": ["taken"]})),
        ("POST", "/api/admin/conversations/{id}/notes") => request.json(&json!({"text": "Taken"})),
        ("POST", "/api/admin/agents/{id}/retrieve") => request.json(&json!({"query": "recipe"})),
        ("POST", "/api/admin/agents/{id}/rollback") => request.json(&json!({"version": 1})),
        ("POST", "/api/admin/agents/{id}/tools") => request.json(&json!({"builtIn": "current_time"})),
        ("POST", "/api/admin/agents/{id}/evals/suites") => request.json(&json!({"name": "Taken"})),
        ("POST", "/api/admin/agents/{id}/evals/import") => {
            request.json(&json!({"filename": "x.csv", "text": "id,input,facts\na,b,c\n"}))
        }
        ("PATCH", "/api/admin/evals/suites/{id}") => request.json(&json!({"threshold": 0.5})),
        ("POST", "/api/admin/evals/suites/{id}/cases") => {
            request.json(&json!({"name": "taken", "input": "x", "expect": {"facts": ["y"]}}))
        }
        ("POST", "/api/admin/evals/suites/{id}/cases/batch") => {
            let case = json!({"name": "taken too", "input": "x", "expect": {"facts": ["y"]}});
            request.json(&json!({"cases": [{"case": case, "conversationId": ids["conversations"]}]}))
        }
        ("POST", "/api/admin/evals/suites/{id}/cases/from-message") => {
            request.json(&json!({"conversationId": ids["conversations"], "messageId": ids["messages"]}))
        }
        ("PUT", "/api/admin/evals/results/{id}/labels") => request.json(&json!({"place": 0, "passes": true})),
        ("PUT", "/api/admin/evals/cases/{id}") => {
            request.json(&json!({"name": "price", "input": "x", "expect": {"facts": ["y"]}}))
        }
        ("PUT", "/api/admin/agents/{id}/gate") => request.json(&json!({"suites": [], "noRegression": true})),
        ("POST", "/api/admin/agents/{id}/gate/override") => request.json(&json!({"reason": "Taken"})),
        ("PATCH", "/api/admin/tools/{id}") => request.json(&json!({"enabled": false})),
        ("PATCH", "/api/admin/members/{id}") => request.json(&json!({"suspended": true})),
        ("POST", "/api/admin/agents/{id}/sources") => {
            request.json(&json!({"url": "http://127.0.0.1:9/", "kind": "page"}))
        }
        ("PATCH", "/api/admin/sources/{id}") => request.json(&json!({"maxPages": 1})),
        ("POST", "/api/admin/tools/{id}/approve") => request.json(&json!({"pin": "00"})),
        ("POST", "/api/admin/agents/{id}/mcp-servers") => {
            request.json(&json!({"name": "Taken", "url": "http://127.0.0.1:9/"}))
        }
        ("PUT", "/api/admin/agents/{id}/langfuse") => request.json(
            &json!({"host": "http://127.0.0.1:9", "publicKey": "pk-lf-taken", "secretKey": "sk-lf-taken"}),
        ),
        ("POST", "/api/admin/agents/{id}/langfuse/pull") => request.json(&json!({"dataset": "theirs"})),
        ("PATCH", "/api/admin/mcp-servers/{id}") => request.json(&json!({"name": "Taken"})),
        ("POST", "/api/admin/mcp-servers/{id}/tools") => request.json(&json!({"name": "find", "pin": "00"})),
        ("PATCH", "/api/admin/agents/{id}") => request.json(&json!({"name": "Taken"})),
        ("POST", "/v1/chat/completions") => {
            request.json(&json!({"model": ids["agents"], "messages": [{"role": "user", "content": "Hello"}]}))
        }
        ("POST", "/api/admin/keys") => {
            request.json(&json!({"name": "X", "kind": "publishable", "agentIds": [ids["agents"]]}))
        }
        ("POST", "/api/admin/agents/{id}/documents") => {
            request.multipart(Form::new().part("file", Part::text("Taken").file_name("x.txt")))
        }
        ("POST", "/api/admin/agents") => request.json(&json!({"name": "New", "systemPrompt": "Help."})),
        ("POST", "/api/admin/invitations") => {
            request.json(&json!({"email": "another@example.com", "role": "viewer"}))
        }
        ("PATCH", "/api/admin/organization") => request.json(&json!({"name": "Taken"})),
        ("POST", _) => request.json(&json!({})),
        _ => request,
    }
}

on_both! {
    async fn another_tenant_s_ids_are_nothing_on_every_route(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let other = tenant(&server, "Other").await;
        let theirs = ids(&server, &acme).await;
        let before = snapshot(&server, &acme, &theirs).await;
        let visitor = other.visitor(&server).await;
        let mut tried = 0;
        for (method, template, operation) in operations(&server).await {
            let takes_agent = operation["parameters"]
                .as_array()
                .is_some_and(|all| all.iter().any(|p| p["name"] == "agent" && p["in"] == "query"));
            let in_body = IN_BODY.contains(&(method.as_str(), template.as_str()));
            if !template.contains("{id}") && !takes_agent && !in_body {
                continue;
            }
            let noun = theirs.keys().find(|noun| template.contains(&format!("/{noun}/{{id}}")));
            let path = noun.map_or(template.clone(), |noun| template.replace("{id}", &theirs[noun]));
            assert!(!path.contains("{id}"), "{template} has an id of a new kind: add it to `ids`");
            let at = |path: &str| with_body(server.request(method.clone(), path), &method, &template, &theirs);
            let theirs_named = of_agent(&path, &theirs["agents"]);
            let by_key = |path: &str| at(path).bearer_auth(&other.server_key);
            let acting = |path: &str| by_key(path).header("X-Parlor-Visitor", "eve");
            let as_member = |path: &str| {
                at(path).header("Cookie", &other.account.cookie).header("X-CSRF-Token", &other.account.csrf)
            };
            let attempts = if template == "/api/session" {
                let page = at(&theirs_named).bearer_auth(&other.page_key).header("Origin", SHOP);
                vec![("page", page)]
            } else if template.starts_with("/v1") {
                vec![("server key", acting(&path))]
            } else if template.starts_with("/api/auth/") {
                vec![("member", as_member(&path))]
            } else if template.starts_with("/api/admin") {
                let path = if takes_agent { &theirs_named } else { &path };
                vec![("member", as_member(path)), ("server key", by_key(path))]
            } else {
                let mut all = vec![("server key for their agent", acting(&theirs_named))];
                if noun.is_some() {
                    all.push(("visitor", at(&path).bearer_auth(&visitor)));
                    all.push(("server key for its own agent", acting(&of_agent(&path, &other.agent))));
                }
                all
            };
            for (who, request) in attempts {
                let answer = refused(request).await;
                // Some routes are for members only, whatever the id.
                let members_only = who == "server key" && answer == "403 forbidden";
                assert!(answer == "404 not_found" || members_only, "{method} {template} as {who}: {answer}");
                tried += 1;
            }
        }
        assert!(tried > 50, "{tried}");
        assert_eq!(snapshot(&server, &acme, &theirs).await, before, "nothing of theirs has changed");
    }

    async fn nobody_gets_in_without_a_credential(server: Server) {
        for (method, template, _) in operations(&server).await {
            let name = format!("{method} {template}");
            if PUBLIC.contains(&name.as_str()) {
                continue;
            }
            let path = template.replace("{id}", "agt_0198c0de000070008000000000000001");
            let call = || server.request(method.clone(), &path);
            assert_eq!(refused(call()).await, "401 unauthenticated", "{name}");
            for wrong in ["' OR 1=1--", "sk_live_000000000000000000000000000000000000", "vt_AAAA", "Bearer"] {
                assert_eq!(refused(call().bearer_auth(wrong)).await, "401 unauthenticated", "{name}");
            }
            let endless = futures::stream::repeat_with(|| Ok::<Vec<u8>, std::io::Error>(vec![b' '; 64 * 1024]));
            let huge = futures::StreamExt::take(endless, 1_600);
            if let Ok(response) = call().body(reqwest::Body::wrap_stream(huge)).send().await {
                assert!(matches!(response.status().as_u16(), 401 | 413), "{name}: {}", response.status());
            }
        }
        let unknown = server.request(Method::GET, "/api/nothing");
        assert_eq!(refused(unknown).await, "404 not_found");
        let method = server.request(Method::PUT, "/api/chats");
        assert_eq!(refused(method).await, "405 method_not_allowed");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn limits_hold_whatever_a_caller_changes() {
    use crate::support::{Backend, Server};
    let server = Server::with(
        Backend::Sqlite,
        &[("PARLOR_REQUESTS_PER_MINUTE_PER_KEY", "60"), ("PARLOR_REQUESTS_PER_MINUTE_PER_ADDRESS", "300")],
    )
    .await;
    let acme = tenant(&server, "Acme").await;
    let mut served = 0;
    let mut limited = None;
    for attempt in 0..200 {
        let forged = format!("10.{}.{}.9", attempt / 250, attempt % 250);
        let response =
            acme.open(&server).header("X-Forwarded-For", forged).json(&json!({})).send().await.unwrap();
        match response.status().as_u16() {
            200 => served += 1,
            429 => limited = Some(response),
            other => panic!("{other}"),
        }
    }
    assert!((55..=70).contains(&served), "{served}");
    let limited = limited.unwrap();
    assert!(
        limited.headers().contains_key("retry-after") && limited.headers().contains_key("ratelimit-limit")
    );
    let mut refusals = 0;
    for attempt in 0..300 {
        let request = server.request(Method::GET, "/api/chats").bearer_auth(format!("vt_{attempt}"));
        let forged = request.header("X-Forwarded-For", format!("203.0.113.{}", attempt % 250));
        refusals += u32::from(forged.send().await.unwrap().status() == 429);
    }
    assert!(refusals > 100, "{refusals}");
}
