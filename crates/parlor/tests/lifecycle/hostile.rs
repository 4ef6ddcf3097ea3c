//! Files that take readers down: each ends in `failed` with a reason, or is read; others are read meanwhile, and the server lives.

use std::time::{Duration, Instant};

use testkit::files::{docx, hostile, pdf};
use testkit::upstream::Script;

use crate::install::{Installation, client};

fn sentences(count: usize) -> Vec<String> {
    (0..count).map(|n| format!("Sentence {n} tells that plant number {n} wants water.")).collect()
}

fn over(document: &serde_json::Value) -> bool {
    document["status"] == "ready" || document["status"] == "failed"
}

#[tokio::test(flavor = "multi_thread")]
async fn hostile_files_fail_with_a_reason_and_others_go_on() {
    let installation = Installation::new(Script::answer("Fine.")).await;
    let server = installation.start();
    let mut waiting = Vec::new();
    for file in hostile() {
        let document = installation.send_file(&server, file.name, file.bytes).await;
        let id = document["id"].as_str().unwrap_or_else(|| panic!("{}: {document}", file.name)).to_owned();
        waiting.push((file.name, file.reason, id));
    }

    // A good document behind all of them: it does not wait for the slowest.
    let good = installation.send_file(&server, "good.docx", docx(&sentences(3))).await;
    let good = installation.document(&server, good["id"].as_str().unwrap(), over).await;
    assert_eq!((&good["status"], &good["chunkCount"]), (&"ready".into(), &1.into()), "{good}");

    for (name, reason, id) in waiting {
        let document = installation.document(&server, &id, over).await;
        let error = document["error"].as_str().unwrap_or_default();
        match reason {
            Some(reason) => {
                assert!(document["status"] == "failed" && error.contains(reason), "{name}: {document}")
            }
            None => assert!(document["status"] == "ready" || error.ends_with('.'), "{name}: {document}"),
        }
    }
    let asked = Instant::now();
    assert_eq!(client().get(format!("{}/health", server.base)).send().await.unwrap().status(), 200);
    assert!(asked.elapsed() < Duration::from_secs(1));
}

#[tokio::test(flavor = "multi_thread")]
async fn large_documents_are_read_whole_with_their_pages() {
    let installation = Installation::new(Script::answer("Fine.")).await;
    let server = installation.start();
    let pages: Vec<Vec<String>> =
        (1..=500).map(|page| vec![format!("This is page {page} of the handbook.")]).collect();
    // Named as something else: content decides.
    let long = installation.send_file(&server, "handbook.txt", pdf(&pages)).await;
    assert_eq!(long["mediaType"], "application/pdf");
    let huge = installation.send_file(&server, "huge.docx", docx(&sentences(40_000))).await;

    let long = installation.document(&server, long["id"].as_str().unwrap(), over).await;
    assert_eq!((&long["status"], &long["pageCount"]), (&"ready".into(), &500.into()), "{long}");
    let passages = installation.passages(&server, long["id"].as_str().unwrap()).await;
    let last = passages.last().unwrap();
    assert_eq!((passages.len(), &last[1]), (500, &500.into()), "{last}");
    assert!(last[2].as_str().unwrap().contains("page 500 of"), "{last}");

    let huge = installation.document(&server, huge["id"].as_str().unwrap(), over).await;
    assert_eq!(huge["status"], "ready", "{huge}");
    let passages = installation.passages(&server, huge["id"].as_str().unwrap()).await;
    assert!(passages.last().unwrap()[2].as_str().unwrap().contains("plant number 39999"));
}
