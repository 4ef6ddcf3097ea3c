//! Background work: small, idempotent, leased. A job is enqueued in the transaction that makes it necessary.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::id::{AgentId, DocumentId, EvalRunId, JobId, SourceId, TenantId};
use crate::storage::StorageResult;

/// What is to be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum JobKind {
    /// Extract, chunk and embed a document, then swap its chunks in.
    IngestDocument {
        /// Which one.
        document_id: DocumentId,
    },
    /// Embed an agent's passages with the current model, then let its vectors take over.
    ReembedAgent {
        /// Which one.
        agent_id: AgentId,
    },
    /// Begin a synchronization of a web source that was planned.
    BeginSync {
        /// Which source.
        source_id: SourceId,
        /// When it was planned for: another plan makes this one void.
        planned: Timestamp,
    },
    /// Go on with a synchronization of a web source.
    SyncSource {
        /// Which source.
        source_id: SourceId,
        /// Which synchronization.
        sync: i64,
    },
    /// Put the cases of a run to an agent and score the answers.
    RunEval {
        /// Which run.
        run_id: EvalRunId,
    },
    /// Tools or documents of an agent with a gate changed: begin the runs that the gate needs now.
    RefreshGate {
        /// Which agent.
        agent_id: AgentId,
    },
    /// Begin the run of a night.
    EvaluateNightly {
        /// Which agent.
        agent_id: AgentId,
        /// The run's id, chosen beforehand so that there is one, however often the job is tried.
        run_id: EvalRunId,
    },
    /// Look whether visitors like an agent's answers less since its version was published.
    CheckFeedback {
        /// Which agent.
        agent_id: AgentId,
    },
    /// Tell the agent's Langfuse project of a run that has ended.
    ReportRun {
        /// Which run.
        run_id: EvalRunId,
    },
    /// Take an agent's instructions from its Langfuse project into the draft.
    RefreshPrompt {
        /// Which agent.
        agent_id: AgentId,
    },
    /// Delete everything stored under a blob prefix.
    DeleteBlobs {
        /// The prefix, relative to the tenant.
        prefix: String,
    },
}

/// A job as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// What to do.
    pub kind: JobKind,
    /// How often it was claimed before.
    pub attempts: u32,
    /// Not before this time.
    pub run_at: Timestamp,
}

impl Job {
    /// A job that is due at once.
    pub fn due(id: JobId, kind: JobKind, now: Timestamp) -> Self {
        Self { id, kind, attempts: 0, run_at: now }
    }
}

/// A leased job with the tenant it belongs to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClaimedJob {
    /// Whose work it is.
    pub tenant_id: TenantId,
    /// The job; `attempts` counts this claim.
    pub job: Job,
}

/// How a claimed job ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JobOutcome {
    /// Remove it.
    Done,
    /// Put this job in its place: the work goes on after others had their turn.
    Continue {
        /// What is left to do.
        job: Job,
    },
    /// Try again at this time.
    Retry {
        /// When.
        at: Timestamp,
        /// Why it failed.
        error: String,
    },
    /// Not now, through no fault of the job's: the claim does not count.
    Postpone {
        /// When to look again.
        at: Timestamp,
    },
    /// Give up and keep it for people to look at.
    Dead {
        /// Why it failed.
        error: String,
    },
}

/// Jobs of one tenant.
#[async_trait]
pub trait JobStore: Send + Sync {
    /// Adds a job outside any other change.
    async fn enqueue(&self, job: &Job) -> StorageResult<()>;
    /// Extends the lease. `false` when the job is gone or leased to another attempt.
    async fn extend_lease(&self, id: JobId, attempt: u32, until: Timestamp) -> StorageResult<bool>;
    /// Ends a claim. `false` when the job is gone or another attempt has taken it.
    async fn finish_job(&self, id: JobId, attempt: u32, outcome: &JobOutcome) -> StorageResult<bool>;
}
