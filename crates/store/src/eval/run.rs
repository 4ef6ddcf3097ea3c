//! Rows of runs and of what came of their cases.

use domain::clock::Timestamp;
use domain::eval::gate::GateSettings;
use domain::eval::{CaseResult, CaseState, KEPT_RUNS, Run, RunEnd, RunStatus, RunWork, Scored, Trigger};
use domain::id::{AgentId, EvalResultId, EvalRunId, SuiteId, TenantId};
use domain::storage::StorageResult;
use serde_json::Value;
use uuid::Uuid;

use crate::db::Tx;
use crate::query::Row;

fn read(row: &Row) -> StorageResult<Run> {
    Ok(Run {
        id: row.id("id")?,
        agent_id: row.id("agent_id")?,
        trigger: row.word("cause", Trigger::parse)?,
        version: row.get("version")?,
        revision: row.get("revision")?,
        knowledge_version: row.get("knowledge_version")?,
        tools: row.get("tools")?,
        status: row.word("status", RunStatus::parse)?,
        error: row.get("error")?,
        suites: row.json("suites")?,
        units: row.number("units")?,
        done: row.number("done")?,
        spent_micros: row.number("spent_micros")?,
        created_by: row.optional_id("created_by")?,
        created_at: row.time("created_at")?,
        started_at: row.optional_time("started_at")?,
        ended_at: row.optional_time("ended_at")?,
    })
}

/// A value from 0 to 1 is kept as JSON: it comes back as exactly the same number from both databases.
fn read_result(row: &Row) -> StorageResult<CaseResult> {
    Ok(CaseResult {
        id: row.id("id")?,
        suite_id: row.id("suite_id")?,
        case: row.text("case_name")?,
        position: row.number("position")?,
        state: row.word("state", CaseState::parse)?,
        value: row.json("value")?,
        reason: row.get("reason")?,
        judged: row.number("judged")?,
        detail: Value::Null,
    })
}

/// With details and the run.
pub(super) fn read_whole(row: &Row) -> StorageResult<(EvalRunId, CaseResult)> {
    Ok((row.id("run_id")?, CaseResult { detail: row.json("detail")?, ..read_result(row)? }))
}

pub(super) async fn insert(tx: &mut Tx, tenant: TenantId, run: &Run, work: &RunWork) -> StorageResult<()> {
    tx.sql(
        "INSERT INTO eval_runs (tenant_id, id, agent_id, cause, version, revision, knowledge_version, config, documents,
            suites, status, error, units, done, spent_micros, created_by, created_at, started_at, ended_at, tools)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
    )
    .id(tenant)
    .id(run.id)
    .id(run.agent_id)
    .bind(run.trigger.as_str())
    .bind(run.version)
    .bind(run.revision)
    .bind(run.knowledge_version)
    .json(&work.config)
    .json(&work.documents)
    .json(&run.suites)
    .bind(run.status.as_str())
    .bind(run.error.as_deref())
    .bind(i64::from(run.units))
    .bind(i64::from(run.done))
    .bind(micros(run.spent_micros))
    .optional_id(run.created_by)
    .time(run.created_at)
    .optional_time(run.started_at)
    .optional_time(run.ended_at)
    .bind(&run.tools)
    .execute()
    .await?;
    Ok(())
}

fn micros(spent: u64) -> i64 {
    i64::try_from(spent).unwrap_or(i64::MAX)
}

/// A newer draft is on its way: what runs of older ones would say is of no use.
pub(super) async fn supersede(
    tx: &mut Tx,
    tenant: TenantId,
    agent: AgentId,
    now: Timestamp,
) -> StorageResult<()> {
    tx.sql(
        "UPDATE eval_runs SET status = 'superseded', ended_at = $3
        WHERE tenant_id = $1 AND agent_id = $2 AND cause = 'draft' AND status IN ('queued', 'running')",
    )
    .id(tenant)
    .id(agent)
    .time(now)
    .execute()
    .await?;
    Ok(())
}

