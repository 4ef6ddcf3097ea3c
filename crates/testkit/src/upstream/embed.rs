//! `POST /v1/embeddings`: vectors that depend on the words of a text and on the name of the model, and on nothing else.

use std::{
    hash::{DefaultHasher, Hash, Hasher},
    sync::Arc,
};

use axum::{
    Json,
    body::Bytes,
    extract::State as Shared,
    http::{HeaderMap, Uri},
};
use serde_json::{Value, json};

use super::{Received, state::State};

/// Fewest dimensions; the length of the model's name is added, so that models differ in size, too.
const DIMENSIONS: usize = 64;

pub(super) async fn embed(
    Shared(state): Shared<Arc<State>>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Json<Value> {
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let model = body["model"].as_str().unwrap_or_default();
    let inputs = body["input"].as_array().map(Vec::as_slice).unwrap_or_default();
    let data: Vec<Value> = inputs
        .iter()
        .enumerate()
        .map(|(index, text)| json!({"index": index, "embedding": vector(model, text.as_str().unwrap_or_default())}))
        .collect();
    let answer = json!({"object": "list", "model": model, "data": data});
    state.record(Received { path: uri.path().to_owned(), headers, body });
    Json(answer)
}

/// Counts words in as many places as the model has dimensions.
fn vector(model: &str, text: &str) -> Vec<f32> {
    let mut vector = vec![0.0; DIMENSIONS + model.len()];
    // No text is without length, not even an empty one.
    vector[0] = 0.1;
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        let mut hash = DefaultHasher::new();
        (model, word.to_lowercase()).hash(&mut hash);
        let place = usize::try_from(hash.finish() % (vector.len() as u64)).unwrap_or_default();
        vector[place] += 1.0;
    }
    vector
}
