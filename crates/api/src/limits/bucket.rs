//! One keyed counter: a leaky bucket (GCRA) that holds a minute's worth.

use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use domain::clock::Clock;
use governor::clock::Clock as GovernorClock;
use governor::middleware::StateInformationMiddleware;
use governor::state::keyed::DefaultKeyedStateStore;
use governor::{Quota, RateLimiter};

use crate::error::{ApiError, Code};

/// What can be counted by.
pub trait Key: Hash + Eq + Clone + Send + Sync + 'static {}
impl<T: Hash + Eq + Clone + Send + Sync + 'static> Key for T {}

/// After this many counts, buckets that are full again are forgotten, so that memory follows the number of recent callers.
const SWEEP_EVERY: u32 = 4_096;

/// What the `RateLimit-*` headers say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Figures {
    /// Requests per minute.
    pub limit: u32,
    /// Requests left right now.
    pub remaining: u32,
    /// Until all of them are there again.
    pub reset: Duration,
}

/// A counter per key.
pub struct Bucket<K: Key> {
    name: &'static str,
    limit: u32,
    limiter: RateLimiter<K, DefaultKeyedStateStore<K>, Wall, StateInformationMiddleware>,
    counted: AtomicU32,
}

impl<K: Key> Bucket<K> {
    /// `per_minute` requests for each key; 0 counts as 1.
    pub fn new(name: &'static str, per_minute: u32, clock: &Arc<dyn Clock>) -> Self {
        let quota = Quota::per_minute(NonZeroU32::new(per_minute).unwrap_or(NonZeroU32::MIN));
        let limiter = RateLimiter::new(quota, DefaultKeyedStateStore::default(), Wall(clock.clone()));
        Self { name, limit: quota.burst_size().get(), limiter, counted: AtomicU32::new(0) }
    }

    /// Takes one request, or says when one will be possible.
    pub fn count(&self, key: &K) -> Result<Figures, ApiError> {
        if self.counted.fetch_add(1, Ordering::Relaxed) % SWEEP_EVERY == SWEEP_EVERY - 1 {
            self.limiter.retain_recent();
        }
        match self.limiter.check_key(key) {
            Ok(state) => Ok(self.figures(state.remaining_burst_capacity())),
            Err(until) => {
                let wait = until.wait_time_from(self.limiter.clock().now());
                let detail = format!("More than {} requests a minute for this {}.", self.limit, self.name);
                Err(ApiError::new(Code::RateLimited, detail).retry_after(wait))
            }
        }
    }

    fn figures(&self, remaining: u32) -> Figures {
        let used = u64::from(self.limit.saturating_sub(remaining));
        let reset = Duration::from_millis(used.saturating_mul(60_000) / u64::from(self.limit));
        Figures { limit: self.limit, remaining, reset }
    }
}

/// The clock that was passed in, as the limiter wants it.
#[derive(Clone)]
struct Wall(Arc<dyn Clock>);

impl GovernorClock for Wall {
    type Instant = Duration;

    fn now(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.0.now().as_millis()).unwrap_or(0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire_test::ManualClock;

    #[test]
    fn a_minute_s_worth_then_one_at_a_time() {
        let clock = ManualClock::new(1_000_000);
        let bucket = Bucket::new("key", 60, &clock.port());
        for left in (0..60).rev() {
            assert_eq!(bucket.count(&1).unwrap().remaining, left);
        }
        let refused = bucket.count(&1).unwrap_err();
        assert_eq!((refused.code, refused.retry_after), (Code::RateLimited, Some(Duration::from_secs(1))));
        assert_eq!(bucket.count(&2).unwrap().remaining, 59, "other keys have their own");
        clock.advance(Duration::from_secs(1));
        assert_eq!(bucket.count(&1).unwrap().remaining, 0);
        assert!(bucket.count(&1).is_err());
    }

    #[test]
    fn memory_follows_recent_callers() {
        let clock = ManualClock::new(0);
        let bucket = Bucket::new("address", 10, &clock.port());
        for caller in 0..20_000_u32 {
            clock.advance(Duration::from_millis(100));
            bucket.count(&caller).unwrap();
        }
        assert!(bucket.limiter.len() < 2 * SWEEP_EVERY as usize, "{}", bucket.limiter.len());
    }
}
