//! Documents: their status, and their place beside jobs and chunks. Chunks themselves are in [`chunk`].

mod chunk;
pub(crate) mod nearest;
mod outsized;

use std::sync::Arc;

use async_trait::async_trait;
use domain::change::Change;
use domain::clock::Timestamp;
use domain::document::content::Progress;
use domain::document::{Chunk, Document, DocumentStatus, DocumentStore, IndexedChunk};
use domain::id::{AgentId, ChunkId, DocumentId, PageId, TenantId};
use domain::job::Job;
use domain::page::{Page, PageRequest};
use domain::storage::{StorageError, StorageResult};
use serde_json::json;

use crate::audit::Entry;
use crate::db::Tx;
use crate::query::{Row, count, overfetch};
use crate::scope::Scope;
use crate::{agent, job};

pub(crate) fn read(row: &Row) -> StorageResult<Document> {
    Ok(Document {
        id: row.id("id")?,
        agent_id: row.id("agent_id")?,
        source_id: row.optional_id("source_id")?,
        title: row.text("title")?,
        filename: row.text("filename")?,
        media_type: row.text("media_type")?,
        size: row.number("size")?,
        status: row.word("status", DocumentStatus::parse)?,
        error: row.get("error")?,
        progress: progress(row)?,
        chunk_count: row.number("chunk_count")?,
        page_count: row.optional_number("page_count")?,
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
    })
}

fn progress(row: &Row) -> StorageResult<Option<Progress>> {
    let done = row.optional_number("progress_done")?;
    let total = row.optional_number("progress_total")?;
    Ok(done.zip(total).map(|(done, total)| Progress { done, total }))
}

/// Adds a document to whatever else the transaction does; as a version of a web page, when it is one, with the digest of its content.
pub(crate) async fn insert(
    tx: &mut Tx,
    tenant: TenantId,
    document: &Document,
    page: Option<(PageId, &str)>,
) -> StorageResult<()> {
    let size = i64::try_from(document.size)
        .map_err(|_| StorageError::Internal("a document's size does not fit".to_owned()))?;
    tx.sql(
        "INSERT INTO documents (tenant_id, id, agent_id, title, filename, media_type, size, status, error, chunk_count, page_count,
            created_at, updated_at, source_id, page_id, digest)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
    )
    .id(tenant)
    .id(document.id)
    .id(document.agent_id)
    .bind(&document.title)
    .bind(&document.filename)
    .bind(&document.media_type)
    .bind(size)
    .bind(document.status.as_str())
    .bind(document.error.as_deref())
    .bind(i64::from(document.chunk_count))
    .bind(document.page_count.map(i64::from))
    .time(document.created_at)
    .time(document.updated_at)
    .optional_id(document.source_id)
    .optional_id(page.map(|(id, _)| id))
    .bind(page.map(|(_, digest)| digest))
    .execute()
    .await?;
    Ok(())
}

#[async_trait]
impl DocumentStore for Scope {
    async fn count_documents(&self) -> StorageResult<u64> {
        count(self, "SELECT COUNT(*) AS n FROM documents WHERE tenant_id = $1 AND NOT retired").await
    }

    async fn create_document(&self, document: &Document, ingest: &Job) -> StorageResult<()> {
        let mut tx = self.edit().await?;
        insert(&mut tx, self.tenant, document, None).await?;
        job::insert(&mut tx, self.tenant, ingest).await?;
        let after = json!({"title": document.title, "agent": document.agent_id, "size": document.size});
        tx.commit(Entry::new("document.create", document.id).after(Some(after))).await?;
        self.tell(Change::Document { id: document.id });
        Ok(())
    }

    async fn document(&self, id: DocumentId) -> StorageResult<Option<Document>> {
        self.read()
            .await?
            .sql(
                "SELECT id, agent_id, source_id, title, filename, media_type, size, status, error, progress_done, progress_total,
                    chunk_count, page_count, created_at, updated_at
                FROM documents WHERE tenant_id = $1 AND id = $2",
            )
            .id(self.tenant)
            .id(id)
            .optional_as(read)
            .await
    }

    async fn documents(&self, agent: AgentId, page: PageRequest) -> StorageResult<Page<Document>> {
        let documents = self
            .read()
            .await?
            .sql(
                "SELECT id, agent_id, source_id, title, filename, media_type, size, status, error, progress_done, progress_total,
                    chunk_count, page_count, created_at, updated_at
                FROM documents WHERE tenant_id = $1 AND agent_id = $2 AND source_id IS NULL AND ($3 IS NULL OR id < $3)
                ORDER BY id DESC LIMIT $4",
            )
            .id(self.tenant)
            .id(agent)
            .bind(page.after)
            .bind(overfetch(page.limit))
            .all_as(read)
            .await?;
        Ok(Page::from_overfetch(documents, page.limit, |document| document.id.into()))
    }

    async fn set_document_status(
        &self,
        id: DocumentId,
        status: DocumentStatus,
        error: Option<&str>,
        now: Timestamp,
    ) -> StorageResult<bool> {
        let mut tx = self.write().await?;
        let changed = tx
            .sql(
                "UPDATE documents SET status = $3, error = $4, progress_done = NULL, progress_total = NULL, updated_at = $5
                WHERE tenant_id = $1 AND id = $2",
            )
            .id(self.tenant)
            .id(id)
            .bind(status.as_str())
            .bind(error)
            .time(now)
            .changed()
            .await?;
        tx.commit().await?;
        self.tell_if(changed, Change::Document { id });
        Ok(changed)
    }

