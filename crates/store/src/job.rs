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
        JobKind::ReembedAgent { .. } | JobKind::DeleteBlobs { .. } => None,
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

/// Leases the oldest job that is due, of any tenant.
pub(crate) async fn claim(
    tx: &mut Tx,
    node: NodeId,
    now: Timestamp,
    lease_until: Timestamp,
) -> StorageResult<Option<ClaimedJob>> {
    tx.sql(skipping_locked!(
        "UPDATE jobs SET attempts = attempts + 1, lease_until = $3, leased_by = $1
        WHERE (tenant_id, id) = (
            SELECT tenant_id, id FROM jobs
            WHERE NOT dead AND run_at <= $2 AND (lease_until IS NULL OR lease_until <= $2)
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
    .await
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
            JobOutcome::Done => tx.sql(
                "DELETE FROM jobs
                WHERE tenant_id = $1 AND id = $2 AND attempts = $3 AND lease_until IS NOT NULL",
            ),
            JobOutcome::Retry { .. } => tx.sql(
                "UPDATE jobs SET lease_until = NULL, leased_by = NULL, run_at = $4, error = $5
                WHERE tenant_id = $1 AND id = $2 AND attempts = $3 AND lease_until IS NOT NULL",
            ),
            JobOutcome::Dead { .. } => tx.sql(
                "UPDATE jobs SET lease_until = NULL, leased_by = NULL, dead = TRUE, error = $4
                WHERE tenant_id = $1 AND id = $2 AND attempts = $3 AND lease_until IS NOT NULL",
            ),
        };
        let query = query.id(self.tenant).id(id).bind(i64::from(attempt));
        let query = match outcome {
            JobOutcome::Done => query,
            JobOutcome::Retry { at, error } => query.time(*at).bind(error),
            JobOutcome::Dead { error } => query.bind(error),
        };
        let held = query.changed().await?;
        tx.commit().await?;
        Ok(held)
    }
}
