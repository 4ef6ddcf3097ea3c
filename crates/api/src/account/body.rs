//! Who is signed in, on the wire, and the cookie that keeps them so.

use axum::http::{HeaderMap, HeaderValue, header};
use axum_extra::extract::cookie::{Cookie, SameSite};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::id::{Ids, MemberId, TenantId, UserId};
use domain::key::SecretHash;
use domain::member::{Member, Role, Session};
use domain::tenant::Tenant;
use serde::Serialize;
use utoipa::ToSchema;

use crate::auth::SESSION_COOKIE;
use crate::context::Edge;
use crate::error::ApiResult;
use crate::settings::Settings;

/// Longest name of a browser that is kept, in characters.
const MAX_USER_AGENT: usize = 200;

/// Who is signed in, and where.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AccountBody {
    /// The member.
    member: AccountMember,
    /// Their organization.
    organization: OrganizationBody,
    /// Send as `X-CSRF-Token` with every write that the cookie authenticates.
    csrf_token: String,
}

/// A member as they see themselves.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AccountMember {
    /// Their id.
    #[schema(value_type = String, example = "mem_0198c0de000070008000000000000001")]
    id: MemberId,
    /// Their address.
    email: String,
    /// Their name.
    name: Option<String>,
    /// What they may do.
    #[schema(value_type = RoleBody)]
    role: Role,
}

/// What a member may do; each role includes the ones before it.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the domain's enum to OpenAPI")]
pub enum RoleBody {
    /// Sees everything.
    Viewer,
    /// Edits agents and documents.
    Member,
    /// Manages keys and members.
    Admin,
    /// Everything.
    Owner,
}

/// An organization.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OrganizationBody {
    /// Its id.
    #[schema(value_type = String, example = "org_0198c0de000070008000000000000001")]
    id: TenantId,
    /// The name people see.
    name: String,
    /// Unique, URL-safe.
    slug: String,
}

impl From<Tenant> for OrganizationBody {
    fn from(tenant: Tenant) -> Self {
        Self { id: tenant.id, name: tenant.name, slug: tenant.slug }
    }
}

impl AccountBody {
    /// Describes who is signed in.
    pub fn new(tenant: Tenant, member: Member, csrf_token: String) -> Self {
        let member =
            AccountMember { id: member.id, email: member.email, name: member.name, role: member.role };
        Self { member, organization: tenant.into(), csrf_token }
    }
}

/// Starts a session: stores its hash, and answers the cookie with its token and the CSRF token.
pub async fn start_session(
    edge: &Edge,
    tenant: TenantId,
    user: UserId,
    headers: &HeaderMap,
) -> ApiResult<(HeaderValue, String)> {
    let token = secret(edge.ids.as_ref());
    let now = edge.clock.now();
    let session = Session {
        token: SecretHash::of(&token),
        tenant_id: tenant,
        user_id: user,
        created_at: now,
        expires_at: now.plus(edge.settings.sign_in_lifetime),
        last_used_at: None,
        user_agent: user_agent(headers),
    };
    edge.directory.create_session(&session).await?;
    let csrf = edge.gate.secrets.csrf_token(&token);
    let seconds = i64::try_from(edge.settings.sign_in_lifetime.as_secs()).unwrap_or(i64::MAX);
    Ok((set_cookie(&edge.settings, token, seconds), csrf))
}

/// A fresh secret for a cookie or a link: 256 bits.
pub fn secret(ids: &dyn Ids) -> String {
    URL_SAFE_NO_PAD.encode(ids.random::<32>())
}

/// What the browser calls itself, so that people recognise it in the list of their sessions.
fn user_agent(headers: &HeaderMap) -> Option<String> {
    let text = headers.get(header::USER_AGENT)?.to_str().ok()?;
    Some(text.chars().take(MAX_USER_AGENT).collect())
}

/// `Set-Cookie` that removes the session cookie.
pub fn clear_cookie(settings: &Settings) -> HeaderValue {
    set_cookie(settings, String::new(), 0)
}

fn set_cookie(settings: &Settings, value: String, max_age_seconds: i64) -> HeaderValue {
    let mut cookie = Cookie::new(SESSION_COOKIE, value);
    cookie.set_http_only(true);
    cookie.set_same_site(SameSite::Lax);
    cookie.set_path("/");
    cookie.set_secure(settings.is_https());
    let text = format!("{cookie}; Max-Age={max_age_seconds}");
    // Token and attributes are ASCII without control characters, so the fallback (which sets nothing) is never reached.
    HeaderValue::from_str(&text).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
        let plain = Settings::new("http://127.0.0.1:8080".parse().unwrap());
        let cookie = set_cookie(&plain, "abc".into(), 60);
        assert_eq!(cookie, "parlor_session=abc; HttpOnly; SameSite=Lax; Path=/; Max-Age=60");
        let tls = Settings::new("https://parlor.example".parse().unwrap());
        assert_eq!(clear_cookie(&tls), "parlor_session=; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=0");
    }
}
