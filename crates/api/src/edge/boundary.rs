//! The outermost layer: gives the request its id, writes errors as problem documents, and logs once.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::middleware::Next;
use axum::response::Response;
use domain::clock::Clock;
use domain::id::Ids;

use super::request_id::{self, REQUEST_ID};
use crate::error::{ApiError, Code, render};

/// See the module.
pub async fn boundary(
    State(clock): State<Arc<dyn Clock>>,
    State(ids): State<Arc<dyn Ids>>,
    request: Request,
    next: Next,
) -> Response {
    let id = request_id::of(request.headers(), ids.as_ref());
    let method = request.method().clone();
    // The path alone: queries may hold what does not belong into logs.
    let path = request.uri().path().to_owned();
    let begun = clock.now();
    let mut response = next.run(request).await;
    let millis = u64::try_from(clock.now().since(begun).as_millis()).unwrap_or(u64::MAX);
    let error = response.extensions_mut().remove::<ApiError>();
    if let Some(error) = &error {
        render(error, &id, &mut response);
    }
    let status = response.status().as_u16();
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
