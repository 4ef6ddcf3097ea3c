//! Tools of agents. What a tool does is JSON: it is read and written whole.

use async_trait::async_trait;
use domain::id::{AgentId, TenantId, ToolId};
use domain::storage::{StorageError, StorageResult};
use domain::tool::{Tool, ToolAction, ToolPolicy, ToolSpec, ToolStore};
use serde_json::{Value, json};

use crate::audit::Entry;
use crate::db::Tx;
use crate::dialect::locking;
use crate::due;
use crate::query::Row;
use crate::scope::Scope;

fn read(row: &Row) -> StorageResult<Tool> {
    Ok(Tool {
        id: row.id("id")?,
        agent_id: row.id("agent_id")?,
        spec: ToolSpec {
            name: row.text("name")?,
            description: row.text("description")?,
            parameters: row.json("parameters")?,
        },
        policy: row.word("policy", ToolPolicy::parse)?,
        enabled: row.get("enabled")?,
        action: row.json("action")?,
        revision: row.get("revision")?,
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
    })
}

/// The agent's tools, oldest first.
pub(crate) async fn of_agent(tx: &mut Tx, tenant: TenantId, agent: AgentId) -> StorageResult<Vec<Tool>> {
    tx.sql(
        "SELECT id, agent_id, name, description, parameters, policy, enabled, action, revision, created_at, updated_at
        FROM tools WHERE tenant_id = $1 AND agent_id = $2 ORDER BY id",
    )
    .id(tenant)
    .id(agent)
    .all_as(read)
    .await
}

async fn one(tx: &mut Tx, tenant: TenantId, id: ToolId) -> StorageResult<Option<Tool>> {
    tx.sql(
        "SELECT id, agent_id, name, description, parameters, policy, enabled, action, revision, created_at, updated_at
        FROM tools WHERE tenant_id = $1 AND id = $2",
    )
    .id(tenant)
    .id(id)
    .optional_as(read)
    .await
}

/// As it is before a change; locked, so that it is the one that the change is made to.
async fn locked(tx: &mut Tx, tenant: TenantId, id: ToolId) -> StorageResult<Option<Tool>> {
    tx.sql(locking!(
        "SELECT id, agent_id, name, description, parameters, policy, enabled, action, revision, created_at, updated_at
        FROM tools WHERE tenant_id = $1 AND id = $2"
    ))
    .id(tenant)
    .id(id)
    .optional_as(read)
    .await
}

/// The tool for the record. An address is cut where a secret may begin.
fn seen(tool: &Tool) -> Value {
    let mut seen = json!({
        "agent": tool.agent_id,
        "name": tool.spec.name,
        "description": tool.spec.description,
        "parameters": tool.spec.parameters,
        "policy": tool.policy.as_str(),
        "enabled": tool.enabled,
        "kind": tool.action.kind(),
    });
    if let ToolAction::Webhook(webhook) = &tool.action {
        seen["url"] = json!(without_secrets(&webhook.url));
        seen["method"] = json!(webhook.method);
    }
    if let ToolAction::Mcp(mcp) = &tool.action {
        seen["server"] = json!(mcp.server);
        seen["pin"] = json!(mcp.pin);
        seen["state"] = json!(mcp.state);
    }
    seen
}

/// An address without query, fragment, user and password.
pub(crate) fn without_secrets(url: &str) -> &str {
    let shown = url.split(['?', '#']).next().unwrap_or_default();
    shown.rsplit_once('@').map_or(shown, |(_, host)| host)
}

#[async_trait]
impl ToolStore for Scope {
    async fn create_tool(&self, tool: &Tool) -> StorageResult<()> {
        let server = match &tool.action {
            ToolAction::Mcp(tool) => Some(tool.server),
            ToolAction::BuiltIn { .. } | ToolAction::Webhook(_) => None,
        };
        let mut tx = self.edit().await?;
        tx.sql(
            "INSERT INTO tools (tenant_id, id, agent_id, name, description, parameters, policy, enabled, action, revision,
                created_at, updated_at, mcp_server_id)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        )
        .id(self.tenant)
        .id(tool.id)
        .id(tool.agent_id)
        .bind(&tool.spec.name)
        .bind(&tool.spec.description)
        .json(&tool.spec.parameters)
        .bind(tool.policy.as_str())
        .bind(tool.enabled)
        .json(&tool.action)
        .bind(tool.revision)
        .time(tool.created_at)
        .time(tool.updated_at)
        .optional_id(server)
        .execute()
        .await?;
        due::changed(&mut tx, self.tenant, tool.agent_id).await?;
        tx.commit(Entry::new("tool.create", tool.id).after(Some(seen(tool)))).await
    }

    async fn tool(&self, id: ToolId) -> StorageResult<Option<Tool>> {
        one(&mut self.read().await?, self.tenant, id).await
    }

    async fn tools(&self, agent: AgentId) -> StorageResult<Vec<Tool>> {
        of_agent(&mut self.read().await?, self.tenant, agent).await
    }

    async fn update_tool(&self, expected: i64, tool: &Tool) -> StorageResult<Option<Tool>> {
        let mut tx = self.edit().await?;
        let before = locked(&mut tx, self.tenant, tool.id).await?;
        let updated = tx
            .sql(
                "UPDATE tools SET name = $4, description = $5, parameters = $6, policy = $7, enabled = $8, action = $9,
                    revision = revision + 1, updated_at = $10
                WHERE tenant_id = $1 AND id = $2 AND revision = $3
                RETURNING id, agent_id, name, description, parameters, policy, enabled, action, revision, created_at,
                    updated_at",
            )
            .id(self.tenant)
            .id(tool.id)
            .bind(expected)
            .bind(&tool.spec.name)
            .bind(&tool.spec.description)
            .json(&tool.spec.parameters)
            .bind(tool.policy.as_str())
            .bind(tool.enabled)
            .json(&tool.action)
            .time(tool.updated_at)
            .optional_as(read)
            .await?;
        if updated.is_none() {
            return if before.is_some() { Err(StorageError::Conflict("version")) } else { Ok(None) };
        }
        due::changed(&mut tx, self.tenant, tool.agent_id).await?;
        let before = before.as_ref().map(seen);
        tx.commit(Entry::new("tool.update", tool.id).before(before).after(Some(seen(tool)))).await?;
        Ok(updated)
    }

    async fn delete_tool(&self, id: ToolId) -> StorageResult<bool> {
        let mut tx = self.edit().await?;
        let Some(tool) = locked(&mut tx, self.tenant, id).await? else { return Ok(false) };
        tx.sql("DELETE FROM tools WHERE tenant_id = $1 AND id = $2").id(self.tenant).id(id).execute().await?;
        due::changed(&mut tx, self.tenant, tool.agent_id).await?;
        tx.commit(Entry::new("tool.delete", id).before(Some(seen(&tool)))).await?;
        Ok(true)
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_may_be_a_secret_in_an_address_is_not_recorded() {
        for (url, shown) in [
            ("https://shop.example/order?key=1#2", "https://shop.example/order"),
            ("https://ann:pw@shop.example/order", "shop.example/order"),
            ("https://shop.example/a", "https://shop.example/a"),
        ] {
            assert_eq!(super::without_secrets(url), shown);
        }
    }
}
