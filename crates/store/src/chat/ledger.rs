//! The ledger: one row an answer, written with its end, one for each other call of a model, and their sums by day.

use domain::chat::Usage;
use domain::chat::store::FinishTurn;
use domain::id::{ChatId, TenantId, TurnId};
use domain::storage::{StorageError, StorageResult};
use domain::usage::{Call, Day, UsageDay};

use crate::db::Tx;
use crate::dialect::together;
use crate::scope::Scope;

/// Enters an answer that has just ended. A turn ends once, so it is entered once.
pub(super) async fn enter(
    tx: &mut Tx,
    tenant: TenantId,
    turn: TurnId,
    chat: ChatId,
    finish: &FinishTurn,
) -> StorageResult<()> {
    let none = Usage::default();
    let usage = finish.usage.as_ref().unwrap_or(&none);
    let cost = usage.cost_micros.map(whole).transpose()?;
    tx.sql(together!(
        entry: "INSERT INTO ledger (tenant_id, turn_id, agent_id, visitor_id, source, model, input_tokens,
            output_tokens, cost_micros, at)
        SELECT c.tenant_id, $2, c.agent_id, c.visitor_id, 'chat', $4, $5, $6, $7, $8
        FROM chats c WHERE c.tenant_id = $1 AND c.id = $3";
        "INSERT INTO usage_days (tenant_id, day, model, calls, input_tokens, output_tokens, cost_micros)
        VALUES ($1, $9, $4, 1, $5, $6, COALESCE($7, 0))
        ON CONFLICT (tenant_id, day, model) DO UPDATE SET
            calls = usage_days.calls + 1,
            input_tokens = usage_days.input_tokens + excluded.input_tokens,
            output_tokens = usage_days.output_tokens + excluded.output_tokens,
            cost_micros = usage_days.cost_micros + excluded.cost_micros"
    ))
    .id(tenant)
    .id(turn)
    .id(chat)
    .bind(&usage.model)
    .bind(whole(usage.input_tokens)?)
    .bind(whole(usage.output_tokens)?)
    .bind(cost)
    .time(finish.now)
    .bind(Day::of(finish.now).number())
    .execute()
    .await?;
    Ok(())
}

/// Enters a call beside answers, whose row has neither turn nor visitor.
pub(super) async fn enter_call(scope: &Scope, call: &Call) -> StorageResult<()> {
    let mut tx = scope.write().await?;
    tx.sql(together!(
        entry: "INSERT INTO ledger (tenant_id, turn_id, agent_id, visitor_id, source, model, input_tokens, output_tokens, cost_micros, at)
        VALUES ($1, $2, $3, NULL, $4, $5, $6, 0, NULL, $7)";
        "INSERT INTO usage_days (tenant_id, day, model, calls, input_tokens, output_tokens, cost_micros)
        VALUES ($1, $8, $5, 0, $6, 0, 0)
        ON CONFLICT (tenant_id, day, model) DO UPDATE SET input_tokens = usage_days.input_tokens + excluded.input_tokens"
    ))
    .id(scope.tenant)
    .id(call.id)
    .id(call.agent_id)
    .bind(call.source.as_str())
    .bind(&call.model)
    .bind(whole(call.input_tokens)?)
    .time(call.at)
    .bind(Day::of(call.at).number())
    .execute()
    .await?;
    tx.commit().await
}

/// What was used from one day to another, both included; oldest first.
pub(super) async fn usage(scope: &Scope, from: Day, to: Day) -> StorageResult<Vec<UsageDay>> {
    scope
        .read()
        .await?
        .sql(
            "SELECT day, model, calls, input_tokens, output_tokens, cost_micros FROM usage_days
            WHERE tenant_id = $1 AND day >= $2 AND day <= $3 ORDER BY day, model",
        )
        .id(scope.tenant)
        .bind(from.number())
        .bind(to.number())
        .all_as(|row| {
            Ok(UsageDay {
                day: Day::from_number(row.get("day")?),
                model: row.text("model")?,
                calls: row.number("calls")?,
                input_tokens: row.number("input_tokens")?,
                output_tokens: row.number("output_tokens")?,
                cost_micros: row.number("cost_micros")?,
            })
        })
        .await
}

fn whole(number: u64) -> StorageResult<i64> {
    i64::try_from(number)
        .map_err(|_| StorageError::Internal("a number of the ledger does not fit".to_owned()))
}
