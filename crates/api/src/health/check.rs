//! `GET /health`, `/livez`, `/readyz`.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use domain::storage::HotStorage;
use serde::Serialize;
use utoipa::ToSchema;

use crate::context::Lifecycle;
use crate::error::{ApiError, ApiResult, Code};
use crate::settings::Settings;

/// How the server is.
#[derive(Debug, Serialize, ToSchema)]
pub struct HealthBody {
    /// `ok`.
    #[schema(example = "ok")]
    status: &'static str,
    /// The server's version.
    version: &'static str,
}

const fn ok(settings: &Settings) -> Json<HealthBody> {
    Json(HealthBody { status: "ok", version: settings.version })
}

/// Tell status and version
#[utoipa::path(get, path = "/health", tag = "operations", responses((status = 200, body = HealthBody)), security(()))]
pub async fn health(State(settings): State<Arc<Settings>>) -> Json<HealthBody> {
    ok(&settings)
}

/// Tell that the process lives
#[utoipa::path(get, path = "/livez", tag = "operations", responses((status = 200, body = HealthBody)), security(()))]
pub async fn livez(State(settings): State<Arc<Settings>>) -> Json<HealthBody> {
    ok(&settings)
}

/// Tell whether the server may be sent traffic
///
/// Checks that storage can be read and written, and that the server is not going down.
#[utoipa::path(get, path = "/readyz", tag = "operations", responses((status = 200, body = HealthBody)), security(()))]
pub async fn readyz(
    State(settings): State<Arc<Settings>>,
    State(hot): State<Arc<dyn HotStorage>>,
    State(lifecycle): State<Lifecycle>,
) -> ApiResult<Json<HealthBody>> {
    if lifecycle.draining.is_cancelled() {
        return Err(ApiError::new(Code::Unavailable, "The server is going down."));
    }
    let not_ready =
        |error| ApiError::new(Code::Unavailable, "Storage does not work right now.").caused_by(error);
    hot.check().await.map_err(not_ready)?;
    Ok(ok(&settings))
}
