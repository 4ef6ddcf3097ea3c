//! Reports on the wire.

use domain::id::ChatId;
use domain::insight::{Day, Group, Latency, Question};
use serde::Serialize;
use utoipa::ToSchema;

/// One day's conversations.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DayBody {
    /// Such as `2026-11-24`, in the report's own time.
    date: String,
    /// Conversations in which somebody asked something.
    conversations: u32,
    /// Questions.
    questions: u32,
    /// Questions without a complete answer that cites a passage.
    unanswered: u32,
    /// Answers that were found helpful.
    ups: u32,
    /// Answers that were not.
    downs: u32,
}

impl DayBody {
    /// The columns of [`DayBody::cells`].
    pub const COLUMNS: [&str; 6] =
        ["date", "conversations", "questions", "unanswered", "helpful", "not_helpful"];

    /// The day as a line of a table.
    pub fn cells(self) -> [String; 6] {
        let numbers = [self.conversations, self.questions, self.unanswered, self.ups, self.downs];
        let [a, b, c, d, e] = numbers.map(|number| number.to_string());
        [self.date, a, b, c, d, e]
    }
}

impl From<Day> for DayBody {
    fn from(day: Day) -> Self {
        // A timestamp's text begins with its date.
        let midnight = domain::clock::Timestamp::from_millis(day.day.saturating_mul(86_400_000)).to_string();
        Self {
            date: midnight.chars().take_while(|c| *c != 'T').collect(),
            conversations: day.conversations,
            questions: day.questions,
            unanswered: day.unanswered,
            ups: day.ups,
            downs: day.downs,
        }
    }
}

/// How long whole answers took.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LatencyBody {
    /// How many there were.
    answers: u64,
    /// Half were faster, ms.
    median_ms: u64,
    /// 95 of 100 were faster, ms.
    p95_ms: u64,
}

impl From<Latency> for LatencyBody {
    fn from(latency: Latency) -> Self {
        let millis = |time: std::time::Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        Self { answers: latency.answers, median_ms: millis(latency.median), p95_ms: millis(latency.p95) }
    }
}

/// Unanswered questions that ask the same thing.
#[derive(Debug, Serialize, ToSchema)]
pub struct QuestionGroup {
    /// The newest of them.
    question: String,
    /// How many there are.
    count: u32,
    /// The conversations they were asked in, newest first, at most 20.
    #[schema(value_type = Vec<String>)]
    conversations: Vec<ChatId>,
    /// The different ways in which it was asked, newest first, at most 10.
    wordings: Vec<WordingBody>,
}

/// A question as somebody asked it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WordingBody {
    /// Its first 300 characters.
    question: String,
    /// Where it was last asked so.
    #[schema(value_type = String)]
    conversation_id: ChatId,
}

impl From<Question> for WordingBody {
    fn from(question: Question) -> Self {
        Self { question: question.text, conversation_id: question.chat_id }
    }
}

impl From<Group> for QuestionGroup {
    fn from(group: Group) -> Self {
        Self {
            question: group.question,
            count: group.count,
            conversations: group.chats,
            wordings: group.wordings.into_iter().map(Into::into).collect(),
        }
    }
}
