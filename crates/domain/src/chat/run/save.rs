//! Appends a turn's events to its stored log, in batches, beside the work and never in its way. The live turn holds the events;
//! this only knows up to where they are durable.

use std::sync::Arc;
use std::time::Duration;

use futures::future::BoxFuture;

use super::ChatEngine;
use crate::chat::event::Sequenced;
use crate::chat::live::LiveTurn;
use crate::chat::store::{ChatStore, TurnOrder};
use crate::id::TurnId;
use crate::storage::StorageResult;

type Write = BoxFuture<'static, StorageResult<(TurnOrder, u64)>>;

pub(super) struct Saver<'e> {
    engine: &'e ChatEngine,
    chats: Arc<dyn ChatStore>,
    live: Arc<LiveTurn>,
    turn: TurnId,
    /// Events up to this one are durable.
    saved: u64,
    /// An append failed and may have been written all the same: the log is asked before the next one.
    uncertain: bool,
    waiting: bool,
    waiting_bytes: usize,
    timer: Option<BoxFuture<'static, ()>>,
    writing: Option<Write>,
}

impl<'e> Saver<'e> {
    pub(super) fn new(
        engine: &'e ChatEngine,
        chats: Arc<dyn ChatStore>,
        live: Arc<LiveTurn>,
        turn: TurnId,
    ) -> Self {
        Self {
            engine,
            chats,
            live,
            turn,
            saved: 0,
            uncertain: false,
            waiting: false,
            waiting_bytes: 0,
            timer: None,
            writing: None,
        }
    }

    /// The live turn has grown by `bytes` of text.
    pub(super) fn grown(&mut self, bytes: usize) {
        self.waiting_bytes += bytes;
        if !self.waiting {
            self.waiting = true;
            self.set_timer(self.engine.flush_interval());
        }
        if self.waiting_bytes >= self.engine.limits.flush_bytes && self.writing.is_none() {
            self.write();
        }
    }

    /// Appends when it is time, and tells the turn's orders after each append. A failed append is tried again later.
    /// Cancel-safe; never ends.
    pub(super) async fn next(&mut self) -> TurnOrder {
        loop {
            if let Some(write) = &mut self.writing {
                let result = write.await;
                return self.written(result);
            }
            match &mut self.timer {
                Some(timer) => {
                    timer.await;
                    self.write();
                }
                None => self.set_timer(self.engine.limits.order_interval),
            }
        }
    }

    /// Waits for an append that is under way.
    pub(super) async fn rest(&mut self) -> TurnOrder {
        let Some(write) = &mut self.writing else { return TurnOrder::Continue };
        let result = write.await;
        self.written(result)
    }

    /// The events that are not durable yet.
    pub(super) async fn unsaved(&mut self) -> StorageResult<Vec<Sequenced>> {
        if self.uncertain {
            self.saved = stored(&*self.chats, self.turn, self.saved).await?;
            self.uncertain = false;
        }
        Ok(self.live.events_after(self.saved))
    }

    /// The next write cannot know what is stored.
    pub(super) const fn doubt(&mut self) {
        self.uncertain = true;
    }

    fn set_timer(&mut self, duration: Duration) {
        let clock = self.engine.ports.clock.clone();
        self.timer = Some(Box::pin(async move { clock.sleep(duration).await }));
    }

    fn write(&mut self) {
        let (chats, live, turn) = (self.chats.clone(), self.live.clone(), self.turn);
        let (saved, uncertain) = (self.saved, self.uncertain);
        self.waiting = false;
        self.waiting_bytes = 0;
        self.timer = None;
        self.writing = Some(Box::pin(async move {
            let from = if uncertain { stored(&*chats, turn, saved).await? } else { saved };
            let events = live.events_after(from);
            let upto = events.last().map_or(from, |event| event.seq);
            Ok((chats.append_log(turn, events).await?, upto))
        }));
    }

    fn written(&mut self, result: StorageResult<(TurnOrder, u64)>) -> TurnOrder {
        self.writing = None;
        match result {
            Ok((order, upto)) => {
                self.saved = upto;
                self.uncertain = false;
                if self.waiting {
                    self.set_timer(self.engine.flush_interval());
                }
                order
            }
            Err(error) => {
                tracing::warn!(turn = %self.turn, %error, "the turn's log could not be appended; trying again");
                self.uncertain = true;
                self.waiting = true;
                self.set_timer(self.engine.limits.order_interval);
                TurnOrder::Continue
            }
        }
    }
}

/// The last stored sequence number.
async fn stored(chats: &dyn ChatStore, turn: TurnId, after: u64) -> StorageResult<u64> {
    Ok(chats.log(turn, after).await?.last().map_or(after, |event| event.seq))
}
