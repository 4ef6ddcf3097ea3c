//! A reranker has the last word about the order, for agents that ask for it; without it the order of the search stays.

use std::time::Duration;

use reqwest::Method;
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};
use testkit::site::{Answer, Site};
use testkit::upstream::Script;

use crate::help::{Tenant, chat, events, expect, message, tenant, text, until};
use crate::support::{Backend, Server};

const CARE: &str = "# Water\n\nWater the fern weekly.\n\n# Feed\n\nFeed the fern monthly.\n\n# Light\n\nLight suits no fern.\n";

/// A server whose reranker is `site`.
async fn server(backend: Backend, site: &Site) -> Server {
    let base = site.url("/v1");
    let settings = [
        ("PARLOR_RATE_LIMITS", "off"),
        ("PARLOR_RERANK_BASE_URL", &base),
        ("PARLOR_RERANK_API_KEY", "rr-key"),
        ("PARLOR_RERANK_MODEL", "judge-1"),
        ("PARLOR_RERANK_MILLIS", "500"),
    ];
    Server::with(backend, &settings).await
}

/// The reranker gives these scores, by the place in the order of the search.
fn judge(site: &Site, scores: &[f32]) {
    let results: Vec<Value> = (0..)
        .zip(scores)
        .map(|(index, score): (u32, _)| json!({"index": index, "relevance_score": score}))
        .collect();
    let said = json!({"model": "judge-1", "results": results, "usage": {"total_tokens": 11}});
    site.put("/v1/rerank", "application/json", said.to_string());
}

async fn search(server: &Server, acme: &Tenant, settings: Value) -> Value {
    let mut body = json!({"query": "fern", "mode": "text", "threshold": 0.0, "rerank": true});
    body.as_object_mut().unwrap().extend(settings.as_object().unwrap().clone());
    let path = format!("/api/admin/agents/{}/retrieve", acme.agent);
    expect(200, server.member(&acme.account, Method::POST, &path).json(&body)).await
}

fn headings(found: &Value) -> Vec<&str> {
    found["results"].as_array().unwrap().iter().map(|result| result["heading"].as_str().unwrap()).collect()
}

async fn check(backend: Backend) {
    let site = Site::start().await.unwrap();
    let server = server(backend, &site).await;
    let acme = tenant(&server, "Acme").await;
    let member = |method: Method, path: &str| server.member(&acme.account, method, path);
    let agent = format!("/api/admin/agents/{}", acme.agent);
    let form = Form::new().part("file", Part::text(CARE).file_name("care.md"));
    let made = expect(202, member(Method::POST, &format!("{agent}/documents")).multipart(form)).await;
    let path = format!("/api/admin/documents/{}", made["id"].as_str().unwrap());
    until(|| member(Method::GET, &path), |document| document["status"] == "ready").await;

    let plain = search(&server, &acme, json!({"rerank": false})).await;
    let fused: Vec<String> = headings(&plain).iter().map(|heading| (*heading).to_owned()).collect();
    assert_eq!(
        (plain["reranking"].as_str(), &plain["rerankMs"], fused.len()),
        (Some("off"), &Value::Null, 3)
    );
    assert!(site.asked().is_empty());

    // Only the best one is wanted: the reranker chooses it from all.
    judge(&site, &[0.1, 0.2, 0.9]);
    let found = search(&server, &acme, json!({"topK": 1})).await;
    assert_eq!(headings(&found), [&fused[2]]);
    let best = &found["results"][0];
    assert_eq!(
        (&best["rank"], &best["fusedRank"], best["rerankScore"].as_f64().unwrap() > 0.8),
        (&json!(1), &json!(3), true)
    );
    assert!(found["reranking"] == "given" && found["rerankMs"].is_f64(), "{found}");
    let asked = site.asked().remove(0);
    let sent: Value = serde_json::from_slice(&asked.body).unwrap();
    assert_eq!(
        (&sent["model"], &sent["query"], &sent["top_n"]),
        (&json!("judge-1"), &json!("fern"), &json!(3))
    );
    assert!(sent["documents"][0].as_str().unwrap().contains(&fused[0]), "{sent}");

    for broken in [Answer::Status(500), Answer::Silence(Duration::from_secs(60))] {
        site.set("/v1/rerank", broken);
        let found = search(&server, &acme, json!({})).await;
        assert_eq!((headings(&found), &found["reranking"]), (headings(&plain), &json!("failed")), "{found}");
        assert!(
            found["results"][0]["rerankScore"].is_null() && found["tookMs"].as_u64() < Some(5_000),
            "{found}"
        );
    }
    judge(&site, &[0.1, 0.2, 0.3, 0.4]);
    assert_eq!(search(&server, &acme, json!({})).await["reranking"], "failed", "a text that was not sent");

    // An agent that asks for it answers from what the reranker puts first.
    let retrieval = json!({"topK": 1, "threshold": 0.0, "mode": "text", "rerank": true});
    let changed = expect(200, member(Method::PATCH, &agent).json(&json!({"retrieval": retrieval}))).await;
    assert_eq!(changed["draft"]["retrieval"]["rerank"], true);
    expect(200, member(Method::POST, &format!("{agent}/publish")).json(&json!({}))).await;
    judge(&site, &[0.1, 0.9, 0.2]);
    server.upstream.otherwise(Script::answer("So it is [1]."));
    let token = acme.visitor(&server).await;
    let id = chat(&server, &token).await;
    let said = events(&message(&server, &token, &id, "fern").send().await.unwrap().text().await.unwrap());
    let citation = &said.iter().find(|(_, part)| part["type"] == "data-citation").unwrap().1["data"];
    assert_eq!((text(&said).as_str(), &citation["heading"]), ("So it is [1].", &json!(fused[1])));

    let usage = expect(200, member(Method::GET, "/api/admin/usage")).await;
    let days = usage["days"].as_array().unwrap();
    let judged = days.iter().find(|day| day["model"] == "judge-1").unwrap_or_else(|| panic!("{usage}"));
    assert_eq!(
        (&judged["calls"], &judged["inputTokens"]),
        (&json!(0), &json!(22)),
        "each answer of the reranker, and no answer more"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reranker_has_the_last_word_and_its_failure_costs_nothing_on_sqlite() {
    check(Backend::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reranker_has_the_last_word_and_its_failure_costs_nothing_on_postgres() {
    check(Backend::Postgres).await;
}
