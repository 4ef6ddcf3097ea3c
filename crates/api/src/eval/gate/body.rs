//! Gates on the wire.

use domain::eval::gate::{Evidence, GateSettings, GateSuite, Outdated, Passage, Verdict};
use domain::id::{EvalRunId, MemberId, SuiteId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a gate demands.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GateInput {
    /// Suites that a draft must pass; with none the gate is open.
    pub suites: Vec<GateSuiteBody>,
    /// Whether a case that passes on the live version must pass on the draft.
    #[serde(default)]
    pub no_regression: bool,
    /// The hour, UTC, at which the live version is run each night; null: it is not.
    #[serde(default)]
    #[schema(minimum = 0, maximum = 23)]
    pub nightly: Option<u8>,
}

/// A suite that a draft must pass.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GateSuiteBody {
    /// Which.
    #[schema(value_type = String)]
    pub suite_id: SuiteId,
    /// The share of cases that must pass; the suite's own threshold when left out.
    #[schema(minimum = 0, maximum = 1)]
    pub at_least: Option<f64>,
}

/// An agent's gate and how it stands.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct GateBody {
    /// What it demands.
    settings: GateInput,
    /// How it stands for the draft as it is now.
    #[schema(value_type = GateStateBody)]
    state: &'static str,
    /// What does not pass.
    faults: Vec<FaultBody>,
    /// The newest run of the draft as it is now.
    #[schema(value_type = Option<String>)]
    run_id: Option<EvalRunId>,
    /// Why the newest run does not count for what would answer now, when evaluations are missing.
    #[schema(value_type = Vec<OutdatedBody>)]
    outdated: Vec<&'static str>,
}

/// What has changed since a run.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the domain's enum to OpenAPI")]
pub enum OutdatedBody {
    /// The draft.
    Draft,
    /// Documents came or went.
    Knowledge,
    /// A tool was added, edited or removed.
    Tools,
    /// A suite of the gate.
    Suites,
}

/// How a gate stands.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the domain's enum to OpenAPI")]
pub enum GateStateBody {
    /// It demands nothing.
    Open,
    /// The draft passes.
    Passed,
    /// The draft's evaluations have not been run as they are now.
    Missing,
    /// They are running.
    Running,
    /// They did not pass.
    Failed,
}

/// Something that does not pass.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FaultBody {
    /// The suite.
    suite: String,
    /// The case; null: the suite as a whole.
    case: Option<String>,
    /// Why.
    reason: String,
}

/// How a version passed the gate.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ClearanceBody {
    /// Whether a member let it pass although its evaluations did not.
    overridden: bool,
    /// Who did.
    #[schema(value_type = Option<String>)]
    by: Option<MemberId>,
    /// Why.
    reason: Option<String>,
    /// The run that was looked at.
    #[schema(value_type = Option<String>)]
    run_id: Option<EvalRunId>,
}

impl GateBody {
    pub fn new(evidence: Evidence, verdict: Verdict) -> Self {
        let faults = verdict.faults.into_iter();
        Self {
            settings: evidence.settings.into(),
            state: verdict.state.as_str(),
            faults: faults.map(|f| FaultBody { suite: f.suite, case: f.case, reason: f.reason }).collect(),
            run_id: verdict.run,
            outdated: verdict.outdated.into_iter().map(Outdated::as_str).collect(),
        }
    }
}

impl From<GateSettings> for GateInput {
    fn from(settings: GateSettings) -> Self {
        let suite =
            |wanted: GateSuite| GateSuiteBody { suite_id: wanted.suite_id, at_least: wanted.at_least };
        Self {
            suites: settings.suites.into_iter().map(suite).collect(),
            no_regression: settings.no_regression,
            nightly: settings.nightly,
        }
    }
}

impl From<GateInput> for GateSettings {
    fn from(input: GateInput) -> Self {
        let suite =
            |wanted: GateSuiteBody| GateSuite { suite_id: wanted.suite_id, at_least: wanted.at_least };
        Self {
            suites: input.suites.into_iter().map(suite).collect(),
            no_regression: input.no_regression,
            nightly: input.nightly,
        }
    }
}

impl From<Passage> for ClearanceBody {
    fn from(passage: Passage) -> Self {
        match passage {
            Passage::Passed { run_id } => {
                Self { overridden: false, by: None, reason: None, run_id: Some(run_id) }
            }
            Passage::Overridden { by, reason, run_id } => {
                Self { overridden: true, by: Some(by), reason: Some(reason), run_id }
            }
        }
    }
}
