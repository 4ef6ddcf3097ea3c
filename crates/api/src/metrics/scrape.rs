//! `GET /metrics`.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use domain::chat::run::ChatEngine;
use domain::document::retrieve::Retriever;
use prometheus_client::encoding::text::encode;

use super::Metrics;
use crate::auth::Operator;
use crate::error::{ApiError, ApiResult};

const TEXT: HeaderValue =
    HeaderValue::from_static("application/openmetrics-text; version=1.0.0; charset=utf-8");

/// Read the metrics of this node
///
/// For Prometheus, with the token that the operator has configured (`PARLOR_METRICS_TOKEN`) as bearer; without one nobody may.
#[utoipa::path(
    get,
    path = "/metrics",
    tag = "operations",
    responses((status = 200, body = String, content_type = "application/openmetrics-text")),
    security(("operatorToken" = []))
)]
pub async fn scrape(
    State(metrics): State<Arc<Metrics>>,
    State(engine): State<Arc<ChatEngine>>,
    State(retriever): State<Arc<Retriever>>,
    _: Operator,
) -> ApiResult<([(HeaderName, HeaderValue); 1], String)> {
    metrics.running_turns.set(i64::try_from(engine.live().count()).unwrap_or(i64::MAX));
    metrics.index_cache_bytes.set(i64::try_from(retriever.cached_bytes()).unwrap_or(i64::MAX));
    let mut text = String::new();
    encode(&mut text, &metrics.registry).map_err(ApiError::internal)?;
    Ok(([(header::CONTENT_TYPE, TEXT)], text))
}
