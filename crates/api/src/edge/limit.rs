//! Counts API requests per address, and tells callers where they stand.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::address::ClientAddress;
use crate::auth::{Gate, Notes};
use crate::limits::Figures;

/// Counts the request, and writes the figures of its tightest limit.
pub async fn limit(
    State(gate): State<Arc<Gate>>,
    ClientAddress(address): ClientAddress,
    mut request: Request,
    next: Next,
) -> Response {
    let notes = request.extensions().get::<Notes>().cloned().unwrap_or_default();
    request.extensions_mut().insert(notes.clone());
    let mut response = match gate.limits.address(address) {
        Ok(figures) => {
            notes.counted(figures);
            next.run(request).await
        }
        Err(error) => error.into_response(),
    };
    if let (Some(figures), _) = notes.read() {
        write(&mut response, figures);
    }
    response
}

fn write(response: &mut Response, figures: Figures) {
    let reset = figures.reset.as_millis().div_ceil(1_000);
    let rows = [
        ("ratelimit-limit", figures.limit.to_string()),
        ("ratelimit-remaining", figures.remaining.to_string()),
        ("ratelimit-reset", reset.to_string()),
    ];
    for (name, value) in rows {
        if let Ok(value) = HeaderValue::from_str(&value) {
            response.headers_mut().insert(HeaderName::from_static(name), value);
        }
    }
}
