//! Experiments, read out of spans; and items of dataset runs, as they were before.

use std::collections::HashMap;

use axum::Json;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::otlp::Span;
use super::score;
use super::state::{Records, fits, now, page, slice, time};
use super::{Shared, invalid, not_found};

type Parameters = Query<HashMap<String, String>>;

fn has(query: &HashMap<String, String>, field: &str) -> bool {
    query.get("fields").is_some_and(|fields| fields.split(',').any(|one| one == field))
}

fn limit(query: &HashMap<String, String>) -> Option<usize> {
    query.get("limit").and_then(|text| text.parse().ok())
}

/// The spans that are an item's root, the newest first.
fn roots(records: &Records) -> Vec<&Span> {
    let root = |span: &&Span| {
        span.attribute("langfuse.experiment.item.root_observation_id") == Some(&json!(span.id))
    };
    let mut roots: Vec<&Span> = Vec::new();
    for span in records.spans.iter().rev().filter(root) {
        // The same span that arrives again replaces itself.
        if roots.iter().all(|other| other.id != span.id) {
            roots.push(span);
        }
    }
    roots
}

fn said(span: &Span, key: &str) -> Value {
    span.attribute(&format!("langfuse.experiment.{key}")).cloned().unwrap_or_default()
}

fn parsed(value: Value) -> Value {
    value.as_str().and_then(|text| serde_json::from_str(text).ok()).unwrap_or(value)
}

pub(super) async fn list(State(shared): State<Shared>, Query(query): Parameters) -> Response {
    if !query.contains_key("fromStartTime") {
        return invalid("fromStartTime is required");
    }
    let records = shared.lock();
    let mut experiments: Vec<Value> = Vec::new();
    for span in roots(&records) {
        let id = said(span, "id");
        if let Some(known) = experiments.iter_mut().find(|known| known["id"] == id) {
            known["itemCount"] = json!(known["itemCount"].as_u64().unwrap_or(0) + 1);
            continue;
        }
        let mut made = json!({
            "id": id, "name": said(span, "name"), "description": said(span, "description"), "startTime": time(span.start),
            "endTime": time(span.end), "itemCount": 1, "datasetId": said(span, "dataset.id"),
        });
        if has(&query, "metadata") {
            made["metadata"] = parsed(said(span, "metadata"));
        }
        if has(&query, "scores") {
            made["scores"] = score::of(&records, "datasetRunId", &id);
        }
        experiments.push(made);
    }
    experiments.retain(|one| {
        fits(query.get("id"), &one["id"])
            && fits(query.get("name"), &one["name"])
            && fits(query.get("datasetId"), &one["datasetId"])
    });
    Json(slice(&experiments, query.get("cursor").map(String::as_str), limit(&query))).into_response()
}

pub(super) async fn items(State(shared): State<Shared>, Query(query): Parameters) -> Response {
    if !query.contains_key("fromStartTime") {
        return invalid("fromStartTime is required");
    }
    let records = shared.lock();
    let mut items: Vec<Value> = Vec::new();
    for span in roots(&records) {
        let attribute = |key: &str| span.attribute(key).cloned().unwrap_or_default();
        let level = attribute("langfuse.observation.level");
        let mut item = json!({
            "id": span.id, "traceId": span.trace, "startTime": time(span.start), "endTime": time(span.end),
            "level": level.as_str().unwrap_or("DEFAULT"), "environment": attribute("langfuse.environment"),
            "experimentId": said(span, "id"), "experimentName": said(span, "name"), "experimentItemId": said(span, "item.id"),
            "experimentDatasetId": said(span, "dataset.id"),
        });
        if has(&query, "io") {
            item["input"] = attribute("langfuse.observation.input");
            item["output"] = attribute("langfuse.observation.output");
            item["expectedOutput"] = said(span, "item.expected_output");
        }
        if has(&query, "itemMetadata") {
            item["experimentItemMetadata"] = parsed(said(span, "item.metadata"));
        }
        if has(&query, "experimentMetadata") {
            item["experimentMetadata"] = parsed(said(span, "metadata"));
        }
        if has(&query, "scores") {
            item["scores"] = score::of(&records, "traceId", &json!(span.trace));
        }
        items.push(item);
    }
    items.retain(|one| {
        fits(query.get("experimentId"), &one["experimentId"])
            && fits(query.get("experimentName"), &one["experimentName"])
            && fits(query.get("experimentItemId"), &one["experimentItemId"])
            && fits(query.get("datasetId"), &one["experimentDatasetId"])
    });
    Json(slice(&items, query.get("cursor").map(String::as_str), limit(&query))).into_response()
}

pub(super) async fn run_items(State(shared): State<Shared>, Query(query): Parameters) -> Response {
    if !shared.takes_run_items() {
        return not_found("Endpoint");
    }
    let records = shared.lock();
    let all: Vec<Value> = records
        .run_items
        .iter()
        .filter(|item| {
            fits(query.get("datasetId"), &item["datasetId"])
                && fits(query.get("runName"), &item["datasetRunName"])
        })
        .cloned()
        .collect();
    if all.is_empty() {
        return not_found("Dataset run");
    }
    let number = query.get("page").and_then(|text| text.parse().ok());
    Json(page(&all, number, limit(&query))).into_response()
}

pub(super) async fn link(State(shared): State<Shared>, Json(body): Json<Value>) -> Response {
    if !shared.takes_run_items() {
        return not_found("Endpoint");
    }
    let mut records = shared.lock();
    let Some(item) = records.items.iter().find(|item| item["id"] == body["datasetItemId"]).cloned() else {
        return not_found("Dataset item");
    };
    let (Some(run), Some(trace)) = (body["runName"].as_str(), body["traceId"].as_str()) else {
        return invalid("runName and traceId are required");
    };
    let made = json!({
        "id": format!("run-item-{}", records.run_items.len() + 1), "datasetRunId": format!("run of {run}"), "datasetRunName": run,
        "datasetItemId": item["id"], "datasetId": item["datasetId"], "traceId": trace, "observationId": body["observationId"],
        "createdAt": now(), "updatedAt": now(),
    });
    records.run_items.push(made.clone());
    Json(made).into_response()
}
