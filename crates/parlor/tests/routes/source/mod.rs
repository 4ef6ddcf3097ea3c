//! Web sources against a real site: what is asked for, what becomes of each page, and what a synchronization changes.

mod crawl;
mod manage;
mod snapshot;
mod sync;

use reqwest::Method;
use serde_json::{Value, json};

use crate::help::{Tenant, expect, until};
use crate::support::Server;

/// Adds a source and waits until all its pages are read.
pub async fn add(server: &Server, tenant: &Tenant, source: Value) -> Value {
    let path = format!("/api/admin/agents/{}/sources", tenant.agent);
    let made = expect(202, server.member(&tenant.account, Method::POST, &path).json(&source)).await;
    assert_eq!(made["status"], "syncing");
    settled(server, tenant, made["id"].as_str().unwrap()).await
}

/// Synchronizes a source and waits until all its pages are read.
pub async fn sync(server: &Server, tenant: &Tenant, id: &str) -> Value {
    let path = format!("/api/admin/sources/{id}/sync");
    expect(202, server.member(&tenant.account, Method::POST, &path)).await;
    settled(server, tenant, id).await
}

async fn settled(server: &Server, tenant: &Tenant, id: &str) -> Value {
    let path = format!("/api/admin/sources/{id}");
    until(|| server.member(&tenant.account, Method::GET, &path), |source| source["status"] == "idle").await;
    let pages = format!("{path}/pages?limit=100");
    let is_read =
        |pages: &Value| pages["pages"].as_array().unwrap().iter().all(|page| page["status"] != "reading");
    until(|| server.member(&tenant.account, Method::GET, &pages), is_read).await;
    expect(200, server.member(&tenant.account, Method::GET, &path)).await
}

/// The pages of a source: path, status and reason, by path. `base` is the site's address.
pub async fn pages(server: &Server, tenant: &Tenant, id: &str, base: &str) -> Vec<(String, String, String)> {
    let path = format!("/api/admin/sources/{id}/pages?limit=100");
    let pages = expect(200, server.member(&tenant.account, Method::GET, &path)).await;
    let row = |page: &Value| {
        let text = |key: &str| page[key].as_str().unwrap_or_default().to_owned();
        (text("url").replacen(base, "", 1), text("status"), text("reason").replace(base, ""))
    };
    let mut rows: Vec<_> = pages["pages"].as_array().unwrap().iter().map(row).collect();
    rows.sort();
    rows
}

/// Titles of what a search for words finds.
pub async fn found(server: &Server, tenant: &Tenant, query: &str) -> Vec<String> {
    let path = format!("/api/admin/agents/{}/retrieve", tenant.agent);
    let query = json!({"query": query, "mode": "text", "threshold": 0.0});
    let found = expect(200, server.member(&tenant.account, Method::POST, &path).json(&query)).await;
    let results = found["results"].as_array().unwrap();
    results.iter().map(|passage| passage["title"].as_str().unwrap().to_owned()).collect()
}
