//! Langfuse projects of agents.

use async_trait::async_trait;
use domain::clock::Timestamp;
use domain::id::{AgentId, TenantId};
use domain::langfuse::connection::{Connection, ConnectionStore, PromptName};
use domain::storage::StorageResult;
use domain::vault::Sealed;
use serde_json::{Value, json};

use crate::audit::Entry;
use crate::db::Tx;
use crate::dialect::locking;
use crate::query::Row;
use crate::scope::Scope;
use crate::tool::without_secrets;

fn read(row: &Row) -> StorageResult<Connection> {
    let name: Option<String> = row.get("prompt_name")?;
    let label: Option<String> = row.get("prompt_label")?;
    let hook_secret: Option<String> = row.get("hook_secret")?;
    Ok(Connection {
        agent_id: row.id("agent_id")?,
        host: row.text("host")?,
        public_key: row.text("public_key")?,
        secret_key: Sealed::from_text(row.text("secret_key")?),
        hook_secret: hook_secret.map(Sealed::from_text),
        prompt: name.zip(label).map(|(name, label)| PromptName { name, label }),
        report_runs: row.get("report_runs")?,
        updated_at: row.time("updated_at")?,
    })
}

/// As it is before a change; locked, so that it is the one that the change is made to.
async fn locked(tx: &mut Tx, tenant: TenantId, agent: AgentId) -> StorageResult<Option<Connection>> {
    tx.sql(locking!(
        "SELECT agent_id, host, public_key, secret_key, hook_secret, prompt_name, prompt_label, report_runs, updated_at
        FROM langfuse_connections WHERE tenant_id = $1 AND agent_id = $2"
    ))
    .id(tenant)
    .id(agent)
    .optional_as(read)
    .await
}

/// The connection for the record, without what opens the project.
fn seen(connection: &Connection) -> Value {
    json!({
        "host": without_secrets(&connection.host),
        "publicKey": connection.public_key,
        "signed": connection.hook_secret.is_some(),
        "prompt": connection.prompt.as_ref().map(|prompt| json!({"name": prompt.name, "label": prompt.label})),
        "reportRuns": connection.report_runs,
    })
}

#[async_trait]
impl ConnectionStore for Scope {
    async fn connection(&self, agent: AgentId) -> StorageResult<Option<Connection>> {
        let mut tx = self.read().await?;
        tx.sql(
            "SELECT agent_id, host, public_key, secret_key, hook_secret, prompt_name, prompt_label, report_runs, updated_at
            FROM langfuse_connections WHERE tenant_id = $1 AND agent_id = $2",
        )
        .id(self.tenant)
        .id(agent)
        .optional_as(read)
        .await
    }

    async fn connect(&self, connection: &Connection) -> StorageResult<()> {
        let mut tx = self.edit().await?;
        let before = locked(&mut tx, self.tenant, connection.agent_id).await?;
        tx.sql(
            "INSERT INTO langfuse_connections (tenant_id, agent_id, host, public_key, secret_key, hook_secret, prompt_name,
                prompt_label, report_runs, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
            ON CONFLICT (tenant_id, agent_id) DO UPDATE SET host = $3, public_key = $4, secret_key = $5, hook_secret = $6,
                prompt_name = $7, prompt_label = $8, report_runs = $9, updated_at = $10",
        )
        .id(self.tenant)
        .id(connection.agent_id)
        .bind(&connection.host)
        .bind(&connection.public_key)
        .bind(connection.secret_key.as_text())
        .bind(connection.hook_secret.as_ref().map(Sealed::as_text))
        .bind(connection.prompt.as_ref().map(|prompt| prompt.name.as_str()))
        .bind(connection.prompt.as_ref().map(|prompt| prompt.label.as_str()))
        .bind(connection.report_runs)
        .time(connection.updated_at)
        .execute()
        .await?;
        let before = before.as_ref().map(seen);
        let entry = Entry::new("langfuse.connect", connection.agent_id);
        tx.commit(entry.before(before).after(Some(seen(connection)))).await
    }

    async fn disconnect(&self, agent: AgentId) -> StorageResult<bool> {
        let mut tx = self.edit().await?;
        let Some(connection) = locked(&mut tx, self.tenant, agent).await? else { return Ok(false) };
        tx.sql("DELETE FROM langfuse_connections WHERE tenant_id = $1 AND agent_id = $2")
            .id(self.tenant)
            .id(agent)
            .execute()
            .await?;
        tx.commit(Entry::new("langfuse.disconnect", agent).before(Some(seen(&connection)))).await?;
        Ok(true)
    }

    async fn note_hook(&self, agent: AgentId, at: Timestamp, signature: &str) -> StorageResult<bool> {
        let mut tx = self.write().await?;
        let noted = tx
            .sql(
                "UPDATE langfuse_connections SET hook_at = $3, hook_signature = $4
                WHERE tenant_id = $1 AND agent_id = $2
                    AND (hook_at IS NULL OR hook_at < $3 OR (hook_at = $3 AND hook_signature <> $4))",
            )
            .id(self.tenant)
            .id(agent)
            .time(at)
            .bind(signature)
            .changed()
            .await?;
        tx.commit().await?;
        Ok(noted)
    }
}
