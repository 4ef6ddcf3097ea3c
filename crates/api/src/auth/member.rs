//! Members in the dashboard: the session cookie and who is signed in.

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use domain::member::permission::Permission;

use super::origin::Origin;
use super::presented::Caller;
use super::principal::{MemberPrincipal, Need, Principal};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult, Code};
use crate::settings::Settings;

/// Name of the session cookie.
pub const SESSION_COOKIE: &str = "parlor_session";
/// Header that proves that a write was meant.
pub const CSRF_HEADER: &str = "x-csrf-token";

/// A signed-in member of any role; server keys are refused.
pub struct SignedIn(pub MemberPrincipal);

impl FromRequestParts<Edge> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, edge: &Edge) -> ApiResult<Self> {
        let caller = Caller::of(parts, &edge.gate.secrets, &edge.settings);
        match edge.gate.admit(&caller, Need::Manage(Permission::SignIn)).await? {
            Principal::Member(member) => Ok(Self(member)),
            Principal::Key(_) | Principal::Visitor(_) => {
                Err(ApiError::forbidden("Only a signed-in member may do this."))
            }
        }
    }
}

/// Refuses sign-in forms that another site submits: nobody should be signed in as somebody else without noticing.
pub fn from_own_page(headers: &HeaderMap, settings: &Settings) -> ApiResult<()> {
    match Origin::of(headers, &settings.public_url) {
        Origin::Foreign(_) => {
            Err(ApiError::new(Code::OriginNotAllowed, "Requests from this origin are not allowed."))
        }
        Origin::Untold | Origin::Own(_) => Ok(()),
    }
}
