//! Datasets and their items. An item is found by its id, wherever it is.

use std::collections::HashMap;

use axum::Json;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::state::{now, page};
use super::{PROJECT, Shared, invalid, not_found};

type Parameters = Query<HashMap<String, String>>;

fn number(query: &HashMap<String, String>, key: &str) -> Option<usize> {
    query.get(key).and_then(|text| text.parse().ok())
}

pub(super) async fn list(State(shared): State<Shared>, Query(query): Parameters) -> Json<Value> {
    Json(page(&shared.lock().datasets, number(&query, "page"), number(&query, "limit")))
}

pub(super) async fn create(State(shared): State<Shared>, Json(body): Json<Value>) -> Response {
    let Some(name) = body["name"].as_str() else { return invalid("name is required") };
    let mut records = shared.lock();
    let count = records.datasets.len();
    if let Some(there) = records.datasets.iter_mut().find(|dataset| dataset["name"] == name) {
        for key in ["description", "metadata"] {
            if body.get(key).is_some() {
                there[key] = body[key].clone();
            }
        }
        there["updatedAt"] = json!(now());
        return Json(there.clone()).into_response();
    }
    let made = json!({
        "id": format!("dataset-{}", count + 1), "name": name, "description": body["description"], "metadata": body["metadata"],
        "projectId": PROJECT, "createdAt": now(), "updatedAt": now(),
    });
    records.datasets.push(made.clone());
    Json(made).into_response()
}

pub(super) async fn get(State(shared): State<Shared>, Path(name): Path<String>) -> Response {
    match shared.lock().dataset(&name) {
        Some(dataset) => Json(dataset.clone()).into_response(),
        None => not_found("Dataset"),
    }
}

/// The newest first.
pub(super) async fn items(State(shared): State<Shared>, Query(query): Parameters) -> Response {
    let records = shared.lock();
    let name = query.get("datasetName");
    if name.is_some_and(|name| records.dataset(name).is_none()) {
        return not_found("Dataset");
    }
    let of_it = |item: &&Value| name.is_none_or(|name| item["datasetName"] == *name);
    let all: Vec<Value> = records.items.iter().rev().filter(of_it).cloned().collect();
    Json(page(&all, number(&query, "page"), number(&query, "limit"))).into_response()
}

pub(super) async fn put_item(State(shared): State<Shared>, Json(body): Json<Value>) -> Response {
    let mut records = shared.lock();
    let Some(dataset) = body["datasetName"].as_str().and_then(|name| records.dataset(name)).cloned() else {
        return not_found("Dataset");
    };
    let count = records.items.len();
    let id = body["id"].as_str().map_or_else(|| format!("item-{}", count + 1), str::to_owned);
    if let Some(there) = records.items.iter_mut().find(|item| item["id"] == id.as_str()) {
        if there["datasetId"] != dataset["id"] {
            return invalid("the id is used in another dataset");
        }
        for key in ["input", "expectedOutput", "metadata", "status"] {
            if body.get(key).is_some() {
                there[key] = body[key].clone();
            }
        }
        there["updatedAt"] = json!(now());
        return Json(there.clone()).into_response();
    }
    let made = json!({
        "id": id, "status": body["status"].as_str().unwrap_or("ACTIVE"), "input": body["input"],
        "expectedOutput": body["expectedOutput"], "metadata": body["metadata"], "sourceTraceId": null,
        "sourceObservationId": null, "datasetId": dataset["id"], "datasetName": dataset["name"], "createdAt": now(),
        "updatedAt": now(), "mediaReferences": [],
    });
    records.items.push(made.clone());
    Json(made).into_response()
}

pub(super) async fn item(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    match shared.lock().items.iter().find(|item| item["id"] == id.as_str()) {
        Some(item) => Json(item.clone()).into_response(),
        None => not_found("Dataset item"),
    }
}

pub(super) async fn delete_item(State(shared): State<Shared>, Path(id): Path<String>) -> Response {
    let mut records = shared.lock();
    let before = records.items.len();
    records.items.retain(|item| item["id"] != id.as_str());
    if records.items.len() == before {
        return not_found("Dataset item");
    }
    Json(json!({"message": "Dataset item successfully deleted"})).into_response()
}
