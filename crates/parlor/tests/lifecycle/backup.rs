//! `parlor backup` while a server writes, and `parlor restore` into an empty folder: what was answered before the backup is there, and what the
//! copy holds is whole.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use reqwest::Method;
use serde_json::{Value, json};
use testkit::upstream::Script;

use crate::install::{Installation, read_to_end};
use crate::process::{fails, run};

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_backup_is_what_was_there() {
    let installation = Arc::new(Installation::new(Script::answer("Within 30 days.")).await);
    let server = installation.start();
    let base = server.base.clone();
    let document = installation.upload(&base, "returns.txt", "Returns within 30 days.").await;
    let chat = installation.chat(&base).await;
    read_to_end(installation.ask(&base, &chat, "How long?").await).await;
    let before = installation.read(&base, &format!("/api/chats/{chat}")).await;

    let over = Arc::new(AtomicBool::new(false));
    let writer = tokio::spawn({
        let (installation, over, base) = (installation.clone(), over.clone(), base.clone());
        async move {
            let mut written = 0;
            while !over.load(Ordering::Relaxed) {
                let chat = installation.chat(&base).await;
                read_to_end(installation.ask(&base, &chat, "And now?").await).await;
                written += 1;
            }
            written
        }
    });
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("parlor.tar");
    let path = file.to_str().unwrap().to_owned();
    let data = installation.folder().to_owned();
    let backup = path.clone();
    tokio::task::spawn_blocking(move || run(&data, &["backup", &backup], "")).await.unwrap();
    over.store(true, Ordering::Relaxed);
    assert!(writer.await.unwrap() > 0, "somebody wrote meanwhile");
    assert!(fails(installation.folder(), &["backup", &path]).contains("exists already"));
    server.kill();

    let restored = installation.elsewhere(folder.path().join("restored"));
    run(restored.folder(), &["restore", &path], "");
    assert!(fails(restored.folder(), &["restore", &path]).contains("exists already"));
    let server = restored.start();
    assert_eq!(restored.read(&server.base, &format!("/api/chats/{chat}")).await, before);
    let again = restored.read(&server.base, &format!("/api/admin/documents/{document}")).await;
    assert_eq!(again["status"], "ready");
    let url = format!("{}/api/admin/documents/{document}/reprocess", server.base);
    let reprocessed = restored.request(Method::POST, &url).send().await.unwrap();
    assert_eq!(reprocessed.status(), 202, "the upload itself is there");
    restored
        .until(&server.base, &format!("/api/admin/documents/{document}"), |d: &Value| d["status"] == "ready")
        .await;
    let new = restored.chat(&server.base).await;
    assert_eq!(read_to_end(restored.ask(&server.base, &new, "Still there?").await).await, "Within 30 days.");
    assert_ne!(json!(new), json!(chat));
}
