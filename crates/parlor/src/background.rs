//! What runs beside the server: the job worker, and the upkeep of turns. Every loop ends when it is told to.

use std::sync::Arc;
use std::time::Duration;

use api::Metrics;
use domain::chat::run::ChatEngine;
use domain::clock::Clock;
use domain::document::Blobs;
use domain::document::ingest::{IngestError, Ingestor};
use domain::document::reembed::Reembedder;
use domain::id::{Ids, NodeId, TenantId};
use domain::job::{ClaimedJob, Job, JobKind, JobOutcome};
use domain::langfuse::LangfuseError;
use domain::langfuse::refresh::{RefreshError, Refresher};
use domain::source::sync::{Progress, SyncError, Syncer};
use domain::storage::{ColdStorage, HotStorage, StorageError, StorageResult};
use domain::tenant::Directory;
use tokio_util::sync::CancellationToken;
use tracing::{error, info, warn};

use crate::evaluate::report::{ReportError, Reporter};
use crate::evaluate::{Evaluator, Taken};
use crate::watch::Watcher;

/// How often the queue is looked at when it was empty.
const IDLE: Duration = Duration::from_millis(250);
/// A worker that says nothing for this long has lost its job.
const LEASE: Duration = Duration::from_secs(15);
/// How often a failing job is tried.
const ATTEMPTS: u32 = 6;
/// How often this node tells that it lives, and looks for those that do not.
const UPKEEP: Duration = Duration::from_secs(1);
/// How long the logs of finished turns are kept for late resumes.
const LOG_RETENTION: Duration = Duration::from_secs(3600);
/// How many turns, or answers of repeatable requests, are cleaned in one go.
const PURGE_BATCH: u32 = 500;
/// How many rounds of upkeep lie between two cleanings of logs.
const PURGE_EVERY: u32 = 60;

/// Runs background jobs, one at a time.
pub struct Worker {
    /// Claims.
    pub directory: Arc<dyn Directory>,
    /// Leases and outcomes.
    pub cold: Arc<dyn ColdStorage>,
    /// Ingest jobs.
    pub ingestor: Arc<Ingestor>,
    /// Changes of the embedding model.
    pub reembedder: Reembedder,
    /// Synchronizations of web sources.
    pub syncer: Syncer,
    /// Runs of evaluations.
    pub evaluator: Evaluator,
    /// What begins by itself.
    pub watcher: Watcher,
    /// Who else is told of them, and gives prompts.
    pub reporter: Reporter,
    /// Deletions.
    pub blobs: Arc<dyn Blobs>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Identifiers of jobs that go on.
    pub ids: Arc<dyn Ids>,
    /// Counts.
    pub metrics: Arc<Metrics>,
    /// Who claims.
    pub node: NodeId,
}

enum Failure {
    /// This node has enough of this kind to do.
    Busy,
    /// A person has to act.
    Final(String),
    /// Later it may work.
    Passing(String),
}

impl From<IngestError> for Failure {
    fn from(error: IngestError) -> Self {
        match error {
            IngestError::Unusable(reason) => Self::Final(reason),
            other => Self::Passing(other.to_string()),
        }
    }
}

impl From<StorageError> for Failure {
    fn from(error: StorageError) -> Self {
        Self::Passing(error.to_string())
    }
}

impl From<SyncError> for Failure {
    fn from(error: SyncError) -> Self {
        Self::Passing(error.to_string())
    }
}

impl From<ReportError> for Failure {
    fn from(error: ReportError) -> Self {
        if error.passes() { Self::Passing(error.to_string()) } else { Self::Final(error.to_string()) }
    }
}

impl From<RefreshError> for Failure {
    fn from(error: RefreshError) -> Self {
        match error {
            RefreshError::Storage(_) | RefreshError::Langfuse(LangfuseError::Unavailable(_)) => {
                Self::Passing(error.to_string())
            }
            error => Self::Final(error.to_string()),
        }
    }
}

impl Worker {
    /// Works until told to stop; a job in hand is finished first.
    pub async fn run(&self, stop: CancellationToken) {
        while !stop.is_cancelled() {
            let now = self.clock.now();
            match self.directory.claim_job(self.node, now, now.plus(LEASE)).await {
                Ok(Some(claimed)) => self.work(&claimed).await,
                Ok(None) => self.rest(IDLE, &stop).await,
                Err(error) => {
                    warn!(%error, "the job queue cannot be read");
                    self.rest(UPKEEP, &stop).await;
                }
            }
        }
    }

    /// Sees to it that passages of another embedding model move to the current one. Once a process: only its start can change the model.
    pub async fn follow_model(&self) -> StorageResult<()> {
        for tenant in self.directory.tenants().await? {
            let agents = self.reembedder.enqueue(tenant.id).await?;
            if agents > 0 {
                info!(tenant = %tenant.id, agents, "the embedding model changed: passages are embedded again");
            }
        }
        Ok(())
    }

