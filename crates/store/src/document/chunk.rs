//! Passages. An embedding is stored as little-endian `f32`s, one after another.

use std::sync::Arc;

use domain::document::{Chunk, IndexedChunk};
use domain::id::{AgentId, ChunkId, DocumentId, TenantId};
use domain::storage::StorageResult;

use crate::db::Tx;
use crate::dialect::Sql;
use crate::error::unreadable;
use crate::query::Row;

/// Rows per statement. Two texts exist, for a full group and for a single row, so that both stay prepared.
const GROUP: usize = 32;

/// A `SELECT` of what [`with_documents`] reads, and of what is named besides.
macro_rules! select_indexed {
    ($besides:literal, $rest:literal) => {
        concat!(
            "SELECT c.id, c.document_id, c.position, c.heading, c.page, c.text, c.span_start, c.span_end, c.embedding_model,
                d.title, d.media_type, d.filename",
            $besides,
            " FROM documents d JOIN chunks c ON c.tenant_id = d.tenant_id AND c.document_id = d.id ",
            $rest
        )
    };
}

pub(super) use select_indexed;

/// The document's chunks become `chunks`.
pub(super) async fn replace(
    tx: &mut Tx,
    tenant: TenantId,
    document: DocumentId,
    chunks: &[Chunk],
) -> StorageResult<()> {
    tx.sql("DELETE FROM chunks WHERE tenant_id = $1 AND document_id = $2")
        .id(tenant)
        .id(document)
        .execute()
        .await?;
    let (groups, rest) = chunks.as_chunks::<GROUP>();
    for group in groups {
        insert(tx, tenant, document, group).await?;
    }
    for single in rest.chunks(1) {
        insert(tx, tenant, document, single).await?;
    }
    Ok(())
}

async fn insert(tx: &mut Tx, tenant: TenantId, document: DocumentId, chunks: &[Chunk]) -> StorageResult<()> {
    let mut query = tx.sql(Sql::insert_rows(
        "INSERT INTO chunks (tenant_id, id, document_id, position, heading, page, text, span_start, span_end, embedding, embedding_model)",
        11,
        chunks.len(),
    ));
    for chunk in chunks {
        query = query
            .id(tenant)
            .id(chunk.id)
            .id(document)
            .bind(i64::from(chunk.position))
            .bind(&chunk.heading)
            .bind(chunk.page.map(i64::from))
            .bind(&chunk.text)
            .bind(i64::from(chunk.span.0))
            .bind(i64::from(chunk.span.1))
            .bind(chunk.embedding.as_deref().map(to_bytes))
            .bind(chunk.embedding_model.as_deref());
    }
    query.execute().await?;
    Ok(())
}

pub(super) async fn list(
    tx: &mut Tx,
    tenant: TenantId,
    document: DocumentId,
    from: u32,
    limit: u32,
) -> StorageResult<Vec<Chunk>> {
    tx.sql(
        "SELECT id, document_id, position, heading, page, text, span_start, span_end, embedding_model FROM chunks
        WHERE tenant_id = $1 AND document_id = $2 AND position >= $3 ORDER BY position LIMIT $4",
    )
    .id(tenant)
    .id(document)
    .bind(i64::from(from))
    .bind(i64::from(limit))
    .all_as(|row| read(row, None))
    .await
}

/// See [`domain::document::DocumentStore::index_chunks`]. The transaction must be a snapshot.
pub(super) async fn index(
    tx: &mut Tx,
    tenant: TenantId,
    agent: AgentId,
) -> StorageResult<(i64, Vec<IndexedChunk>)> {
    let version = tx
        .sql("SELECT knowledge_version FROM agents WHERE tenant_id = $1 AND id = $2")
        .id(tenant)
        .id(agent)
        .optional_as(|row| row.get("knowledge_version"))
        .await?;
    let Some(version) = version else { return Ok((0, Vec::new())) };
    let rows = tx
        .sql(select_indexed!(
            ", c.embedding",
            "WHERE d.tenant_id = $1 AND d.agent_id = $2 AND NOT d.retired
            ORDER BY d.id, c.position"
        ))
        .id(tenant)
        .id(agent)
        .all()
        .await?;
    Ok((version, with_documents(&rows, embedding)?))
}

/// See [`domain::document::DocumentStore::embedded_chunks`].
pub(super) async fn embedded(
    tx: &mut Tx,
    tenant: TenantId,
    document: DocumentId,
    model: &str,
) -> StorageResult<Vec<IndexedChunk>> {
    let rows = tx
        .sql(
            select_indexed!(", c.embedding", "WHERE d.tenant_id = $1 AND c.embedding_model = $3 AND d.id IN (
                SELECT id FROM documents WHERE tenant_id = $1 AND id = $2
                UNION
                SELECT v.id FROM documents o JOIN documents v ON v.tenant_id = o.tenant_id AND v.page_id = o.page_id
                WHERE o.tenant_id = $1 AND o.id = $2)
            ORDER BY d.id, c.position"),
        )
        .id(tenant)
        .id(document)
        .bind(model)
        .all()
        .await?;
    with_documents(&rows, embedding)
}

/// The vector of a row that has the column.
pub(super) fn embedding(row: &Row) -> StorageResult<Option<Arc<[f32]>>> {
    let bytes: Option<Vec<u8>> = row.get("embedding")?;
    bytes.as_deref().map(from_bytes).transpose()
}

