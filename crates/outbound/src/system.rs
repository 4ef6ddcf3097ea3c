//! The real clock and real entropy: the only place where the process asks for them.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use async_trait::async_trait;
use domain::clock::{Clock, Timestamp};
use domain::id::Ids;
use rand::Rng;
use uuid::Uuid;

/// The system's clock; sleeps on the tokio timer.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

#[async_trait]
impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is what the `Clock` port stands for")]
    fn now(&self) -> Timestamp {
        // A clock before 1970 is a machine without a clock; the epoch itself is then as good as anything.
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    async fn sleep(&self, duration: Duration) {
        tokio::time::sleep(duration).await;
    }
}

/// UUIDv7 (RFC 9562) that grow strictly within the process, and a generator seeded by the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemIds;

impl Ids for SystemIds {
    #[expect(clippy::disallowed_methods, reason = "this is what the `Ids` port stands for")]
    fn uuid(&self) -> Uuid {
        Uuid::now_v7()
    }

    fn fill(&self, bytes: &mut [u8]) {
        rand::rng().fill_bytes(bytes);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::thread;

    use super::*;

    #[test]
    fn ids_grow_and_differ_across_threads() {
        let threads: Vec<_> = (0..4)
            .map(|_| thread::spawn(|| (0..5_000).map(|_| SystemIds.uuid()).collect::<Vec<_>>()))
            .collect();
        let lists: Vec<Vec<Uuid>> = threads.into_iter().map(|t| t.join().unwrap()).collect();
        for list in &lists {
            assert!(list.is_sorted_by(|a, b| a < b));
            assert!(list.iter().all(|id| id.get_version_num() == 7));
        }
        assert_eq!(lists.concat().into_iter().collect::<HashSet<_>>().len(), 20_000);
    }

    #[test]
    fn random_bytes_fill_the_whole_slice() {
        let ids: &dyn Ids = &SystemIds;
        let (a, b): ([u8; 32], [u8; 32]) = (ids.random(), ids.random());
        assert_ne!(a, b);
        assert!(a[16..] != [0; 16] && b[16..] != [0; 16]);
    }

    #[tokio::test]
    async fn the_clock_tells_this_century_and_sleeps_as_long_as_asked() {
        assert!(SystemClock.now() > Timestamp::from_millis(1_700_000_000_000));
        let before = tokio::time::Instant::now();
        SystemClock.sleep(Duration::from_millis(20)).await;
        assert!(before.elapsed() >= Duration::from_millis(20));
    }
}
