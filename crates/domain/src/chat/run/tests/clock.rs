use async_trait::async_trait;
use parking_lot::Mutex;
use tokio::sync::oneshot;

use super::Duration;
use crate::clock::{Clock, Timestamp};

/// A clock that moves only when told.
pub struct ManualClock {
    state: Mutex<State>,
}

struct State {
    now: Timestamp,
    sleepers: Vec<(Timestamp, oneshot::Sender<()>)>,
}

impl Default for ManualClock {
    fn default() -> Self {
        let now = Timestamp::from_millis(1_000_000);
        Self { state: Mutex::new(State { now, sleepers: vec![] }) }
    }
}

impl ManualClock {
    pub fn advance(&self, duration: Duration) {
        let mut state = self.state.lock();
        state.now = state.now.plus(duration);
        let now = state.now;
        for (_, sleeper) in state.sleepers.extract_if(.., |(until, _)| *until <= now) {
            let _ = sleeper.send(());
        }
    }
}

#[async_trait]
impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        self.state.lock().now
    }

    async fn sleep(&self, duration: Duration) {
        let (wake, woken) = oneshot::channel();
        {
            let mut state = self.state.lock();
            let until = state.now.plus(duration);
            state.sleepers.push((until, wake));
        }
        let _ = woken.await;
    }
}
