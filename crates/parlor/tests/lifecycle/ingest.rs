//! `kill -9` in the middle of reading a document: after the restart it is read again, and its passages are those of an undisturbed
//! reading.

use serde_json::Value;
use testkit::files::pdf;
use testkit::upstream::Script;

use crate::install::Installation;

fn handbook() -> Vec<u8> {
    let page = |page: usize| {
        (0..40).map(|line| format!("Page {page} says in line {line} how to water a plant.")).collect()
    };
    pdf(&(1..=400).map(page).collect::<Vec<_>>())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_ingestion_ends_as_an_undisturbed_one() {
    let installation = Installation::new(Script::answer("Fine.")).await;
    let server = installation.start();
    let killed = installation.send_file(&server, "handbook.pdf", handbook()).await;
    let killed = killed["id"].as_str().unwrap().to_owned();
    let reading =
        |d: &Value| d["status"] == "extracting" && d["progress"]["done"].as_u64().is_some_and(|n| n > 0);
    let seen = installation.document(&server, &killed, reading).await;
    assert!(seen["progress"]["done"].as_u64() < Some(400) && seen["progress"]["total"] == 400, "{seen}");
    assert_eq!(installation.passages(&server, &killed).await, Vec::<Value>::new());
    server.kill();

    let server = installation.start();
    let clean = installation.send_file(&server, "handbook.pdf", handbook()).await;
    let clean = clean["id"].as_str().unwrap().to_owned();
    for id in [&killed, &clean] {
        let document = installation.document(&server, id, |d| d["status"] == "ready").await;
        assert_eq!((&document["pageCount"], &document["progress"]), (&400.into(), &Value::Null));
    }
    let passages = installation.passages(&server, &killed).await;
    assert!(passages.len() >= 400);
    assert_eq!(passages, installation.passages(&server, &clean).await);
}
