//! How fast a host is asked: one request after another, with a delay between them, whoever asks. Counts for this process alone.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use domain::clock::{Clock, Timestamp};
use url::Url;

/// Hosts that are remembered before those whose time has come are forgotten.
const HOSTS: usize = 10_000;

pub(super) struct Pace {
    clock: Arc<dyn Clock>,
    free_at: Mutex<HashMap<String, Timestamp>>,
}

impl Pace {
    pub(super) fn new(clock: Arc<dyn Clock>) -> Self {
        Self { clock, free_at: Mutex::default() }
    }

    /// Returns when the host may be asked; from then on it is busy for `delay`.
    pub(super) async fn wait(&self, url: &Url, delay: Duration) {
        let now = self.clock.now();
        let turn = self.take(url.authority(), now, delay);
        self.clock.sleep(turn.since(now)).await;
    }

    fn take(&self, host: &str, now: Timestamp, delay: Duration) -> Timestamp {
        let mut free_at = self.free_at.lock().unwrap_or_else(PoisonError::into_inner);
        if free_at.len() >= HOSTS {
            free_at.retain(|_, at| *at > now);
        }
        let turn = free_at.get(host).copied().unwrap_or(now).max(now);
        free_at.insert(host.to_owned(), turn.plus(delay));
        turn
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::system::SystemClock;

    #[test]
    fn turns_at_a_host_lie_apart_and_hosts_do_not_wait_for_each_other() {
        let pace = Pace::new(Arc::new(SystemClock));
        let at = Timestamp::from_millis;
        let take = |host, now| pace.take(host, at(now), Duration::from_millis(500)).as_millis();
        assert_eq!([take("a", 1_000), take("a", 1_000), take("a", 1_100)], [1_000, 1_500, 2_000]);
        assert_eq!(take("b", 1_100), 1_100);
        assert_eq!(take("a", 9_000), 9_000);
    }
}
