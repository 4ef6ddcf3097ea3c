//! Evaluations of agents: suites of cases as members keep them, runs, results, and the gate that publishing passes. Owns what is stored and
//! which rules hold. It must not know how an answer is scored: what a case says is JSON, checked and run behind [`SuiteFormat`] and by the
//! worker.

pub mod due;
pub mod gate;
pub mod label;
pub mod life;
pub mod start;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use self::gate::GateSettings;
use self::label::{Label, Tally};
use self::life::Origin;
use crate::agent::AgentConfig;
use crate::clock::Timestamp;
use crate::id::{AgentId, CaseId, ChatId, EvalResultId, EvalRunId, MemberId, SuiteId};
use crate::job::Job;
use crate::langfuse::Dataset;
use crate::page::{Page, PageRequest};
use crate::storage::StorageResult;

/// Whether a weighted share reaches a bar: with room for sums that ought to be equal, so that nine of ten reach 0.9.
pub fn reaches(share: f64, bar: f64) -> bool {
    const HAIR: f64 = 1e-9;
    share >= bar - HAIR
}

/// Most suites of an agent.
pub const MAX_SUITES: usize = 50;
/// Most cases of a suite.
pub const MAX_CASES: usize = 500;
/// How many runs of an agent are kept.
pub const KEPT_RUNS: u32 = 200;

/// What a suite says beside its cases.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SuiteSpec {
    /// Unique within the agent.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// The weighted share of cases that must pass, 0 to 1.
    pub threshold: f64,
    /// How often each case is asked.
    pub repeat: u32,
    /// What becomes of calls of tools.
    pub tools: ToolUse,
    /// Checks of every case, as in a suite file.
    pub checks: Vec<Value>,
}

/// What becomes of calls of tools in an evaluation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ToolUse {
    /// The case's own results; other calls are recorded and refused.
    Declared,
    /// Tools are called for real.
    Live,
}

/// What a case says, as in a suite file, with its name in `id`.
pub type CaseSpec = Map<String, Value>;

/// The name of a case in its suite.
pub fn case_name(spec: &CaseSpec) -> &str {
    spec.get("id").and_then(Value::as_str).unwrap_or_default()
}

/// A suite of an agent.
#[derive(Debug, Clone, PartialEq)]
pub struct Suite {
    /// Its id.
    pub id: SuiteId,
    /// Whose answers it tests.
    pub agent_id: AgentId,
    /// What it says.
    pub spec: SuiteSpec,
    /// Grows by one with each change of it or its cases; what `If-Match` compares.
    pub revision: i64,
    /// How many cases it has.
    pub cases: u32,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it or a case last changed.
    pub updated_at: Timestamp,
}

/// A case of a suite.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// The suite.
    pub suite_id: SuiteId,
    /// What it says.
    pub spec: CaseSpec,
    /// The conversation that it was made of, if it was.
    pub origin: Option<Origin>,
}

/// A suite with its cases, as it is written down.
#[derive(Debug, Clone, PartialEq)]
pub struct Written {
    /// The suite.
    pub suite: SuiteSpec,
    /// In order.
    pub cases: Vec<CaseSpec>,
}

impl Written {
    /// The form of suite files, as JSON.
    pub fn document(&self) -> Value {
        let suite = &self.suite;
        let mut document = json!({
            "name": suite.name,
            "threshold": suite.threshold,
            "repeat": suite.repeat,
            "tools": suite.tools,
            "checks": suite.checks,
            "cases": self.cases,
        });
        if let Some(description) = &suite.description {
            document["description"] = json!(description);
        }
        document
    }
}

/// Why a suite is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Unfit {
    /// Index of the case that is wrong; `None`: the suite itself.
    pub case: Option<usize>,
    /// Line of the file, when it came from one.
    pub line: Option<u64>,
    /// What is wrong.
    pub reason: String,
}

/// The form of suites that the evaluator understands.
pub trait SuiteFormat: Send + Sync {
    /// Reads a file: YAML, JSONL or CSV, by the ending of its name.
    fn read(&self, file: &str, text: &str) -> Result<Written, Unfit>;
    /// Whether the evaluator would take it. No case at all is allowed.
    fn check(&self, written: &Written) -> Result<(), Unfit>;
    /// Writes a YAML file that reads back as the same.
    fn write(&self, written: &Written) -> Result<String, Unfit>;
    /// Reads a Langfuse dataset.
    fn read_dataset(&self, dataset: &Dataset) -> Result<Written, Unfit>;
    /// Writes the dataset that a suite should be, given the one that is there.
    fn write_dataset(&self, written: &Written, there: Option<&Dataset>) -> Result<Dataset, Unfit>;
}

/// Why a run began.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Trigger {
    /// Somebody asked for it.
    Manual,
    /// The draft, a tool or a document changed and the agent has a gate.
    Draft,
    /// The gate compares with the live version.
    Baseline,
    /// The live version is run each night.
    Nightly,
}

/// How a run stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RunStatus {
    /// Waits for a worker.
    Queued,
    /// Is being run.
    Running,
    /// Ran to its end.
    Done,
    /// Broke off; `error` says why.
    Failed,
    /// The draft changed meanwhile: it was not worth going on.
    Superseded,
    /// Somebody stopped it.
    Stopped,
}

