//! People: users, their memberships, and the port for the members of one tenant.

use async_trait::async_trait;
use domain::id::{MemberId, TenantId, UserId};
use domain::member::change::MemberChange;
use domain::member::{Member, MemberStatus, MemberStore, Role, User};
use domain::storage::{StorageError, StorageResult};
use domain::tenant::{SignUp, Tenant};
use serde_json::json;

use crate::audit::Entry;
use crate::db::Tx;
use crate::dialect::locking;
use crate::query::Row;
use crate::scope::Scope;
use crate::tenant;

fn status_word(status: MemberStatus) -> &'static str {
    match status {
        MemberStatus::Active => "active",
        MemberStatus::Suspended => "suspended",
    }
}

fn parse_status(word: &str) -> Option<MemberStatus> {
    [MemberStatus::Active, MemberStatus::Suspended].into_iter().find(|status| status_word(*status) == word)
}

/// Reads the columns `member_id, user_id, email, user_name, role, member_status, member_created_at`.
pub(crate) fn read(row: &Row) -> StorageResult<Member> {
    Ok(Member {
        id: row.id("member_id")?,
        user_id: row.id("user_id")?,
        email: row.text("email")?,
        name: row.get("user_name")?,
        role: row.word("role", |word| word.parse::<Role>().ok())?,
        status: row.word("member_status", parse_status)?,
        created_at: row.time("member_created_at")?,
    })
}

/// Stores the user and the membership of a new organization.
pub(crate) async fn insert_owner(tx: &mut Tx, sign_up: &SignUp) -> StorageResult<()> {
    insert_user(tx, &sign_up.user).await?;
    tenant::insert(tx, &sign_up.tenant).await?;
    insert_member(tx, sign_up.tenant.id, &sign_up.member).await
}

pub(crate) async fn insert_user(tx: &mut Tx, user: &User) -> StorageResult<()> {
    tx.sql("INSERT INTO users (id, email, name, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)")
        .id(user.id)
        .bind(user.email.to_lowercase())
        .bind(user.name.as_deref())
        .bind(&user.password_hash)
        .time(user.created_at)
        .execute()
        .await?;
    Ok(())
}

