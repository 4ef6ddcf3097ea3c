//! `kill -9` in the middle of reading a site: after the restart the synchronization goes on where it was.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use reqwest::Method;
use serde_json::{Value, json};
use testkit::site::Site;
use testkit::upstream::Script;

use crate::install::Installation;
use crate::process::Process;

const PAGES: usize = 40;

async fn source(
    installation: &Installation,
    server: &Process,
    id: &str,
    done: impl Fn(&Value) -> bool,
) -> Value {
    let started = Instant::now();
    loop {
        let request = installation.admin(Method::GET, server, &format!("/sources/{id}"));
        let source: Value = request.send().await.unwrap().json().await.unwrap();
        if done(&source) {
            return source;
        }
        assert!(started.elapsed() < Duration::from_secs(120), "still {source}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_killed_synchronization_goes_on_and_asks_for_nothing_twice() {
    let site = Site::start().await.unwrap();
    let links: String = (1..PAGES).map(|n| format!("<a href='/{n}'>{n}</a>")).collect();
    site.page("/", &format!("<title>Start</title><p>Hello.{links}"));
    for n in 1..PAGES {
        site.page(&format!("/{n}"), &format!("<title>Page {n}</title><p>This is page number {n}."));
    }
    let installation = Installation::new(Script::answer("Fine.")).await;
    let server = installation.start();
    let made: Value = installation.add_source(&server, &json!({"url": site.url("/")})).await;
    let id = made["id"].as_str().unwrap().to_owned();
    let midway =
        |s: &Value| s["pages"]["ready"].as_u64() >= Some(3) && s["pages"]["waiting"].as_u64() > Some(0);
    let seen = source(&installation, &server, &id, midway).await;
    assert_eq!(seen["status"], "syncing", "{seen}");
    server.kill();

    let server = installation.start();
    let done = |s: &Value| s["status"] == "idle" && s["pages"]["ready"] == PAGES;
    let ended = source(&installation, &server, &id, done).await;
    assert_eq!(ended["pages"], json!({"total": PAGES, "waiting": 0, "ready": PAGES, "failed": 0}));
    let mut times: HashMap<String, usize> = HashMap::new();
    for asked in site.asked() {
        *times.entry(asked.path).or_default() += 1;
    }
    times.remove("/robots.txt");
    let again: Vec<_> = times.iter().filter(|(_, times)| **times > 1).collect();
    assert!(
        times.len() == PAGES && again.len() <= 1,
        "at most the page in hand is asked for again: {again:?}"
    );
}
