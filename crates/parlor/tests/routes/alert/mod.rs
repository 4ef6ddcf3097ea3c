//! Alerts: raised by feedback that falls and by nights that go wrong, seen, gone back on, dismissed.

mod feedback;
mod night;

use domain::alert::{Alert, Evidence, Ratings};
use domain::id::TenantId;
use reqwest::Method;
use serde_json::Value;

use crate::help::{Tenant, expect};
use crate::support::Server;

pub fn tenant_id(tenant: &Tenant) -> TenantId {
    tenant.account.body["organization"]["id"].as_str().unwrap().parse().unwrap()
}

/// An alert about the tenant's agent as it is live; its id.
pub async fn raised(server: &Server, tenant: &Tenant) -> String {
    let watcher = &server.watcher;
    let store = watcher.cold.tenant(tenant_id(tenant));
    let agent = store.agent(tenant.agent.parse().unwrap()).await.unwrap().unwrap();
    let evidence = Evidence::FeedbackFell {
        before: Ratings { up: 19, down: 1 },
        after: Ratings { up: 1, down: 19 },
        chance: 1e-9,
    };
    let alert = Alert {
        id: watcher.ids.next(),
        agent_id: agent.id,
        version: agent.live_version,
        evidence,
        created_at: watcher.clock.now(),
        dismissed_by: None,
        dismissed_at: None,
    };
    assert!(store.raise(&alert).await.unwrap());
    alert.id.to_string()
}

/// The alerts that the tenant's members see.
pub async fn alerts(server: &Server, tenant: &Tenant) -> Vec<Value> {
    let list = expect(200, server.member(&tenant.account, Method::GET, "/api/admin/alerts")).await;
    list["alerts"].as_array().unwrap().clone()
}
