//! `GET`, `DELETE /api/auth/sessions`, `DELETE /api/auth/sessions/{id}`: where somebody is signed in, and how to end that.

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::clock::Timestamp;
use domain::id::{SessionId, TenantId};
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::SignedIn;
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::IdPath;

/// A signed-in browser.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SignInBody {
    /// Its id.
    #[schema(value_type = String, example = "ses_0198c0de000070008000000000000001")]
    id: SessionId,
    /// The organization it works in.
    #[schema(value_type = String)]
    organization_id: TenantId,
    /// What the browser calls itself.
    user_agent: Option<String>,
    /// Whether it is the one that asks.
    current: bool,
    /// When it signed in.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// Last use, to the minute.
    #[schema(value_type = String, format = DateTime)]
    last_used_at: Timestamp,
    /// When it ends by itself.
    #[schema(value_type = String, format = DateTime)]
    expires_at: Timestamp,
}

/// Signed-in browsers.
#[derive(Debug, Serialize, ToSchema)]
pub struct SignInList {
    /// Newest first.
    sessions: Vec<SignInBody>,
}

/// List one's sessions
#[utoipa::path(
    get,
    path = "/api/auth/sessions",
    tag = "account",
    responses((status = 200, body = SignInList)),
    security(("sessionCookie" = ["viewer"]))
)]
pub async fn list_sessions(State(edge): State<Edge>, SignedIn(p): SignedIn) -> ApiResult<Json<SignInList>> {
    let now = edge.clock.now();
    let sessions = edge.accounts.sessions(p.member.user_id).await?;
    let sessions =
        sessions.into_iter().filter(|session| session.expires_at > now).map(|session| SignInBody {
            id: session.id(),
            organization_id: session.tenant_id,
            current: session.token == p.session,
            created_at: session.created_at,
            last_used_at: session.last_used_at.unwrap_or(session.created_at),
            expires_at: session.expires_at,
            user_agent: session.user_agent,
        });
    Ok(Json(SignInList { sessions: sessions.collect() }))
}

/// End one's other sessions
///
/// In all organizations; the session that asks goes on.
#[utoipa::path(
    delete,
    path = "/api/auth/sessions",
    tag = "account",
    responses((status = 204)),
    security(("sessionCookie" = ["viewer"]))
)]
pub async fn end_other_sessions(State(edge): State<Edge>, SignedIn(p): SignedIn) -> ApiResult<StatusCode> {
    edge.accounts.end_sessions(p.member.user_id, &p.session).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// End one of one's sessions
#[utoipa::path(
    delete,
    path = "/api/auth/sessions/{id}",
    tag = "account",
    params(("id" = String, Path, description = "The session")),
    responses((status = 204)),
    security(("sessionCookie" = ["viewer"]))
)]
pub async fn end_session(
    State(edge): State<Edge>,
    SignedIn(p): SignedIn,
    IdPath(id): IdPath<SessionId>,
) -> ApiResult<StatusCode> {
    let own = edge.accounts.sessions(p.member.user_id).await?;
    let session = own.into_iter().find(|session| session.id() == id).ok_or_else(ApiError::not_found)?;
    edge.directory.delete_session(&session.token).await?;
    Ok(StatusCode::NO_CONTENT)
}
