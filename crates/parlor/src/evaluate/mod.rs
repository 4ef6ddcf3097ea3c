//! Runs of evaluations that members and gates ask for: the suites of a run, through the same runner as `parlor eval run`, remembered in
//! storage. [`format`] reads and writes what members keep, [`journal`] is what lasts of a run, [`report`] who else is told, [`results`] what it says.

pub mod format;
mod journal;
pub mod report;
mod results;

use std::sync::Arc;

use domain::agent::LiveAgent;
use domain::alert::{Alert, night};
use domain::change::{Change, Changes};
use domain::chat::extract;
use domain::chat::run::EnginePorts;
use domain::document::Embedder;
use domain::eval::gate::Seen;
use domain::eval::{Run, RunEnd, RunStatus, RunSuite, Trigger, due};
use domain::id::{EvalRunId, TenantId};
use domain::job::{Job, JobKind};
use domain::storage::{ColdStorage, StorageError, StorageResult, TenantStore};
use evals::judge::Judge;
use evals::run::budget::Meter;
use evals::run::journal::Past;
use evals::run::{Attempt, Limits, Progress, RunError, Runner};
use evals::score::Scorer;
use evals::suite::Suite;
use evals::suite::read::value;
use evals::tape::Tape;
use evals::target::engine::EngineTarget;
use futures::StreamExt;
use futures::stream::BoxStream;
use tokio::sync::Semaphore;

use self::journal::{Journal, Watched};

/// The bounds of runs.
#[derive(Debug, Clone, Copy)]
pub struct Bounds {
    /// Cases at a time in a run.
    pub parallel: usize,
    /// How often a case is tried again when the model fails.
    pub retries: u32,
    /// Most micro-USD of a run, as far as providers tell; `None` for no bound.
    pub budget_micros: Option<u64>,
}

/// See the module.
pub struct Evaluator {
    /// What the chat engine works with when nobody's plan is counted.
    pub ports: EnginePorts,
    /// Runs and suites.
    pub cold: Arc<dyn ColdStorage>,
    /// For `similar`.
    pub embedder: Arc<dyn Embedder>,
    /// How many runs at a time this node takes up.
    pub slots: Arc<Semaphore>,
    /// Where it is heard that a run was stopped.
    pub changes: Arc<dyn Changes>,
    /// Of each run.
    pub bounds: Bounds,
}

/// What came of taking a run up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// It ended, or had ended before.
    Ended,
    /// This node has enough to do.
    Busy,
}

impl Evaluator {
    /// Runs a run to its end, from where it was cut off.
    pub async fn run(&self, tenant: TenantId, id: EvalRunId) -> StorageResult<Taken> {
        let Ok(_slot) = self.slots.try_acquire() else { return Ok(Taken::Busy) };
        let store = self.cold.tenant(tenant);
        let Some(run) = store.run(id).await? else { return Ok(Taken::Ended) };
        let suites = match suites(&*store, &run).await? {
            Ok(suites) => suites,
            Err(reason) => return self.fail(tenant, &run, reason).await,
        };
        let Some(agent) = self.agent(&*store, &run).await? else { return Ok(Taken::Ended) };
        let lines = store.run_lines(id).await?;
        let text: String = lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect();
        let past = Past::read(&text).map_err(|error| StorageError::Internal(error.to_string()))?;
        let units: u32 =
            suites.iter().flat_map(|suite| suite.cases.iter().map(|case| suite.repeat_of(case))).sum();
        let changes = self.changes.watch(tenant);
        if !store.begin_run(id, units, self.ports.clock.now()).await? {
            return Ok(Taken::Ended);
        }
        let meter = Arc::new(Meter::new(self.bounds.budget_micros, past.spent()));
        let journal = Arc::new(Journal::new(
            store.clone(),
            &run,
            &suites,
            &past,
            lines.len(),
            &self.ports,
            meter.clone(),
        ));
        let attempts = tokio::select! {
            biased;
            attempts = self.answers(tenant, agent, &suites, past, journal.clone(), meter.clone()) => attempts,
            () = ended_elsewhere(&*store, id, changes) => {
                journal.close();
                return Ok(Taken::Ended);
            }
        };
        match attempts {
            Ok(attempts) => {
                let end = results::end(&run, &suites, &attempts, &self.ports, meter.spent());
                // Before the run ends: a worker that dies between the two raises the same alert again, which is one.
                self.tell_of_night(&*store, &run, &end).await?;
                // Superseded in the last moment: nobody waits for it.
                if store.end_run(id, &end).await? && wants_to_hear(&*store, &run).await? {
                    let (id, kind) = (self.ports.ids.next(), JobKind::ReportRun { run_id: id });
                    store.enqueue(&Job::due(id, kind, self.ports.clock.now())).await?;
                }
                Ok(Taken::Ended)
            }
            Err(_) if journal.is_closed() => Ok(Taken::Ended),
            Err(RunError::Journal(error)) => Err(StorageError::Unavailable(error.to_string())),
        }
    }

