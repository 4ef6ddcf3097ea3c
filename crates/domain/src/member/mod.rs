//! People who sign in: users, their memberships and sessions.

pub mod accounts;
pub mod change;
pub mod password;
pub mod permission;

use std::str::FromStr;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use self::change::MemberChange;
use crate::clock::Timestamp;
use crate::id::{MemberId, SessionId, TenantId, UserId};
use crate::key::SecretHash;
use crate::storage::StorageResult;
use crate::tenant::Tenant;

/// What a member may do; each role includes the ones after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Sees everything, changes nothing.
    Viewer,
    /// Edits agents and documents.
    Member,
    /// Also manages keys and members.
    Admin,
    /// Also closes the organization.
    Owner,
}

impl Role {
    /// The stored and public spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Member => "member",
            Self::Admin => "admin",
            Self::Owner => "owner",
        }
    }
}

impl FromStr for Role {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        [Self::Viewer, Self::Member, Self::Admin, Self::Owner]
            .into_iter()
            .find(|r| r.as_str() == text)
            .ok_or(())
    }
}

/// Whether a membership is usable.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberStatus {
    /// Usable.
    Active,
    /// Every credential of the member is refused.
    Suspended,
}

/// A person with a local account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct User {
    /// Its id.
    pub id: UserId,
    /// Lower case, unique.
    pub email: String,
    /// How to address them.
    pub name: Option<String>,
    /// PHC string (argon2id).
    pub password_hash: String,
    /// When the account was made.
    pub created_at: Timestamp,
}

/// A user's place in one organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its id.
    pub id: MemberId,
    /// Whose place it is.
    pub user_id: UserId,
    /// The user's address.
    pub email: String,
    /// The user's name.
    pub name: Option<String>,
    /// What they may do.
    pub role: Role,
    /// Active or suspended.
    pub status: MemberStatus,
    /// When they joined.
    pub created_at: Timestamp,
}

/// A signed-in browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Hash of the cookie's token.
    pub token: SecretHash,
    /// The organization the session works in.
    pub tenant_id: TenantId,
    /// Who signed in.
    pub user_id: UserId,
    /// When.
    pub created_at: Timestamp,
    /// After this the session is refused.
    pub expires_at: Timestamp,
    /// Last use, to the minute; `None`: not since it was opened.
    pub last_used_at: Option<Timestamp>,
    /// What the browser calls itself.
    pub user_agent: Option<String>,
}

impl Session {
    /// What people see of it: half of the token's hash, which opens nothing.
    pub fn id(&self) -> SessionId {
        let mut half = [0; 16];
        half.copy_from_slice(&self.token.0[..16]);
        Uuid::from_bytes(half).into()
    }
}

/// Everything known about a session's bearer.
#[derive(Debug, Clone)]
pub struct Identity {
    /// The session.
    pub session: Session,
    /// Its organization.
    pub tenant: Tenant,
    /// The membership in that organization.
    pub member: Member,
}

/// Members of one tenant.
#[async_trait]
pub trait MemberStore: Send + Sync {
    /// All members, oldest first.
    async fn members(&self) -> StorageResult<Vec<Member>>;
    /// One member.
    async fn member(&self, id: MemberId) -> StorageResult<Option<Member>>;
    /// Changes a membership; how it was before. `None`: no such member. `Conflict("owner")`: the
    /// organization would have no active owner left; nothing was changed.
    async fn change_member(&self, id: MemberId, change: MemberChange) -> StorageResult<Option<Member>>;
}
