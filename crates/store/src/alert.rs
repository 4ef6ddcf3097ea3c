//! Alerts, and what is watched for them.

use async_trait::async_trait;
use domain::alert::{Alert, AlertStore, FeedbackWatch};
use domain::change::Change;
use domain::clock::Timestamp;
use domain::id::{AgentId, AlertId, TenantId};
use domain::page::{Page, PageRequest};
use domain::storage::StorageResult;
use serde_json::json;

use crate::audit::Entry;
use crate::db::Tx;
use crate::query::{Row, overfetch};
use crate::scope::Scope;

fn read(row: &Row) -> StorageResult<Alert> {
    Ok(Alert {
        id: row.id("id")?,
        agent_id: row.id("agent_id")?,
        version: row.get("version")?,
        evidence: row.json("evidence")?,
        created_at: row.time("created_at")?,
        dismissed_by: row.optional_id("dismissed_by")?,
        dismissed_at: row.optional_time("dismissed_at")?,
    })
}

/// Watches what visitors say about a version from now on, instead of the one before it.
pub(crate) async fn watch(
    tx: &mut Tx,
    tenant: TenantId,
    agent: AgentId,
    watch: FeedbackWatch,
) -> StorageResult<()> {
    tx.sql(
        "INSERT INTO feedback_watches (tenant_id, agent_id, version, since, check_at) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (tenant_id, agent_id) DO UPDATE SET version = $3, since = $4, check_at = $5",
    )
    .id(tenant)
    .id(agent)
    .bind(watch.version)
    .time(watch.since)
    .time(watch.check_at)
    .execute()
    .await?;
    Ok(())
}

async fn unwatch(tx: &mut Tx, tenant: TenantId, agent: AgentId, version: i64) -> StorageResult<()> {
    tx.sql("DELETE FROM feedback_watches WHERE tenant_id = $1 AND agent_id = $2 AND version = $3")
        .id(tenant)
        .id(agent)
        .bind(version)
        .execute()
        .await?;
    Ok(())
}

async fn one(tx: &mut Tx, tenant: TenantId, id: AlertId) -> StorageResult<Option<Alert>> {
    tx.sql(
        "SELECT id, agent_id, version, evidence, created_at, dismissed_by, dismissed_at
        FROM alerts WHERE tenant_id = $1 AND id = $2",
    )
    .id(tenant)
    .id(id)
    .optional_as(read)
    .await
}

#[async_trait]
impl AlertStore for Scope {
    async fn raise(&self, alert: &Alert) -> StorageResult<bool> {
        let mut tx = self.write().await?;
        let is_new = tx
            .sql(
                "INSERT INTO alerts (tenant_id, id, agent_id, version, subject, evidence, created_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (tenant_id, agent_id, subject) DO NOTHING",
            )
            .id(self.tenant)
            .id(alert.id)
            .id(alert.agent_id)
            .bind(alert.version)
            .bind(alert.subject())
            .json(&alert.evidence)
            .time(alert.created_at)
            .changed()
            .await?;
        if matches!(alert.evidence, domain::alert::Evidence::FeedbackFell { .. }) {
            unwatch(&mut tx, self.tenant, alert.agent_id, alert.version).await?;
        }
        tx.commit().await?;
        self.tell_if(is_new, Change::Alert { id: alert.id });
        Ok(is_new)
    }

    async fn alert(&self, id: AlertId) -> StorageResult<Option<Alert>> {
        one(&mut self.read().await?, self.tenant, id).await
    }

    async fn open_alerts(&self, agent: Option<AgentId>, page: PageRequest) -> StorageResult<Page<Alert>> {
        let mut tx = self.read().await?;
        let alerts = tx
            .sql(
                "SELECT l.id, l.agent_id, l.version, l.evidence, l.created_at, l.dismissed_by, l.dismissed_at
                FROM alerts l JOIN agents a ON a.tenant_id = l.tenant_id AND a.id = l.agent_id
                WHERE l.tenant_id = $1 AND l.dismissed_at IS NULL AND a.live_version = l.version
                    AND ($2 IS NULL OR l.agent_id = $2) AND ($3 IS NULL OR l.id < $3)
                ORDER BY l.id DESC LIMIT $4",
            )
            .id(self.tenant)
            .optional_id(agent)
            .bind(page.after)
            .bind(overfetch(page.limit))
            .all_as(read)
            .await?;
        Ok(Page::from_overfetch(alerts, page.limit, |alert| alert.id.into()))
    }

    async fn dismiss_alert(&self, id: AlertId, now: Timestamp) -> StorageResult<bool> {
        let mut tx = self.edit().await?;
        let by = self.acting.as_ref().and_then(|acting| acting.actor.member());
        let dismissed = tx
            .sql(
                "UPDATE alerts SET dismissed_by = $3, dismissed_at = $4
                WHERE tenant_id = $1 AND id = $2 AND dismissed_at IS NULL",
            )
            .id(self.tenant)
            .id(id)
            .optional_id(by)
            .time(now)
            .changed()
            .await?;
        if !dismissed {
            return Ok(false);
        }
        let alert = one(&mut tx, self.tenant, id).await?;
        let seen = alert.map(
            |alert| json!({"agent": alert.agent_id, "version": alert.version, "evidence": alert.evidence}),
        );
        tx.commit(Entry::new("alert.dismiss", id).before(seen)).await?;
        self.tell(Change::Alert { id });
        Ok(true)
    }

    async fn feedback_watch(&self, agent: AgentId) -> StorageResult<Option<FeedbackWatch>> {
        let mut tx = self.read().await?;
        tx.sql("SELECT version, since, check_at FROM feedback_watches WHERE tenant_id = $1 AND agent_id = $2")
            .id(self.tenant)
            .id(agent)
            .optional_as(|row| {
                Ok(FeedbackWatch {
                    version: row.get("version")?,
                    since: row.time("since")?,
                    check_at: row.time("check_at")?,
                })
            })
            .await
    }

    async fn end_feedback_watch(&self, agent: AgentId, version: i64) -> StorageResult<()> {
        let mut tx = self.write().await?;
        unwatch(&mut tx, self.tenant, agent, version).await?;
        tx.commit().await
    }
}
