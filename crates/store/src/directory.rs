//! The look-ups before a tenant is known, over the statements of their nouns.

use async_trait::async_trait;
use domain::clock::Timestamp;
use domain::eval::due::Due;
use domain::id::{NodeId, TenantId, UserId};
use domain::job::{ClaimedJob, Job};
use domain::key::SecretHash;
use domain::member::{Identity, Member, Session, User};
use domain::storage::StorageResult;
use domain::tenant::{Directory, KeyOwner, SignUp, Tenant, TenantStatus};

use crate::db::{Db, Whose};
use crate::{due, job, key, member, repeat, session, tenant};

#[async_trait]
impl Directory for Db {
    async fn sign_up(&self, sign_up: &SignUp) -> StorageResult<()> {
        let mut tx = self.write(Whose::Directory).await?;
        member::insert_owner(&mut tx, sign_up).await?;
        tx.commit().await
    }

    async fn tenant(&self, id: TenantId) -> StorageResult<Option<Tenant>> {
        tenant::one(&mut self.read(Whose::Directory).await?, id).await
    }

    async fn tenants(&self) -> StorageResult<Vec<Tenant>> {
        tenant::all(&mut self.read(Whose::Directory).await?).await
    }

    async fn set_tenant_status(&self, id: TenantId, status: TenantStatus) -> StorageResult<bool> {
        let mut tx = self.write(Whose::Directory).await?;
        let changed = tenant::set_status(&mut tx, id, status).await?;
        tx.commit().await?;
        Ok(changed)
    }

    async fn user_by_email(&self, email: &str) -> StorageResult<Option<User>> {
        member::user_by_email(&mut self.read(Whose::Directory).await?, email).await
    }

    async fn memberships(&self, user: UserId) -> StorageResult<Vec<(Tenant, Member)>> {
        member::memberships(&mut self.read(Whose::Directory).await?, user).await
    }

    async fn create_session(&self, session: &Session) -> StorageResult<()> {
        let mut tx = self.write(Whose::Directory).await?;
        session::insert(&mut tx, session).await?;
        tx.commit().await
    }

    async fn session(&self, token: &SecretHash) -> StorageResult<Option<Identity>> {
        session::identity(&mut self.read(Whose::Directory).await?, token).await
    }

    async fn delete_session(&self, token: &SecretHash) -> StorageResult<bool> {
        let mut tx = self.write(Whose::Directory).await?;
        let existed = session::delete(&mut tx, token).await?;
        tx.commit().await?;
        Ok(existed)
    }

    async fn touch_session(&self, token: &SecretHash, at: Timestamp) -> StorageResult<()> {
        let mut tx = self.write(Whose::Directory).await?;
        session::touch(&mut tx, token, at).await?;
        tx.commit().await
    }

    async fn key(&self, hash: &SecretHash) -> StorageResult<Option<KeyOwner>> {
        key::owner(&mut self.read(Whose::Directory).await?, hash).await
    }

    async fn claim_job(
        &self,
        node: NodeId,
        now: Timestamp,
        lease_until: Timestamp,
    ) -> StorageResult<Option<ClaimedJob>> {
        let mut tx = self.write(Whose::Directory).await?;
        let claimed = job::claim(&mut tx, node, now, lease_until).await?;
        tx.commit().await?;
        Ok(claimed)
    }

    async fn due(&self, now: Timestamp, quiet_since: Timestamp, limit: u32) -> StorageResult<Vec<Due>> {
        let mut tx = self.read(Whose::Directory).await?;
        if due::has_unseen(&mut tx).await? {
            drop(tx);
            let mut seeing = self.write(Whose::Directory).await?;
            due::see(&mut seeing, now).await?;
            seeing.commit().await?;
            tx = self.read(Whose::Directory).await?;
        }
        due::all(&mut tx, now, quiet_since, limit).await
    }

    async fn claim_due(&self, due: &Due, next: Option<Timestamp>, job: &Job) -> StorageResult<bool> {
        let mut tx = self.write(Whose::Directory).await?;
        let claimed = due::claim(&mut tx, due, next, job).await?;
        tx.commit().await?;
        Ok(claimed)
    }

    async fn purge_repeats(&self, now: Timestamp, limit: u32) -> StorageResult<u64> {
        let mut tx = self.write(Whose::Directory).await?;
        let purged = repeat::purge(&mut tx, now, limit).await?;
        tx.commit().await?;
        Ok(purged)
    }
}
