//! Prompts: versions under a name, labels that point at one of them.

use std::collections::HashMap;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::{Shared, invalid, not_found};

pub(super) async fn create(State(shared): State<Shared>, Json(body): Json<Value>) -> Response {
    let Some(name) = body["name"].as_str() else { return invalid("name is required") };
    let mut records = shared.lock();
    let version = records.prompts.iter().filter(|prompt| prompt["name"] == name).count() + 1;
    let mut labels: Vec<Value> = body["labels"].as_array().cloned().unwrap_or_default();
    labels.push(json!("latest"));
    // A label is at one version only.
    for prompt in records.prompts.iter_mut().filter(|prompt| prompt["name"] == name) {
        if let Some(old) = prompt["labels"].as_array_mut() {
            old.retain(|label| !labels.contains(label));
        }
    }
    let made = json!({
        "name": name, "version": version, "type": body["type"].as_str().unwrap_or("text"), "prompt": body["prompt"],
        "config": body.get("config").cloned().unwrap_or_else(|| json!({})), "labels": labels,
        "tags": body["tags"].as_array().cloned().unwrap_or_default(), "commitMessage": body["commitMessage"],
    });
    records.prompts.push(made.clone());
    Json(made).into_response()
}

pub(super) async fn get(
    State(shared): State<Shared>,
    Path(name): Path<String>,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    let records = shared.lock();
    let version: Option<u64> = query.get("version").and_then(|text| text.parse().ok());
    let label = query.get("label").map_or("production", String::as_str);
    let fits = |prompt: &&Value| match version {
        Some(version) => prompt["version"] == version,
        None => prompt["labels"].as_array().is_some_and(|labels| labels.iter().any(|one| one == label)),
    };
    match records.prompts.iter().filter(|prompt| prompt["name"] == name.as_str()).find(fits) {
        Some(prompt) => Json(prompt.clone()).into_response(),
        None => not_found("Prompt"),
    }
}
