//! Addresses of web sources. A page's document is the version that is to serve; while that is being read, the one before does.

use std::collections::HashSet;

use domain::clock::Timestamp;
use domain::document::{Document, DocumentStatus};
use domain::id::{AgentId, PageId, SourceId, TenantId};
use domain::page::{Page, PageRequest};
use domain::source::web::Validators;
use domain::source::{PageCounts, PageDocument, PageOutcome, PageState, SourcePage};
use domain::storage::StorageResult;

use crate::agent;
use crate::db::Tx;
use crate::query::{Row, overfetch};

fn read(row: &Row) -> StorageResult<SourcePage> {
    let document = match row.optional_id("document_id")? {
        Some(id) => Some(PageDocument {
            id,
            title: row.text("title")?,
            digest: row.text("digest")?,
            status: row.word("status", DocumentStatus::parse)?,
            error: row.get("error")?,
            chunk_count: row.number("chunk_count")?,
        }),
        None => None,
    };
    Ok(SourcePage {
        id: row.id("id")?,
        address: row.text("address")?,
        depth: row.number("depth")?,
        state: row.word("state", PageState::parse)?,
        note: row.get("note")?,
        validators: Validators { etag: row.get("etag")?, last_modified: row.get("last_modified")? },
        document,
        checked_at: row.optional_time("checked_at")?,
    })
}

/// A page with its document; a statement for each condition below, so that the columns stand once.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT p.id, p.address, p.depth, p.state, p.note, p.etag, p.last_modified, p.checked_at, d.id AS document_id, d.title,
                d.digest, d.status, d.error, d.chunk_count
            FROM source_pages p
            JOIN sources s ON s.tenant_id = p.tenant_id AND s.id = p.source_id
            LEFT JOIN documents d ON d.tenant_id = p.tenant_id AND d.id = p.document_id
            WHERE p.tenant_id = $1 AND p.source_id = $2 ",
            $rest
        )
    };
}

/// See [`domain::source::SourceStore::next_page`].
pub(super) async fn next(
    tx: &mut Tx,
    tenant: TenantId,
    source: SourceId,
) -> StorageResult<Option<SourcePage>> {
    tx.sql(select!("AND p.state = 'waiting' ORDER BY p.depth, p.id LIMIT 1"))
        .id(tenant)
        .id(source)
        .optional_as(read)
        .await
}

/// See [`domain::source::SourceStore::forgotten_pages`].
pub(super) async fn forgotten(
    tx: &mut Tx,
    tenant: TenantId,
    source: SourceId,
    sync: i64,
) -> StorageResult<Vec<SourcePage>> {
    tx.sql(select!("AND p.met < $3 AND p.document_id IS NOT NULL ORDER BY p.id"))
        .id(tenant)
        .id(source)
        .bind(sync)
        .all_as(read)
        .await
}

pub(super) async fn at(
    tx: &mut Tx,
    tenant: TenantId,
    source: SourceId,
    address: &str,
) -> StorageResult<Option<SourcePage>> {
    tx.sql(select!("AND p.address = $3")).id(tenant).id(source).bind(address).optional_as(read).await
}

pub(super) async fn list(
    tx: &mut Tx,
    tenant: TenantId,
    source: SourceId,
    page: PageRequest,
) -> StorageResult<Page<SourcePage>> {
    let pages = tx
        .sql(select!(
            "AND (p.met = s.sync OR p.document_id IS NOT NULL) AND ($3 IS NULL OR p.id > $3) ORDER BY p.id LIMIT $4"
        ))
        .id(tenant)
        .id(source)
        .bind(page.after)
        .bind(overfetch(page.limit))
        .all_as(read)
        .await?;
    Ok(Page::from_overfetch(pages, page.limit, |page| page.id.into()))
}

/// Counts by source: of one, or of all of an agent's.
pub(super) async fn counts(
    tx: &mut Tx,
    tenant: TenantId,
    agent: Option<AgentId>,
    source: Option<SourceId>,
) -> StorageResult<Vec<(SourceId, PageCounts)>> {
    tx.sql(
        "SELECT p.source_id,
            SUM(CASE WHEN p.state <> 'duplicate' THEN 1 ELSE 0 END) AS total,
            SUM(CASE WHEN p.state = 'waiting' THEN 1 ELSE 0 END) AS waiting,
            SUM(CASE WHEN d.status = 'ready' THEN 1 ELSE 0 END) AS ready,
            SUM(CASE WHEN p.state = 'failed' OR d.status = 'failed' THEN 1 ELSE 0 END) AS failed
        FROM sources s
        JOIN source_pages p ON p.tenant_id = s.tenant_id AND p.source_id = s.id
            AND (p.met = s.sync OR p.document_id IS NOT NULL)
        LEFT JOIN documents d ON d.tenant_id = p.tenant_id AND d.id = p.document_id
        WHERE s.tenant_id = $1 AND ($2 IS NULL OR s.agent_id = $2) AND ($3 IS NULL OR s.id = $3)
        GROUP BY p.source_id",
    )
    .id(tenant)
    .optional_id(agent)
    .optional_id(source)
    .all_as(|row| {
        let counts = PageCounts {
            total: row.number("total")?,
            waiting: row.number("waiting")?,
            ready: row.number("ready")?,
            failed: row.number("failed")?,
        };
        Ok((row.id("source_id")?, counts))
    })
    .await
}

