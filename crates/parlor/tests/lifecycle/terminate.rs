//! SIGTERM: readiness turns to 503, the running answer is finished, and the process ends with 0.

use std::time::Duration;

use testkit::upstream::Script;

use crate::install::{Installation, client, read_to_end};

const TOKENS: usize = 40;

#[tokio::test(flavor = "multi_thread")]
async fn a_terminated_server_finishes_its_answers() {
    let installation = Installation::new(Script::tokens(TOKENS).paced(Duration::from_millis(50))).await;
    let server = installation.start();
    let chat = installation.chat(&server.base).await;
    let response = installation.ask(&server.base, &chat, "hello").await;
    let answer = tokio::spawn(read_to_end(response));
    let ready = format!("{}/readyz", server.base);
    assert_eq!(client().get(&ready).send().await.unwrap().status(), 200);

    server.terminate();
    while client().get(&ready).send().await.unwrap().status() != 503 {
        tokio::task::yield_now().await;
    }

    let text = answer.await.unwrap();
    assert_eq!(text.split_whitespace().count(), TOKENS, "{text}");
    assert_eq!(server.wait(), Some(0));
}