    async fn set_document_progress(&self, id: DocumentId, progress: Progress) -> StorageResult<bool> {
        let mut tx = self.write().await?;
        let changed = tx
            .sql(
                "UPDATE documents SET progress_done = $3, progress_total = $4 WHERE tenant_id = $1 AND id = $2",
            )
            .id(self.tenant)
            .id(id)
            .bind(i64::from(progress.done))
            .bind(i64::from(progress.total))
            .changed()
            .await?;
        tx.commit().await?;
        Ok(changed)
    }

    async fn replace_chunks(
        &self,
        id: DocumentId,
        chunks: &[Chunk],
        page_count: Option<u32>,
        now: Timestamp,
    ) -> StorageResult<bool> {
        let count = i64::try_from(chunks.len())
            .map_err(|_| StorageError::Internal("the number of chunks does not fit".to_owned()))?;
        let mut tx = self.write().await?;
        let stored = tx
            .sql(
                "UPDATE documents SET status = $3, error = NULL, progress_done = NULL, progress_total = NULL, chunk_count = $4,
                    page_count = $5, updated_at = $6
                WHERE tenant_id = $1 AND id = $2 RETURNING agent_id, CASE WHEN retired THEN NULL ELSE page_id END AS page_id",
            )
            .id(self.tenant)
            .id(id)
            .bind(DocumentStatus::Ready.as_str())
            .bind(count)
            .bind(page_count.map(i64::from))
            .time(now)
            .optional_as(|row| Ok((row.id("agent_id")?, row.optional_id::<PageId>("page_id")?)))
            .await?;
        let Some((agent, page)) = stored else { return Ok(false) };
        if let Some(page) = page {
            // Ids grow: a version that was made later goes on to take over.
            tx.sql(
                "UPDATE documents SET retired = TRUE WHERE tenant_id = $1 AND page_id = $2 AND id < $3 AND NOT retired",
            )
            .id(self.tenant)
            .id(page)
            .id(id)
            .execute()
            .await?;
        }
        chunk::replace(&mut tx, self.tenant, id, chunks).await?;
        agent::grow_knowledge(&mut tx, self.tenant, agent).await?;
        tx.commit().await?;
        self.tell(Change::Document { id });
        Ok(true)
    }

    async fn requeue_document(&self, id: DocumentId, ingest: &Job, now: Timestamp) -> StorageResult<bool> {
        let mut tx = self.edit().await?;
        let changed = tx
            .sql(
                "UPDATE documents SET status = $3, error = NULL, progress_done = NULL, progress_total = NULL, updated_at = $4
                WHERE tenant_id = $1 AND id = $2",
            )
            .id(self.tenant)
            .id(id)
            .bind(DocumentStatus::Queued.as_str())
            .time(now)
            .changed()
            .await?;
        if !changed {
            return Ok(false);
        }
        job::insert(&mut tx, self.tenant, ingest).await?;
        tx.commit(Entry::new("document.reprocess", id)).await?;
        self.tell(Change::Document { id });
        Ok(true)
    }

    async fn delete_document(&self, id: DocumentId, cleanup: &Job) -> StorageResult<bool> {
        let mut tx = self.edit().await?;
        let deleted = tx
            .sql("DELETE FROM documents WHERE tenant_id = $1 AND id = $2 RETURNING agent_id, title, retired")
            .id(self.tenant)
            .id(id)
            .optional_as(|row| {
                Ok((row.id::<AgentId>("agent_id")?, row.text("title")?, row.get::<bool>("retired")?))
            })
            .await?;
        let Some((agent, title, retired)) = deleted else { return Ok(false) };
        // What serves no more is in no index.
        if !retired {
            agent::grow_knowledge(&mut tx, self.tenant, agent).await?;
        }
        job::insert(&mut tx, self.tenant, cleanup).await?;
        let before = json!({"title": title, "agent": agent});
        tx.commit(Entry::new("document.delete", id).before(Some(before))).await?;
        self.tell(Change::Document { id });
        Ok(true)
    }

    async fn chunks(&self, id: DocumentId, from: u32, limit: u32) -> StorageResult<Vec<Chunk>> {
        chunk::list(&mut self.read().await?, self.tenant, id, from, limit).await
    }

    async fn index_chunks(&self, agent: AgentId) -> StorageResult<(i64, Vec<IndexedChunk>)> {
        chunk::index(&mut self.snapshot().await?, self.tenant, agent).await
    }

    async fn embedded_chunks(&self, id: DocumentId, model: &str) -> StorageResult<Vec<IndexedChunk>> {
        chunk::embedded(&mut self.read().await?, self.tenant, id, model).await
    }

    async fn agents_to_reembed(&self, model: &str) -> StorageResult<Vec<AgentId>> {
        chunk::agents_to_reembed(&mut self.read().await?, self.tenant, model).await
    }

    async fn chunks_to_reembed(
        &self,
        agent: AgentId,
        model: &str,
        limit: u32,
    ) -> StorageResult<Vec<IndexedChunk>> {
        chunk::to_reembed(&mut self.read().await?, self.tenant, agent, model, limit).await
    }

    async fn prepare_embeddings(&self, model: &str, vectors: &[(ChunkId, Arc<[f32]>)]) -> StorageResult<()> {
        let mut tx = self.write().await?;
        chunk::prepare(&mut tx, self.tenant, model, vectors).await?;
        tx.commit().await
    }

    async fn switch_embeddings(&self, agent: AgentId, model: &str) -> StorageResult<bool> {
        let mut tx = self.write().await?;
        // Taken first: whoever adds chunks to the agent waits for it.
        agent::grow_knowledge(&mut tx, self.tenant, agent).await?;
        if !chunk::switch(&mut tx, self.tenant, agent, model).await? {
            return Ok(false);
        }
        tx.commit().await?;
        Ok(true)
    }
}
