//! Scores: one or many in a request, listed in the two forms that clients read.

use std::collections::HashMap;

use axum::Json;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

use super::state::{Records, Score, fits, now, page, slice};
use super::{PROJECT, Shared, invalid};

type Parameters = Query<HashMap<String, String>>;

pub(super) async fn create(State(shared): State<Shared>, Json(body): Json<Value>) -> Response {
    let many = match &body {
        // Servers before version 4 take one.
        Value::Array(_) if shared.takes_run_items() => return invalid("expected an object"),
        Value::Array(many) => many.clone(),
        one => vec![one.clone()],
    };
    let errors: Vec<Value> =
        many.iter().filter_map(wrong).map(|message| json!({"message": message})).collect();
    let mut records = shared.lock();
    for score in many.iter().filter(|score| wrong(score).is_none()) {
        keep(&mut records, score);
    }
    if !errors.is_empty() {
        let answer =
            json!({"accepted": many.len() - errors.len(), "rejected": errors.len(), "errors": errors});
        return (StatusCode::MULTI_STATUS, Json(answer)).into_response();
    }
    if body.is_array() {
        return (StatusCode::ACCEPTED, Json(json!({"message": "Accepted"}))).into_response();
    }
    Json(json!({"id": body["id"].as_str().unwrap_or("score")})).into_response()
}

/// Events of older clients; scores are kept, all else is accepted.
pub(super) async fn ingest(State(shared): State<Shared>, Json(body): Json<Value>) -> Response {
    let events = body["batch"].as_array().cloned().unwrap_or_default();
    let mut records = shared.lock();
    let mut successes = Vec::new();
    for event in &events {
        if event["type"] == "score-create" {
            keep(&mut records, &event["body"]);
        }
        successes.push(json!({"id": event["id"], "status": 201}));
    }
    (StatusCode::MULTI_STATUS, Json(json!({"successes": successes, "errors": []}))).into_response()
}

/// A score is replaced by one with its id.
fn keep(records: &mut Records, score: &Value) {
    let mut body = score.clone();
    if body["id"].is_null() {
        body["id"] = json!(format!("score-{}", records.scores.len() + 1));
    }
    let at = body["timestamp"].as_str().map_or_else(now, str::to_owned);
    match records.scores.iter_mut().find(|there| there.body["id"] == body["id"]) {
        Some(there) => *there = Score { body, at },
        None => records.scores.push(Score { body, at }),
    }
}

fn wrong(score: &Value) -> Option<&'static str> {
    let known = ["traceId", "sessionId", "datasetRunId"].iter().any(|key| score[*key].is_string());
    let fits = match score["dataType"].as_str() {
        Some("BOOLEAN") => score["value"] == 0 || score["value"] == 1,
        Some("NUMERIC") => score["value"].is_number(),
        None => score["value"].is_number() || score["value"].is_string(),
        Some(_) => score["value"].is_string(),
    };
    if !score["name"].is_string() {
        Some("name is required")
    } else if !known {
        Some("a score needs a trace, a session or a run")
    } else if fits {
        None
    } else {
        Some("value does not fit dataType")
    }
}

fn kind(score: &Value) -> &str {
    let otherwise = if score["value"].is_number() { "NUMERIC" } else { "CATEGORICAL" };
    score["dataType"].as_str().unwrap_or(otherwise)
}

fn base(score: &Score) -> Value {
    let body = &score.body;
    json!({
        "id": body["id"], "projectId": PROJECT, "name": body["name"], "source": "API", "timestamp": score.at,
        "environment": body["environment"].as_str().unwrap_or("default"), "createdAt": score.at, "updatedAt": score.at,
        "comment": body["comment"], "dataType": kind(body),
    })
}

fn v3(score: &Score) -> Value {
    let (body, mut made) = (&score.body, base(score));
    made["value"] = if kind(body) == "BOOLEAN" { json!(body["value"] == 1) } else { body["value"].clone() };
    made["subject"] = match (&body["observationId"], &body["datasetRunId"]) {
        (Value::String(id), _) => json!({"kind": "observation", "id": id, "traceId": body["traceId"]}),
        (_, Value::String(id)) => json!({"kind": "experiment", "id": id}),
        _ => json!({"kind": "trace", "id": body["traceId"]}),
    };
    made
}

fn v2(score: &Score) -> Value {
    let (body, mut made) = (&score.body, base(score));
    for key in ["traceId", "observationId", "sessionId", "datasetRunId", "value", "metadata"] {
        made[key] = body[key].clone();
    }
    if kind(body) == "BOOLEAN" {
        made["stringValue"] = json!(if body["value"] == 1 { "True" } else { "False" });
    }
    made
}

/// Scores of something, as version 3 of the API lists them.
pub(super) fn of(records: &Records, key: &str, id: &Value) -> Value {
    records.scores.iter().filter(|score| score.body[key] == *id).map(v3).collect()
}

fn wanted<'a>(records: &'a Records, query: &'a HashMap<String, String>) -> impl Iterator<Item = &'a Score> {
    records.scores.iter().filter(|score| {
        let body = &score.body;
        fits(query.get("name"), &body["name"])
            && fits(query.get("traceId"), &body["traceId"])
            && fits(query.get("experimentId"), &body["datasetRunId"])
            && fits(query.get("datasetRunId"), &body["datasetRunId"])
    })
}

pub(super) async fn list_v3(State(shared): State<Shared>, Query(query): Parameters) -> Json<Value> {
    let all: Vec<Value> = wanted(&shared.lock(), &query).map(v3).collect();
    let limit = query.get("limit").and_then(|text| text.parse().ok());
    Json(slice(&all, query.get("cursor").map(String::as_str), limit))
}

pub(super) async fn list_v2(State(shared): State<Shared>, Query(query): Parameters) -> Json<Value> {
    let all: Vec<Value> = wanted(&shared.lock(), &query).map(v2).collect();
    let number = |key: &str| query.get(key).and_then(|text| text.parse().ok());
    Json(page(&all, number("page"), number("limit")))
}
