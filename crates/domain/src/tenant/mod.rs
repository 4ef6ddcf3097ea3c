//! Organizations, and the look-ups that happen before a tenant is known.

pub mod sign_up;

use async_trait::async_trait;

use crate::clock::Timestamp;
use crate::eval::due::Due;
use crate::id::{NodeId, TenantId, UserId};
use crate::job::{ClaimedJob, Job};
use crate::key::{ApiKey, SecretHash};
use crate::member::{Identity, Member, Session, User};
use crate::storage::StorageResult;

/// Whether an organization may use the service.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TenantStatus {
    /// Everything works.
    Active,
    /// Every credential of the organization is refused.
    Suspended,
}

/// An organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenant {
    /// Its id.
    pub id: TenantId,
    /// The name people see.
    pub name: String,
    /// Unique, lower-case, URL-safe.
    pub slug: String,
    /// Active or suspended.
    pub status: TenantStatus,
    /// When it signed up.
    pub created_at: Timestamp,
}

/// The first rows of an organization, stored together or not at all.
#[derive(Debug, Clone)]
pub struct SignUp {
    /// The organization.
    pub tenant: Tenant,
    /// Its first user.
    pub user: User,
    /// The user's membership, an owner.
    pub member: Member,
}

/// An API key with the tenant that owns it.
#[derive(Debug, Clone)]
pub struct KeyOwner {
    /// The tenant the key belongs to.
    pub tenant: Tenant,
    /// The key, possibly revoked: the caller decides.
    pub key: ApiKey,
}

/// What must be found before a tenant is known. Kept small on purpose.
#[async_trait]
pub trait Directory: Send + Sync {
    /// Creates an organization with its owner. `Conflict("email")` when the address is taken; a taken slug gets a suffix by
    /// the caller, who sees `Conflict("slug")`.
    async fn sign_up(&self, sign_up: &SignUp) -> StorageResult<()>;
    /// One organization.
    async fn tenant(&self, id: TenantId) -> StorageResult<Option<Tenant>>;
    /// All organizations, oldest first (operators only).
    async fn tenants(&self) -> StorageResult<Vec<Tenant>>;
    /// Suspends or re-activates. `false` when there is no such organization.
    async fn set_tenant_status(&self, id: TenantId, status: TenantStatus) -> StorageResult<bool>;
    /// The user with this address (compared in lower case).
    async fn user_by_email(&self, email: &str) -> StorageResult<Option<User>>;
    /// The user's memberships, oldest first.
    async fn memberships(&self, user: UserId) -> StorageResult<Vec<(Tenant, Member)>>;

    /// Stores a signed-in session.
    async fn create_session(&self, session: &Session) -> StorageResult<()>;
    /// Who a session token belongs to; `None` when unknown. Expiry and suspension are the caller's to judge.
    async fn session(&self, token: &SecretHash) -> StorageResult<Option<Identity>>;
    /// Ends a session. `false` when it did not exist.
    async fn delete_session(&self, token: &SecretHash) -> StorageResult<bool>;

    /// Records a session's use (callers do so at most once a minute per session).
    async fn touch_session(&self, token: &SecretHash, at: Timestamp) -> StorageResult<()>;

    /// The key with this hash.
    async fn key(&self, hash: &SecretHash) -> StorageResult<Option<KeyOwner>>;

    /// Takes the oldest job that is due and not leased, and leases it to `node` until `lease_until`.
    async fn claim_job(
        &self,
        node: NodeId,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> StorageResult<Option<ClaimedJob>>;

    /// What is due by itself at `now`, of all tenants, at most `limit` of each kind; changes count that came before `quiet_since`.
    async fn due(&self, now: Timestamp, quiet_since: Timestamp, limit: u32) -> StorageResult<Vec<Due>>;

    /// Puts a job in the place of what is due, which is due again at `next`. `false`: somebody else has, or it is not due any more.
    async fn claim_due(&self, due: &Due, next: Option<Timestamp>, job: &Job) -> StorageResult<bool>;

    /// Forgets the answers of repeatable requests that expired before `now`, at most `limit`; how many.
    async fn purge_repeats(&self, now: Timestamp, limit: u32) -> StorageResult<u64>;
}

/// What an organization's members change about it.
#[async_trait]
pub trait OrganizationStore: Send + Sync {
    /// Changes the name that people see.
    async fn rename_organization(&self, name: &str) -> StorageResult<()>;
}
