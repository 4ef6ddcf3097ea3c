//! The turns that run on this node, in memory: each an append-only log that any number of readers follow at their own pace.
//! A reader is a cursor; a slow one holds nobody up and costs no memory. It knows nothing of storage.

mod log;

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

use futures::stream::{self, BoxStream, StreamExt};
use parking_lot::Mutex;
use tokio::sync::{Notify, watch};

use self::log::Log;
use super::event::{Sequenced, TurnEvent};
use crate::id::{TenantId, TurnId};

/// Batches of a turn's events, in order, without gaps; each batch holds what was ready. Ends after `Finish`, or without it
/// when the turn can no longer be followed.
pub type EventBatches = BoxStream<'static, Vec<Sequenced>>;

/// Bounds of one batch, so that a slow reader never holds a whole answer.
const BATCH_EVENTS: usize = 256;
const BATCH_BYTES: usize = 16 * 1024;

/// Why a turn should end early.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// The visitor asked.
    Stop,
    /// The node goes down.
    Interrupt,
}

/// One turn that runs on this node.
#[derive(Debug)]
pub struct LiveTurn {
    log: Mutex<Log>,
    grown: watch::Sender<()>,
    signal: AtomicU8,
    signalled: Notify,
}

impl Default for LiveTurn {
    fn default() -> Self {
        Self {
            log: Mutex::default(),
            grown: watch::Sender::new(()),
            signal: AtomicU8::new(0),
            signalled: Notify::new(),
        }
    }
}

impl LiveTurn {
    /// Appends events and wakes the readers. Nothing is appended after `Finish` or [`LiveTurn::close`].
    pub(super) fn push(&self, events: impl IntoIterator<Item = TurnEvent>) {
        {
            let mut log = self.log.lock();
            for event in events {
                log.push(event);
            }
        }
        self.grown.send_replace(());
    }

    /// Ends the readers once they have read everything.
    pub(super) fn close(&self) {
        self.log.lock().close();
        self.grown.send_replace(());
    }

    /// How many events there are: the last one's sequence number.
    pub fn len(&self) -> u64 {
        self.log.lock().len()
    }

    /// Whether nothing has happened yet.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// All events after `after`.
    pub fn events_after(&self, after: u64) -> Vec<Sequenced> {
        self.log.lock().copy(after, usize::MAX, usize::MAX)
    }

    /// Follows the turn from after `after` (0: from the start).
    pub fn read_from(self: &Arc<Self>, after: u64) -> EventBatches {
        let reader = (self.clone(), self.grown.subscribe(), after);
        stream::unfold(reader, |(turn, mut grown, cursor)| async move {
            loop {
                grown.borrow_and_update();
                let (batch, closed) = turn.batch(cursor);
                if let Some(last) = batch.last() {
                    let cursor = last.seq;
                    return Some((batch, (turn, grown, cursor)));
                }
                if closed || grown.changed().await.is_err() {
                    return None;
                }
            }
        })
        .boxed()
    }

    fn batch(&self, after: u64) -> (Vec<Sequenced>, bool) {
        let log = self.log.lock();
        (log.copy(after, BATCH_EVENTS, BATCH_BYTES), log.is_closed())
    }

    /// Asks the driver to stop. Acts at once.
    pub fn stop(&self) {
        self.raise(Signal::Stop);
    }

    /// Tells the driver that the node goes down: the turn ends as interrupted.
    pub fn interrupt(&self) {
        self.raise(Signal::Interrupt);
    }

    fn raise(&self, signal: Signal) {
        let code = match signal {
            Signal::Stop => 1,
            Signal::Interrupt => 2,
        };
        // The first signal counts.
        let _ = self.signal.compare_exchange(0, code, Ordering::Relaxed, Ordering::Relaxed);
        self.signalled.notify_one();
    }

    /// Returns when a signal was raised, also one raised before. One waiter: the driver.
    pub(super) async fn signal(&self) -> Signal {
        loop {
            match self.signal.load(Ordering::Relaxed) {
                1 => return Signal::Stop,
                2 => return Signal::Interrupt,
                _ => self.signalled.notified().await,
            }
        }
    }
}

/// The turns that run on this node, by tenant and id.
#[derive(Debug, Default)]
pub struct LiveTurns {
    turns: Mutex<HashMap<(TenantId, TurnId), Arc<LiveTurn>>>,
}

impl LiveTurns {
    /// A turn that runs here.
    pub fn get(&self, tenant: TenantId, turn: TurnId) -> Option<Arc<LiveTurn>> {
        self.turns.lock().get(&(tenant, turn)).cloned()
    }

