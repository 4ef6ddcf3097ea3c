//! Alerts on the wire.

use domain::alert::{Alert, Below, Evidence, Ratings};
use domain::clock::Timestamp;
use domain::id::{AgentId, AlertId, EvalRunId};
use serde::Serialize;
use utoipa::ToSchema;

/// An alert that nobody dismissed.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AlertBody {
    /// Its id.
    #[schema(value_type = String, example = "alr_0198c0de000070008000000000000001")]
    id: AlertId,
    /// Whose answers it is about.
    #[schema(value_type = String)]
    agent_id: AgentId,
    /// The live version that it is about.
    published_version: i64,
    /// What was seen.
    evidence: EvidenceBody,
    /// The version that may be gone back to; null when going back would change nothing.
    rollback_to: Option<i64>,
    /// When it was raised.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

/// What was seen.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum EvidenceBody {
    /// Visitors like the answers less than in the two weeks before the version was published.
    FeedbackFell {
        /// Before.
        before: RatingsBody,
        /// Since.
        after: RatingsBody,
        /// How likely that is by chance: Fisher's exact test, one-sided.
        chance: f64,
    },
    /// The run of the night did not reach a bar.
    NightFailed {
        /// Which run.
        #[serde(rename = "runId")]
        #[schema(value_type = String)]
        run_id: EvalRunId,
        /// What is below its bar.
        suites: Vec<BelowBody>,
    },
    /// Cases that passed the night before do not any more.
    NightRegressed {
        /// Which run.
        #[serde(rename = "runId")]
        #[schema(value_type = String)]
        run_id: EvalRunId,
        /// Cases that passed the night before and do not now.
        worse: u32,
        /// Cases that did not pass the night before and do now.
        better: u32,
        /// How likely that is by chance: McNemar's exact test.
        chance: f64,
    },
}

/// Answers that visitors rated.
#[derive(Debug, Serialize, ToSchema)]
pub struct RatingsBody {
    /// Helpful.
    up: u32,
    /// Not.
    down: u32,
}

/// A suite that does not reach its bar.
#[derive(Debug, Serialize, ToSchema)]
pub struct BelowBody {
    /// Its name.
    suite: String,
    /// The share of cases that pass.
    share: f64,
    /// The share that must.
    threshold: f64,
}

impl From<Alert> for AlertBody {
    fn from(alert: Alert) -> Self {
        Self {
            id: alert.id,
            agent_id: alert.agent_id,
            published_version: alert.version,
            rollback_to: alert.rollback_to(),
            created_at: alert.created_at,
            evidence: alert.evidence.into(),
        }
    }
}

impl From<Evidence> for EvidenceBody {
    fn from(evidence: Evidence) -> Self {
        match evidence {
            Evidence::FeedbackFell { before, after, chance } => {
                Self::FeedbackFell { before: before.into(), after: after.into(), chance }
            }
            Evidence::NightFailed { run_id, suites, .. } => {
                Self::NightFailed { run_id, suites: suites.into_iter().map(Into::into).collect() }
            }
            Evidence::NightRegressed { run_id, worse, better, chance, .. } => {
                Self::NightRegressed { run_id, worse, better, chance }
            }
        }
    }
}

impl From<Ratings> for RatingsBody {
    fn from(Ratings { up, down }: Ratings) -> Self {
        Self { up, down }
    }
}

impl From<Below> for BelowBody {
    fn from(Below { suite, share, threshold }: Below) -> Self {
        Self { suite, share, threshold }
    }
}
