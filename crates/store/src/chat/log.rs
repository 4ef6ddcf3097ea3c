//! A turn's log: one row per appended batch, in the form of [`super::batch`].

use domain::chat::event::Sequenced;
use domain::chat::store::TurnOrder;
use domain::id::{TenantId, TurnId};
use domain::storage::{StorageError, StorageResult};

use super::batch;
use crate::db::Tx;
use crate::dialect::locking;
use crate::group::Command;
use crate::scope::Scope;

/// Appends events to a running turn's log and tells its orders.
pub(super) struct Append {
    pub(super) tenant: TenantId,
    pub(super) turn: TurnId,
    pub(super) events: Vec<Sequenced>,
}

impl Command for Append {
    type Answer = TurnOrder;

    async fn run(&self, tx: &mut Tx) -> StorageResult<TurnOrder> {
        let stop = tx
            .sql(locking!(
                "SELECT stop_requested FROM turns WHERE tenant_id = $1 AND id = $2 AND status = 'running'"
            ))
            .id(self.tenant)
            .id(self.turn)
            .optional_as(|row| row.get::<bool>("stop_requested"))
            .await?;
        let Some(stop) = stop else { return Ok(TurnOrder::Lost) };
        insert(tx, self.tenant, self.turn, &self.events).await?;
        Ok(if stop { TurnOrder::Stop } else { TurnOrder::Continue })
    }
}

/// Stores a batch; nothing when it is empty.
pub(super) async fn insert(
    tx: &mut Tx,
    tenant: TenantId,
    turn: TurnId,
    events: &[Sequenced],
) -> StorageResult<()> {
    let (Some(first), Some(last)) = (events.first(), events.last()) else { return Ok(()) };
    tx.sql(
        "INSERT INTO turn_log (tenant_id, turn_id, first_seq, last_seq, events) VALUES ($1, $2, $3, $4, $5)",
    )
    .id(tenant)
    .id(turn)
    .bind(place(first.seq)?)
    .bind(place(last.seq)?)
    .json(&batch::stored(events))
    .execute()
    .await?;
    Ok(())
}

/// Logged events after sequence number `after`, in order.
pub(super) async fn after(scope: &Scope, turn: TurnId, after: u64) -> StorageResult<Vec<Sequenced>> {
    let batches: Vec<Vec<Sequenced>> = scope
        .read()
        .await?
        .sql(
            "SELECT first_seq, events FROM turn_log WHERE tenant_id = $1 AND turn_id = $2 AND last_seq > $3 ORDER BY first_seq",
        )
        .id(scope.tenant)
        .id(turn)
        .bind(i64::try_from(after).unwrap_or(i64::MAX))
        .all_as(|row| Ok(batch::read(row.number("first_seq")?, row.json("events")?)))
        .await?;
    Ok(batches.into_iter().flatten().filter(|event| event.seq > after).collect())
}

fn place(seq: u64) -> StorageResult<i64> {
    i64::try_from(seq).map_err(|_| StorageError::Internal("an event's number does not fit".to_owned()))
}