    /// Raises an alert when the run of a night says that the agent got worse.
    async fn tell_of_night(&self, store: &dyn TenantStore, run: &Run, end: &RunEnd) -> StorageResult<()> {
        let (Trigger::Nightly, Some(version)) = (run.trigger, run.version) else { return Ok(()) };
        let before = match due::night_before(store, run).await? {
            Some(run) => Some(Seen { results: store.results(run.id).await?, run }),
            None => None,
        };
        let run = Run { status: end.status, suites: end.suites.clone(), ..run.clone() };
        let agent_id = run.agent_id;
        let now = Seen { run, results: end.results.clone() };
        if let Some(evidence) = night::judge(&now, before.as_ref()) {
            let alert = Alert {
                id: self.ports.ids.next(),
                agent_id,
                version,
                evidence,
                created_at: end.at,
                dismissed_by: None,
                dismissed_at: None,
            };
            store.raise(&alert).await?;
        }
        Ok(())
    }

    /// Says of a run that it broke off.
    pub async fn give_up(&self, tenant: TenantId, id: EvalRunId, reason: String) -> StorageResult<()> {
        if let Some(run) = self.cold.tenant(tenant).run(id).await? {
            self.fail(tenant, &run, reason).await?;
        }
        Ok(())
    }

    async fn fail(&self, tenant: TenantId, run: &Run, reason: String) -> StorageResult<Taken> {
        let end = RunEnd {
            status: RunStatus::Failed,
            error: Some(reason),
            suites: run.suites.iter().map(|suite| RunSuite { result: None, ..suite.clone() }).collect(),
            results: Vec::new(),
            spent_micros: run.spent_micros,
            at: self.ports.clock.now(),
        };
        self.cold.tenant(tenant).end_run(run.id, &end).await?;
        Ok(Taken::Ended)
    }

    /// The agent as the run was asked for; its tools and documents as they are now.
    async fn agent(&self, store: &dyn TenantStore, run: &Run) -> StorageResult<Option<LiveAgent>> {
        let (Some(work), Some(agent)) = (store.run_work(run.id).await?, store.agent(run.agent_id).await?)
        else {
            return Ok(None);
        };
        let tools = store.tools(run.agent_id).await?;
        Ok(Some(LiveAgent { version: run.version, config: work.config, ..agent.draft_as_live(tools) }))
    }

    async fn answers(
        &self,
        tenant: TenantId,
        agent: LiveAgent,
        suites: &[Suite],
        past: Past,
        journal: Arc<Journal>,
        meter: Arc<Meter>,
    ) -> Result<Vec<Attempt>, RunError> {
        let models = Arc::new(Watched { inner: self.ports.models.clone(), journal: journal.clone() });
        let ports = EnginePorts { models: models.clone(), ..self.ports.clone() };
        let clock = self.ports.clock.clone();
        let tape = Tape::new(past.calls.clone(), vec![journal.clone()], false, meter.clone(), clock.clone());
        // The built-in answerer quotes and cannot judge.
        let able = self.ports.models.default_model() != extract::MODEL;
        let runner = Runner {
            target: Arc::new(EngineTarget::new(ports, tape.clone(), tenant, agent)),
            scorer: Scorer {
                judge: able.then(|| Judge::new(models, None)),
                embedder: Some(self.embedder.clone()),
            },
            tape,
            meter,
            clock,
            journal,
            progress: Arc::new(Quiet),
            limits: Limits {
                parallel: self.bounds.parallel,
                retries: self.bounds.retries,
                ..Limits::default()
            },
        };
        runner.run(suites, past).await
    }
}

/// Waits until somebody ends the run. A hint that gets lost delays it until the next line is to be remembered.
async fn ended_elsewhere(store: &dyn TenantStore, id: EvalRunId, mut changes: BoxStream<'static, Change>) {
    loop {
        match changes.next().await {
            Some(Change::Missed) => {}
            Some(Change::Evaluation { id: changed }) if changed == id => {}
            Some(_) => continue,
            None => return std::future::pending().await,
        }
        let goes_on = |run: Option<Run>| run.is_some_and(|run| run.status == RunStatus::Running);
        if store.run(id).await.is_ok_and(|run| !goes_on(run)) {
            return;
        }
    }
}

/// Whether the agent has a Langfuse project that is told of its runs.
async fn wants_to_hear(store: &dyn TenantStore, run: &Run) -> StorageResult<bool> {
    Ok(store.connection(run.agent_id).await?.is_some_and(|connection| connection.report_runs))
}

/// What the run was frozen with. The inner error: it cannot be read, and never will.
async fn suites(store: &dyn TenantStore, run: &Run) -> StorageResult<Result<Vec<Suite>, String>> {
    let Some(work) = store.run_work(run.id).await? else { return Ok(Ok(Vec::new())) };
    let read = |document| value(document).map_err(|unfit| unfit.reason);
    Ok(work.documents.into_iter().map(read).collect())
}

/// Who watches is told by storage.
struct Quiet;

impl Progress for Quiet {
    fn begin(&self, _: usize, _: usize) {}
    fn done(&self, _: &Attempt) {}
}
