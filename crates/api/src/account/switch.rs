//! `POST /api/auth/switch`: a member goes on in another of their organizations.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use domain::id::TenantId;
use domain::member::MemberStatus;
use domain::tenant::TenantStatus;
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::{AccountBody, start_session};
use crate::auth::SignedIn;
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::JsonBody;

/// Where to go on.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SwitchOrganization {
    /// The organization's id.
    #[schema(example = "org_0198c0de000070008000000000000001")]
    organization: String,
}

/// Switch to another organization
///
/// The session ends and another one begins there.
#[utoipa::path(
    post,
    path = "/api/auth/switch",
    tag = "account",
    request_body = SwitchOrganization,
    responses((status = 200, body = AccountBody)),
    security(("sessionCookie" = ["viewer"]))
)]
pub async fn switch_organization(
    State(edge): State<Edge>,
    SignedIn(p): SignedIn,
    headers: HeaderMap,
    JsonBody(body): JsonBody<SwitchOrganization>,
) -> ApiResult<([(HeaderName, HeaderValue); 1], Json<AccountBody>)> {
    let id: TenantId = body.organization.parse().map_err(|_| ApiError::not_found())?;
    let places = edge.directory.memberships(p.member.user_id).await?;
    let (tenant, member) = places
        .into_iter()
        .find(|(tenant, member)| {
            tenant.id == id && tenant.status == TenantStatus::Active && member.status == MemberStatus::Active
        })
        .ok_or_else(ApiError::not_found)?;
    let (cookie, csrf) = start_session(&edge, tenant.id, member.user_id, &headers).await?;
    edge.directory.delete_session(&p.session).await?;
    Ok(([(header::SET_COOKIE, cookie)], Json(AccountBody::new(tenant, member, csrf))))
}