    /// Works off what is due now. For set-ups that want a result before they go on.
    pub async fn run_due(&self) -> StorageResult<()> {
        let now = self.clock.now();
        while let Some(claimed) = self.directory.claim_job(self.node, now, now.plus(LEASE)).await? {
            self.work(&claimed).await;
        }
        Ok(())
    }

    async fn rest(&self, time: Duration, stop: &CancellationToken) {
        tokio::select! {
            () = self.clock.sleep(time) => {}
            () = stop.cancelled() => {}
        }
    }

    async fn work(&self, claimed: &ClaimedJob) {
        let (tenant, job) = (claimed.tenant_id, &claimed.job);
        let outcome = tokio::select! {
            done = self.attempt(tenant, job) => self.outcome(claimed, done).await,
            lost = self.keep_lease(claimed) => {
                warn!(job = %job.id, "lost the lease of a job: {lost}");
                return;
            }
        };
        self.metrics.job(kind_word(&job.kind), outcome_word(&outcome));
        match self.cold.tenant(tenant).finish_job(job.id, job.attempts, &outcome).await {
            Ok(true) => info!(job = %job.id, kind = ?job.kind, ?outcome, "job"),
            Ok(false) => warn!(job = %job.id, "a job was taken by another worker before it ended"),
            Err(error) => {
                error!(job = %job.id, %error, "the end of a job could not be recorded; it runs again after its lease")
            }
        }
    }

    /// Renews the lease until it cannot; tells why it ended.
    async fn keep_lease(&self, claimed: &ClaimedJob) -> String {
        loop {
            self.clock.sleep(LEASE / 3).await;
            let until = self.clock.now().plus(LEASE);
            match self
                .cold
                .tenant(claimed.tenant_id)
                .extend_lease(claimed.job.id, claimed.job.attempts, until)
                .await
            {
                Ok(true) => {}
                Ok(false) => return "it was taken by another worker".into(),
                Err(error) => warn!(job = %claimed.job.id, %error, "a lease could not be renewed"),
            }
        }
    }

    /// A job that was claimed too often without an end has taken its workers down with it: it is not tried again.
    async fn attempt(&self, tenant: TenantId, job: &Job) -> Result<Progress, Failure> {
        if job.attempts > ATTEMPTS {
            return Err(Failure::Final(format!("It was tried {ATTEMPTS} times and never came to an end.")));
        }
        self.perform(tenant, &job.kind).await
    }

    async fn perform(&self, tenant: TenantId, kind: &JobKind) -> Result<Progress, Failure> {
        match kind {
            JobKind::IngestDocument { document_id } => self.ingestor.ingest(tenant, *document_id).await?,
            JobKind::ReembedAgent { agent_id } => self.reembedder.run(tenant, *agent_id).await?,
            JobKind::BeginSync { source_id, planned } => {
                self.syncer.begin(tenant, *source_id, *planned).await?;
            }
            JobKind::SyncSource { source_id, sync } => {
                return Ok(self.syncer.run(tenant, *source_id, *sync).await?);
            }
            JobKind::DeleteBlobs { prefix } => {
                let deleted = self.blobs.delete_prefix(tenant, prefix).await;
                deleted.map_err(|error| Failure::Passing(error.to_string()))?;
            }
            JobKind::RefreshGate { agent_id } => {
                if !self.watcher.refresh_gate(tenant, *agent_id).await? {
                    return Err(Failure::Busy);
                }
            }
            JobKind::EvaluateNightly { agent_id, run_id } => {
                self.watcher.begin_night(tenant, *agent_id, *run_id).await?;
            }
            JobKind::CheckFeedback { agent_id } => self.watcher.check_feedback(tenant, *agent_id).await?,
            JobKind::RunEval { run_id } => match self.evaluator.run(tenant, *run_id).await {
                Ok(Taken::Ended) => {}
                Ok(Taken::Busy) => return Err(Failure::Busy),
                Err(error) => return Err(Failure::Passing(error.to_string())),
            },
            JobKind::ReportRun { run_id } => self.reporter.report(tenant, *run_id).await?,
            JobKind::RefreshPrompt { agent_id } => {
                let refresher = Refresher {
                    langfuse: &*self.reporter.langfuse,
                    vault: &*self.reporter.vault,
                    clock: &*self.clock,
                    ids: &*self.ids,
                };
                refresher.refresh(tenant, &*self.cold.tenant(tenant), *agent_id, None).await?;
            }
        }
        Ok(Progress::Over)
    }

    async fn outcome(&self, claimed: &ClaimedJob, done: Result<Progress, Failure>) -> JobOutcome {
        let job = &claimed.job;
        match done {
            Ok(Progress::Over) => JobOutcome::Done,
            Ok(Progress::Slice) => {
                JobOutcome::Continue { job: Job::due(self.ids.next(), job.kind.clone(), self.clock.now()) }
            }
            Err(Failure::Busy) => JobOutcome::Postpone { at: self.clock.now().plus(UPKEEP) },
            Err(Failure::Passing(error)) if job.attempts < ATTEMPTS => {
                let at = self.clock.now().plus(backoff(job.attempts));
                JobOutcome::Retry { at, error }
            }
            Err(Failure::Final(error) | Failure::Passing(error)) => {
                if let Err(unmarked) = self.mark_failed(claimed, &error).await {
                    error!(job = %job.id, error = %unmarked, "what a job failed at could not be marked");
                }
                JobOutcome::Dead { error }
            }
        }
    }

