//! The outermost layer: gives the request its id, writes errors as problem documents, and logs once.

use std::sync::Arc;

use axum::extract::{MatchedPath, Request, State};
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;
use domain::clock::Clock;
use domain::id::Ids;

use super::request_id::{self, REQUEST_ID};
use crate::error::{ApiError, Code, render, render_openai};
use crate::metrics::Metrics;

/// Below this, errors have the shape of OpenAI's API.
const OPENAI: &str = "/v1/";

/// See the module.
pub async fn boundary(
    State(clock): State<Arc<dyn Clock>>,
    State(ids): State<Arc<dyn Ids>>,
    State(metrics): State<Arc<Metrics>>,
    request: Request,
    next: Next,
) -> Response {
    let id = request_id::of(request.headers(), ids.as_ref());
    let method = request.method().clone();
    // The path alone: queries may hold what does not belong into logs.
    let path = request.uri().path().to_owned();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let begun = clock.now();
    let mut response = next.run(request).await;
    let took = clock.now().since(begun);
    let millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    let error = response.extensions_mut().remove::<ApiError>();
    if let Some(error) = &error {
        if path.starts_with(OPENAI) {
            render_openai(error, &mut response);
        } else {
            render(error, &id, &mut response);
        }
    }
    let status = response.status().as_u16();
    metrics.request(&method, route.as_ref().map(MatchedPath::as_str), status, took.as_secs_f64());
    match error {
        Some(ApiError { code: code @ (Code::Internal | Code::StorageFull), source, .. }) => {
            let source = source.map(|source| source.to_string()).unwrap_or_default();
            tracing::error!(request_id = %id, %method, path, status, millis, code = code.as_str(), source, "request failed");
        }
        Some(ApiError { code, source: Some(source), .. }) => {
            tracing::warn!(request_id = %id, %method, path, status, millis, code = code.as_str(), %source, "request not served");
        }
        Some(ApiError { code, .. }) => {
            tracing::debug!(request_id = %id, %method, path, status, millis, code = code.as_str(), "request refused");
        }
        None => tracing::debug!(request_id = %id, %method, path, status, millis, "request served"),
    }
    if let Ok(value) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID.clone(), value);
    }
    response
}
