//! What is due by itself, of all tenants, and the claim that puts a job in its place.

use domain::clock::Timestamp;
use domain::eval::due::{Due, What};
use domain::id::{AgentId, TenantId};
use domain::job::Job;
use domain::storage::{StorageError, StorageResult};

use crate::db::Tx;
use crate::job;
use crate::query::Row;

/// Tools or documents of the agent changed; nothing when it has no gate.
pub(crate) async fn changed(tx: &mut Tx, tenant: TenantId, agent: AgentId) -> StorageResult<()> {
    tx.sql("UPDATE eval_gates SET changes = changes + 1 WHERE tenant_id = $1 AND agent_id = $2")
        .id(tenant)
        .id(agent)
        .execute()
        .await?;
    Ok(())
}

fn read(row: &Row, what: What) -> StorageResult<Due> {
    Ok(Due { tenant: row.id("tenant_id")?, agent: row.id("agent_id")?, what })
}

/// Whether there are changes that nobody has seen yet.
pub(crate) async fn has_unseen(tx: &mut Tx) -> StorageResult<bool> {
    let one = tx.sql("SELECT agent_id FROM eval_gates WHERE changes <> settled AND changes <> seen LIMIT 1");
    Ok(one.optional_as(|row| row.id::<AgentId>("agent_id")).await?.is_some())
}

/// Notes when changes were seen: those that come later begin the wait anew.
pub(crate) async fn see(tx: &mut Tx, now: Timestamp) -> StorageResult<()> {
    tx.sql("UPDATE eval_gates SET seen = changes, seen_at = $1 WHERE changes <> settled AND changes <> seen")
        .time(now)
        .execute()
        .await?;
    Ok(())
}

pub(crate) async fn all(
    tx: &mut Tx,
    now: Timestamp,
    quiet_since: Timestamp,
    limit: u32,
) -> StorageResult<Vec<Due>> {
    let limit = i64::from(limit);
    let mut due = tx
        .sql(
            "SELECT tenant_id, agent_id, changes FROM eval_gates
            WHERE changes <> settled AND changes = seen AND seen_at <= $1 ORDER BY tenant_id, agent_id LIMIT $2",
        )
        .time(quiet_since)
        .bind(limit)
        .all_as(|row| read(row, What::Gate { changes: row.get("changes")? }))
        .await?;
    let nights = tx.sql(
        "SELECT tenant_id, agent_id, nightly_at, nightly_hour FROM eval_gates
        WHERE nightly_at IS NOT NULL AND nightly_at <= $1 ORDER BY nightly_at LIMIT $2",
    );
    let night = |row: &Row| {
        let hour = u8::try_from(row.get::<i64>("nightly_hour")?)
            .map_err(|error| StorageError::Internal(error.to_string()))?;
        read(row, What::Night { planned: row.time("nightly_at")?, hour })
    };
    due.extend(nights.time(now).bind(limit).all_as(night).await?);
    let watches = tx.sql(
        "SELECT tenant_id, agent_id, check_at FROM feedback_watches WHERE check_at <= $1 ORDER BY check_at LIMIT $2",
    );
    let watch = |row: &Row| read(row, What::Feedback { planned: row.time("check_at")? });
    due.extend(watches.time(now).bind(limit).all_as(watch).await?);
    Ok(due)
}

/// See [`domain::tenant::Directory::claim_due`].
pub(crate) async fn claim(tx: &mut Tx, due: &Due, next: Option<Timestamp>, job: &Job) -> StorageResult<bool> {
    let claimed = match due.what {
        What::Gate { changes } => tx
            .sql(
                "UPDATE eval_gates SET settled = $3
                WHERE tenant_id = $1 AND agent_id = $2 AND changes = $3 AND settled <> $3",
            )
            .id(due.tenant)
            .id(due.agent)
            .bind(changes),
        What::Night { planned, .. } => tx
            .sql("UPDATE eval_gates SET nightly_at = $4 WHERE tenant_id = $1 AND agent_id = $2 AND nightly_at = $3")
            .id(due.tenant)
            .id(due.agent)
            .time(planned)
            .optional_time(next),
        What::Feedback { planned } => tx
            .sql(
                "UPDATE feedback_watches SET check_at = COALESCE($4, check_at)
                WHERE tenant_id = $1 AND agent_id = $2 AND check_at = $3",
            )
            .id(due.tenant)
            .id(due.agent)
            .time(planned)
            .optional_time(next),
    };
    let claimed = claimed.changed().await?;
    if claimed {
        job::insert(tx, due.tenant, job).await?;
    }
    Ok(claimed)
}
