//! Runs on the wire.

use domain::clock::Timestamp;
use domain::eval::{CaseResult, CaseState, Run, RunStatus, Trigger};
use domain::id::{AgentId, EvalResultId, EvalRunId, MemberId, SuiteId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// A run.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct EvalRunBody {
    /// Its id.
    #[schema(value_type = String, example = "evr_0198c0de000070008000000000000001")]
    id: EvalRunId,
    /// Who is asked.
    #[schema(value_type = String)]
    agent_id: AgentId,
    /// Why it began.
    #[schema(value_type = TriggerBody)]
    trigger: Trigger,
    /// The published version that is asked; of a draft the version that it became.
    published_version: Option<i64>,
    /// The draft's `version`, when a draft is asked.
    draft_version: Option<i64>,
    /// How it stands.
    #[schema(value_type = RunStatusBody)]
    status: RunStatus,
    /// Why it failed.
    error: Option<String>,
    /// Its suites.
    suites: Vec<RunSuiteBody>,
    /// How many questions there are; 0 until it begins.
    total: u32,
    /// How many are answered and scored.
    done: u32,
    /// Micro-USD, as far as providers tell.
    cost_micros: u64,
    /// Who asked for it.
    #[schema(value_type = Option<String>)]
    created_by: Option<MemberId>,
    /// When it was asked for.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When it began.
    #[schema(value_type = Option<String>, format = DateTime)]
    started_at: Option<Timestamp>,
    /// When it ended.
    #[schema(value_type = Option<String>, format = DateTime)]
    ended_at: Option<Timestamp>,
}

/// A suite in a run.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RunSuiteBody {
    /// Which.
    #[schema(value_type = String)]
    suite_id: SuiteId,
    /// Its name then.
    name: String,
    /// The share of cases that had to pass.
    threshold: f64,
    /// The share that did; null until the end.
    share: Option<f64>,
    /// The mean value of the cases; null until the end.
    value: Option<f64>,
    /// Whether it passed; null until the end.
    passed: Option<bool>,
}

/// Why a run began.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the domain's enum to OpenAPI")]
pub enum TriggerBody {
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
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the domain's enum to OpenAPI")]
pub enum RunStatusBody {
    /// Waits for a worker.
    Queued,
    /// Is being run.
    Running,
    /// Ran to its end.
    Done,
    /// Broke off.
    Failed,
    /// The draft changed meanwhile.
    Superseded,
    /// Somebody stopped it.
    Stopped,
}

/// What came of a case.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CaseResultBody {
    /// Its id.
    #[schema(value_type = String, example = "evx_0198c0de000070008000000000000001")]
    id: EvalResultId,
    /// The suite.
    #[schema(value_type = String)]
    suite_id: SuiteId,
    /// The case's name.
    case: String,
    /// What came of it.
    #[schema(value_type = CaseStateBody)]
    state: CaseState,
    /// 0 to 1.
    value: f64,
    /// Why it is not passed.
    reason: Option<String>,
}

/// What came of a case.
#[derive(ToSchema)]
#[schema(rename_all = "snake_case")]
#[expect(dead_code, reason = "describes the domain's enum to OpenAPI")]
pub enum CaseStateBody {
    /// Every attempt passed.
    Passed,
    /// No attempt passed.
    Failed,
    /// Some attempts passed.
    Flaky,
    /// Nothing of it could be checked.
    Skipped,
    /// It could not be asked or scored.
    Error,
    /// The budget was used up before it.
    NotRun,
}

/// Everything about a case in a run.
#[derive(Debug, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct CaseDetailBody {
    /// What was asked.
    pub input: String,
    /// The reference answer.
    pub expected: Option<String>,
    /// One for each time it was asked.
    pub attempts: Vec<AttemptBody>,
}

/// A case, asked once.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AttemptBody {
    /// `scored`, `unscored` or `notRun`.
    state: String,
    /// Why it was not scored.
    #[serde(default)]
    reason: Option<String>,
    /// The answer.
    #[serde(default)]
    pub observation: Option<ObservationBody>,
    /// One for each check.
    #[serde(default)]
    pub scores: Vec<ScoreBody>,
}

/// An answer with all that was looked at.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ObservationBody {
    /// The text.
    pub answer: String,
    /// Code of what went wrong.
    #[serde(default)]
    error: Option<String>,
    /// What it cites.
    pub citations: Vec<CitedBody>,
    /// What was found for the model.
    #[serde(default)]
    retrieved: Vec<RetrievedBody>,
    /// Tools that were called, in order.
    #[serde(default)]
    tools: Vec<CalledBody>,
    /// What each call of the model cost.
    usage: Vec<CallUsageBody>,
    /// Milliseconds until the first word.
    #[serde(default)]
    first_ms: Option<u64>,
    /// Milliseconds until the end.
    total_ms: u64,
}

/// A passage that the answer relies on.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CitedBody {
    /// The number in the text.
    marker: u32,
    /// The document.
    title: String,
    /// Headings above the passage.
    #[serde(default)]
    heading: Option<String>,
    /// Its words.
    quote: String,
}

/// A passage that the model was shown.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RetrievedBody {
    /// The document.
    title: String,
    /// Headings above the passage.
    heading: String,
    /// The passage.
    text: String,
    /// Its fused rank.
    score: f32,
}

/// A call of a tool.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CalledBody {
    /// The tool's name.
    name: String,
    /// Its arguments.
    arguments: Value,
    /// What it gave back.
    #[serde(default)]
    output: Option<String>,
    /// Why it gave nothing back.
    #[serde(default)]
    error: Option<String>,
}

/// What a call of the model cost.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CallUsageBody {
    /// The model.
    model: String,
    /// Tokens read.
    input_tokens: u64,
    /// Tokens written.
    output_tokens: u64,
    /// Micro-USD, when the provider tells.
    cost_micros: Option<u64>,
}

/// What a check says.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ScoreBody {
    /// The check's key.
    pub check: String,
    /// `pass`, `fail` or `skipped`.
    verdict: String,
    /// 0 to 1.
    pub value: f64,
    /// Why, for people.
    reason: String,
    /// What a judge said, vote by vote.
    #[serde(default)]
    pub votes: Vec<VoteBody>,
}

/// One time that a judge was asked.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VoteBody {
    /// 0 to 1.
    score: f64,
    /// In the judge's words.
    reasoning: String,
}

impl ScoreBody {
    /// Whether the check passed.
    pub fn passed(&self) -> bool {
        self.verdict == "pass"
    }
}

impl From<Run> for EvalRunBody {
    fn from(run: Run) -> Self {
        let suites = run.suites.into_iter().map(|suite| RunSuiteBody {
            suite_id: suite.suite_id,
            name: suite.name,
            threshold: suite.threshold,
            share: suite.result.map(|result| result.share),
            value: suite.result.map(|result| result.value),
            passed: suite.result.map(|result| result.passed),
        });
        Self {
            id: run.id,
            agent_id: run.agent_id,
            trigger: run.trigger,
            published_version: run.version,
            draft_version: run.revision,
            status: run.status,
            error: run.error,
            suites: suites.collect(),
            total: run.units,
            done: run.done,
            cost_micros: run.spent_micros,
            created_by: run.created_by,
            created_at: run.created_at,
            started_at: run.started_at,
            ended_at: run.ended_at,
        }
    }
}

impl From<CaseResult> for CaseResultBody {
    fn from(result: CaseResult) -> Self {
        Self {
            id: result.id,
            suite_id: result.suite_id,
            case: result.case,
            state: result.state,
            value: result.value,
            reason: result.reason,
        }
    }
}