macro_rules! words {
    ($name:ident: $($variant:ident = $word:literal),* $(,)?) => {
        impl $name {
            /// The stored and public spelling.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// Reads [`Self::as_str`].
            pub fn parse(text: &str) -> Option<Self> {
                [$(Self::$variant),*].into_iter().find(|word| word.as_str() == text)
            }
        }
    };
}

words!(Trigger: Manual = "manual", Draft = "draft", Baseline = "baseline", Nightly = "nightly");
words!(RunStatus: Queued = "queued", Running = "running", Done = "done", Failed = "failed", Superseded = "superseded", Stopped = "stopped");
words!(CaseState: Passed = "passed", Failed = "failed", Flaky = "flaky", Skipped = "skipped", Error = "error", NotRun = "not_run");

/// What came of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CaseState {
    /// Every attempt passed.
    Passed,
    /// No attempt passed.
    Failed,
    /// Some attempts passed and some did not.
    Flaky,
    /// Nothing of it could be checked.
    Skipped,
    /// It could not be asked or scored.
    Error,
    /// The budget was used up before it.
    NotRun,
}

/// A suite within a run.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RunSuite {
    /// Which.
    pub suite_id: SuiteId,
    /// Its name then.
    pub name: String,
    /// Its revision then.
    pub revision: i64,
    /// The share it had to reach.
    pub threshold: f64,
    /// What came of it, at the end.
    pub result: Option<SuiteResult>,
}

/// What came of a suite.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SuiteResult {
    /// The weighted share of cases that passed.
    pub share: f64,
    /// The weighted mean of the cases' values.
    pub value: f64,
    /// Whether the share reaches the threshold and every case was run.
    pub passed: bool,
}

/// A run.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// Its id.
    pub id: EvalRunId,
    /// Who is asked.
    pub agent_id: AgentId,
    /// Why.
    pub trigger: Trigger,
    /// The published version that is asked; of a draft set once it was published as it was run.
    pub version: Option<i64>,
    /// The draft's revision, when a draft is asked.
    pub revision: Option<i64>,
    /// The agent's knowledge then.
    pub knowledge_version: i64,
    /// [`digest`](crate::tool::digest::digest) of the agent's tools then.
    pub tools: String,
    /// How it stands.
    pub status: RunStatus,
    /// Why it failed.
    pub error: Option<String>,
    /// Its suites.
    pub suites: Vec<RunSuite>,
    /// How many questions there are; 0 until it began.
    pub units: u32,
    /// How many were answered and scored.
    pub done: u32,
    /// Micro-USD, as far as providers tell.
    pub spent_micros: u64,
    /// Who asked for it; `None` for a server key or the system.
    pub created_by: Option<MemberId>,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it began.
    pub started_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

/// What a run needs, frozen when it was asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct RunWork {
    /// What the agent is.
    pub config: AgentConfig,
    /// [`Written::document`] of each suite, in the order of [`Run::suites`].
    pub documents: Vec<Value>,
}

/// What came of a case in a run.
#[derive(Debug, Clone, PartialEq)]
pub struct CaseResult {
    /// Its id.
    pub id: EvalResultId,
    /// The suite.
    pub suite_id: SuiteId,
    /// The case's name then.
    pub case: String,
    /// Its place in the run.
    pub position: u32,
    /// What came of it.
    pub state: CaseState,
    /// 0 to 1: mean value of its attempts.
    pub value: f64,
    /// Why it is not passed.
    pub reason: Option<String>,
    /// How many judgements of a model are in it.
    pub judged: u32,
    /// Everything: input, attempts with answers, scores, sources and calls of tools. `Null` in lists.
    pub detail: Value,
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq)]
pub struct RunEnd {
    /// Done or failed.
    pub status: RunStatus,
    /// Why it failed.
    pub error: Option<String>,
    /// With results.
    pub suites: Vec<RunSuite>,
    /// Of every case.
    pub results: Vec<CaseResult>,
    /// Micro-USD.
    pub spent_micros: u64,
    /// When.
    pub at: Timestamp,
}

