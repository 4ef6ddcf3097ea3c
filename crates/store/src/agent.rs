//! Agents: the draft, its published versions, which one is live.

use std::sync::Arc;

use async_trait::async_trait;
use domain::agent::{Agent, AgentConfig, AgentStore, AgentVersion, LiveAgent};
use domain::alert::FeedbackWatch;
use domain::clock::Timestamp;
use domain::eval::gate::Passage;
use domain::id::{AgentId, DocumentId, TenantId};
use domain::job::Job;
use domain::page::{Page, PageRequest};
use domain::storage::{StorageError, StorageResult};
use domain::tool::Tool;
use domain::vault::Sealed;
use serde_json::{Value, json};

use crate::alert;
use crate::audit::{Entry, value};
use crate::db::Tx;
use crate::dialect::locking;
use crate::due;
use crate::eval;
use crate::job;
use crate::query::{Row, count, overfetch};
use crate::scope::Scope;
use crate::tool;

fn read(row: &Row) -> StorageResult<Agent> {
    Ok(Agent {
        id: row.id("id")?,
        slug: row.text("slug")?,
        draft: row.json("draft")?,
        revision: row.get("revision")?,
        live_version: row.get("live_version")?,
        knowledge_version: row.get("knowledge_version")?,
        identity_secret: Sealed::from_text(row.text("identity_secret")?),
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
    })
}

fn read_version(row: &Row) -> StorageResult<AgentVersion> {
    Ok(AgentVersion {
        version: row.get("version")?,
        config: row.json("config")?,
        note: row.get("note")?,
        published_by: row.optional_id("published_by")?,
        published_at: row.time("published_at")?,
        gate: row.optional_json("gate")?,
    })
}

