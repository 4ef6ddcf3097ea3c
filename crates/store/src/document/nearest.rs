//! Which vectors of an agent are nearest to another one, without an index in memory: by pgvector where a server has it, else by reading and
//! comparing all of them, page by page. Both are exact, the first to half precision.

use std::cmp::Ordering;

use domain::document::index::similarity;
use domain::id::{AgentId, ChunkId, DocumentId, TenantId};
use domain::storage::StorageResult;
use sqlx::{Executor, PgPool};
use uuid::Uuid;

use super::chunk::from_bytes;
use crate::db::Tx;
use crate::dialect::Sql;
use crate::scope::Scope;

/// Vectors read at once.
const PAGE: usize = 2_000;
/// Vectors handed to pgvector in one transaction.
const COPIED: usize = 2_048;
/// Rows per statement. Two texts exist, for a full group and for a single row, so that both stay prepared.
const GROUP: usize = 64;
/// Serializes nodes that start together.
const INSTALLING: i64 = 0x7061_726c_6f72;

/// Sets pgvector up where the server has it; nothing happens where it does not.
pub(crate) async fn install(pool: &PgPool) -> Result<(), sqlx::Error> {
    let there: Option<String> =
        sqlx::query_scalar("SELECT default_version FROM pg_available_extensions WHERE name = 'vector'")
            .fetch_optional(pool)
            .await?;
    let installed: Option<String> =
        sqlx::query_scalar("SELECT to_regclass('chunk_vectors')::text").fetch_one(pool).await?;
    if there.is_none() || installed.is_some() {
        return Ok(());
    }
    let mut tx = pool.begin().await?;
    sqlx::query("SELECT pg_advisory_xact_lock($1)").bind(INSTALLING).execute(&mut *tx).await?;
    tx.execute(include_str!("pgvector.sql")).await?;
    tx.commit().await
}

async fn has_pgvector(tx: &mut Tx) -> StorageResult<bool> {
    if !matches!(tx, Tx::Pg(_)) {
        return Ok(false);
    }
    let found = tx
        .sql("SELECT to_regclass('chunk_vectors') IS NOT NULL AS there")
        .optional_as(|row| row.get("there"));
    Ok(found.await? == Some(true))
}

/// See [`domain::document::index::OutsizedStore::prepare_nearest`].
pub(super) async fn prepare(scope: &Scope, agent: AgentId, model: &str) -> StorageResult<()> {
    if !has_pgvector(&mut scope.read().await?).await? {
        return Ok(());
    }
    let mut after = ChunkId::from(Uuid::nil());
    loop {
        let mut tx = scope.write().await?;
        let last = copy(&mut tx, scope.tenant, agent, model, after).await?;
        tx.commit().await?;
        let Some(last) = last else { return Ok(()) };
        after = last;
    }
}

/// Copies the next vectors that are not there yet; the last one's chunk, unless none is left.
async fn copy(
    tx: &mut Tx,
    tenant: TenantId,
    agent: AgentId,
    model: &str,
    after: ChunkId,
) -> StorageResult<Option<ChunkId>> {
    let rows = tx
        .sql(
            "SELECT c.id, c.document_id, c.embedding FROM chunks c
            JOIN documents d ON d.tenant_id = c.tenant_id AND d.id = c.document_id
            LEFT JOIN chunk_vectors v ON v.tenant_id = c.tenant_id AND v.chunk_id = c.id AND v.model = $3
            WHERE c.tenant_id = $1 AND d.agent_id = $2 AND c.embedding_model = $3 AND c.embedding IS NOT NULL
                AND v.chunk_id IS NULL AND c.id > $4
            ORDER BY c.id LIMIT $5 FOR KEY SHARE OF c",
        )
        .id(tenant)
        .id(agent)
        .bind(model)
        .id(after)
        .bind(i64::try_from(COPIED).unwrap_or(i64::MAX))
        .all()
        .await?;
    let (groups, rest) = rows.as_chunks::<GROUP>();
    for group in groups.iter().map(|group| &group[..]).chain(rest.chunks(1)) {
        let mut query = tx.sql(insert(group.len())).id(tenant).id(agent).bind(model);
        for row in group {
            let vector = from_bytes(&row.get::<Vec<u8>>("embedding")?)?;
            query = query
                .id(row.id::<ChunkId>("id")?)
                .id(row.id::<DocumentId>("document_id")?)
                .bind(as_text(&vector));
        }
        query.execute().await?;
    }
    rows.last().map(|row| row.id("id")).transpose()
}

