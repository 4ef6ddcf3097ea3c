//! Connections touch no cache: they are passed on.

use async_trait::async_trait;
use domain::clock::Timestamp;
use domain::id::AgentId;
use domain::langfuse::connection::{Connection, ConnectionStore};
use domain::storage::StorageResult;

use super::tenant::CachedTenant;

#[async_trait]
impl ConnectionStore for CachedTenant {
    async fn connection(&self, agent: AgentId) -> StorageResult<Option<Connection>> {
        self.inner.connection(agent).await
    }

    async fn connect(&self, connection: &Connection) -> StorageResult<()> {
        self.inner.connect(connection).await
    }

    async fn disconnect(&self, agent: AgentId) -> StorageResult<bool> {
        self.inner.disconnect(agent).await
    }

    async fn note_hook(&self, agent: AgentId, at: Timestamp, signature: &str) -> StorageResult<bool> {
        self.inner.note_hook(agent, at, signature).await
    }
}
