//! MCP servers of agents. Tools that were chosen from one are tools like others ([`crate::tool`]) and go with it.

use async_trait::async_trait;
use domain::id::{AgentId, McpServerId, TenantId};
use domain::mcp::{McpServer, McpServerStore};
use domain::storage::{StorageError, StorageResult};
use serde_json::{Value, json};

use crate::audit::Entry;
use crate::db::Tx;
use crate::dialect::locking;
use crate::due;
use crate::query::Row;
use crate::scope::Scope;
use crate::tool::without_secrets;

fn read(row: &Row) -> StorageResult<McpServer> {
    Ok(McpServer {
        id: row.id("id")?,
        agent_id: row.id("agent_id")?,
        name: row.text("name")?,
        slug: row.text("slug")?,
        url: row.text("url")?,
        headers: row.json("headers")?,
        revision: row.get("revision")?,
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
    })
}

async fn one(tx: &mut Tx, tenant: TenantId, id: McpServerId) -> StorageResult<Option<McpServer>> {
    tx.sql(
        "SELECT id, agent_id, name, slug, url, headers, revision, created_at, updated_at
        FROM mcp_servers WHERE tenant_id = $1 AND id = $2",
    )
    .id(tenant)
    .id(id)
    .optional_as(read)
    .await
}

/// As it is before a change; locked, so that it is the one that the change is made to.
async fn locked(tx: &mut Tx, tenant: TenantId, id: McpServerId) -> StorageResult<Option<McpServer>> {
    tx.sql(locking!(
        "SELECT id, agent_id, name, slug, url, headers, revision, created_at, updated_at
        FROM mcp_servers WHERE tenant_id = $1 AND id = $2"
    ))
    .id(tenant)
    .id(id)
    .optional_as(read)
    .await
}

/// The server for the record: names of headers, never their values.
fn seen(server: &McpServer) -> Value {
    let headers: Vec<&str> = server.headers.iter().map(|header| header.name.as_str()).collect();
    json!({
        "agent": server.agent_id,
        "name": server.name,
        "url": without_secrets(&server.url),
        "headers": headers,
    })
}

#[async_trait]
impl McpServerStore for Scope {
    async fn create_mcp_server(&self, server: &McpServer) -> StorageResult<()> {
        let mut tx = self.edit().await?;
        tx.sql(
            "INSERT INTO mcp_servers (tenant_id, id, agent_id, name, slug, url, headers, revision, created_at, updated_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        )
        .id(self.tenant)
        .id(server.id)
        .id(server.agent_id)
        .bind(&server.name)
        .bind(&server.slug)
        .bind(&server.url)
        .json(&server.headers)
        .bind(server.revision)
        .time(server.created_at)
        .time(server.updated_at)
        .execute()
        .await?;
        tx.commit(Entry::new("mcp_server.create", server.id).after(Some(seen(server)))).await
    }

    async fn mcp_server(&self, id: McpServerId) -> StorageResult<Option<McpServer>> {
        one(&mut self.read().await?, self.tenant, id).await
    }

    async fn mcp_servers(&self, agent: AgentId) -> StorageResult<Vec<McpServer>> {
        let mut tx = self.read().await?;
        tx.sql(
            "SELECT id, agent_id, name, slug, url, headers, revision, created_at, updated_at
            FROM mcp_servers WHERE tenant_id = $1 AND agent_id = $2 ORDER BY id",
        )
        .id(self.tenant)
        .id(agent)
        .all_as(read)
        .await
    }

    async fn update_mcp_server(&self, expected: i64, server: &McpServer) -> StorageResult<Option<McpServer>> {
        let mut tx = self.edit().await?;
        let before = locked(&mut tx, self.tenant, server.id).await?;
        let updated = tx
            .sql(
                "UPDATE mcp_servers SET name = $4, url = $5, headers = $6, revision = revision + 1, updated_at = $7
                WHERE tenant_id = $1 AND id = $2 AND revision = $3
                RETURNING id, agent_id, name, slug, url, headers, revision, created_at, updated_at",
            )
            .id(self.tenant)
            .id(server.id)
            .bind(expected)
            .bind(&server.name)
            .bind(&server.url)
            .json(&server.headers)
            .time(server.updated_at)
            .optional_as(read)
            .await?;
        if updated.is_none() {
            return if before.is_some() { Err(StorageError::Conflict("version")) } else { Ok(None) };
        }
        let before = before.as_ref().map(seen);
        tx.commit(Entry::new("mcp_server.update", server.id).before(before).after(Some(seen(server))))
            .await?;
        Ok(updated)
    }

    async fn delete_mcp_server(&self, id: McpServerId) -> StorageResult<bool> {
        let mut tx = self.edit().await?;
        let Some(server) = locked(&mut tx, self.tenant, id).await? else { return Ok(false) };
        tx.sql("DELETE FROM tools WHERE tenant_id = $1 AND mcp_server_id = $2")
            .id(self.tenant)
            .id(id)
            .execute()
            .await?;
        tx.sql("DELETE FROM mcp_servers WHERE tenant_id = $1 AND id = $2")
            .id(self.tenant)
            .id(id)
            .execute()
            .await?;
        due::changed(&mut tx, self.tenant, server.agent_id).await?;
        tx.commit(Entry::new("mcp_server.delete", id).before(Some(seen(&server)))).await?;
        Ok(true)
    }
}
