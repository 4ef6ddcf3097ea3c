//! `PATCH /api/admin/organization`: another name.

use axum::Json;
use domain::tenant::Tenant;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::account::OrganizationBody;
use crate::auth::{Can, OrganizationManage};
use crate::error::{ApiError, ApiResult};
use crate::wire::JsonBody;

/// What to change.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct UpdateOrganization {
    /// The name people see.
    #[schema(min_length = 1, max_length = 80)]
    name: String,
}

/// Rename one's organization
#[utoipa::path(
    patch,
    path = "/api/admin/organization",
    tag = "organization",
    request_body = UpdateOrganization,
    responses((status = 200, body = OrganizationBody)),
    security(("sessionCookie" = ["admin"]))
)]
pub async fn update_organization(
    can: Can<OrganizationManage>,
    JsonBody(body): JsonBody<UpdateOrganization>,
) -> ApiResult<Json<OrganizationBody>> {
    let name = body.name.trim().to_owned();
    if !(1..=80).contains(&name.chars().count()) {
        return Err(ApiError::invalid("name", "must have 1 to 80 characters"));
    }
    can.store.rename_organization(&name).await?;
    Ok(Json(Tenant { name, ..can.tenant }.into()))
}
