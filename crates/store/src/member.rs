//! People: users, their memberships, and the port for the members of one tenant.

use async_trait::async_trait;
use domain::id::{MemberId, UserId};
use domain::member::{Member, MemberStatus, MemberStore, Role, User};
use domain::storage::StorageResult;
use domain::tenant::{SignUp, Tenant};

use crate::db::Tx;
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
    let SignUp { tenant, user, member } = sign_up;
    tx.sql("INSERT INTO users (id, email, name, password_hash, created_at) VALUES ($1, $2, $3, $4, $5)")
        .id(user.id)
        .bind(user.email.to_lowercase())
        .bind(user.name.as_deref())
        .bind(&user.password_hash)
        .time(user.created_at)
        .execute()
        .await?;
    tenant::insert(tx, tenant).await?;
    tx.sql(
        "INSERT INTO members (tenant_id, id, user_id, role, status, created_at) VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .id(tenant.id)
    .id(member.id)
    .id(user.id)
    .bind(member.role.as_str())
    .bind(status_word(member.status))
    .time(member.created_at)
    .execute()
    .await?;
    Ok(())
}

pub(crate) async fn user_by_email(tx: &mut Tx, email: &str) -> StorageResult<Option<User>> {
    tx.sql("SELECT id, email, name, password_hash, created_at FROM users WHERE email = $1")
        .bind(email.to_lowercase())
        .optional_as(|row| {
            Ok(User {
                id: row.id("id")?,
                email: row.text("email")?,
                name: row.get("name")?,
                password_hash: row.text("password_hash")?,
                created_at: row.time("created_at")?,
            })
        })
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

    async fn set_member_status(&self, id: MemberId, status: MemberStatus) -> StorageResult<bool> {
        let mut tx = self.write().await?;
        let changed = tx
            .sql("UPDATE members SET status = $3 WHERE tenant_id = $1 AND id = $2")
            .id(self.tenant)
            .id(id)
            .bind(status_word(status))
            .changed()
            .await?;
        tx.commit().await?;
        Ok(changed)
    }

    async fn set_member_role(&self, id: MemberId, role: Role) -> StorageResult<bool> {
        let mut tx = self.write().await?;
        let changed = tx
            .sql("UPDATE members SET role = $3 WHERE tenant_id = $1 AND id = $2")
            .id(self.tenant)
            .id(id)
            .bind(role.as_str())
            .changed()
            .await?;
        tx.commit().await?;
        Ok(changed)
    }
}
