//! Accounts across organizations, over the statements of their nouns; what changes a credential is forgotten by the caches at once.

use async_trait::async_trait;
use domain::audit::{Acting, Actor, Stamp};
use domain::id::{TenantId, UserId};
use domain::invitation::Invitation;
use domain::key::SecretHash;
use domain::member::accounts::{Accounts, Joining, ResetLink};
use domain::member::{Member, Session, User};
use domain::storage::StorageResult;
use domain::tenant::Tenant;
use serde_json::json;

use crate::audit::{self, Entry};
use crate::db::Whose;
use crate::dialect::locking;
use crate::store::Store;
use crate::{invitation, member, session, tenant};

#[async_trait]
impl Accounts for Store {
    async fn user(&self, id: UserId) -> StorageResult<Option<User>> {
        member::user(&mut self.db.read(Whose::Directory).await?, id).await
    }

    async fn rename_user(&self, id: UserId, name: Option<&str>, stamp: &Stamp) -> StorageResult<bool> {
        let mut tx = self.db.write(Whose::Directory).await?;
        let before = tx
            .sql(locking!("SELECT name FROM users WHERE id = $1"))
            .id(id)
            .optional_as(|row| row.get::<Option<String>>("name"))
            .await?;
        let Some(before) = before else { return Ok(false) };
        tx.sql("UPDATE users SET name = $2 WHERE id = $1").id(id).bind(name).execute().await?;
        audit::insert_everywhere(&mut tx, id, stamp, || {
            Entry::new("account.rename", id)
                .before(Some(json!({"name": before})))
                .after(Some(json!({"name": name})))
        })
        .await?;
        tx.commit().await?;
        self.caches.forget_sessions();
        Ok(true)
    }

    async fn set_password(
        &self,
        id: UserId,
        hash: &str,
        keep: &SecretHash,
        stamp: &Stamp,
    ) -> StorageResult<()> {
        let mut tx = self.db.write(Whose::Directory).await?;
        member::set_password(&mut tx, id, hash).await?;
        session::delete_others(&mut tx, id, Some(keep)).await?;
        audit::insert_everywhere(&mut tx, id, stamp, || Entry::new("account.password", id)).await?;
        tx.commit().await?;
        self.caches.forget_sessions();
        Ok(())
    }

    async fn sessions(&self, user: UserId) -> StorageResult<Vec<Session>> {
        session::of_user(&mut self.db.read(Whose::Directory).await?, user).await
    }

    async fn end_sessions(&self, user: UserId, keep: &SecretHash) -> StorageResult<()> {
        let mut tx = self.db.write(Whose::Directory).await?;
        session::delete_others(&mut tx, user, Some(keep)).await?;
        tx.commit().await?;
        self.caches.forget_sessions();
        Ok(())
    }

    async fn create_reset(&self, link: &ResetLink, by: Option<(TenantId, &Acting)>) -> StorageResult<()> {
        let mut tx = self.db.write(Whose::Directory).await?;
        tx.sql("DELETE FROM password_resets WHERE user_id = $1").id(link.user).execute().await?;
        tx.sql("INSERT INTO password_resets (token, user_id, expires_at) VALUES ($1, $2, $3)")
            .bind(&link.token.0[..])
            .id(link.user)
            .time(link.expires_at)
            .execute()
            .await?;
        if let Some((tenant, acting)) = by {
            let entry = audit::signed(acting, Entry::new("member.reset", link.user));
            audit::insert(&mut tx, tenant, &entry).await?;
        }
        tx.commit().await
    }

    async fn use_reset(&self, token: &SecretHash, hash: &str, stamp: &Stamp) -> StorageResult<bool> {
        let mut tx = self.db.write(Whose::Directory).await?;
        let user = tx
            .sql("DELETE FROM password_resets WHERE token = $1 AND expires_at > $2 RETURNING user_id")
            .bind(&token.0[..])
            .time(stamp.at)
            .optional_as(|row| row.id::<UserId>("user_id"))
            .await?;
        let Some(user) = user else { return Ok(false) };
        member::set_password(&mut tx, user, hash).await?;
        session::delete_others(&mut tx, user, None).await?;
        audit::insert_everywhere(&mut tx, user, stamp, || Entry::new("account.reset", user)).await?;
        tx.commit().await?;
        self.caches.forget_sessions();
        Ok(true)
    }

    async fn invitation(&self, token: &SecretHash) -> StorageResult<Option<(Tenant, Invitation)>> {
        invitation::by_token(&mut self.db.read(Whose::Directory).await?, token).await
    }

    async fn join(&self, joining: &Joining) -> StorageResult<Option<Member>> {
        let mut tx = self.db.write(Whose::Directory).await?;
        let joined = invitation::join(&mut tx, joining).await?;
        if joined.is_some() {
            tx.commit().await?;
        }
        Ok(joined)
    }

    async fn found(&self, tenant: &Tenant, member: &Member, stamp: &Stamp) -> StorageResult<()> {
        let mut tx = self.db.write(Whose::Directory).await?;
        tenant::insert(&mut tx, tenant).await?;
        member::insert_member(&mut tx, tenant.id, member).await?;
        tx.sql("DELETE FROM password_resets WHERE user_id = $1").id(member.user_id).execute().await?;
        let acting =
            Acting { actor: Actor::Member(member.id), name: member.email.clone(), stamp: stamp.clone() };
        let entry = Entry::new("organization.create", tenant.id).after(Some(json!({"name": tenant.name})));
        audit::insert(&mut tx, tenant.id, &audit::signed(&acting, entry)).await?;
        tx.commit().await
    }
}
