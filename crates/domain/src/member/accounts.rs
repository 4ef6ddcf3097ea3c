//! What people do with their own accounts, whichever organizations they are in: the port, and how long a reset link works.
//!
//! A change of an account concerns every organization that the person is in, and is recorded in each of them.

use std::time::Duration;

use async_trait::async_trait;

use super::{Member, Session, User};
use crate::audit::{Acting, Stamp};
use crate::clock::Timestamp;
use crate::id::{MemberId, TenantId, UserId};
use crate::invitation::Invitation;
use crate::key::SecretHash;
use crate::storage::StorageResult;
use crate::tenant::Tenant;

/// How long a password reset link works.
pub const RESET_LIFETIME: Duration = Duration::from_secs(24 * 3600);

/// Somebody accepts an invitation.
#[derive(Clone)]
pub struct Joining {
    /// The invitation's token.
    pub token: SecretHash,
    /// Who joins; stored when they have no account yet.
    pub user: User,
    /// Id of the membership.
    pub member: MemberId,
    /// Now.
    pub stamp: Stamp,
}

/// A link with which somebody chooses a new password.
#[derive(Debug, Clone, Copy)]
pub struct ResetLink {
    /// Its token.
    pub token: SecretHash,
    /// Whose password.
    pub user: UserId,
    /// Refused from then on.
    pub expires_at: Timestamp,
}

/// Accounts.
#[async_trait]
pub trait Accounts: Send + Sync {
    /// One user.
    async fn user(&self, id: UserId) -> StorageResult<Option<User>>;
    /// How to address them. `false`: no such user.
    async fn rename_user(&self, id: UserId, name: Option<&str>, stamp: &Stamp) -> StorageResult<bool>;
    /// Changes the password and ends every session but `keep`; open reset links end, too.
    async fn set_password(
        &self,
        id: UserId,
        hash: &str,
        keep: &SecretHash,
        stamp: &Stamp,
    ) -> StorageResult<()>;
    /// The user's sessions in all organizations, newest first.
    async fn sessions(&self, user: UserId) -> StorageResult<Vec<Session>>;
    /// Ends every session of the user but `keep`.
    async fn end_sessions(&self, user: UserId, keep: &SecretHash) -> StorageResult<()>;

    /// Stores a reset link in place of earlier ones; `by`: the organization and who of it made the link, unless an operator did.
    async fn create_reset(&self, link: &ResetLink, by: Option<(TenantId, &Acting)>) -> StorageResult<()>;
    /// Uses a reset link up: sets the password and ends every session. `false`: unknown, used or expired.
    async fn use_reset(&self, token: &SecretHash, hash: &str, stamp: &Stamp) -> StorageResult<bool>;

    /// The invitation with this token and its organization; expiry is the caller's to judge.
    async fn invitation(&self, token: &SecretHash) -> StorageResult<Option<(Tenant, Invitation)>>;
    /// Uses an invitation up: the user becomes a member. Reset links that one organization made for them end: they now concern
    /// two. `None`: unknown, used or expired. `Conflict("user_id")`: already a member.
    async fn join(&self, joining: &Joining) -> StorageResult<Option<Member>>;

    /// Another organization of a user who has an account. `Conflict("slug")` when the slug is taken.
    async fn found(&self, tenant: &Tenant, member: &Member, stamp: &Stamp) -> StorageResult<()>;
}
