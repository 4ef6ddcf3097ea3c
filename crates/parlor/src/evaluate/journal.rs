//! What lasts of a run in storage: its lines, and with each scored question the result of its case, so that whoever watches sees it grow.

use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use async_trait::async_trait;
use domain::chat::model::{ModelError, ModelInfo, ModelRequest, ModelStream, Models};
use domain::chat::run::EnginePorts;
use domain::eval::{Run, Scored};
use domain::id::{EvalRunId, Ids};
use domain::storage::TenantStore;
use evals::run::Attempt;
use evals::run::budget::Meter;
use evals::run::journal::{Line, Lines, Past};
use evals::suite::Suite;
use futures::StreamExt;
use parking_lot::Mutex;
use tokio_util::sync::CancellationToken;

use super::results;

/// See the module.
pub struct Journal {
    store: Arc<dyn TenantStore>,
    run: Run,
    suites: Vec<Suite>,
    ids: Arc<dyn Ids>,
    meter: Arc<Meter>,
    next: AtomicU32,
    finished: Mutex<Vec<Attempt>>,
    closed: CancellationToken,
}

impl Journal {
    pub fn new(
        store: Arc<dyn TenantStore>,
        run: &Run,
        suites: &[Suite],
        past: &Past,
        lines: usize,
        ports: &EnginePorts,
        meter: Arc<Meter>,
    ) -> Self {
        Self {
            store,
            run: run.clone(),
            suites: suites.to_vec(),
            ids: ports.ids.clone(),
            meter,
            next: AtomicU32::new(u32::try_from(lines).unwrap_or(u32::MAX)),
            finished: Mutex::new(past.finished.values().cloned().collect()),
            closed: CancellationToken::new(),
        }
    }

    /// Whether the run was ended by somebody else: it was stopped or erased, or its draft is out of date.
    pub fn is_closed(&self) -> bool {
        self.closed.is_cancelled()
    }

    /// Nobody waits for the run any more.
    pub fn close(&self) {
        self.closed.cancel();
    }

    fn id(&self) -> EvalRunId {
        self.run.id
    }

    fn scored(&self, attempt: &Attempt) -> Option<Scored> {
        let mut finished = self.finished.lock();
        finished.push(attempt.clone());
        let done = u32::try_from(finished.len()).unwrap_or(u32::MAX);
        let result = results::of_case(&self.run, &self.suites, &finished, &attempt.unit, &*self.ids)?;
        Some(Scored { result, done, spent_micros: self.meter.spent() })
    }
}

#[async_trait]
impl Lines for Journal {
    async fn write(&self, line: &Line) -> io::Result<()> {
        let scored = match line {
            Line::Finished(attempt) => self.scored(attempt),
            _ => None,
        };
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let stored = self.store.remember(self.id(), number, &line.to_text(), scored.as_ref()).await;
        match stored {
            Ok(true) => Ok(()),
            Ok(false) => {
                self.close();
                Err(io::Error::other("the run was ended"))
            }
            Err(error) => Err(io::Error::other(error)),
        }
    }
}

/// Models that are not asked any more, and not listened to, once nobody waits for the run.
pub struct Watched {
    /// Who answers.
    pub inner: Arc<dyn Models>,
    /// Of the run.
    pub journal: Arc<Journal>,
}

#[async_trait]
impl Models for Watched {
    fn default_model(&self) -> &str {
        self.inner.default_model()
    }

    async fn list(&self) -> Vec<ModelInfo> {
        self.inner.list().await
    }

    async fn generate(&self, request: ModelRequest) -> Result<ModelStream, ModelError> {
        let closed = self.journal.closed.clone();
        let stream = tokio::select! {
            biased;
            () = closed.cancelled() => return Err(ModelError::Refused("the run was ended".to_owned())),
            stream = self.inner.generate(request) => stream?,
        };
        // A call that is under way is hung up: the provider stops, and what it would have cost is not paid.
        Ok(stream.take_until(closed.cancelled_owned()).boxed())
    }
}
