//! `kill -9` in the middle of an answer: the visitor's message is there after the restart, what was kept and what the visitor had read are
//! both the beginning of the one answer, and the turn is `interrupted` within five seconds. Five answers run at each of ten kills:
//! fifty random moments.
//!
//! Which of the two beginnings is longer is left open: the stored one lags by at most a batch, the read one by whatever the
//! network and a busy machine hold back.

use std::time::{Duration, Instant};

use proptest::test_runner::{RngAlgorithm, TestRng};
use rand::RngExt as _;
use reqwest::Method;
use serde_json::Value;
use testkit::upstream::{Script, Step};

use crate::install::{Installation, read_to_end};

const KILLS: usize = 10;
const ANSWERS: usize = 5;

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_server_keeps_what_it_promised() {
    let answer = (1..=400).map(|number| format!("word{number}")).collect::<Vec<_>>().join(" ");
    // It never ends by itself, however late a busy machine comes to kill it.
    let script = Script::unfinished(&answer).paced(Duration::from_millis(5)).then(Step::Hang);
    let installation = Installation::new(script).await;
    let mut rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let mut server = installation.start();
    let mut partial = 0;
    for kill in 0..KILLS {
        let mut readers = Vec::new();
        for _ in 0..ANSWERS {
            tokio::time::sleep(Duration::from_millis(rng.random_range(0..120))).await;
            let id = installation.chat(&server.base).await;
            let response = installation.ask(&server.base, &id, &format!("question {kill}")).await;
            readers.push((id, tokio::spawn(read_to_end(response))));
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
            assert!(answer.starts_with(&sent), "sent {sent:?}");
            if let Some(message) = messages.get(1) {
                let kept = message["content"].as_str().unwrap();
                partial += usize::from(!kept.is_empty());
                assert!(answer.starts_with(kept), "kept {kept:?}");
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
        let chat: Value = installation.request(Method::GET, &url).send().await.unwrap().json().await.unwrap();
        if chat["turn"]["status"] == "interrupted" {
            return chat;
        }
        assert!(restarted.elapsed() < Duration::from_secs(5), "still not interrupted: {chat}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