/// See [`domain::source::SourceStore::meet_pages`].
pub(super) async fn meet(
    tx: &mut Tx,
    tenant: TenantId,
    (source, sync): (SourceId, i64),
    depth: u32,
    addresses: &[(PageId, String)],
    most: u32,
) -> StorageResult<u64> {
    let met = tx
        .sql("SELECT address FROM source_pages WHERE tenant_id = $1 AND source_id = $2 AND met = $3")
        .id(tenant)
        .id(source)
        .bind(sync)
        .all_as(|row| row.text("address"))
        .await?;
    let known: HashSet<&str> = met.iter().map(String::as_str).collect();
    let fresh = addresses.iter().filter(|(_, address)| !known.contains(address.as_str()));
    let room = (most as usize).saturating_sub(known.len());
    let mut count = known.len() as u64;
    for (id, address) in fresh.take(room) {
        count += tx
            .sql(
                "INSERT INTO source_pages (tenant_id, id, source_id, address, depth, met, state)
                SELECT $1, $2, id, $4, $5, $6, 'waiting' FROM sources WHERE tenant_id = $1 AND id = $3
                ON CONFLICT (tenant_id, source_id, address)
                DO UPDATE SET depth = excluded.depth, met = excluded.met, state = excluded.state, note = NULL",
            )
            .id(tenant)
            .id(*id)
            .id(source)
            .bind(address)
            .bind(i64::from(depth))
            .bind(sync)
            .execute()
            .await?;
    }
    Ok(count)
}

/// Pages that still wait will not be asked for.
pub(super) async fn give_up(
    tx: &mut Tx,
    tenant: TenantId,
    source: SourceId,
    reason: &str,
) -> StorageResult<()> {
    tx.sql(
        "UPDATE source_pages SET state = 'failed', note = $3
        WHERE tenant_id = $1 AND source_id = $2 AND state = 'waiting'",
    )
    .id(tenant)
    .id(source)
    .bind(reason)
    .execute()
    .await?;
    Ok(())
}

/// Forgets addresses that synchronization `sync` has not met and that nothing is known of.
pub(super) async fn forget(tx: &mut Tx, tenant: TenantId, source: SourceId, sync: i64) -> StorageResult<()> {
    tx.sql(
        "DELETE FROM source_pages WHERE tenant_id = $1 AND source_id = $2 AND met < $3 AND document_id IS NULL
            AND NOT EXISTS (SELECT 1 FROM snapshot_pages s JOIN snapshots n ON n.tenant_id = s.tenant_id AND n.id = s.snapshot_id
                WHERE n.tenant_id = $1 AND n.source_id = $2 AND s.page_id = source_pages.id)",
    )
    .id(tenant)
    .id(source)
    .bind(sync)
    .execute()
    .await?;
    Ok(())
}

/// See [`domain::source::SourceStore::settle_page`].
pub(super) async fn settle(
    tx: &mut Tx,
    tenant: TenantId,
    page: PageId,
    outcome: &PageOutcome,
    now: Timestamp,
) -> StorageResult<bool> {
    let (state, note, validators) = match outcome {
        PageOutcome::Unchanged(validators) => (PageState::Kept, None, Some(validators)),
        PageOutcome::Duplicate(note) => (PageState::Duplicate, Some(note), None),
        PageOutcome::Unreachable(note) | PageOutcome::Gone(note) => (PageState::Failed, Some(note), None),
    };
    let changed = tx
        .sql(
            "UPDATE source_pages SET state = $3, note = $4, etag = $5, last_modified = $6, checked_at = $7
            WHERE tenant_id = $1 AND id = $2",
        )
        .id(tenant)
        .id(page)
        .bind(state.as_str())
        .bind(note.map(String::as_str))
        .bind(validators.and_then(|v| v.etag.as_deref()))
        .bind(validators.and_then(|v| v.last_modified.as_deref()))
        .time(now)
        .changed()
        .await?;
    if changed && matches!(outcome, PageOutcome::Duplicate(_) | PageOutcome::Gone(_)) {
        retire(tx, tenant, page).await?;
    }
    Ok(changed)
}

/// The page has no document any more.
async fn retire(tx: &mut Tx, tenant: TenantId, page: PageId) -> StorageResult<()> {
    tx.sql("UPDATE source_pages SET document_id = NULL WHERE tenant_id = $1 AND id = $2")
        .id(tenant)
        .id(page)
        .execute()
        .await?;
    let agent = tx
        .sql(
            "UPDATE documents SET retired = TRUE WHERE tenant_id = $1 AND page_id = $2 AND NOT retired
            RETURNING agent_id",
        )
        .id(tenant)
        .id(page)
        .all_as(|row| row.id("agent_id"))
        .await?;
    match agent.first() {
        Some(agent) => agent::grow_knowledge(tx, tenant, *agent).await,
        None => Ok(()),
    }
}

/// The page's document is to be `document`. `false`: the page is gone.
pub(super) async fn keep(
    tx: &mut Tx,
    tenant: TenantId,
    page: PageId,
    document: &Document,
    validators: &Validators,
) -> StorageResult<bool> {
    tx.sql(
        "UPDATE source_pages SET state = 'kept', note = NULL, document_id = $3, etag = $4, last_modified = $5, checked_at = $6
        WHERE tenant_id = $1 AND id = $2",
    )
    .id(tenant)
    .id(page)
    .id(document.id)
    .bind(validators.etag.as_deref())
    .bind(validators.last_modified.as_deref())
    .time(document.created_at)
    .changed()
    .await
}