    /// How many turns run here.
    pub fn count(&self) -> usize {
        self.turns.lock().len()
    }

    /// Tells every turn that the node goes down.
    pub fn interrupt_all(&self) {
        for turn in self.turns.lock().values() {
            turn.interrupt();
        }
    }

    pub(super) fn insert(&self, tenant: TenantId, turn: TurnId) -> Arc<LiveTurn> {
        let live = Arc::new(LiveTurn::default());
        self.turns.lock().insert((tenant, turn), live.clone());
        live
    }

    /// Takes a turn out and ends its readers once they have read everything.
    pub(super) fn remove(&self, tenant: TenantId, turn: TurnId) {
        if let Some(live) = self.turns.lock().remove(&(tenant, turn)) {
            live.close();
        }
    }
}

#[cfg(test)]
mod tests {
    use futures::FutureExt;
    use uuid::Uuid;

    use super::*;
    use crate::chat::TurnStatus;

    fn delta(text: &str) -> TurnEvent {
        TurnEvent::TextDelta { text: text.into() }
    }

    const FINISH: TurnEvent = TurnEvent::Finish { status: TurnStatus::Complete, truncated: false };

    fn ready(batches: &mut EventBatches) -> Option<Option<Vec<Sequenced>>> {
        batches.next().now_or_never()
    }

    #[test]
    fn a_live_turn_is_small() {
        assert!(size_of::<LiveTurn>() <= 512, "{}", size_of::<LiveTurn>());
    }

    #[test]
    fn every_reader_gets_every_event_once_from_its_own_place() {
        let turn = Arc::new(LiveTurn::default());
        let mut early = turn.read_from(0);
        assert_eq!(ready(&mut early), None);
        turn.push([TurnEvent::TextStart, delta("Hé"), delta("llo")]);
        let batch = ready(&mut early).unwrap().unwrap();
        assert_eq!(batch, turn.events_after(0));
        assert_eq!(batch[2], Sequenced { seq: 3, event: delta("llo") });
        assert_eq!(ready(&mut early), None);
        turn.push([FINISH, delta("too late")]);
        assert_eq!(ready(&mut early).unwrap().unwrap(), [Sequenced { seq: 4, event: FINISH }]);
        assert_eq!(ready(&mut early), Some(None));
        let mut late = turn.read_from(2);
        let seqs: Vec<u64> = ready(&mut late).unwrap().unwrap().iter().map(|e| e.seq).collect();
        assert_eq!(seqs, [3, 4]);
        assert_eq!(ready(&mut late), Some(None));
        assert_eq!(ready(&mut turn.read_from(99)), Some(None));
    }

    #[test]
    fn batches_are_bounded() {
        let turn = Arc::new(LiveTurn::default());
        turn.push((0..1_000).map(|_| delta("x")));
        turn.push([delta(&"y".repeat(BATCH_BYTES)), delta("z")]);
        turn.close();
        let mut reader = turn.read_from(0);
        let mut sizes = vec![];
        let mut text = String::new();
        while let Some(batch) = ready(&mut reader).unwrap() {
            sizes.push(batch.len());
            for event in batch {
                match event.event {
                    TurnEvent::TextDelta { text: more } => text.push_str(&more),
                    other => panic!("{other:?}"),
                }
            }
        }
        assert_eq!(sizes, [256, 256, 256, 233, 1]);
        assert_eq!(text.len(), 1_000 + BATCH_BYTES + 1);
    }

    #[test]
    fn a_removed_turn_ends_its_readers_and_another_tenant_never_sees_it() {
        let turns = LiveTurns::default();
        let (tenant, turn) = (TenantId::from(Uuid::from_u128(1)), TurnId::from(Uuid::from_u128(2)));
        let live = turns.insert(tenant, turn);
        assert!(turns.get(Uuid::from_u128(9).into(), turn).is_none());
        assert!(turns.get(tenant, turn).is_some());
        let mut reader = live.read_from(0);
        turns.remove(tenant, turn);
        assert_eq!(ready(&mut reader), Some(None));
        assert_eq!(turns.count(), 0);
    }

    #[test]
    fn a_signal_raised_early_is_seen_and_the_first_one_counts() {
        let turn = LiveTurn::default();
        assert_eq!(turn.signal().now_or_never(), None);
        turn.stop();
        turn.interrupt();
        assert_eq!(turn.signal().now_or_never(), Some(Signal::Stop));
        assert_eq!(turn.signal().now_or_never(), Some(Signal::Stop));
    }
}
