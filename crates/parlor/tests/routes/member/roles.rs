//! Every management route, tried by every role. Routes and the role that each needs come from the OpenAPI document, so a new route is
//! covered by existing.

use std::cmp::Reverse;

use reqwest::Method;
use serde_json::{Value, json};

use super::joined;
use crate::abuse::{ids, operations, snapshot, with_body};
use crate::help::{Tenant, body, expect, tenant};
use crate::on_both;
use crate::support::{Account, Server};

/// From the least to the most.
const ROLES: [&str; 4] = ["viewer", "member", "admin", "owner"];

/// Writes by their method that change nothing which members manage: they look, or try something out, or bring back what is there.
const NO_CHANGE: [&str; 9] = [
    "/api/admin/agents/{id}/langfuse/test",
    "/api/admin/agents/{id}/preview",
    "/api/admin/agents/{id}/retrieve",
    // No model has judged it; what a label records is seen in `eval::label`.
    "/api/admin/evals/results/{id}/labels",
    // The run has ended; what stopping one records is seen in `eval::run`.
    "/api/admin/evals/runs/{id}/stop",
    "/api/admin/evals/suites/{id}/langfuse",
    "/api/admin/mcp-servers/{id}/test",
    "/api/admin/snapshots/{id}/rollback",
    "/api/admin/tools/{id}/test",
];

/// Writes that need a server that answers: what they leave in the record is seen in `mcp::call` and `langfuse`.
const OF_SERVERS: [&str; 4] = [
    "/api/admin/agents/{id}/langfuse/prompt",
    "/api/admin/agents/{id}/langfuse/pull",
    "/api/admin/mcp-servers/{id}/tools",
    "/api/admin/tools/{id}/approve",
];

/// A management operation.
struct Operation {
    method: Method,
    template: String,
    /// Rank of the role that it needs.
    needs: usize,
}

/// What the document says of management: every operation names its least role.
async fn managing(server: &Server) -> Vec<Operation> {
    let mut all = Vec::new();
    for (method, template, operation) in operations(server).await {
        if !template.starts_with("/api/admin/") {
            continue;
        }
        let security = operation["security"].as_array().unwrap();
        let cookie = security.iter().find_map(|needs| needs["sessionCookie"].as_array()).unwrap();
        let role = cookie.first().unwrap_or_else(|| panic!("{method} {template} names no role"));
        let needs = ROLES.iter().position(|one| role == one).unwrap();
        all.push(Operation { method, template, needs });
    }
    assert!(all.len() > 40, "{}", all.len());
    all
}

async fn recorded(server: &Server, acme: &Tenant) -> Vec<Value> {
    let path = "/api/admin/audit-log?limit=100";
    let log = expect(200, server.member(&acme.account, Method::GET, path)).await;
    log["entries"].as_array().unwrap().clone()
}

on_both! {
    async fn each_role_reaches_its_routes_and_no_others(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let mut accounts = Vec::new();
        for role in &ROLES[..3] {
            accounts.push(joined(&server, &acme.account, role, role).await);
        }
        let mut ids = ids(&server, &acme).await;
        ids.insert("members", id(&accounts[0]));
        let before = (snapshot(&server, &acme, &ids).await, recorded(&server, &acme).await);
        let all = managing(&server).await;
        let mut tried = 0;
        for Operation { method, template, needs } in &all {
            for (rank, account) in accounts[..3.min(*needs)].iter().enumerate() {
                let request = server.member(account, method.clone(), &path(template, &ids));
                let (status, problem) = body(with_body(request, method, template, &ids)).await;
                let told = format!("This needs the role {} or above.", ROLES[*needs]);
                assert_eq!((status, &problem["detail"]), (403, &json!(told)), "{method} {template} as {}", ROLES[rank]);
                tried += 1;
            }
        }
        assert!(tried > 35, "{tried}");
        let after = (snapshot(&server, &acme, &ids).await, recorded(&server, &acme).await);
        assert_eq!(after, before, "nothing has changed");
        accounts.push(acme.account.clone());
        for Operation { method, template, needs } in &all {
            // Nobody has this id: what is let in finds nothing.
            let path = template.replace("{id}", &format!("{}_0198c0de000070008000000000000001", prefix(template)));
            for (rank, account) in accounts.iter().enumerate().skip(*needs) {
                let request = server.member(account, method.clone(), &path).json(&json!({"unknown": true}));
                let status = request.send().await.unwrap().status().as_u16();
                let name = format!("{method} {template} as {}", ROLES[rank]);
                assert!(matches!(status, 200 | 404 | 415 | 422), "{name}: {status}");
            }
        }
    }

    async fn every_change_leaves_one_entry_in_the_record(server: Server) {
        let acme = tenant(&server, "Acme").await;
        let bob = joined(&server, &acme.account, "Bob", "member").await;
        let mut ids = ids(&server, &acme).await;
        ids.insert("members", id(&bob));
        let mut writes = managing(&server).await;
        let elsewhere = |template: &str| NO_CHANGE.contains(&template) || OF_SERVERS.contains(&template);
        writes.retain(|one| one.method != Method::GET && !elsewhere(&one.template));
        // What other things hang on goes last: notes before conversations, everything before agents.
        let last = ["/api/admin/visitors/{id}", "/api/admin/evals/suites/{id}", "/api/admin/agents/{id}"];
        let hung_on = |one: &Operation| last.iter().position(|template| one.template == *template);
        writes.sort_by_key(|one| (one.method == Method::DELETE, hung_on(one), Reverse(one.template.clone())));
        assert!(writes.len() > 20, "{}", writes.len());
        let mut before = recorded(&server, &acme).await.len();
        for Operation { method, template, .. } in writes {
            let request = server.member(&acme.account, method.clone(), &path(&template, &ids));
            let (status, answer) = body(with_body(request, &method, &template, &ids)).await;
            assert!((200..300).contains(&status), "{method} {template}: {status} {answer}");
            let entries = recorded(&server, &acme).await;
            assert_eq!(entries.len(), before + 1, "{method} {template}: {}", entries[0]);
            assert_eq!(entries[0]["actor"], acme.account.body["member"]["id"], "{method} {template}");
            before = entries.len();
        }
    }
}

fn id(account: &Account) -> String {
    account.body["member"]["id"].as_str().unwrap().to_owned()
}

fn path(template: &str, ids: &std::collections::BTreeMap<&str, String>) -> String {
    let noun = ids.keys().find(|noun| template.contains(&format!("/{noun}/{{id}}")));
    noun.map_or(template.to_owned(), |noun| template.replace("{id}", &ids[noun]))
}

fn prefix(template: &str) -> &'static str {
    match template.split('/').nth(3).unwrap() {
        "agents" => "agt",
        "alerts" => "alr",
        "conversations" => "cht",
        "documents" => "doc",
        "evals" => match template.split('/').nth(4).unwrap() {
            "cases" => "evc",
            "results" => "evx",
            "runs" => "evr",
            _ => "evs",
        },
        "invitations" => "inv",
        "keys" => "key",
        "mcp-servers" => "mcp",
        "members" => "mem",
        "notes" => "not",
        "snapshots" => "snp",
        "sources" => "src",
        "tools" => "tol",
        "visitors" => "vis",
        _ => "xxx",
    }
}
