//! Turns that nobody drives any more: left behind by a dead node, or by a driver of this node that was dropped. They become
//! `interrupted`, with the part of the answer that reached the log.

use std::sync::Arc;

use super::ChatEngine;
use crate::chat::answer::Answer;
use crate::chat::event::{Sequenced, TurnEvent};
use crate::chat::store::{ChatStore, FinishTurn};
use crate::chat::{TurnRecord, TurnStatus};
use crate::clock::Timestamp;
use crate::id::{MessageId, TenantId, TurnId};
use crate::storage::StorageResult;

/// Stale turns that are settled in one call.
const BATCH: u32 = 200;
/// How often an abandoned turn is looked for before it counts as never stored: its begin may still be on its way.
const LOOKS: u32 = 10;

/// A turn of this node without a driver.
#[derive(Debug, Clone, Copy)]
pub(super) struct Abandoned {
    tenant: TenantId,
    turn: TurnId,
    looks: u32,
}

/// Answers for a turn from before it is stored until its end is: when dropped in between, the turn counts as abandoned.
pub(super) struct Custody {
    engine: Arc<ChatEngine>,
    tenant: TenantId,
    turn: TurnId,
    held: bool,
}

impl Custody {
    pub(super) fn take(engine: &Arc<ChatEngine>, tenant: TenantId, turn: TurnId) -> Self {
        Self { engine: engine.clone(), tenant, turn, held: true }
    }

    /// The turn needs no care any more.
    pub(super) const fn release(&mut self) {
        self.held = false;
    }
}

impl Drop for Custody {
    fn drop(&mut self) {
        if self.held {
            let abandoned = Abandoned { tenant: self.tenant, turn: self.turn, looks: 0 };
            self.engine.abandoned.lock().push(abandoned);
        }
        self.engine.live.remove(self.tenant, self.turn);
    }
}

impl ChatEngine {
    /// Interrupts the turns that nobody drives any more. To be called each second, after [`ChatEngine::beat`]. Returns how many
    /// turns were interrupted. When storage fails midway, the next call goes on.
    pub async fn settle(&self, now: Timestamp) -> StorageResult<usize> {
        let mut settled = self.settle_abandoned().await;
        let dead_since = now.minus(self.limits.node_silence);
        for stale in self.ports.storage.stale_turns(dead_since, BATCH).await? {
            if self.live.get(stale.tenant_id, stale.turn_id).is_none() {
                let outcome = self.interrupt(stale.tenant_id, stale.turn_id).await?;
                settled += usize::from(outcome == Some(true));
            }
        }
        Ok(settled)
    }

    async fn settle_abandoned(&self) -> usize {
        let abandoned = std::mem::take(&mut *self.abandoned.lock());
        let mut settled = 0;
        let mut left = Vec::new();
        for turn in abandoned {
            match self.interrupt(turn.tenant, turn.turn).await {
                Ok(Some(true)) => settled += 1,
                Ok(Some(false)) => {}
                Ok(None) if turn.looks >= LOOKS => {}
                Ok(None) => left.push(Abandoned { looks: turn.looks + 1, ..turn }),
                Err(error) => {
                    tracing::warn!(tenant = %turn.tenant, turn = %turn.turn, %error, "an abandoned turn stays for later");
                    left.push(turn);
                }
            }
        }
        self.abandoned.lock().append(&mut left);
        settled
    }

    /// `None`: there is no such turn. `Some(false)`: it had ended already.
    async fn interrupt(&self, tenant: TenantId, id: TurnId) -> StorageResult<Option<bool>> {
        let chats = self.ports.storage.tenant(tenant);
        let Some(turn) = chats.turn(id).await? else { return Ok(None) };
        if turn.status != TurnStatus::Running {
            return Ok(Some(false));
        }
        let logged = chats.log(id, 0).await?;
        let before = answer_before(&*chats, &turn).await?;
        let message_id = turn.assistant_message_id;
        let (answer, log) = ending_of(message_id, &before, &logged, TurnStatus::Interrupted, None);
        let end = FinishTurn {
            status: TurnStatus::Interrupted,
            parts: answer.stored_parts(),
            content: answer.content,
            citations: answer.citations,
            usage: answer.usage,
            log,
            now: self.ports.clock.now(),
        };
        chats.finish_turn(id, end).await.map(Some)
    }
}

/// What the turn's answer goes on with: the chat's last message, when it is that answer.
async fn answer_before(chats: &dyn ChatStore, turn: &TurnRecord) -> StorageResult<Answer> {
    let last = chats.messages(turn.chat_id, 1).await?;
    let before = last.iter().find(|message| message.id == turn.assistant_message_id);
    Ok(before.map(Answer::before).unwrap_or_default())
}

/// The answer that `before` and `seen` add up to, and the events that properly end it.
pub(super) fn ending_of(
    message_id: MessageId,
    before: &Answer,
    seen: &[Sequenced],
    status: TurnStatus,
    error: Option<TurnEvent>,
) -> (Answer, Vec<Sequenced>) {
    let mut answer = before.clone().and(seen.iter().map(|event| &event.event));
    let start = (!answer.has_started()).then_some(TurnEvent::Start { message_id });
    let finish = TurnEvent::Finish { status, truncated: false };
    let closing = answer.closing();
    // What is closed so counts, too: a call that was running has failed.
    answer = answer.and(&closing);
    let rest = start.into_iter().chain(closing).chain(error).chain([finish]);
    let first = seen.last().map_or(0, |event| event.seq) + 1;
    let log = (first..).zip(rest).map(|(seq, event)| Sequenced { seq, event }).collect();
    (answer, log)
}