/// Suites, runs and gates of one tenant.
#[async_trait]
pub trait EvalStore: Send + Sync {
    /// Stores a suite with its cases. Conflict on `name`: the agent has one of this name; on `reference`: no such agent.
    async fn create_suite(&self, suite: &Suite, cases: &[Case]) -> StorageResult<()>;
    /// One suite.
    async fn suite(&self, id: SuiteId) -> StorageResult<Option<Suite>>;
    /// The agent's suites by name.
    async fn suites(&self, agent: AgentId) -> StorageResult<Vec<Suite>>;
    /// Replaces what the suite says when its revision is still `expected`. `None`: no such suite. Conflict on `version` or `name`.
    async fn update_suite(
        &self,
        id: SuiteId,
        expected: i64,
        spec: &SuiteSpec,
        now: Timestamp,
    ) -> StorageResult<Option<Suite>>;
    /// Erases a suite with its cases; runs keep what came of them. `false`: no such suite.
    async fn delete_suite(&self, id: SuiteId) -> StorageResult<bool>;
    /// The suite's cases in the order they were added.
    async fn cases(&self, suite: SuiteId) -> StorageResult<Vec<Case>>;
    /// One case.
    async fn case(&self, id: CaseId) -> StorageResult<Option<Case>>;
    /// Adds cases of one suite, all or none; its revision grows by one. Conflict on `name`: the suite has one of this name; on `message_id`:
    /// it has one that was made of the same message; on `reference`: no such suite.
    async fn add_cases(&self, suite: SuiteId, cases: &[Case], now: Timestamp) -> StorageResult<()>;
    /// Cases that were made of a conversation, oldest first; at most `limit`.
    async fn cases_of_conversation(&self, chat: ChatId, limit: u32) -> StorageResult<Vec<Case>>;
    /// A conversation is erased: cases that were made of it stay, and no longer say of which one.
    async fn forget_conversation(&self, chat: ChatId) -> StorageResult<()>;
    /// Replaces what a case says; the suite's revision grows. `false`: no such case. Conflict on `name`.
    async fn replace_case(&self, case: &Case, now: Timestamp) -> StorageResult<bool>;
    /// Erases a case; the suite's revision grows. `false`: no such case.
    async fn delete_case(&self, id: CaseId, now: Timestamp) -> StorageResult<bool>;

    /// Stores a queued run and the job that runs it, and forgets the agent's oldest runs beyond [`KEPT_RUNS`]. With [`Trigger::Draft`] the
    /// agent's other runs of drafts that have not ended are superseded. Conflict on `reference`: no such agent.
    async fn queue_run(&self, run: &Run, work: &RunWork, job: &Job) -> StorageResult<()>;
    /// One run.
    async fn run(&self, id: EvalRunId) -> StorageResult<Option<Run>>;
    /// What a run needs.
    async fn run_work(&self, id: EvalRunId) -> StorageResult<Option<RunWork>>;
    /// The agent's runs, newest first.
    async fn runs(&self, agent: AgentId, page: PageRequest) -> StorageResult<Page<Run>>;
    /// A worker takes the run up, for the first time or again. `false`: it has ended or was superseded.
    async fn begin_run(&self, id: EvalRunId, units: u32, now: Timestamp) -> StorageResult<bool>;
    /// What was remembered of a run that has not ended, in order.
    async fn run_lines(&self, id: EvalRunId) -> StorageResult<Vec<String>>;
    /// Remembers a line under its number, and the case's result when a question was scored; `done` and `spent_micros` are as of now.
    /// `false`: the run has ended or was superseded, and nothing was stored. Conflict on `id`: another worker wrote this number.
    async fn remember(
        &self,
        run: EvalRunId,
        number: u32,
        line: &str,
        scored: Option<&Scored>,
    ) -> StorageResult<bool>;
    /// Ends a run, replaces its results and forgets its lines. `false`: it had ended already.
    async fn end_run(&self, id: EvalRunId, end: &RunEnd) -> StorageResult<bool>;
    /// Stops a run; what came of its cases so far is kept. `false`: it had ended.
    async fn stop_run(&self, id: EvalRunId, now: Timestamp) -> StorageResult<bool>;
    /// The agent's finished runs that had a suite, newest first; at most `limit`.
    async fn runs_of_suite(&self, agent: AgentId, suite: SuiteId, limit: u32) -> StorageResult<Vec<Run>>;
    /// What came of a run's cases so far, in order, without details.
    async fn results(&self, run: EvalRunId) -> StorageResult<Vec<CaseResult>>;
    /// What came of one case, with the run it belongs to.
    async fn result(&self, id: EvalResultId) -> StorageResult<Option<(EvalRunId, CaseResult)>>;

    /// Results of ended runs with judgements that nobody has labelled, newest first, with details; at most `limit`.
    async fn unlabelled(&self, suite: SuiteId, limit: u32) -> StorageResult<Vec<(EvalRunId, CaseResult)>>;
    /// Which judgements of a result are labelled, sorted.
    async fn labelled(&self, result: EvalResultId) -> StorageResult<Vec<u32>>;
    /// Stores a label in place of an earlier one on the same judgement. Conflict on `reference`: no such suite.
    async fn set_label(&self, label: &Label) -> StorageResult<()>;
    /// How far each judge of a suite and people agree, by the judge's name.
    async fn tallies(&self, suite: SuiteId) -> StorageResult<Vec<(String, Tally)>>;

    /// The agent's gate; one that demands nothing when none was set.
    async fn gate(&self, agent: AgentId) -> StorageResult<GateSettings>;
    /// Sets it. Conflict on `reference`: no such agent.
    async fn set_gate(&self, agent: AgentId, gate: &GateSettings, now: Timestamp) -> StorageResult<()>;
}

/// A question that was scored.
#[derive(Debug, Clone, PartialEq)]
pub struct Scored {
    /// What came of its case so far.
    pub result: CaseResult,
    /// How many questions of the run are done.
    pub done: u32,
    /// What the run has cost.
    pub spent_micros: u64,
}