pub(crate) async fn insert_member(tx: &mut Tx, tenant: TenantId, member: &Member) -> StorageResult<()> {
    tx.sql(
        "INSERT INTO members (tenant_id, id, user_id, role, status, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .id(tenant)
    .id(member.id)
    .id(member.user_id)
    .bind(member.role.as_str())
    .bind(status_word(member.status))
    .time(member.created_at)
    .execute()
    .await?;
    Ok(())
}

/// Changes the password; links to reset it end.
pub(crate) async fn set_password(tx: &mut Tx, user: UserId, hash: &str) -> StorageResult<()> {
    tx.sql("UPDATE users SET password_hash = $2 WHERE id = $1").id(user).bind(hash).execute().await?;
    tx.sql("DELETE FROM password_resets WHERE user_id = $1").id(user).execute().await?;
    Ok(())
}

fn read_user(row: &Row) -> StorageResult<User> {
    Ok(User {
        id: row.id("id")?,
        email: row.text("email")?,
        name: row.get("name")?,
        password_hash: row.text("password_hash")?,
        created_at: row.time("created_at")?,
    })
}

pub(crate) async fn user(tx: &mut Tx, id: UserId) -> StorageResult<Option<User>> {
    tx.sql("SELECT id, email, name, password_hash, created_at FROM users WHERE id = $1")
        .id(id)
        .optional_as(read_user)
        .await
}

pub(crate) async fn user_by_email(tx: &mut Tx, email: &str) -> StorageResult<Option<User>> {
    tx.sql("SELECT id, email, name, password_hash, created_at FROM users WHERE email = $1")
        .bind(email.to_lowercase())
        .optional_as(read_user)
        .await
}

pub(crate) async fn memberships(tx: &mut Tx, user: UserId) -> StorageResult<Vec<(Tenant, Member)>> {
    tx.sql(
        "SELECT m.tenant_id, t.name AS tenant_name, t.slug AS tenant_slug, t.status AS tenant_status,
            t.created_at AS tenant_created_at, m.id AS member_id, m.user_id, u.email, u.name AS user_name, m.role,
            m.status AS member_status, m.created_at AS member_created_at
        FROM members m
        JOIN tenants t ON t.tenant_id = m.tenant_id
        JOIN users u ON u.id = m.user_id
        WHERE m.user_id = $1 ORDER BY m.created_at, m.id",
    )
    .id(user)
    .all_as(|row| Ok((tenant::read(row)?, read(row)?)))
    .await
}

#[async_trait]
impl MemberStore for Scope {
    async fn members(&self) -> StorageResult<Vec<Member>> {
        self.read()
            .await?
            .sql(
                "SELECT m.id AS member_id, m.user_id, u.email, u.name AS user_name, m.role,
                    m.status AS member_status, m.created_at AS member_created_at
                FROM members m JOIN users u ON u.id = m.user_id
                WHERE m.tenant_id = $1 ORDER BY m.created_at, m.id",
            )
            .id(self.tenant)
            .all_as(read)
            .await
    }

    async fn member(&self, id: MemberId) -> StorageResult<Option<Member>> {
        one(&mut self.read().await?, self.tenant, id).await
    }

    async fn change_member(&self, id: MemberId, change: MemberChange) -> StorageResult<Option<Member>> {
        let mut tx = self.edit().await?;
        // Locked, so that two owners who leave at once do not both see the other stay.
        tx.sql(locking!("SELECT tenant_id FROM tenants WHERE tenant_id = $1"))
            .id(self.tenant)
            .optional()
            .await?;
        let Some(before) = one(&mut tx, self.tenant, id).await? else { return Ok(None) };
        let query = match change {
            MemberChange::Role(role) => tx
                .sql("UPDATE members SET role = $3 WHERE tenant_id = $1 AND id = $2")
                .id(self.tenant)
                .id(id)
                .bind(role.as_str()),
            MemberChange::Status(status) => tx
                .sql("UPDATE members SET status = $3 WHERE tenant_id = $1 AND id = $2")
                .id(self.tenant)
                .id(id)
                .bind(status_word(status)),
            MemberChange::Remove => {
                tx.sql("DELETE FROM members WHERE tenant_id = $1 AND id = $2").id(self.tenant).id(id)
            }
        };
        query.execute().await?;
        let owner = tx
            .sql("SELECT id FROM members WHERE tenant_id = $1 AND role = 'owner' AND status = 'active' LIMIT 1")
            .id(self.tenant)
            .optional()
            .await?;
        if owner.is_none() {
            return Err(StorageError::Conflict("owner"));
        }
        let seen = |member: &Member| json!({"email": member.email, "role": member.role, "status": status_word(member.status)});
        let after = one(&mut tx, self.tenant, id).await?;
        let action = match change {
            MemberChange::Role(_) => "member.role",
            MemberChange::Status(MemberStatus::Active) => "member.activate",
            MemberChange::Status(MemberStatus::Suspended) => "member.suspend",
            MemberChange::Remove => "member.remove",
        };
        let entry = Entry::new(action, id).before(Some(seen(&before))).after(after.as_ref().map(seen));
        tx.commit(entry).await?;
        Ok(Some(before))
    }
}

async fn one(tx: &mut Tx, tenant: TenantId, id: MemberId) -> StorageResult<Option<Member>> {
    tx.sql(
        "SELECT m.id AS member_id, m.user_id, u.email, u.name AS user_name, m.role,
            m.status AS member_status, m.created_at AS member_created_at
        FROM members m JOIN users u ON u.id = m.user_id
        WHERE m.tenant_id = $1 AND m.id = $2",
    )
    .id(tenant)
    .id(id)
    .optional_as(read)
    .await
}
