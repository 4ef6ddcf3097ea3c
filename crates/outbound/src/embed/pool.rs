//! A few threads for the model, with two queues: questions that a person waits for, and bulk work that only some of the
//! threads take, so that a question never waits behind a whole document.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

use tokio::sync::oneshot;

/// How urgent a piece of work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Priority {
    /// Somebody waits. Every thread takes it, before anything else.
    Urgent,
    /// Taken by all threads but one.
    Bulk,
}

type Work<S> = Box<dyn FnOnce(&mut S) + Send>;

/// Threads that each own a state `S`. They end when the pool is dropped.
pub(super) struct Pool<S> {
    shared: Arc<Shared<S>>,
    threads: usize,
}

struct Shared<S> {
    queues: Mutex<Queues<S>>,
    changed: Condvar,
}

struct Queues<S> {
    urgent: VecDeque<Work<S>>,
    bulk: VecDeque<Work<S>>,
    started: bool,
    closed: bool,
}

/// The pool could not do the work: it panicked, or no thread could be started.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Lost;

impl<S: Default + Send + 'static> Pool<S> {
    /// At least two threads, so that one can be kept for urgent work. They start with the first piece of work.
    pub(super) fn new(threads: usize) -> Self {
        let queues = Queues { urgent: VecDeque::new(), bulk: VecDeque::new(), started: false, closed: false };
        let shared = Arc::new(Shared { queues: Mutex::new(queues), changed: Condvar::new() });
        Self { shared, threads: threads.max(2) }
    }

    /// Runs `work` on one of the threads. Dropping the future before it has begun takes it out of the queue.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        priority: Priority,
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
        self.enqueue(priority, work);
        answer.await.map_err(|_| Lost)
    }

    fn enqueue(&self, priority: Priority, work: Work<S>) {
        let mut queues = self.shared.lock();
        match priority {
            Priority::Urgent => queues.urgent.push_back(work),
            Priority::Bulk => queues.bulk.push_back(work),
        }
        let is_first = !std::mem::replace(&mut queues.started, true);
        drop(queues);
        if is_first {
            self.start();
        }
        // All, because the one that would be woken may be the one that takes no bulk work.
        self.shared.changed.notify_all();
    }

    fn start(&self) {
        let mut running = 0;
        for number in 0..self.threads {
            let shared = Arc::clone(&self.shared);
            let takes_bulk = number > 0;
            let started =
                thread::Builder::new().name(format!("embed-{number}")).spawn(move || shared.work(takes_bulk));
            match started {
                Ok(_) => running += 1,
                Err(error) => tracing::error!(%error, "cannot start a thread for embeddings"),
            }
        }
        if running < self.threads {
            // Work that nobody takes would never be answered; dropping it is the answer, and the next call tries again.
            let mut queues = self.shared.lock();
            queues.started = running > 0;
            queues.bulk.clear();
            if running == 0 {
                queues.urgent.clear();
            }
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
    fn work(&self, takes_bulk: bool) {
        let mut state = S::default();
        while let Some(work) = self.next(takes_bulk) {
            work(&mut state);
        }
    }

    /// Waits for work. `None`: the pool is gone.
    fn next(&self, takes_bulk: bool) -> Option<Work<S>> {
        let mut queues = self.lock();
        loop {
            if queues.closed {
                return None;
            }
            let bulk = |queues: &mut Queues<S>| if takes_bulk { queues.bulk.pop_front() } else { None };
            if let Some(work) = queues.urgent.pop_front().or_else(|| bulk(&mut queues)) {
                return Some(work);
            }
            queues = self.changed.wait(queues).unwrap_or_else(PoisonError::into_inner);
        }
    }
}

impl<S> Shared<S> {
    fn lock(&self) -> MutexGuard<'_, Queues<S>> {
        self.queues.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;

    #[tokio::test]
    async fn urgent_work_passes_bulk_work_that_holds_its_threads() {
        let pool = Arc::new(Pool::<()>::new(2));
        let (release, hold) = mpsc::channel::<()>();
        let busy = Arc::clone(&pool);
        let first =
            tokio::spawn(async move { busy.run(Priority::Bulk, move |()| hold.recv().is_ok()).await });
        let waiting = Arc::clone(&pool);
        let second = tokio::spawn(async move { waiting.run(Priority::Bulk, |()| 2).await });
        assert_eq!(pool.run(Priority::Urgent, |()| 1).await, Ok(1));
        assert!(!first.is_finished() && !second.is_finished());
        release.send(()).unwrap();
        assert_eq!((first.await.unwrap(), second.await.unwrap()), (Ok(true), Ok(2)));
    }

    #[tokio::test]
    async fn a_panic_is_an_error_for_its_caller_and_nobody_else() {
        let pool = Pool::<Vec<u8>>::new(2);
        for _ in 0..4 {
            let lost = pool.run(Priority::Urgent, |_| -> u8 { panic!("defect") }).await;
            assert_eq!(lost, Err(Lost));
        }
        assert_eq!(pool.run(Priority::Bulk, |_| 7).await, Ok(7));
    }
}