fn insert(rows: usize) -> Sql {
    let row = |n: usize| format!("($1, $2, $3, ${}, ${}, ${}::halfvec)", 3 * n + 4, 3 * n + 5, 3 * n + 6);
    let rows: Vec<String> = (0..rows).map(row).collect();
    let text = format!(
        "INSERT INTO chunk_vectors (tenant_id, agent_id, model, chunk_id, document_id, vector) VALUES {}
        ON CONFLICT (tenant_id, chunk_id) DO UPDATE SET model = excluded.model, vector = excluded.vector",
        rows.join(", ")
    );
    Sql::owned(text.clone(), text)
}

/// A vector as pgvector reads it. More digits than half precision has.
fn as_text(vector: &[f32]) -> String {
    let numbers: Vec<String> = vector.iter().map(|number| format!("{number:.6}")).collect();
    format!("[{}]", numbers.join(","))
}

/// See [`domain::document::index::OutsizedStore::nearest_chunks`].
pub(super) async fn find(
    tx: &mut Tx,
    tenant: TenantId,
    agent: AgentId,
    model: &str,
    vector: &[f32],
    limit: u32,
) -> StorageResult<Vec<ChunkId>> {
    if !has_pgvector(tx).await? {
        return compare_all(tx, tenant, agent, model, vector, limit as usize).await;
    }
    // No index over all tenants' vectors: filtered by tenant it would lose most of the nearest. One of another length is never near.
    tx.sql(
        "WITH asked AS MATERIALIZED (SELECT $5::halfvec AS vector)
        SELECT v.chunk_id FROM chunk_vectors v
        JOIN documents d ON d.tenant_id = v.tenant_id AND d.id = v.document_id, asked
        WHERE v.tenant_id = $1 AND v.agent_id = $2 AND v.model = $3 AND NOT d.retired
        ORDER BY CASE WHEN vector_dims(v.vector) = $4 THEN v.vector <#> asked.vector ELSE 2 END, v.chunk_id LIMIT $6",
    )
    .id(tenant)
    .id(agent)
    .bind(model)
    .bind(i64::try_from(vector.len()).unwrap_or(i64::MAX))
    .bind(as_text(vector))
    .bind(i64::from(limit))
    .all_as(|row| row.id("chunk_id"))
    .await
}

async fn compare_all(
    tx: &mut Tx,
    tenant: TenantId,
    agent: AgentId,
    model: &str,
    vector: &[f32],
    limit: usize,
) -> StorageResult<Vec<ChunkId>> {
    let mut best: Vec<(f32, ChunkId)> = Vec::new();
    let mut after = ChunkId::from(Uuid::nil());
    loop {
        let rows = tx
            .sql(
                "SELECT c.id, c.embedding FROM chunks c
                JOIN documents d ON d.tenant_id = c.tenant_id AND d.id = c.document_id
                WHERE c.tenant_id = $1 AND d.agent_id = $2 AND NOT d.retired AND c.embedding_model = $3
                    AND c.embedding IS NOT NULL AND c.id > $4 ORDER BY c.id LIMIT $5",
            )
            .id(tenant)
            .id(agent)
            .bind(model)
            .id(after)
            .bind(i64::try_from(PAGE).unwrap_or(i64::MAX))
            .all()
            .await?;
        for row in &rows {
            let own = from_bytes(&row.get::<Vec<u8>>("embedding")?)?;
            if own.len() == vector.len() {
                best.push((similarity(&own, vector), row.id("id")?));
            }
        }
        best.sort_unstable_by(nearer);
        best.truncate(limit);
        if rows.len() < PAGE {
            return Ok(best.into_iter().map(|(_, id)| id).collect());
        }
        after = rows.last().map_or(Ok(after), |row| row.id("id"))?;
    }
}

fn nearer(a: &(f32, ChunkId), b: &(f32, ChunkId)) -> Ordering {
    b.0.total_cmp(&a.0).then(a.1.cmp(&b.1))
}
