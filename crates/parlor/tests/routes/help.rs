//! What several tests of this binary do: read problems and streams, open visitor sessions.

use std::time::Duration;

use reqwest::{Method, RequestBuilder, Response};
use serde_json::{Value, json};

use crate::support::{Account, Server};

/// The body, whatever the status.
pub async fn body(request: RequestBuilder) -> (u16, Value) {
    let response = request.send().await.unwrap();
    let status = response.status().as_u16();
    let text = response.text().await.unwrap();
    (status, serde_json::from_str(&text).unwrap_or(Value::String(text)))
}

/// The body of a request that must succeed with this status.
pub async fn expect(status: u16, request: RequestBuilder) -> Value {
    let (got, body) = body(request).await;
    assert_eq!(got, status, "{body}");
    body
}

/// `status code` of a request that must be refused, after checking the problem document's shape.
pub async fn refused(request: RequestBuilder) -> String {
    let response = request.send().await.unwrap();
    problem(response).await
}

/// As [`refused`], of an answer that is there already. Below `/v1` errors have the shape of OpenAI's API.
pub async fn problem(response: Response) -> String {
    let status = response.status().as_u16();
    if response.url().path().starts_with("/v1/") {
        let error: Value = response.json().await.unwrap();
        let error = &error["error"];
        assert!(error["message"].is_string() && error["type"].is_string(), "{error}");
        return format!("{status} {}", error["code"].as_str().unwrap());
    }
    let kind = response.headers()["content-type"].to_str().unwrap().to_owned();
    let id = response.headers()["x-request-id"].to_str().unwrap().to_owned();
    let text = response.text().await.unwrap();
    assert_eq!(kind, "application/problem+json", "{status} {text}");
    let problem: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(problem["status"], status, "{text}");
    assert_eq!(problem["requestId"], id.as_str(), "{text}");
    format!("{status} {}", problem["code"].as_str().unwrap())
}

/// A tenant with an agent, a publishable and a secret key.
pub struct Tenant {
    pub account: Account,
    pub agent: String,
    pub page_key: String,
    pub page_key_id: String,
    pub server_key: String,
}

/// Everything a secret key can be allowed.
pub const ALL_SCOPES: [&str; 7] = [
    "chat",
    "agents:read",
    "agents:write",
    "documents:read",
    "documents:write",
    "conversations:read",
    "conversations:write",
];

/// Signs an organization up with everything it needs.
pub async fn tenant(server: &Server, name: &str) -> Tenant {
    let account = server.sign_up(name).await;
    let agent = server.agent(&account, &format!("{name}bot")).await["id"].as_str().unwrap().to_owned();
    let page = json!({"name": "Web", "kind": "publishable", "agentIds": [agent], "allowedOrigins": [SHOP]});
    let page = server.key(&account, page).await;
    let secret = json!({"name": "Server", "kind": "secret", "scopes": ALL_SCOPES});
    let secret = server.key(&account, secret).await;
    Tenant {
        account,
        agent,
        page_key: page["key"].as_str().unwrap().to_owned(),
        page_key_id: page["id"].as_str().unwrap().to_owned(),
        server_key: secret["key"].as_str().unwrap().to_owned(),
    }
}

/// The origin of the tenants' page.
pub const SHOP: &str = "https://shop.example";

impl Tenant {
    /// A session request from the tenant's page.
    pub fn open(&self, server: &Server) -> RequestBuilder {
        let path = format!("/api/session?agent={}", self.agent);
        server.request(Method::POST, &path).bearer_auth(&self.page_key).header("Origin", SHOP)
    }

    /// A new visitor's token.
    pub async fn visitor(&self, server: &Server) -> String {
        let session = expect(200, self.open(server).json(&json!({}))).await;
        session["token"].as_str().unwrap().to_owned()
    }

    /// A request of the tenant's server for a visitor.
    pub fn for_visitor(&self, server: &Server, visitor: &str, method: Method, path: &str) -> RequestBuilder {
        let request = server.request(method, &of_agent(path, &self.agent)).bearer_auth(&self.server_key);
        request.header("X-Parlor-Visitor", visitor)
    }
}

/// The path with `?agent=`.
pub fn of_agent(path: &str, agent: &str) -> String {
    format!("{path}?agent={agent}")
}

/// A new chat of a visitor.
pub async fn chat(server: &Server, token: &str) -> String {
    let chat =
        expect(201, server.request(Method::POST, "/api/chats").bearer_auth(token).json(&json!({}))).await;
    chat["id"].as_str().unwrap().to_owned()
}

/// A message of a visitor.
pub fn message(server: &Server, token: &str, chat: &str, text: &str) -> RequestBuilder {
    let path = format!("/api/chats/{chat}/messages");
    server.request(Method::POST, &path).bearer_auth(token).json(&json!({"content": text}))
}

/// A stream's events: sequence number and part. The last part is the text `[DONE]`, if it came.
pub fn events(raw: &str) -> Vec<(u64, Value)> {
    let mut events = Vec::new();
    let mut seq = 0;
    for line in raw.lines() {
        if let Some(id) = line.strip_prefix("id: ") {
            seq = id.parse().unwrap();
        } else if let Some(data) = line.strip_prefix("data: ") {
            let part = serde_json::from_str(data).unwrap_or_else(|_| Value::String(data.to_owned()));
            events.push((seq, part));
        } else {
            assert!(line.is_empty() || line.starts_with(':'), "{line:?}");
        }
    }
    events
}

/// The types of a stream's parts, runs of deltas as one.
pub fn kinds(events: &[(u64, Value)]) -> Vec<&str> {
    let mut kinds: Vec<&str> =
        events.iter().map(|(_, part)| part["type"].as_str().or(part.as_str()).unwrap()).collect();
    kinds.dedup();
    kinds
}

/// The text of a stream.
pub fn text(events: &[(u64, Value)]) -> String {
    events
        .iter()
        .filter(|(_, part)| part["type"] == "text-delta")
        .map(|(_, part)| part["delta"].as_str().unwrap())
        .collect()
}

/// Asks again until the answer satisfies `done`; at most 15 s.
pub async fn until(request: impl Fn() -> RequestBuilder, done: impl Fn(&Value) -> bool) -> Value {
    let mut last = Value::Null;
    for _ in 0..300 {
        last = expect(200, request()).await;
        if done(&last) {
            return last;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("never: {last}");
}
