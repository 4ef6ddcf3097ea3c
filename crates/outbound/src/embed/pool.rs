//! A few threads for the model: they start with the first piece of work, and each keeps its working memory.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use tokio::sync::oneshot;

/// How urgent a pool's work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Priority {
    /// Somebody waits.
    Urgent,
    /// Nobody waits: the threads leave the processor to whatever else wants it.
    Bulk,
}

/// How far bulk threads step back, on the scale of `nice`: as far as it goes. They get a sixtieth of what another thread gets that is as busy.
#[cfg(target_os = "linux")]
const NICE: i32 = 19;

type Work<S> = Box<dyn FnOnce(&mut S) + Send>;

/// Threads that each own a state `S`. They end when the pool is dropped.
pub(super) struct Pool<S> {
    shared: Arc<Shared<S>>,
    threads: usize,
    priority: Priority,
}

struct Shared<S> {
    queue: Mutex<Queue<S>>,
    changed: Condvar,
}

struct Queue<S> {
    waiting: VecDeque<Work<S>>,
    started: bool,
    closed: bool,
}

/// The pool could not do the work: it panicked, or no thread could be started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lost;

impl<S: Default + Send + 'static> Pool<S> {
    /// At least one thread.
    pub(super) fn new(threads: usize, priority: Priority) -> Self {
        let queue = Queue { waiting: VecDeque::new(), started: false, closed: false };
        let shared = Arc::new(Shared { queue: Mutex::new(queue), changed: Condvar::new() });
        Self { shared, threads: threads.max(1), priority }
    }

    /// Runs `work` on one of the threads. Dropping the future before it has begun takes it out of the queue.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut S) -> T + Send + 'static,
    ) -> Result<T, Lost> {
        let (reply, answer) = oneshot::channel();
        let work: Work<S> = Box::new(move |state| {
            if reply.is_closed() {
                return;
            }
            // A defect in the model must not take the thread with it; the caller learns of it because no reply comes.
            match catch_unwind(AssertUnwindSafe(|| work(state))) {
                Ok(result) => drop(reply.send(result)),
                Err(_) => *state = S::default(),
            }
        });
        self.enqueue(work);
        answer.await.map_err(|_| Lost)
    }

    fn enqueue(&self, work: Work<S>) {
        let mut queue = self.shared.lock();
        queue.waiting.push_back(work);
        let is_first = !std::mem::replace(&mut queue.started, true);
        drop(queue);
        if is_first {
            self.start();
        }
        self.shared.changed.notify_one();
    }

    fn start(&self) {
        let mut running = 0;
        for number in 0..self.threads {
            let shared = Arc::clone(&self.shared);
            let priority = self.priority;
            let started = thread::Builder::new().name(format!("embed-{number}")).spawn(move || {
                step_back(priority);
                shared.work();
            });
            match started {
                Ok(_) => running += 1,
                Err(error) => tracing::error!(%error, "cannot start a thread for embeddings"),
            }
        }
        if running == 0 {
            // Work that nobody takes would never be answered; dropping it is the answer, and the next call tries again.
            let mut queue = self.shared.lock();
            queue.started = false;
            queue.waiting.clear();
        }
    }
}

impl<S> Drop for Pool<S> {
    fn drop(&mut self) {
        self.shared.lock().closed = true;
        self.shared.changed.notify_all();
    }
}

impl<S: Default> Shared<S> {
    fn work(&self) {
        let mut state = S::default();
        while let Some(work) = self.next() {
            work(&mut state);
        }
    }

    /// Waits for work. `None`: the pool is gone.
    fn next(&self) -> Option<Work<S>> {
        let mut queue = self.lock();
        loop {
            if queue.closed {
                return None;
            }
            if let Some(work) = queue.waiting.pop_front() {
                return Some(work);
            }
            queue = self.changed.wait(queue).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl<S> Shared<S> {
    fn lock(&self) -> MutexGuard<'_, Queue<S>> {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Lowers the calling thread's priority when its work can wait. Elsewhere than on Linux that would lower the whole process.
fn step_back(priority: Priority) {
    #[cfg(target_os = "linux")]
    if priority == Priority::Bulk
        && let Err(error) = rustix::process::nice(NICE)
    {
        tracing::debug!(%error, "embedding threads keep their priority");
    }
    #[cfg(not(target_os = "linux"))]
    let _ = priority;
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn every_thread_takes_work() {
        let pool = Arc::new(Pool::<()>::new(2, Priority::Urgent));
        let (release, hold) = mpsc::channel::<()>();
        let busy = Arc::clone(&pool);
        let first = tokio::spawn(async move { busy.run(move |()| hold.recv().is_ok()).await });
        assert_eq!(pool.run(|()| 1).await, Ok(1));
        assert!(!first.is_finished());
        release.send(()).unwrap();
        assert_eq!(first.await.unwrap(), Ok(true));
    }

    #[tokio::test]
    async fn a_panic_is_an_error_for_its_caller_and_nobody_else() {
        let pool = Pool::<Vec<u8>>::new(2, Priority::Bulk);
        for _ in 0..4 {
            let lost = pool.run(|_| -> u8 { panic!("defect") }).await;
            assert_eq!(lost, Err(Lost));
        }
        assert_eq!(pool.run(|_| 7).await, Ok(7));
    }

    #[cfg(target_os = "linux")]
    #[tokio::test]
    async fn only_bulk_threads_step_back() {
        let nice = || rustix::process::nice(0).unwrap();
        let own = nice();
        let urgent = Pool::<()>::new(1, Priority::Urgent).run(move |()| nice()).await;
        let bulk = Pool::<()>::new(1, Priority::Bulk).run(move |()| nice()).await;
        assert_eq!(urgent, Ok(own));
        assert_eq!(bulk, Ok((own + NICE).min(19)));
    }
}
