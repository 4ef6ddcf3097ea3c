//! The one function that every credential ends in.

use domain::chat::ChatOwner;
use domain::key::{KeyKind, Scope, SecretHash};
use domain::member::Role;

use super::gate::Gate;
use super::origin::Origin;
use super::presented::{Caller, Presented};
use super::principal::{KeyPrincipal, MemberPrincipal, Need, Principal, VisitorPrincipal};
use super::visitor_token::{Claims, Issuer};
use crate::error::{ApiError, ApiResult, Code};

impl Gate {
    /// Who calls, if their credential stands and is good for `need`. Order: known and standing (401), within limits (429), good
    /// for this (403), from an allowed page (403).
    pub async fn admit(&self, caller: &Caller, need: Need) -> ApiResult<Principal> {
        match &caller.presented {
            Presented::Nothing | Presented::Unreadable => Err(ApiError::unauthenticated()),
            Presented::Session(token) => self.admit_session(caller, token, need).await.map(Principal::Member),
            Presented::Key(kind, hash) => self.admit_key(caller, *kind, hash, need).await.map(Principal::Key),
            Presented::VisitorToken(claims) => {
                self.admit_visitor(caller, claims, need).await.map(Principal::Visitor)
            }
        }
    }

    async fn admit_session(&self, caller: &Caller, token: &str, need: Need) -> ApiResult<MemberPrincipal> {
        // A cookie travels by itself, so where it is no credential it is no error either: it counts as nothing.
        let Need::Manage(permission) = need else { return Err(ApiError::unauthenticated()) };
        if let Origin::Foreign(_) = caller.origin {
            return Err(foreign_origin());
        }
        let session = SecretHash::of(token);
        let identity = self.standing_session(&session).await?;
        caller.notes.counted(self.limits.member(identity.tenant.id, session)?);
        if caller.writes
            && !caller.csrf.as_deref().is_some_and(|given| self.secrets.csrf_matches(token, given))
        {
            return Err(ApiError::forbidden("Send the CSRF token of your session as `X-CSRF-Token`."));
        }
        let needed = permission.role();
        if identity.member.role < needed {
            return Err(ApiError::forbidden(format!("This needs the role {} or above.", needed.as_str())));
        }
        self.touch_session(&identity.session);
        Ok(MemberPrincipal {
            tenant: identity.tenant,
            member: identity.member,
            session,
            csrf_token: self.secrets.csrf_token(token),
        })
    }

    async fn admit_key(
        &self,
        caller: &Caller,
        kind: KeyKind,
        hash: &SecretHash,
        need: Need,
    ) -> ApiResult<KeyPrincipal> {
        let owner = self.standing_key(hash).await?;
        caller.notes.counted(self.limits.key(*hash)?);
        match (need, kind) {
            (Need::PageKey, KeyKind::Publishable) => self.check_page(caller, &owner.key.allowed_origins)?,
            (Need::PageLink, KeyKind::Publishable) => check_link(caller, &owner.key.allowed_origins)?,
            (Need::PageKey | Need::PageLink, KeyKind::Secret) => {
                return Err(ApiError::forbidden("Visitor sessions are opened with a publishable key."));
            }
            (_, KeyKind::Publishable) => {
                return Err(ApiError::forbidden("A publishable key may only open visitor sessions."));
            }
            (Need::Visitor, KeyKind::Secret) => require_scope(&owner.key.scopes, Some(Scope::Chat))?,
            (Need::Manage(permission), KeyKind::Secret) => {
                require_scope(&owner.key.scopes, permission.scope())?;
            }
        }
        self.touch(owner.tenant.id, &owner.key);
        Ok(KeyPrincipal {
            tenant: owner.tenant,
            key: owner.key,
            hash: *hash,
            origin: caller.origin.text().to_owned(),
        })
    }

    async fn admit_visitor(
        &self,
        caller: &Caller,
        claims: &Claims,
        need: Need,
    ) -> ApiResult<VisitorPrincipal> {
        if claims.expires_at <= self.clock.now() {
            return Err(ApiError::unauthenticated());
        }
        let principal = VisitorPrincipal {
            tenant: claims.tenant,
            owner: ChatOwner { agent: claims.agent, visitor: claims.visitor },
            issuer: claims.issuer,
        };
        self.check_issuer(&principal).await?;
        match claims.issuer {
            Issuer::Key(hash) => caller.notes.counted(self.limits.key(hash)?),
            Issuer::Preview(session) => caller.notes.counted(self.limits.member(claims.tenant, session)?),
        }
        if need != Need::Visitor {
            return Err(ApiError::forbidden("A visitor token is only good for chatting."));
        }
        match &caller.origin {
            Origin::Untold | Origin::Own(_) => {}
            Origin::Foreign(origin) if *origin == claims.origin => caller.notes.readable_by(origin),
            Origin::Foreign(_) => return Err(foreign_origin()),
        }
        Ok(principal)
    }

    /// Whether the word behind a visitor token, or the key behind a server's chat, still counts.
    pub async fn check_issuer(&self, visitor: &VisitorPrincipal) -> ApiResult<()> {
        let stands = match &visitor.issuer {
            Issuer::Key(hash) => {
                let owner = self.standing_key(hash).await?;
                owner.tenant.id == visitor.tenant && owner.key.covers(visitor.owner.agent)
            }
            Issuer::Preview(session) => {
                let identity = self.standing_session(session).await?;
                identity.tenant.id == visitor.tenant && identity.member.role >= Role::Viewer
            }
        };
        if stands { Ok(()) } else { Err(ApiError::unauthenticated()) }
    }

    fn check_page(&self, caller: &Caller, allowed: &[String]) -> ApiResult<()> {
        match &caller.origin {
            Origin::Own(_) => Ok(()),
            Origin::Foreign(origin) if allowed.is_empty() || allowed.contains(origin) => {
                caller.notes.readable_by(origin);
                Ok(())
            }
            Origin::Untold if allowed.is_empty() => Ok(()),
            Origin::Untold | Origin::Foreign(_) => Err(foreign_origin()),
        }
    }
}

/// Our own page is no exception here: a tenant who bound the key to origins has to name ours among them to have it shown.
fn check_link(caller: &Caller, allowed: &[String]) -> ApiResult<()> {
    let named = allowed.is_empty() || allowed.iter().any(|origin| origin == caller.origin.text());
    if named { Ok(()) } else { Err(foreign_origin()) }
}

fn foreign_origin() -> ApiError {
    ApiError::new(Code::OriginNotAllowed, "Requests from this origin are not allowed.")
}

fn require_scope(scopes: &[Scope], needed: Option<Scope>) -> ApiResult<()> {
    match needed {
        Some(scope) if scopes.contains(&scope) => Ok(()),
        Some(scope) => Err(ApiError::forbidden(format!("The key lacks the scope `{}`.", scope.as_str()))),
        None => Err(ApiError::forbidden("Only a signed-in member may do this.")),
    }
}
