//! Invitations: an organization asks somebody in, by a link that works once and not for ever.

use std::time::Duration;

use async_trait::async_trait;

use crate::clock::Timestamp;
use crate::id::{InvitationId, MemberId};
use crate::key::SecretHash;
use crate::member::Role;
use crate::storage::StorageResult;

/// How long an invitation can be accepted.
pub const LIFETIME: Duration = Duration::from_secs(7 * 24 * 3600);

/// An open invitation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// Its id.
    pub id: InvitationId,
    /// Who is invited; lower case, once per organization.
    pub email: String,
    /// What they may do when they have joined.
    pub role: Role,
    /// Who invited them.
    pub invited_by: Option<MemberId>,
    /// When.
    pub created_at: Timestamp,
    /// Refused from then on.
    pub expires_at: Timestamp,
}

/// The invitations of one tenant.
#[async_trait]
pub trait InvitationStore: Send + Sync {
    /// Stores an invitation in place of an earlier one to the same address.
    async fn invite(&self, invitation: &Invitation, token: &SecretHash) -> StorageResult<()>;
    /// Those that are not accepted, newest first, expired ones included.
    async fn invitations(&self) -> StorageResult<Vec<Invitation>>;
    /// Takes an invitation back. `false`: no such invitation.
    async fn revoke_invitation(&self, id: InvitationId) -> StorageResult<bool>;
}
