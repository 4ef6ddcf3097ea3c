//! `DELETE /api/admin/keys/{id}`: a key is refused from now on.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use domain::clock::Clock;
use domain::id::KeyId;

use crate::auth::{Can, KeysManage};
use crate::error::{ApiError, ApiResult};
use crate::wire::IdPath;

/// Revoke a key
///
/// Acts everywhere within 5 seconds, also on visitor tokens opened with the key and on streams that run.
#[utoipa::path(
    delete,
    path = "/api/admin/keys/{id}",
    tag = "keys",
    params(("id" = String, Path, description = "The key")),
    responses((status = 204)),
    security(("sessionCookie" = ["admin"]))
)]
pub async fn revoke_key(
    State(clock): State<Arc<dyn Clock>>,
    can: Can<KeysManage>,
    IdPath(id): IdPath<KeyId>,
) -> ApiResult<StatusCode> {
    if can.store.revoke_key(id, clock.now()).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found())
    }
}
