//! Suites, runs and the gate.

mod gate;
mod label;
mod life;
mod run;
mod suite;

use reqwest::Method;
use serde_json::{Value, json};

use crate::help::{Tenant, expect, until};
use crate::support::Server;

/// A suite with one case: the answer to "How much?" has `€32`.
pub async fn suite(server: &Server, tenant: &Tenant, name: &str) -> Value {
    let path = format!("/api/admin/agents/{}/evals/suites", tenant.agent);
    let made =
        expect(201, server.member(&tenant.account, Method::POST, &path).json(&json!({"name": name}))).await;
    let case = json!({"name": "price", "input": "How much?", "expect": {"facts": ["€32"]}});
    let path = format!("/api/admin/evals/suites/{}/cases", made["id"].as_str().unwrap());
    expect(201, server.member(&tenant.account, Method::POST, &path).json(&case)).await;
    made
}

/// A run of everything, when it has ended.
pub async fn ran(server: &Server, tenant: &Tenant, what: Value) -> Value {
    let path = format!("/api/admin/agents/{}/evals/runs", tenant.agent);
    let run = expect(202, server.member(&tenant.account, Method::POST, &path).json(&what)).await;
    ended(server, tenant, run["id"].as_str().unwrap()).await
}

/// A run with its results, when it has ended.
pub async fn ended(server: &Server, tenant: &Tenant, id: &str) -> Value {
    let path = format!("/api/admin/evals/runs/{id}");
    let get = || server.member(&tenant.account, Method::GET, &path);
    until(get, |all| !matches!(all["run"]["status"].as_str(), Some("queued" | "running"))).await
}
