//! What the database does for agents whose passages are too many to be searched in memory.

use async_trait::async_trait;
use domain::document::IndexedChunk;
use domain::document::index::{KnowledgeSize, OutsizedStore};
use domain::id::{AgentId, ChunkId};
use domain::storage::StorageResult;
use uuid::Uuid;

use super::chunk::{embedding, select_indexed, with_documents};
use super::nearest;
use crate::dialect::Sql;
use crate::query::Row;
use crate::scope::Scope;

/// Chunks asked for by one statement. A shorter list is filled up, so that one text stays prepared.
const GROUP: usize = 64;

#[async_trait]
impl OutsizedStore for Scope {
    async fn knowledge_size(&self, agent: AgentId) -> StorageResult<KnowledgeSize> {
        let mut tx = self.read().await?;
        let rows = tx
            .sql(
                "SELECT c.embedding_model AS model, COUNT(*) AS chunks,
                    CAST(SUM(octet_length(c.text) + octet_length(c.heading)) AS BIGINT) AS text_bytes,
                    CAST(SUM(COALESCE(octet_length(c.embedding), 0)) AS BIGINT) AS vector_bytes
                FROM documents d
                JOIN chunks c ON c.tenant_id = d.tenant_id AND c.document_id = d.id
                WHERE d.tenant_id = $1 AND d.agent_id = $2 AND NOT d.retired
                GROUP BY c.embedding_model ORDER BY c.embedding_model",
            )
            .id(self.tenant)
            .id(agent)
            .all()
            .await?;
        let mut size = KnowledgeSize::default();
        for row in &rows {
            let chunks = row.number("chunks")?;
            size.chunks += chunks;
            size.text_bytes += row.number::<u64>("text_bytes")?;
            size.vector_bytes += row.number::<u64>("vector_bytes")?;
            if let Some(model) = row.get::<Option<String>>("model")? {
                size.models.push((model.into(), chunks));
            }
        }
        Ok(size)
    }

    async fn chunk_page(
        &self,
        agent: AgentId,
        after: Option<ChunkId>,
        limit: u32,
    ) -> StorageResult<Vec<IndexedChunk>> {
        let mut tx = self.read().await?;
        let rows = tx
            .sql(
                select_indexed!(
                "",
                "WHERE c.tenant_id = $1 AND d.agent_id = $2 AND NOT d.retired AND c.id > $3 ORDER BY c.id LIMIT $4"
            ),
            )
            .id(self.tenant)
            .id(agent)
            .id(after.map_or(Uuid::nil(), Uuid::from))
            .bind(i64::from(limit))
            .all()
            .await?;
        with_documents(&rows, |_| Ok(None))
    }

    async fn prepare_nearest(&self, agent: AgentId, model: &str) -> StorageResult<()> {
        nearest::prepare(self, agent, model).await
    }

    async fn nearest_chunks(
        &self,
        agent: AgentId,
        model: &str,
        vector: &[f32],
        limit: u32,
    ) -> StorageResult<Vec<ChunkId>> {
        nearest::find(&mut self.read().await?, self.tenant, agent, model, vector, limit).await
    }

    async fn indexed_chunks(&self, agent: AgentId, ids: &[ChunkId]) -> StorageResult<Vec<IndexedChunk>> {
        let mut tx = self.read().await?;
        let mut rows: Vec<Row> = Vec::new();
        for group in ids.chunks(GROUP) {
            let mut query = tx.sql(by_ids()).id(self.tenant).id(agent);
            for id in group.iter().chain(group.last().into_iter().cycle()).take(GROUP) {
                query = query.id(*id);
            }
            rows.extend(query.all().await?);
        }
        with_documents(&rows, embedding)
    }
}

fn by_ids() -> Sql {
    let places: Vec<String> = (3..3 + GROUP).map(|place| format!("${place}")).collect();
    let select = select_indexed!(
        ", c.embedding",
        "WHERE c.tenant_id = $1 AND d.agent_id = $2 AND NOT d.retired AND c.id IN"
    );
    let text = format!("{select} ({})", places.join(", "));
    Sql::owned(text.clone(), text)
}