async fn insert_version(
    tx: &mut Tx,
    tenant: TenantId,
    agent: AgentId,
    number: i64,
    version: &AgentVersion,
) -> StorageResult<()> {
    let unwritable = |error: serde_json::Error| StorageError::Internal(error.to_string());
    let gate = version.gate.as_ref().map(serde_json::to_string).transpose().map_err(unwritable)?;
    tx.sql(
        "INSERT INTO agent_versions (tenant_id, agent_id, version, config, note, published_by, published_at, gate)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .id(tenant)
    .id(agent)
    .bind(number)
    .json(&version.config)
    .bind(version.note.as_deref())
    .optional_id(version.published_by)
    .time(version.published_at)
    .bind(gate)
    .execute()
    .await?;
    Ok(())
}

/// After a write that expected a revision found no row: whether the agent is missing or the revision stale.
async fn missing_or_stale(tx: &mut Tx, tenant: TenantId, id: AgentId) -> StorageResult<Option<Agent>> {
    let exists =
        tx.sql("SELECT id FROM agents WHERE tenant_id = $1 AND id = $2").id(tenant).id(id).optional().await?;
    if exists.is_some() { Err(StorageError::Conflict("version")) } else { Ok(None) }
}

/// The draft for the record; locked, so that it is the one that a change is made to.
async fn draft_of(tx: &mut Tx, tenant: TenantId, id: AgentId) -> StorageResult<Option<Value>> {
    tx.sql(locking!("SELECT draft FROM agents WHERE tenant_id = $1 AND id = $2"))
        .id(tenant)
        .id(id)
        .optional_as(|row| row.json("draft"))
        .await
}

/// The published version for the record; locked as [`draft_of`].
async fn live_of(tx: &mut Tx, tenant: TenantId, id: AgentId) -> StorageResult<Option<Value>> {
    tx.sql(locking!("SELECT live_version FROM agents WHERE tenant_id = $1 AND id = $2"))
        .id(tenant)
        .id(id)
        .optional_as(|row| Ok(json!({"version": row.get::<i64>("live_version")?})))
        .await
}

/// Marks every index of the agent as stale.
pub(crate) async fn grow_knowledge(tx: &mut Tx, tenant: TenantId, id: AgentId) -> StorageResult<()> {
    tx.sql("UPDATE agents SET knowledge_version = knowledge_version + 1 WHERE tenant_id = $1 AND id = $2")
        .id(tenant)
        .id(id)
        .execute()
        .await?;
    due::changed(tx, tenant, id).await
}

#[async_trait]
impl AgentStore for Scope {
    async fn create_agent(&self, agent: &Agent, first: &AgentVersion) -> StorageResult<()> {
        let mut tx = self.edit().await?;
        tx.sql(
            "INSERT INTO agents (tenant_id, id, slug, draft, revision, live_version, knowledge_version, identity_secret,
                created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .id(self.tenant)
        .id(agent.id)
        .bind(&agent.slug)
        .json(&agent.draft)
        .bind(agent.revision)
        .bind(agent.live_version)
        .bind(agent.knowledge_version)
        .bind(agent.identity_secret.as_text())
        .time(agent.created_at)
        .time(agent.updated_at)
        .execute()
        .await?;
        insert_version(&mut tx, self.tenant, agent.id, first.version, first).await?;
        tx.commit(Entry::new("agent.create", agent.id).after(value(&agent.draft)?)).await
    }

    async fn agent(&self, id: AgentId) -> StorageResult<Option<Agent>> {
        self.read()
            .await?
            .sql(
                "SELECT id, slug, draft, revision, live_version, knowledge_version, identity_secret, created_at, updated_at
                FROM agents WHERE tenant_id = $1 AND id = $2",
            )
            .id(self.tenant)
            .id(id)
            .optional_as(read)
            .await
    }

    async fn plain_identities(&self, limit: u32) -> StorageResult<Vec<(AgentId, Sealed)>> {
        self.read()
            .await?
            .sql(
                "SELECT id, identity_secret FROM agents
                WHERE tenant_id = $1 AND identity_secret NOT LIKE 'v1.%' ORDER BY id LIMIT $2",
            )
            .id(self.tenant)
            .bind(i64::from(limit))
            .all_as(|row| Ok((row.id("id")?, Sealed::from_text(row.text("identity_secret")?))))
            .await
    }

    async fn replace_identity(&self, id: AgentId, stored: &Sealed, sealed: &Sealed) -> StorageResult<bool> {
        let mut tx = self.write().await?;
        let changed = tx
            .sql("UPDATE agents SET identity_secret = $4 WHERE tenant_id = $1 AND id = $2 AND identity_secret = $3")
            .id(self.tenant)
            .id(id)
            .bind(stored.as_text())
            .bind(sealed.as_text())
            .changed()
            .await?;
        tx.commit().await?;
        Ok(changed)
    }

    async fn count_agents(&self) -> StorageResult<u64> {
        count(self, "SELECT COUNT(*) AS n FROM agents WHERE tenant_id = $1").await
    }

    async fn live_agent(&self, id: AgentId) -> StorageResult<Option<LiveAgent>> {
        let mut tx = self.snapshot().await?;
        let found = tx
            .sql(
                "SELECT a.id, v.version, v.config, a.knowledge_version, a.identity_secret
                FROM agents a
                JOIN agent_versions v
                    ON v.tenant_id = a.tenant_id AND v.agent_id = a.id AND v.version = a.live_version
                WHERE a.tenant_id = $1 AND a.id = $2",
            )
            .id(self.tenant)
            .id(id)
            .optional_as(|row| {
                Ok(LiveAgent {
                    id: row.id("id")?,
                    version: Some(row.get("version")?),
                    config: row.json("config")?,
                    knowledge_version: row.get("knowledge_version")?,
                    identity_secret: Sealed::from_text(row.text("identity_secret")?),
                    tools: Arc::from([]),
                })
            })
            .await?;
        let Some(mut agent) = found else { return Ok(None) };
        let mut tools = tool::of_agent(&mut tx, self.tenant, id).await?;
        tools.retain(Tool::is_live);
        agent.tools = tools.into();
        Ok(Some(agent))
    }

    async fn agents(&self, page: PageRequest) -> StorageResult<Page<Agent>> {
        let agents = self
            .read()
            .await?
            .sql(
                "SELECT id, slug, draft, revision, live_version, knowledge_version, identity_secret, created_at, updated_at
                FROM agents WHERE tenant_id = $1 AND ($2 IS NULL OR id < $2) ORDER BY id DESC LIMIT $3",
            )
            .id(self.tenant)
            .bind(page.after)
            .bind(overfetch(page.limit))
            .all_as(read)
            .await?;
        Ok(Page::from_overfetch(agents, page.limit, |agent| agent.id.into()))
    }

    async fn update_draft(
        &self,
        id: AgentId,
        expected: i64,
        draft: &AgentConfig,
        now: Timestamp,
    ) -> StorageResult<Option<Agent>> {
        let mut tx = self.edit().await?;
        let before = draft_of(&mut tx, self.tenant, id).await?;
        let updated = tx
            .sql(
                "UPDATE agents SET draft = $4, revision = revision + 1, updated_at = $5
                WHERE tenant_id = $1 AND id = $2 AND revision = $3
                RETURNING id, slug, draft, revision, live_version, knowledge_version, identity_secret, created_at, updated_at",
            )
            .id(self.tenant)
            .id(id)
            .bind(expected)
            .json(draft)
            .time(now)
            .optional_as(read)
            .await?;
        if updated.is_none() {
            return missing_or_stale(&mut tx, self.tenant, id).await;
        }
        tx.commit(Entry::new("agent.update", id).before(before).after(value(draft)?)).await?;
        Ok(updated)
    }

    async fn publish(
        &self,
        id: AgentId,
        expected: i64,
        version: &AgentVersion,
    ) -> StorageResult<Option<Agent>> {
        let mut tx = self.edit().await?;
        let before = live_of(&mut tx, self.tenant, id).await?;
        let published = tx
            .sql(
                "UPDATE agents SET
                    revision = revision + CASE WHEN draft = $4 THEN 0 ELSE 1 END,
                    updated_at = CASE WHEN draft = $4 THEN updated_at ELSE $5 END,
                    draft = $4,
                    live_version = 1 + (
                        SELECT MAX(v.version) FROM agent_versions v WHERE v.tenant_id = $1 AND v.agent_id = $2
                    )
                WHERE tenant_id = $1 AND id = $2 AND revision = $3
                RETURNING id, slug, draft, revision, live_version, knowledge_version, identity_secret, created_at, updated_at",
            )
            .id(self.tenant)
            .id(id)
            .bind(expected)
            .json(&version.config)
            .time(version.published_at)
            .optional_as(read)
            .await?;
        let Some(agent) = published else {
            return missing_or_stale(&mut tx, self.tenant, id).await;
        };
        insert_version(&mut tx, self.tenant, id, agent.live_version, version).await?;
        let since = version.published_at;
        let watch = FeedbackWatch { version: agent.live_version, since, check_at: since };
        alert::watch(&mut tx, self.tenant, id, watch).await?;
        if let Some(Passage::Passed { run_id }) = &version.gate {
            eval::ran_as(&mut tx, self.tenant, *run_id, agent.live_version).await?;
        }
        let after = json!({"version": agent.live_version, "note": version.note, "config": version.config, "gate": version.gate});
        tx.commit(Entry::new("agent.publish", id).before(before).after(Some(after))).await?;
        Ok(Some(agent))
    }

    async fn versions(&self, id: AgentId, page: PageRequest) -> StorageResult<Vec<AgentVersion>> {
        // A version has no id of its own: the cursor is its number, written as a UUID.
        let before = page.after.map(|after| i64::try_from(after.as_u128()).unwrap_or(i64::MAX));
        self.read()
            .await?
            .sql(
                "SELECT version, config, note, published_by, published_at, gate FROM agent_versions
                WHERE tenant_id = $1 AND agent_id = $2 AND ($3 IS NULL OR version < $3)
                ORDER BY version DESC LIMIT $4",
            )
            .id(self.tenant)
            .id(id)
            .bind(before)
            .bind(i64::from(page.limit))
            .all_as(read_version)
            .await
    }

    async fn version(&self, id: AgentId, version: i64) -> StorageResult<Option<AgentVersion>> {
        self.read()
            .await?
            .sql(
                "SELECT version, config, note, published_by, published_at, gate FROM agent_versions
                WHERE tenant_id = $1 AND agent_id = $2 AND version = $3",
            )
            .id(self.tenant)
            .id(id)
            .bind(version)
            .optional_as(read_version)
            .await
    }

    async fn delete_agent(&self, id: AgentId, cleanup: &Job) -> StorageResult<bool> {
        let mut tx = self.edit().await?;
        // In the order in which workers take them: documents, then their agent. The other way round both would wait for ever.
        tx.sql(locking!("SELECT id FROM documents WHERE tenant_id = $1 AND agent_id = $2"))
            .id(self.tenant)
            .id(id)
            .all_as(|row| row.id::<DocumentId>("id"))
            .await?;
        let before = draft_of(&mut tx, self.tenant, id).await?;
        let existed = tx
            .sql("DELETE FROM agents WHERE tenant_id = $1 AND id = $2")
            .id(self.tenant)
            .id(id)
            .changed()
            .await?;
        if !existed {
            return Ok(false);
        }
        tx.sql("DELETE FROM api_keys WHERE tenant_id = $1 AND agent_ids = $2")
            .id(self.tenant)
            .json(&[id])
            .execute()
            .await?;
        job::insert(&mut tx, self.tenant, cleanup).await?;
        tx.commit(Entry::new("agent.delete", id).before(before)).await?;
        Ok(true)
    }
}
