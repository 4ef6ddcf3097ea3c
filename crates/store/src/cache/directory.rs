//! The directory, with keys and sessions remembered.

use async_trait::async_trait;
use domain::clock::Timestamp;
use domain::eval::due::Due;
use domain::id::{NodeId, TenantId, UserId};
use domain::job::{ClaimedJob, Job};
use domain::key::SecretHash;
use domain::member::{Identity, Member, Session, User};
use domain::storage::StorageResult;
use domain::tenant::{Directory, KeyOwner, SignUp, Tenant, TenantStatus};

use crate::store::Store;

#[async_trait]
impl Directory for Store {
    async fn key(&self, hash: &SecretHash) -> StorageResult<Option<KeyOwner>> {
        self.caches.keys.or_find(*hash, self.db.key(hash)).await
    }

    async fn session(&self, token: &SecretHash) -> StorageResult<Option<Identity>> {
        self.caches.sessions.or_find(*token, self.db.session(token)).await
    }

    async fn delete_session(&self, token: &SecretHash) -> StorageResult<bool> {
        let existed = self.db.delete_session(token).await?;
        self.caches.sessions.forget(token);
        Ok(existed)
    }

    /// Forgets the session, too: callers decide by its last use whether to record another one.
    async fn touch_session(&self, token: &SecretHash, at: Timestamp) -> StorageResult<()> {
        let touched = self.db.touch_session(token, at).await;
        self.caches.sessions.forget(token);
        touched
    }

    async fn set_tenant_status(&self, id: TenantId, status: TenantStatus) -> StorageResult<bool> {
        let changed = self.db.set_tenant_status(id, status).await?;
        self.caches.keys.forget_all();
        self.caches.sessions.forget_all();
        Ok(changed)
    }

    async fn sign_up(&self, sign_up: &SignUp) -> StorageResult<()> {
        self.db.sign_up(sign_up).await
    }

    async fn tenant(&self, id: TenantId) -> StorageResult<Option<Tenant>> {
        self.db.tenant(id).await
    }

    async fn tenants(&self) -> StorageResult<Vec<Tenant>> {
        self.db.tenants().await
    }

    async fn user_by_email(&self, email: &str) -> StorageResult<Option<User>> {
        self.db.user_by_email(email).await
    }

    async fn memberships(&self, user: UserId) -> StorageResult<Vec<(Tenant, Member)>> {
        self.db.memberships(user).await
    }

    async fn create_session(&self, session: &Session) -> StorageResult<()> {
        self.db.create_session(session).await
    }

    async fn claim_job(
        &self,
        node: NodeId,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> StorageResult<Option<ClaimedJob>> {
        self.db.claim_job(node, now, lease_until).await
    }

    async fn due(&self, now: Timestamp, quiet_since: Timestamp, limit: u32) -> StorageResult<Vec<Due>> {
        self.db.due(now, quiet_since, limit).await
    }

    async fn claim_due(&self, due: &Due, next: Option<Timestamp>, job: &Job) -> StorageResult<bool> {
        self.db.claim_due(due, next, job).await
    }

    async fn purge_repeats(&self, now: Timestamp, limit: u32) -> StorageResult<u64> {
        self.db.purge_repeats(now, limit).await
    }
}