    /// Tells people what a job that is given up was about.
    async fn mark_failed(&self, claimed: &ClaimedJob, reason: &str) -> Result<(), SyncError> {
        match &claimed.job.kind {
            JobKind::IngestDocument { document_id } => {
                Ok(self.ingestor.fail(claimed.tenant_id, *document_id, reason).await?)
            }
            JobKind::SyncSource { source_id, sync } => {
                self.syncer.fail(claimed.tenant_id, *source_id, *sync, reason).await
            }
            JobKind::RunEval { run_id } => {
                Ok(self.evaluator.give_up(claimed.tenant_id, *run_id, reason.to_owned()).await?)
            }
            JobKind::ReportRun { run_id } => {
                warn!(run = %run_id, reason, "a run of evaluations could not be told to Langfuse");
                Ok(())
            }
            JobKind::RefreshPrompt { agent_id } => {
                warn!(agent = %agent_id, reason, "a prompt could not be taken from Langfuse");
                Ok(())
            }
            JobKind::ReembedAgent { .. }
            | JobKind::BeginSync { .. }
            | JobKind::RefreshGate { .. }
            | JobKind::EvaluateNightly { .. }
            | JobKind::CheckFeedback { .. }
            | JobKind::DeleteBlobs { .. } => Ok(()),
        }
    }
}

const fn kind_word(kind: &JobKind) -> &'static str {
    match kind {
        JobKind::IngestDocument { .. } => "ingest_document",
        JobKind::ReembedAgent { .. } => "reembed_agent",
        JobKind::BeginSync { .. } => "begin_sync",
        JobKind::SyncSource { .. } => "sync_source",
        JobKind::RunEval { .. } => "run_eval",
        JobKind::RefreshGate { .. } => "refresh_gate",
        JobKind::EvaluateNightly { .. } => "evaluate_nightly",
        JobKind::CheckFeedback { .. } => "check_feedback",
        JobKind::ReportRun { .. } => "report_run",
        JobKind::RefreshPrompt { .. } => "refresh_prompt",
        JobKind::DeleteBlobs { .. } => "delete_blobs",
    }
}

const fn outcome_word(outcome: &JobOutcome) -> &'static str {
    match outcome {
        JobOutcome::Done => "done",
        JobOutcome::Continue { .. } => "continue",
        JobOutcome::Retry { .. } => "retry",
        JobOutcome::Postpone { .. } => "postponed",
        JobOutcome::Dead { .. } => "dead",
    }
}

/// 2, 4, 8, 16, … seconds, at most five minutes.
fn backoff(attempts: u32) -> Duration {
    Duration::from_secs(2u64.saturating_pow(attempts.clamp(1, 9)).min(300))
}

/// Keeps turns in order: tells that this node lives, ends the turns of nodes that do not, forgets old logs and old answers of repeatable
/// requests.
pub struct Upkeep {
    /// Ends turns.
    pub engine: Arc<ChatEngine>,
    /// Logs.
    pub hot: Arc<dyn HotStorage>,
    /// Answers of repeatable requests.
    pub directory: Arc<dyn Directory>,
    /// Time.
    pub clock: Arc<dyn Clock>,
}

impl Upkeep {
    /// Runs until told to stop.
    pub async fn run(&self, stop: CancellationToken) {
        let mut failing = false;
        for round in (0..PURGE_EVERY).cycle() {
            if stop.is_cancelled() {
                return;
            }
            match self.once(round == 0).await {
                Ok(()) => failing = false,
                // Said once: a database that is down would otherwise fill the log every second.
                Err(error) if !failing => {
                    failing = true;
                    warn!(%error, "the upkeep of turns failed");
                }
                Err(_) => {}
            }
            tokio::select! {
                () = self.clock.sleep(UPKEEP) => {}
                () = stop.cancelled() => {}
            }
        }
    }

    async fn once(&self, purge: bool) -> StorageResult<()> {
        self.engine.beat().await?;
        let interrupted = self.engine.settle(self.clock.now()).await?;
        if interrupted > 0 {
            info!(turns = interrupted, "interrupted the turns of a node that is gone");
        }
        if purge {
            let now = self.clock.now();
            self.hot.purge_logs(now.minus(LOG_RETENTION), PURGE_BATCH).await?;
            self.directory.purge_repeats(now, PURGE_BATCH).await?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_and_stay_bounded() {
        let seconds: Vec<u64> = [1, 2, 3, 8, 9, 100].map(|n| backoff(n).as_secs()).into();
        assert_eq!(seconds, [2, 4, 8, 256, 300, 300]);
    }
}