/// Chunks with what an index needs of their documents.
pub(super) fn with_documents(
    rows: &[Row],
    embedding: impl Fn(&Row) -> StorageResult<Option<Arc<[f32]>>>,
) -> StorageResult<Vec<IndexedChunk>> {
    let mut chunks: Vec<IndexedChunk> = Vec::with_capacity(rows.len());
    for row in rows {
        let mut chunk = read(row, embedding(row)?)?;
        // Chunks share the name of their model, and those of one document its texts.
        let before = chunks.last().map(|last| &last.chunk);
        if let Some(before) = before.filter(|before| before.embedding_model == chunk.embedding_model) {
            chunk.embedding_model = before.embedding_model.clone();
        }
        let shared = chunks.last().filter(|last| last.chunk.document_id == chunk.document_id);
        let (title, media_type, filename) = match shared {
            Some(last) => (last.title.clone(), last.media_type.clone(), last.filename.clone()),
            None => (row.text("title")?.into(), row.text("media_type")?.into(), row.text("filename")?.into()),
        };
        chunks.push(IndexedChunk { chunk, title, media_type, filename });
    }
    Ok(chunks)
}

/// See [`domain::document::DocumentStore::agents_to_reembed`].
pub(super) async fn agents_to_reembed(
    tx: &mut Tx,
    tenant: TenantId,
    model: &str,
) -> StorageResult<Vec<AgentId>> {
    tx.sql(
        "SELECT DISTINCT d.agent_id AS agent_id FROM documents d
        JOIN chunks c ON c.tenant_id = d.tenant_id AND c.document_id = d.id
        WHERE d.tenant_id = $1 AND (c.embedding_model IS NULL OR c.embedding_model <> $2)
        ORDER BY agent_id",
    )
    .id(tenant)
    .bind(model)
    .all_as(|row| row.id("agent_id"))
    .await
}

/// See [`domain::document::DocumentStore::chunks_to_reembed`].
pub(super) async fn to_reembed(
    tx: &mut Tx,
    tenant: TenantId,
    agent: AgentId,
    model: &str,
    limit: u32,
) -> StorageResult<Vec<IndexedChunk>> {
    let rows = tx
        .sql(select_indexed!(
            "",
            "WHERE d.tenant_id = $1 AND d.agent_id = $2
                AND (c.embedding_model IS NULL OR c.embedding_model <> $3)
                AND (c.next_model IS NULL OR c.next_model <> $3)
            ORDER BY d.id, c.position LIMIT $4"
        ))
        .id(tenant)
        .id(agent)
        .bind(model)
        .bind(i64::from(limit))
        .all()
        .await?;
    with_documents(&rows, |_| Ok(None))
}

/// See [`domain::document::DocumentStore::prepare_embeddings`].
pub(super) async fn prepare(
    tx: &mut Tx,
    tenant: TenantId,
    model: &str,
    vectors: &[(ChunkId, Arc<[f32]>)],
) -> StorageResult<()> {
    for (id, vector) in vectors {
        tx.sql("UPDATE chunks SET next_model = $3, next_embedding = $4 WHERE tenant_id = $1 AND id = $2")
            .id(tenant)
            .id(*id)
            .bind(model)
            .bind(to_bytes(vector))
            .execute()
            .await?;
    }
    Ok(())
}

/// See [`domain::document::DocumentStore::switch_embeddings`].
pub(super) async fn switch(
    tx: &mut Tx,
    tenant: TenantId,
    agent: AgentId,
    model: &str,
) -> StorageResult<bool> {
    if !to_reembed(tx, tenant, agent, model, 1).await?.is_empty() {
        return Ok(false);
    }
    tx.sql(
        "UPDATE chunks SET embedding = next_embedding, embedding_model = next_model
        WHERE tenant_id = $1 AND next_model = $3
            AND document_id IN (SELECT id FROM documents WHERE tenant_id = $1 AND agent_id = $2)",
    )
    .id(tenant)
    .id(agent)
    .bind(model)
    .execute()
    .await?;
    tx.sql(
        "UPDATE chunks SET next_embedding = NULL, next_model = NULL
        WHERE tenant_id = $1 AND next_model IS NOT NULL
            AND document_id IN (SELECT id FROM documents WHERE tenant_id = $1 AND agent_id = $2)",
    )
    .id(tenant)
    .id(agent)
    .execute()
    .await?;
    Ok(true)
}

fn read(row: &Row, embedding: Option<Arc<[f32]>>) -> StorageResult<Chunk> {
    Ok(Chunk {
        id: row.id("id")?,
        document_id: row.id("document_id")?,
        position: row.number("position")?,
        heading: row.text("heading")?,
        page: row.optional_number("page")?,
        text: row.text("text")?,
        span: (row.number("span_start")?, row.number("span_end")?),
        embedding,
        embedding_model: row.get::<Option<String>>("embedding_model")?.map(Into::into),
    })
}

fn to_bytes(vector: &[f32]) -> Vec<u8> {
    vector.iter().flat_map(|number| number.to_le_bytes()).collect()
}

pub(super) fn from_bytes(bytes: &[u8]) -> StorageResult<Arc<[f32]>> {
    let (numbers, rest) = bytes.as_chunks::<4>();
    if !rest.is_empty() {
        return Err(unreadable("embedding", "not a whole number of f32"));
    }
    Ok(numbers.iter().map(|number| f32::from_le_bytes(*number)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_are_little_endian_and_survive() {
        assert_eq!(to_bytes(&[1.0, -2.0]), [0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
        assert_eq!(&*from_bytes(&to_bytes(&[0.25, f32::MIN])).unwrap(), [0.25, f32::MIN]);
        assert!(from_bytes(&[0, 0, 0]).is_err());
    }
}
