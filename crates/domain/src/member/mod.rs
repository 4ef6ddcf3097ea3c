//! People who sign in: users, their memberships and sessions.

pub mod password;

use std::str::FromStr;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::id::{MemberId, TenantId, UserId};
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
    /// Suspends or re-activates. `false` when there is no such member.
    async fn set_member_status(&self, id: MemberId, status: MemberStatus) -> StorageResult<bool>;
    /// Changes the role. `false` when there is no such member.
    async fn set_member_role(&self, id: MemberId, role: Role) -> StorageResult<bool>;
}
