//! `GET` and `POST /api/auth/organizations`: the organizations that somebody is in, and another one.

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use domain::member::{MemberStatus, Role};
use domain::tenant::TenantStatus;
use domain::tenant::sign_up::found;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::body::{AccountBody, OrganizationBody, RoleBody, start_session};
use crate::auth::SignedIn;
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::JsonBody;

/// Most organizations of one person.
const MAX: usize = 50;

/// A place in an organization.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceBody {
    /// The organization.
    organization: OrganizationBody,
    /// What the person may do there.
    #[schema(value_type = RoleBody)]
    role: Role,
}

/// Places.
#[derive(Debug, Serialize, ToSchema)]
pub struct PlaceList {
    /// Oldest first.
    organizations: Vec<PlaceBody>,
}

/// A new organization.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct FoundOrganization {
    /// Its name.
    #[schema(min_length = 1, max_length = 80)]
    name: String,
}

/// List one's organizations
#[utoipa::path(
    get,
    path = "/api/auth/organizations",
    tag = "account",
    responses((status = 200, body = PlaceList)),
    security(("sessionCookie" = ["viewer"]))
)]
pub async fn list_organizations(
    State(edge): State<Edge>,
    SignedIn(p): SignedIn,
) -> ApiResult<Json<PlaceList>> {
    let places = edge.directory.memberships(p.member.user_id).await?;
    let usable = places.into_iter().filter(|(tenant, member)| {
        tenant.status == TenantStatus::Active && member.status == MemberStatus::Active
    });
    let organizations =
        usable.map(|(tenant, member)| PlaceBody { organization: tenant.into(), role: member.role }).collect();
    Ok(Json(PlaceList { organizations }))
}

/// Create another organization
///
/// Who creates it owns it, and goes on in it.
#[utoipa::path(
    post,
    path = "/api/auth/organizations",
    tag = "account",
    request_body = FoundOrganization,
    responses((status = 201, body = AccountBody)),
    security(("sessionCookie" = ["viewer"]))
)]
pub async fn found_organization(
    State(edge): State<Edge>,
    SignedIn(p): SignedIn,
    headers: HeaderMap,
    JsonBody(body): JsonBody<FoundOrganization>,
) -> ApiResult<(StatusCode, [(HeaderName, HeaderValue); 1], Json<AccountBody>)> {
    if !(1..=80).contains(&body.name.trim().chars().count()) {
        return Err(ApiError::invalid("name", "must have 1 to 80 characters"));
    }
    if edge.directory.memberships(p.member.user_id).await?.len() >= MAX {
        return Err(ApiError::forbidden(format!("Nobody is in more than {MAX} organizations.")));
    }
    let (tenant, member) = found(edge.accounts.as_ref(), &edge.stamp(), &body.name, &p.member).await?;
    let (cookie, csrf) = start_session(&edge, tenant.id, member.user_id, &headers).await?;
    edge.directory.delete_session(&p.session).await?;
    let account = AccountBody::new(tenant, member, csrf);
    Ok((StatusCode::CREATED, [(header::SET_COOKIE, cookie)], Json(account)))
}
