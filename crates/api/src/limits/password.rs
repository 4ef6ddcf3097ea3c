//! Password hashing beside the async threads, a few at a time: each takes 19 MiB and tens of milliseconds.

use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::error::{ApiError, Code};

/// How many hashes are computed at once.
const AT_ONCE: usize = 2;
/// How many more may wait.
const WAITING: usize = 64;

/// The only place where passwords are hashed.
#[derive(Clone)]
pub struct PasswordPool {
    slots: Arc<Semaphore>,
    queue: Arc<Semaphore>,
}

impl Default for PasswordPool {
    fn default() -> Self {
        Self { slots: Arc::new(Semaphore::new(AT_ONCE)), queue: Arc::new(Semaphore::new(AT_ONCE + WAITING)) }
    }
}

impl PasswordPool {
    /// Runs `work` on a blocking thread; 503 when too many wait already.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ApiError> {
        let busy = || {
            ApiError::new(Code::Unavailable, "Too many people are signing in right now.")
                .retry_after(std::time::Duration::from_secs(2))
        };
        let _place = self.queue.try_acquire().map_err(|_| busy())?;
        let _slot = self.slots.acquire().await.map_err(ApiError::internal)?;
        tokio::task::spawn_blocking(work).await.map_err(ApiError::internal)
    }
}
