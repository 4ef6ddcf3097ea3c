//! `kill -9` in the middle of an answer: the visitor's message is there after the restart, the partial answer is a prefix of what was
//! sent, and the turn is `interrupted` within five seconds. Five answers run at each of ten kills: fifty random moments.

mod support;

use std::time::{Duration, Instant};

use futures::StreamExt as _;
use proptest::test_runner::{RngAlgorithm, TestRng};
use rand::RngExt as _;
use serde_json::{Value, json};
use support::process::{Process, run};
use testkit::upstream::{Script, Upstream};

const KILLS: usize = 10;
const ANSWERS: usize = 5;

struct Installation {
    dir: tempfile::TempDir,
    upstream: Upstream,
    key: String,
    agent: String,
}

impl Installation {
    fn start(&self) -> Process {
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

    fn request(&self, method: reqwest::Method, url: &str) -> reqwest::RequestBuilder {
        let url = format!("{url}?agent={}", self.agent);
        client().request(method, url).bearer_auth(&self.key).header("X-Parlor-Visitor", "ada")
    }
}

fn client() -> reqwest::Client {
    reqwest::Client::builder().no_proxy().build().unwrap()
}

async fn install() -> Installation {
    let dir = tempfile::tempdir().unwrap();
    let upstream = Upstream::start().unwrap();
    upstream.otherwise(Script::tokens(400).paced(Duration::from_millis(5)));
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
        Installation { dir, upstream, key: key["key"].as_str().unwrap().into(), agent: String::new() };
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

/// Reads an answer until the connection breaks; returns its text so far.
async fn read_until_broken(response: reqwest::Response) -> String {
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

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_server_keeps_what_it_promised() {
    let installation = install().await;
    let mut rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut server = installation.start();
    let mut partial = 0;
    for kill in 0..KILLS {
        let mut readers = Vec::new();
        for _ in 0..ANSWERS {
            tokio::time::sleep(Duration::from_millis(rng.random_range(0..120))).await;
            let chat: Value = installation
                .request(reqwest::Method::POST, &format!("{}/api/chats", server.base))
                .json(&json!({}))
                .send()
                .await
                .unwrap()
                .json()
                .await
                .unwrap();
            let id = chat["id"].as_str().unwrap().to_owned();
            let url = format!("{}/api/chats/{id}/messages", server.base);
            let response = installation
                .request(reqwest::Method::POST, &url)
                .json(&json!({"content": format!("question {kill}")}))
                .send()
                .await
                .unwrap();
            assert_eq!(response.status(), 200);
            readers.push((id, tokio::spawn(read_until_broken(response))));
        }
        tokio::time::sleep(Duration::from_millis(rng.random_range(0..400))).await;
        server.kill();

        server = installation.start();
        let restarted = Instant::now();
        for (id, reader) in readers {
            let sent = reader.await.unwrap();
            let chat = interrupted(&installation, &server.base, &id, restarted).await;
            let messages = chat["messages"].as_array().unwrap();
            assert_eq!(messages[0]["content"], format!("question {kill}"));
            if let Some(answer) = messages.get(1) {
                let kept = answer["content"].as_str().unwrap();
                partial += usize::from(!kept.is_empty());
                assert!(sent.starts_with(kept), "kept {kept:?}, sent {sent:?}");
            }
        }
    }
    // Most kills came late enough for something to be stored: else the comparison above proves nothing.
    assert!(partial > KILLS * ANSWERS / 3, "only {partial} answers had begun");
}

/// The chat once nothing runs in it any more; fails after five seconds.
async fn interrupted(installation: &Installation, base: &str, id: &str, restarted: Instant) -> Value {
    loop {
        let url = format!("{base}/api/chats/{id}");
        let chat: Value =
            installation.request(reqwest::Method::GET, &url).send().await.unwrap().json().await.unwrap();
        if chat["turn"]["status"] == "interrupted" {
            return chat;
        }
        assert!(restarted.elapsed() < Duration::from_secs(5), "still not interrupted: {chat}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
