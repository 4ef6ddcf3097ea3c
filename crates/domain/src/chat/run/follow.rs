//! Following a turn from any node: live when it runs here, else from the stored log, polled until the turn is over.

use std::sync::Arc;

use futures::stream::{self, StreamExt};

use super::ChatEngine;
use crate::chat::event::{Sequenced, TurnEvent};
use crate::chat::live::EventBatches;
use crate::chat::store::ChatStore;
use crate::chat::{TurnRecord, TurnStatus};
use crate::id::{TenantId, TurnId};
use crate::storage::StorageResult;

/// Polls in a row that may fail before a reader is let go (it may come back and resume).
const FAILURES: u32 = 40;

struct Replay {
    engine: Arc<ChatEngine>,
    chats: Arc<dyn ChatStore>,
    tenant: TenantId,
    turn: TurnId,
    cursor: u64,
    over: bool,
    live: Option<EventBatches>,
}

impl ChatEngine {
    /// The turn's events after sequence number `after` (0: from the start), then its new ones as they come. The caller has checked
    /// that the turn is the visitor's. Ends after `Finish`; without it when storage stays away or the log was purged.
    pub fn follow(self: &Arc<Self>, tenant: TenantId, turn: &TurnRecord, after: u64) -> EventBatches {
        if let Some(live) = self.live.get(tenant, turn.id) {
            return live.read_from(after);
        }
        let replay = Replay {
            engine: self.clone(),
            chats: self.ports.storage.tenant(tenant),
            tenant,
            turn: turn.id,
            cursor: after,
            over: false,
            live: None,
        };
        stream::unfold(replay, |mut replay| async move { Some((replay.next().await?, replay)) }).boxed()
    }
}

impl Replay {
    async fn next(&mut self) -> Option<Vec<Sequenced>> {
        let mut failures = 0;
        loop {
            if let Some(live) = &mut self.live {
                return live.next().await;
            }
            if self.over {
                return None;
            }
            match self.poll().await {
                Ok(batch) if !batch.is_empty() => return Some(batch),
                Ok(_) => failures = 0,
                Err(error) if failures >= FAILURES => {
                    tracing::warn!(turn = %self.turn, %error, "a turn can no longer be followed");
                    return None;
                }
                Err(_) => failures += 1,
            }
            if !self.over {
                self.live = self.engine.live.get(self.tenant, self.turn).map(|t| t.read_from(self.cursor));
                if self.live.is_none() {
                    self.engine.ports.clock.sleep(self.engine.limits.poll_interval).await;
                }
            }
        }
    }

    /// New events. The turn's status is asked for only when there are none, and the log once more after it.
    async fn poll(&mut self) -> StorageResult<Vec<Sequenced>> {
        let mut batch = self.chats.log(self.turn, self.cursor).await?;
        if batch.is_empty() {
            let turn = self.chats.turn(self.turn).await?;
            let running = turn.is_some_and(|turn| turn.status == TurnStatus::Running);
            if !running {
                batch = self.chats.log(self.turn, self.cursor).await?;
                self.over = true;
            }
        }
        if let Some(last) = batch.last() {
            self.cursor = last.seq;
            self.over = self.over || matches!(last.event, TurnEvent::Finish { .. });
        }
        Ok(batch)
    }
}
