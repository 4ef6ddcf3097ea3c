//! Rows of labels.

use domain::eval::CaseResult;
use domain::eval::label::{Label, Tally};
use domain::id::{EvalResultId, EvalRunId, SuiteId, TenantId};
use domain::storage::StorageResult;

use super::run::read_whole;
use crate::db::Tx;

pub(super) async fn missing(
    tx: &mut Tx,
    tenant: TenantId,
    suite: SuiteId,
    limit: u32,
) -> StorageResult<Vec<(EvalRunId, CaseResult)>> {
    tx.sql(
        "SELECT r.id, r.run_id, r.suite_id, r.case_name, r.position, r.state, r.value, r.reason, r.judged, r.detail
        FROM eval_results r JOIN eval_runs u ON u.tenant_id = r.tenant_id AND u.id = r.run_id
        WHERE r.tenant_id = $1 AND r.suite_id = $2 AND r.judged > 0 AND u.status IN ('done', 'stopped')
            AND r.judged > (
                SELECT COUNT(*) FROM eval_labels l WHERE l.tenant_id = r.tenant_id AND l.result_id = r.id
            )
        ORDER BY r.id DESC LIMIT $3",
    )
    .id(tenant)
    .id(suite)
    .bind(i64::from(limit))
    .all_as(read_whole)
    .await
}

pub(super) async fn of_result(
    tx: &mut Tx,
    tenant: TenantId,
    result: EvalResultId,
) -> StorageResult<Vec<u32>> {
    tx.sql("SELECT place FROM eval_labels WHERE tenant_id = $1 AND result_id = $2 ORDER BY place")
        .id(tenant)
        .id(result)
        .all_as(|row| row.number("place"))
        .await
}

pub(super) async fn set(tx: &mut Tx, tenant: TenantId, label: &Label) -> StorageResult<()> {
    tx.sql(
        "INSERT INTO eval_labels (tenant_id, result_id, place, run_id, suite_id, case_name, judge, judge_good, good, note,
            member_id, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        ON CONFLICT (tenant_id, result_id, place) DO UPDATE SET good = $9, note = $10, member_id = $11, created_at = $12",
    )
    .id(tenant)
    .id(label.result_id)
    .bind(i64::from(label.place))
    .id(label.run_id)
    .id(label.suite_id)
    .bind(&label.case)
    .bind(&label.judge)
    .bind(label.judge_good)
    .bind(label.good)
    .bind(label.note.as_deref())
    .optional_id(label.member_id)
    .time(label.created_at)
    .execute()
    .await?;
    Ok(())
}

pub(super) async fn tallies(
    tx: &mut Tx,
    tenant: TenantId,
    suite: SuiteId,
) -> StorageResult<Vec<(String, Tally)>> {
    let rows: Vec<(String, bool, bool, u32)> = tx
        .sql(
            "SELECT judge, judge_good, good, COUNT(*) AS times FROM eval_labels
            WHERE tenant_id = $1 AND suite_id = $2 GROUP BY judge, judge_good, good ORDER BY judge",
        )
        .id(tenant)
        .id(suite)
        .all_as(|row| {
            Ok((row.text("judge")?, row.get("judge_good")?, row.get("good")?, row.number("times")?))
        })
        .await?;
    let mut tallies: Vec<(String, Tally)> = Vec::new();
    for (judge, judge_good, good, times) in rows {
        if tallies.last().is_none_or(|(last, _)| *last != judge) {
            tallies.push((judge, Tally::default()));
        }
        if let Some((_, tally)) = tallies.last_mut() {
            tally.add(judge_good, good, times);
        }
    }
    Ok(tallies)
}
