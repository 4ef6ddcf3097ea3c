//! Background work: enqueued inside the transaction that makes it necessary, claimed by lease.

use async_trait::async_trait;
use domain::clock::Timestamp;
use domain::id::{JobId, NodeId, TenantId};
use domain::job::{ClaimedJob, Job, JobKind, JobOutcome, JobStore};
use domain::storage::StorageResult;

use crate::db::Tx;
use crate::dialect::skipping_locked;
use crate::scope::Scope;

/// Adds a job to whatever else the transaction does.
pub(crate) async fn insert(tx: &mut Tx, tenant: TenantId, job: &Job) -> StorageResult<()> {
    let document = match &job.kind {
        JobKind::IngestDocument { document_id } => Some(*document_id),
        JobKind::ReembedAgent { .. }
        | JobKind::BeginSync { .. }
        | JobKind::SyncSource { .. }
        | JobKind::RunEval { .. }
        | JobKind::RefreshGate { .. }
        | JobKind::EvaluateNightly { .. }
        | JobKind::CheckFeedback { .. }
        | JobKind::ReportRun { .. }
        | JobKind::RefreshPrompt { .. }
        | JobKind::DeleteBlobs { .. } => None,
    };
    tx.sql(
        "INSERT INTO jobs (tenant_id, id, kind, document_id, attempts, run_at, dead)
        VALUES ($1, $2, $3, $4, $5, $6, FALSE)",
    )
    .id(tenant)
    .id(job.id)
    .json(&job.kind)
    .optional_id(document)
    .bind(i64::from(job.attempts))
    .time(job.run_at)
    .execute()
    .await?;
    Ok(())
}

/// Leases the oldest due job of the tenant whose turn it is: of those with due jobs the one with the fewest running, and among these the
/// one that was served longest ago. What it costs grows with the number of tenants that have work, not with how much they have.
///
/// When several claim at once and the tenant has fewer jobs than that, some get none until they ask again.
pub(crate) async fn claim(
    tx: &mut Tx,
    node: NodeId,
    now: Timestamp,
    lease_until: Timestamp,
) -> StorageResult<Option<ClaimedJob>> {
    let claimed = tx
        .sql(skipping_locked!(
            "WITH RECURSIVE working (tenant_id) AS (
                SELECT (SELECT tenant_id FROM jobs WHERE NOT dead ORDER BY tenant_id LIMIT 1)
                UNION ALL
                SELECT (SELECT j.tenant_id FROM jobs j WHERE NOT j.dead AND j.tenant_id > w.tenant_id
                    ORDER BY j.tenant_id LIMIT 1)
                FROM working w WHERE w.tenant_id IS NOT NULL
            ), served (tenant_id) AS (
                SELECT w.tenant_id FROM working w LEFT JOIN job_turns t ON t.tenant_id = w.tenant_id
                WHERE EXISTS (SELECT 1 FROM jobs d WHERE d.tenant_id = w.tenant_id AND NOT d.dead AND d.run_at <= $2
                    AND (d.lease_until IS NULL OR d.lease_until <= $2))
                ORDER BY (SELECT COUNT(*) FROM jobs r WHERE r.tenant_id = w.tenant_id AND r.lease_until > $2),
                    COALESCE(t.turn, 0), w.tenant_id
                LIMIT 1
            )
            UPDATE jobs SET attempts = attempts + 1, lease_until = $3, leased_by = $1
            WHERE (tenant_id, id) = (
                SELECT tenant_id, id FROM jobs
                WHERE tenant_id = (SELECT tenant_id FROM served) AND NOT dead AND run_at <= $2
                    AND (lease_until IS NULL OR lease_until <= $2)
                ORDER BY run_at, id LIMIT 1",
            ") RETURNING tenant_id, id, kind, attempts, run_at"
        ))
        .id(node)
        .time(now)
        .time(lease_until)
        .optional_as(|row| {
            let job = Job {
                id: row.id("id")?,
                kind: row.json("kind")?,
                attempts: row.number("attempts")?,
                run_at: row.time("run_at")?,
            };
            Ok(ClaimedJob { tenant_id: row.id("tenant_id")?, job })
        })
        .await?;
    if let Some(claimed) = &claimed {
        tx.sql(
            "INSERT INTO job_turns (tenant_id, turn) SELECT $1, COALESCE(MAX(turn), 0) + 1 FROM job_turns WHERE turn > 0
            ON CONFLICT (tenant_id) DO UPDATE SET turn = excluded.turn",
        )
        .id(claimed.tenant_id)
        .execute()
        .await?;
    }
    Ok(claimed)
}

#[async_trait]
impl JobStore for Scope {
    async fn enqueue(&self, job: &Job) -> StorageResult<()> {
        let mut tx = self.write().await?;
        insert(&mut tx, self.tenant, job).await?;
        tx.commit().await
    }

    async fn extend_lease(&self, id: JobId, attempt: u32, until: Timestamp) -> StorageResult<bool> {
        let mut tx = self.write().await?;
        let held = tx
            .sql(
                "UPDATE jobs SET lease_until = $4
                WHERE tenant_id = $1 AND id = $2 AND attempts = $3 AND lease_until IS NOT NULL",
            )
            .id(self.tenant)
            .id(id)
            .bind(i64::from(attempt))
            .time(until)
            .changed()
            .await?;
        tx.commit().await?;
        Ok(held)
    }

    async fn finish_job(&self, id: JobId, attempt: u32, outcome: &JobOutcome) -> StorageResult<bool> {
        let mut tx = self.write().await?;
        let query = match outcome {
            JobOutcome::Done | JobOutcome::Continue { .. } => tx.sql(
                "DELETE FROM jobs
                WHERE tenant_id = $1 AND id = $2 AND attempts = $3 AND lease_until IS NOT NULL",
            ),
            JobOutcome::Retry { .. } => tx.sql(
                "UPDATE jobs SET lease_until = NULL, leased_by = NULL, run_at = $4, error = $5
                WHERE tenant_id = $1 AND id = $2 AND attempts = $3 AND lease_until IS NOT NULL",
            ),
            JobOutcome::Postpone { .. } => tx.sql(
                "UPDATE jobs SET lease_until = NULL, leased_by = NULL, attempts = attempts - 1, run_at = $4
                WHERE tenant_id = $1 AND id = $2 AND attempts = $3 AND lease_until IS NOT NULL",
            ),
            JobOutcome::Dead { .. } => tx.sql(
                "UPDATE jobs SET lease_until = NULL, leased_by = NULL, dead = TRUE, error = $4
                WHERE tenant_id = $1 AND id = $2 AND attempts = $3 AND lease_until IS NOT NULL",
            ),
        };
        let query = query.id(self.tenant).id(id).bind(i64::from(attempt));
        let query = match outcome {
            JobOutcome::Done | JobOutcome::Continue { .. } => query,
            JobOutcome::Postpone { at } => query.time(*at),
            JobOutcome::Retry { at, error } => query.time(*at).bind(error),
            JobOutcome::Dead { error } => query.bind(error),
        };
        let held = query.changed().await?;
        if let (true, JobOutcome::Continue { job }) = (held, outcome) {
            insert(&mut tx, self.tenant, job).await?;
        }
        tx.commit().await?;
        Ok(held)
    }
}
