//! Alerts: what a member should look at although nobody asked. Owns what an alert says and when there is one; it must not know how it is
//! shown. [`feedback`] watches what visitors say after a publication, [`night`] what evaluations of the night say.

pub mod feedback;
pub mod night;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::id::{AgentId, AlertId, EvalRunId, MemberId};
use crate::page::{Page, PageRequest};
use crate::storage::StorageResult;

/// An alert.
#[derive(Debug, Clone, PartialEq)]
pub struct Alert {
    /// Its id.
    pub id: AlertId,
    /// Whose answers it is about.
    pub agent_id: AgentId,
    /// The live version it is about.
    pub version: i64,
    /// What was seen.
    pub evidence: Evidence,
    /// When it was raised.
    pub created_at: Timestamp,
    /// Who dismissed it; `None` with a time: a server key.
    pub dismissed_by: Option<MemberId>,
    /// When.
    pub dismissed_at: Option<Timestamp>,
}

impl Alert {
    /// What it is about, for short: the same thing is told once.
    pub fn subject(&self) -> String {
        match &self.evidence {
            Evidence::FeedbackFell { .. } => format!("feedback:{}", self.version),
            Evidence::NightFailed { run_id, .. } | Evidence::NightRegressed { run_id, .. } => {
                format!("night:{run_id}")
            }
        }
    }

    /// The version that a member may want back: the one before it. `None`: the version is the first, or did not change since all was well.
    pub fn rollback_to(&self) -> Option<i64> {
        let earlier = match &self.evidence {
            Evidence::FeedbackFell { .. } => Some(self.version - 1),
            Evidence::NightFailed { good_version, .. } | Evidence::NightRegressed { good_version, .. } => {
                *good_version
            }
        };
        earlier.filter(|version| *version >= 1 && *version < self.version)
    }
}

/// What was seen. The serialised form is what is stored.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", rename_all_fields = "camelCase")]
pub enum Evidence {
    /// Visitors like the answers less than before the version was published.
    FeedbackFell {
        /// In the time before.
        before: Ratings,
        /// Since then.
        after: Ratings,
        /// How likely so many bad ones are by chance.
        chance: f64,
    },
    /// The run of the night did not reach a bar.
    NightFailed {
        /// Which run.
        run_id: EvalRunId,
        /// What is below, by name.
        suites: Vec<Below>,
        /// The version of the last night that was well.
        good_version: Option<i64>,
    },
    /// Cases that passed the night before do not any more.
    NightRegressed {
        /// Which run.
        run_id: EvalRunId,
        /// The run it was compared with.
        before: EvalRunId,
        /// Cases that passed then and not now.
        worse: u32,
        /// Cases that pass now and did not then.
        better: u32,
        /// How likely so uneven a change is by chance.
        chance: f64,
        /// The version of the night before.
        good_version: Option<i64>,
    },
}

/// Answers that visitors rated.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ratings {
    /// Helpful.
    pub up: u32,
    /// Not.
    pub down: u32,
}

impl Ratings {
    /// All of them.
    pub const fn count(self) -> u32 {
        self.up + self.down
    }
}

/// A suite that does not reach its bar.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Below {
    /// Its name.
    pub suite: String,
    /// The share of cases that pass.
    pub share: f64,
    /// The share that must.
    pub threshold: f64,
}

/// A version whose feedback is watched for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FeedbackWatch {
    /// The version.
    pub version: i64,
    /// When it was published.
    pub since: Timestamp,
    /// When it is looked at next.
    pub check_at: Timestamp,
}

/// Alerts of one tenant.
#[async_trait]
pub trait AlertStore: Send + Sync {
    /// Stores an alert, unless the agent has one about the same; whether it is new. A version that is alerted about is watched no longer.
    async fn raise(&self, alert: &Alert) -> StorageResult<bool>;
    /// One alert.
    async fn alert(&self, id: AlertId) -> StorageResult<Option<Alert>>;
    /// Alerts that nobody dismissed, of one agent or all, newest first. Those about a version that is not live any more are left out.
    async fn open_alerts(&self, agent: Option<AgentId>, page: PageRequest) -> StorageResult<Page<Alert>>;
    /// Dismisses an alert. `false`: there is no such alert, or it was dismissed before.
    async fn dismiss_alert(&self, id: AlertId, now: Timestamp) -> StorageResult<bool>;
    /// What is watched of the agent.
    async fn feedback_watch(&self, agent: AgentId) -> StorageResult<Option<FeedbackWatch>>;
    /// Ends the watch of a version.
    async fn end_feedback_watch(&self, agent: AgentId, version: i64) -> StorageResult<()>;
}
