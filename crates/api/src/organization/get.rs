//! `GET /api/admin/organization`.

use axum::Json;

use crate::account::OrganizationBody;
use crate::auth::{Can, OrganizationRead};

/// Read one's organization
#[utoipa::path(
    get,
    path = "/api/admin/organization",
    tag = "organization",
    responses((status = 200, body = OrganizationBody)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["agents:read"]))
)]
pub async fn get_organization(can: Can<OrganizationRead>) -> Json<OrganizationBody> {
    Json(can.tenant.into())
}
