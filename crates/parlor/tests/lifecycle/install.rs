//! An installation on disk that outlives its server processes.

use futures::StreamExt as _;
use reqwest::Method;
use serde_json::{Value, json};
use testkit::upstream::{Script, Upstream};

use crate::process::{Process, run};

/// A data folder with an organization, a key and an agent, and the model server that answers for it. Servers come and go.
pub struct Installation {
    dir: tempfile::TempDir,
    upstream: Upstream,
    key: String,
    agent: String,
}

impl Installation {
    /// A fresh one; the model gives these answers.
    pub async fn new(answers: Script) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let upstream = Upstream::start().unwrap();
        upstream.otherwise(answers);
        let made = run(
            dir.path(),
            &["admin", "create-organization", "Acme", "--email", "a@acme.example", "--json"],
            "long enough\n",
        );
        let organization: Value = serde_json::from_str(&made).unwrap();
        let id = organization["id"].as_str().unwrap();
        let made =
            run(dir.path(), &["admin", "create-key", id, "--name", "test", "--kind", "secret", "--json"], "");
        let key: Value = serde_json::from_str(&made).unwrap();
        let mut installation =
            Self { dir, upstream, key: key["key"].as_str().unwrap().into(), agent: String::new() };
        let server = installation.start();
        let agent: Value = client()
            .post(format!("{}/api/admin/agents", server.base))
            .bearer_auth(&installation.key)
            .json(&json!({"name": "Ada", "systemPrompt": "Help."}))
            .send()
            .await
            .unwrap()
            .error_for_status()
            .unwrap()
            .json()
            .await
            .unwrap();
        installation.agent = agent["id"].as_str().unwrap().into();
        installation
    }

    /// Starts the server on the folder.
    pub fn start(&self) -> Process {
        let base = self.upstream.base_url();
        Process::start(
            self.dir.path(),
            &[
                ("PARLOR_LLM_BASE_URL", &base),
                ("PARLOR_LLM_MODEL", "scripted"),
                ("PARLOR_RATE_LIMITS", "off"),
                ("PARLOR_LOG", "warn"),
            ],
        )
    }

    /// A request on behalf of a visitor.
    pub fn request(&self, method: Method, url: &str) -> reqwest::RequestBuilder {
        let url = format!("{url}?agent={}", self.agent);
        client().request(method, url).bearer_auth(&self.key).header("X-Parlor-Visitor", "ada")
    }

    /// Opens a chat; its id.
    pub async fn chat(&self, base: &str) -> String {
        let request = self.request(Method::POST, &format!("{base}/api/chats")).json(&json!({}));
        let chat: Value = request.send().await.unwrap().json().await.unwrap();
        chat["id"].as_str().unwrap().to_owned()
    }

    /// Sends a message; the answer as it begins to stream.
    pub async fn ask(&self, base: &str, chat: &str, content: &str) -> reqwest::Response {
        let request = self.request(Method::POST, &format!("{base}/api/chats/{chat}/messages"));
        let response = request.json(&json!({"content": content})).send().await.unwrap();
        assert_eq!(response.status(), 200);
        response
    }
}

/// A client that talks to this machine only.
pub fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

/// Reads an answer until it ends or the connection breaks; its text so far.
pub async fn read_to_end(response: reqwest::Response) -> String {
    let mut raw = Vec::new();
    let mut body = response.bytes_stream();
    while let Some(Ok(bytes)) = body.next().await {
        raw.extend_from_slice(&bytes);
    }
    let text = String::from_utf8(raw).unwrap();
    let whole = text.rfind("\n\n").map_or("", |end| &text[..end]);
    let parts = whole
        .lines()
        .filter_map(|line| line.strip_prefix("data: "))
        .filter_map(|data| serde_json::from_str::<Value>(data).ok());
    parts
        .filter(|part| part["type"] == "text-delta")
        .map(|part| part["delta"].as_str().unwrap().to_owned())
        .collect()
}
