//! What came of conversations, in numbers: how much was asked, how it was liked, how long it took, and what nobody could answer.

mod group;

use std::time::Duration;

use async_trait::async_trait;

use crate::alert::Ratings;
use crate::clock::Timestamp;
use crate::id::{AgentId, ChatId};
use crate::storage::StorageResult;

pub use group::{Group, group};

/// Longest stretch of time in one report.
pub const LONGEST: Duration = Duration::from_secs(366 * 24 * 3600);

/// What a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportRange {
    /// Only this agent.
    pub agent: Option<AgentId>,
    /// From this time on.
    pub from: Timestamp,
    /// Before this time.
    pub until: Timestamp,
    /// East of UTC, minutes: where a day begins.
    pub offset_minutes: i32,
}

/// One day's conversations.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Day {
    /// Days since 1970-01-01 in the report's own time.
    pub day: i64,
    /// Conversations in which somebody asked something.
    pub conversations: u32,
    /// Questions.
    pub questions: u32,
    /// Questions without a complete answer that cites a passage.
    pub unanswered: u32,
    /// Answers that were found helpful.
    pub ups: u32,
    /// Answers that were not.
    pub downs: u32,
}

/// How long whole answers took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Latency {
    /// How many there were.
    pub answers: u64,
    /// Half were faster.
    pub median: Duration,
    /// 95 of 100 were faster.
    pub p95: Duration,
}

/// A question that was not answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Where it was asked.
    pub chat_id: ChatId,
    /// What was asked.
    pub text: String,
}

/// Reports of one tenant. Previews are left out.
#[async_trait]
pub trait InsightStore: Send + Sync {
    /// Each day with questions or ratings, oldest first.
    async fn days(&self, range: ReportRange) -> StorageResult<Vec<Day>>;
    /// How long whole answers took.
    async fn latency(&self, range: ReportRange) -> StorageResult<Latency>;
    /// How answers of the range were rated; of many ratings the newest `most`.
    async fn ratings(&self, range: ReportRange, most: u32) -> StorageResult<Ratings>;
    /// The latest unanswered questions, newest first; at most `limit`.
    async fn unanswered(&self, range: ReportRange, limit: u32) -> StorageResult<Vec<Question>>;
}
