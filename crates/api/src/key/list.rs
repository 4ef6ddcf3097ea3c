//! `GET /api/admin/keys`.

use axum::Json;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::KeyBody;
use crate::auth::{Can, KeysRead};
use crate::error::ApiResult;

/// Keys.
#[derive(Debug, Serialize, ToSchema)]
pub struct KeyList {
    /// Newest first, revoked ones too.
    keys: Vec<KeyBody>,
}

/// List keys
#[utoipa::path(
    get,
    path = "/api/admin/keys",
    tag = "keys",
    responses((status = 200, body = KeyList)),
    security(("sessionCookie" = ["viewer"]))
)]
pub async fn list_keys(can: Can<KeysRead>) -> ApiResult<Json<KeyList>> {
    let keys = can.store.keys().await?.into_iter().map(KeyBody::from).collect();
    Ok(Json(KeyList { keys }))
}