pub(super) async fn forget_old(tx: &mut Tx, tenant: TenantId, agent: AgentId) -> StorageResult<()> {
    tx.sql(
        "DELETE FROM eval_runs WHERE tenant_id = $1 AND agent_id = $2 AND status NOT IN ('queued', 'running')
            AND id NOT IN (
                SELECT id FROM eval_runs WHERE tenant_id = $1 AND agent_id = $2 ORDER BY id DESC LIMIT $3
            )",
    )
    .id(tenant)
    .id(agent)
    .bind(i64::from(KEPT_RUNS))
    .execute()
    .await?;
    Ok(())
}

/// What was run as a draft is live now, as this version.
pub(crate) async fn ran_as(tx: &mut Tx, tenant: TenantId, id: EvalRunId, version: i64) -> StorageResult<()> {
    tx.sql("UPDATE eval_runs SET version = $3 WHERE tenant_id = $1 AND id = $2")
        .id(tenant)
        .id(id)
        .bind(version)
        .execute()
        .await?;
    Ok(())
}

pub(super) async fn one(tx: &mut Tx, tenant: TenantId, id: EvalRunId) -> StorageResult<Option<Run>> {
    tx.sql(
        "SELECT id, agent_id, cause, version, revision, knowledge_version, tools, suites, status, error, units, done,
            spent_micros, created_by, created_at, started_at, ended_at
        FROM eval_runs WHERE tenant_id = $1 AND id = $2",
    )
    .id(tenant)
    .id(id)
    .optional_as(read)
    .await
}

pub(super) async fn of_agent(
    tx: &mut Tx,
    tenant: TenantId,
    agent: AgentId,
    after: Option<Uuid>,
    limit: i64,
) -> StorageResult<Vec<Run>> {
    tx.sql(
        "SELECT id, agent_id, cause, version, revision, knowledge_version, tools, suites, status, error, units, done,
            spent_micros, created_by, created_at, started_at, ended_at
        FROM eval_runs WHERE tenant_id = $1 AND agent_id = $2 AND ($3 IS NULL OR id < $3)
        ORDER BY id DESC LIMIT $4",
    )
    .id(tenant)
    .id(agent)
    .bind(after)
    .bind(limit)
    .all_as(read)
    .await
}

/// Finished runs with the suite. Its id stands in the text of the run's suites, and nowhere else in it.
pub(super) async fn of_suite(
    tx: &mut Tx,
    tenant: TenantId,
    agent: AgentId,
    suite: SuiteId,
    limit: u32,
) -> StorageResult<Vec<Run>> {
    tx.sql(
        "SELECT id, agent_id, cause, version, revision, knowledge_version, tools, suites, status, error, units, done,
            spent_micros, created_by, created_at, started_at, ended_at
        FROM eval_runs WHERE tenant_id = $1 AND agent_id = $2 AND status = 'done' AND suites LIKE $3
        ORDER BY id DESC LIMIT $4",
    )
    .id(tenant)
    .id(agent)
    .bind(format!("%\"{suite}\"%"))
    .bind(i64::from(limit))
    .all_as(read)
    .await
}

/// Ends a run that goes on and forgets its lines; how far it was.
pub(super) async fn stop(
    tx: &mut Tx,
    tenant: TenantId,
    id: EvalRunId,
    now: Timestamp,
) -> StorageResult<Option<i64>> {
    let done = tx
        .sql(
            "UPDATE eval_runs SET status = 'stopped', ended_at = $3
            WHERE tenant_id = $1 AND id = $2 AND status IN ('queued', 'running') RETURNING done",
        )
        .id(tenant)
        .id(id)
        .time(now)
        .optional_as(|row| row.get("done"))
        .await?;
    if done.is_some() {
        tx.sql("DELETE FROM eval_lines WHERE tenant_id = $1 AND run_id = $2")
            .id(tenant)
            .id(id)
            .execute()
            .await?;
    }
    Ok(done)
}

