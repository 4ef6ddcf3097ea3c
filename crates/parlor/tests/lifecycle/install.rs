//! An installation on disk that outlives its server processes.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use futures::StreamExt as _;
use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use testkit::upstream::{Script, Upstream};

use crate::process::{Process, run};

/// A data folder with an organization, a key and an agent, and the model server that answers for it. Servers come and go.
pub struct Installation {
    dir: PathBuf,
    _temporary: Option<tempfile::TempDir>,
    upstream: Arc<Upstream>,
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
        let mut installation = Self {
            dir: dir.path().to_owned(),
            _temporary: Some(dir),
            upstream: Arc::new(upstream),
            key: key["key"].as_str().unwrap().into(),
            agent: String::new(),
        };
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

    /// Its data folder.
    pub fn folder(&self) -> &Path {
        &self.dir
    }

    /// Its agent's id.
    pub fn agent(&self) -> &str {
        &self.agent
    }

    /// What its model was asked so far: the last words of a visitor in each request.
    pub fn asked(&self) -> Vec<String> {
        let received = self.upstream.received();
        received.iter().filter_map(|request| request.last_user_message().map(str::to_owned)).collect()
    }

    /// The same installation in another folder, which is made.
    pub fn elsewhere(&self, dir: PathBuf) -> Self {
        std::fs::create_dir(&dir).unwrap();
        let (key, agent) = (self.key.clone(), self.agent.clone());
        Self { dir, _temporary: None, upstream: self.upstream.clone(), key, agent }
    }

    /// What a path answers.
    pub async fn read(&self, base: &str, path: &str) -> Value {
        let response = self.request(Method::GET, &format!("{base}{path}")).send().await.unwrap();
        response.error_for_status().unwrap().json().await.unwrap()
    }

    /// Reads a path until the answer satisfies `done`; at most 15 s.
    pub async fn until(&self, base: &str, path: &str, done: impl Fn(&Value) -> bool) -> Value {
        for _ in 0..300 {
            let answer = self.read(base, path).await;
            if done(&answer) {
                return answer;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("{path} never became what it should");
    }

    /// Uploads a text and waits until it can be found; the document's id.
    pub async fn upload(&self, base: &str, name: &str, text: &str) -> String {
        let form = Form::new().part("file", Part::text(text.to_owned()).file_name(name.to_owned()));
        let url = format!("{base}/api/admin/agents/{}/documents", self.agent);
        let response = self.request(Method::POST, &url).multipart(form).send().await.unwrap();
        let document: Value = response.error_for_status().unwrap().json().await.unwrap();
        let id = document["id"].as_str().unwrap().to_owned();
        self.until(base, &format!("/api/admin/documents/{id}"), |d| d["status"] == "ready").await;
        id
    }

    /// Starts the server on the folder.
    pub fn start(&self) -> Process {
        let base = self.upstream.base_url();
        Process::start(
            &self.dir,
            &[
                ("PARLOR_LLM_BASE_URL", &base),
                ("PARLOR_LLM_MODEL", "scripted"),
                ("PARLOR_RATE_LIMITS", "off"),
                ("PARLOR_LOG", "warn"),
                // Sites of tests are on this machine; slowly enough to be interrupted.
                ("PARLOR_EGRESS_ALLOW", "127.0.0.1"),
                ("PARLOR_CRAWL_DELAY_MS", "100"),
                // What reads without end is stopped soon.
                ("PARLOR_EXTRACT_CPU_SECONDS", "10"),
            ],
        )
    }

    /// A request to the management API.
    pub fn admin(&self, method: Method, server: &Process, path: &str) -> reqwest::RequestBuilder {
        client().request(method, format!("{}/api/admin{path}", server.base)).bearer_auth(&self.key)
    }

    /// Uploads a file to the agent; the document, or the problem.
    pub async fn send_file(&self, server: &Process, name: &str, bytes: Vec<u8>) -> Value {
        let form = Form::new().part("file", Part::bytes(bytes).file_name(name.to_owned()));
        let path = format!("/agents/{}/documents", self.agent);
        self.admin(Method::POST, server, &path).multipart(form).send().await.unwrap().json().await.unwrap()
    }

    /// Adds a web source to the agent; the answer of the API.
    pub async fn add_source(&self, server: &Process, source: &Value) -> Value {
        let path = format!("/agents/{}/sources", self.agent);
        self.admin(Method::POST, server, &path).json(source).send().await.unwrap().json().await.unwrap()
    }

    /// The document once `done` says so; fails after two minutes.
    pub async fn document(&self, server: &Process, id: &str, done: impl Fn(&Value) -> bool) -> Value {
        let started = Instant::now();
        loop {
            let request = self.admin(Method::GET, server, &format!("/documents/{id}"));
            let document: Value = request.send().await.unwrap().json().await.unwrap();
            if done(&document) {
                return document;
            }
            assert!(started.elapsed() < Duration::from_secs(120), "still {document}");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// A document's passages: heading, page and text of each.
    pub async fn passages(&self, server: &Process, id: &str) -> Vec<Value> {
        let mut passages = Vec::new();
        let mut next = Some(0);
        while let Some(from) = next {
            let path = format!("/documents/{id}/chunks?limit=100&from={from}");
            let page: Value =
                self.admin(Method::GET, server, &path).send().await.unwrap().json().await.unwrap();
            let chunks = page["chunks"].as_array().unwrap();
            passages.extend(chunks.iter().map(|c| json!([c["heading"], c["page"], c["text"]])));
            next = page["nextFrom"].as_u64();
        }
        passages
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
