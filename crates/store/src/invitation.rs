//! Invitations: rows, the port of one tenant, and what happens before the tenant is known.

use async_trait::async_trait;
use domain::audit::{Acting, Actor};
use domain::id::InvitationId;
use domain::invitation::{Invitation, InvitationStore};
use domain::key::SecretHash;
use domain::member::accounts::Joining;
use domain::member::{Member, MemberStatus, Role};
use domain::storage::StorageResult;
use domain::tenant::Tenant;
use serde_json::json;

use crate::audit::Entry;
use crate::db::Tx;
use crate::query::Row;
use crate::scope::Scope;
use crate::{audit, member, tenant};

fn read(row: &Row) -> StorageResult<Invitation> {
    Ok(Invitation {
        id: row.id("id")?,
        email: row.text("email")?,
        role: row.word("role", |word| word.parse::<Role>().ok())?,
        invited_by: row.optional_id("invited_by")?,
        created_at: row.time("created_at")?,
        expires_at: row.time("expires_at")?,
    })
}

#[async_trait]
impl InvitationStore for Scope {
    async fn invite(&self, invitation: &Invitation, token: &SecretHash) -> StorageResult<()> {
        let mut tx = self.edit().await?;
        tx.sql("DELETE FROM invitations WHERE tenant_id = $1 AND email = $2")
            .id(self.tenant)
            .bind(&invitation.email)
            .execute()
            .await?;
        tx.sql(
            "INSERT INTO invitations (tenant_id, id, token, email, role, invited_by, created_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        )
        .id(self.tenant)
        .id(invitation.id)
        .bind(&token.0[..])
        .bind(&invitation.email)
        .bind(invitation.role.as_str())
        .optional_id(invitation.invited_by)
        .time(invitation.created_at)
        .time(invitation.expires_at)
        .execute()
        .await?;
        let after = json!({"email": invitation.email, "role": invitation.role});
        tx.commit(Entry::new("invitation.create", invitation.id).after(Some(after))).await
    }

    async fn invitations(&self) -> StorageResult<Vec<Invitation>> {
        self.read()
            .await?
            .sql(
                "SELECT id, email, role, invited_by, created_at, expires_at FROM invitations
                WHERE tenant_id = $1 ORDER BY id DESC",
            )
            .id(self.tenant)
            .all_as(read)
            .await
    }

    async fn revoke_invitation(&self, id: InvitationId) -> StorageResult<bool> {
        let mut tx = self.edit().await?;
        let before = tx
            .sql("DELETE FROM invitations WHERE tenant_id = $1 AND id = $2 RETURNING email, role")
            .id(self.tenant)
            .id(id)
            .optional_as(|row| Ok(json!({"email": row.text("email")?, "role": row.text("role")?})))
            .await?;
        if before.is_none() {
            return Ok(false);
        }
        tx.commit(Entry::new("invitation.revoke", id).before(before)).await?;
        Ok(true)
    }
}

/// The invitation with this token and its organization.
pub(crate) async fn by_token(tx: &mut Tx, token: &SecretHash) -> StorageResult<Option<(Tenant, Invitation)>> {
    tx.sql(
        "SELECT i.tenant_id, t.name AS tenant_name, t.slug AS tenant_slug, t.status AS tenant_status,
            t.created_at AS tenant_created_at, i.id, i.email, i.role, i.invited_by, i.created_at, i.expires_at
        FROM invitations i JOIN tenants t ON t.tenant_id = i.tenant_id WHERE i.token = $1",
    )
    .bind(&token.0[..])
    .optional_as(|row| Ok((tenant::read(row)?, read(row)?)))
    .await
}

/// Uses an invitation up; the caller commits.
pub(crate) async fn join(tx: &mut Tx, joining: &Joining) -> StorageResult<Option<Member>> {
    let used = tx
        .sql("DELETE FROM invitations WHERE token = $1 AND expires_at > $2 RETURNING tenant_id, id, role")
        .bind(&joining.token.0[..])
        .time(joining.stamp.at)
        .optional_as(|row| {
            let role = row.word("role", |word| word.parse::<Role>().ok())?;
            Ok((row.id("tenant_id")?, row.id::<InvitationId>("id")?, role))
        })
        .await?;
    let Some((tenant, invitation, role)) = used else { return Ok(None) };
    let user = &joining.user;
    if member::user_by_email(tx, &user.email).await?.is_none() {
        member::insert_user(tx, user).await?;
    }
    let member = Member {
        id: joining.member,
        user_id: user.id,
        email: user.email.clone(),
        name: user.name.clone(),
        role,
        status: MemberStatus::Active,
        created_at: joining.stamp.at,
    };
    member::insert_member(tx, tenant, &member).await?;
    tx.sql("DELETE FROM password_resets WHERE user_id = $1").id(user.id).execute().await?;
    let acting =
        Acting { actor: Actor::Member(member.id), name: member.email.clone(), stamp: joining.stamp.clone() };
    let after = json!({"member": member.id, "email": member.email, "role": role});
    let entry = Entry::new("invitation.accept", invitation).after(Some(after));
    audit::insert(tx, tenant, &audit::signed(&acting, entry)).await?;
    Ok(Some(member))
}