/// Whether the run goes on; with a scored question how far it is.
pub(super) async fn progress(
    tx: &mut Tx,
    tenant: TenantId,
    run: EvalRunId,
    scored: Option<&Scored>,
) -> StorageResult<bool> {
    tx.sql(
        "UPDATE eval_runs SET done = CASE WHEN $3 > done THEN $3 ELSE done END,
            spent_micros = CASE WHEN $4 > spent_micros THEN $4 ELSE spent_micros END
        WHERE tenant_id = $1 AND id = $2 AND status = 'running'",
    )
    .id(tenant)
    .id(run)
    .bind(scored.map(|scored| i64::from(scored.done)))
    .bind(scored.map(|scored| micros(scored.spent_micros)))
    .changed()
    .await
}

pub(super) async fn end(tx: &mut Tx, tenant: TenantId, id: EvalRunId, end: &RunEnd) -> StorageResult<bool> {
    tx.sql(
        "UPDATE eval_runs SET status = $3, error = $4, suites = $5, spent_micros = $6, ended_at = $7
        WHERE tenant_id = $1 AND id = $2 AND status IN ('queued', 'running')",
    )
    .id(tenant)
    .id(id)
    .bind(end.status.as_str())
    .bind(end.error.as_deref())
    .json(&end.suites)
    .bind(micros(end.spent_micros))
    .time(end.at)
    .changed()
    .await
}

pub(super) async fn insert_result(
    tx: &mut Tx,
    tenant: TenantId,
    run: EvalRunId,
    result: &CaseResult,
) -> StorageResult<()> {
    tx.sql(
        "INSERT INTO eval_results
            (tenant_id, id, run_id, suite_id, case_name, position, state, value, reason, detail, judged)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    )
    .id(tenant)
    .id(result.id)
    .id(run)
    .id(result.suite_id)
    .bind(&result.case)
    .bind(i64::from(result.position))
    .bind(result.state.as_str())
    .json(&result.value)
    .bind(result.reason.as_deref())
    .json(&result.detail)
    .bind(i64::from(result.judged))
    .execute()
    .await?;
    Ok(())
}

pub(super) async fn replace_result(
    tx: &mut Tx,
    tenant: TenantId,
    run: EvalRunId,
    result: &CaseResult,
) -> StorageResult<()> {
    tx.sql("DELETE FROM eval_results WHERE tenant_id = $1 AND run_id = $2 AND position = $3")
        .id(tenant)
        .id(run)
        .bind(i64::from(result.position))
        .execute()
        .await?;
    insert_result(tx, tenant, run, result).await
}

pub(super) async fn results(tx: &mut Tx, tenant: TenantId, run: EvalRunId) -> StorageResult<Vec<CaseResult>> {
    tx.sql(
        "SELECT id, suite_id, case_name, position, state, value, reason, judged
        FROM eval_results WHERE tenant_id = $1 AND run_id = $2 ORDER BY position",
    )
    .id(tenant)
    .id(run)
    .all_as(read_result)
    .await
}

pub(super) async fn result(
    tx: &mut Tx,
    tenant: TenantId,
    id: EvalResultId,
) -> StorageResult<Option<(EvalRunId, CaseResult)>> {
    tx.sql(
        "SELECT id, run_id, suite_id, case_name, position, state, value, reason, judged, detail
        FROM eval_results WHERE tenant_id = $1 AND id = $2",
    )
    .id(tenant)
    .id(id)
    .optional_as(read_whole)
    .await
}

pub(super) async fn gate(
    tx: &mut Tx,
    tenant: TenantId,
    agent: AgentId,
) -> StorageResult<Option<GateSettings>> {
    tx.sql("SELECT settings FROM eval_gates WHERE tenant_id = $1 AND agent_id = $2")
        .id(tenant)
        .id(agent)
        .optional_as(|row| row.json("settings"))
        .await
}
