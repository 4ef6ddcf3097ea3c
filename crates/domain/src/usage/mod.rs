//! What a tenant uses: every call of a model is one row of the ledger, summed up by day and model; and what a plan allows.

pub mod allowance;

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::clock::Timestamp;
use crate::id::{AgentId, CallId};

/// A day in UTC; `2026-11-24` in text and JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(i64);

const MILLIS: i64 = 24 * 3_600 * 1_000;

impl Day {
    /// The day of a time.
    pub const fn of(time: Timestamp) -> Self {
        Self(time.as_millis().div_euclid(MILLIS))
    }

    /// From days since the Unix epoch.
    pub const fn from_number(days: i64) -> Self {
        Self(days)
    }

    /// Days since the Unix epoch.
    pub const fn number(self) -> i64 {
        self.0
    }

    /// So many days earlier.
    pub const fn minus(self, days: i64) -> Self {
        Self(self.0 - days)
    }

    /// The first day of this day's month.
    pub fn month_start(self) -> Self {
        let day = self.date().map_or(1, |date| i64::from(date.day()));
        self.minus(day - 1)
    }

    fn date(self) -> Option<Date> {
        let time = jiff::Timestamp::from_millisecond(self.0.checked_mul(MILLIS)?).ok()?;
        Some(time.to_zoned(TimeZone::UTC).date())
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.date() {
            Some(date) => date.fmt(f),
            None => write!(f, "{} days", self.0),
        }
    }
}

impl FromStr for Day {
    type Err = jiff::Error;

    fn from_str(text: &str) -> Result<Self, jiff::Error> {
        let date: Date = text.parse()?;
        let time = date.to_zoned(TimeZone::UTC)?.timestamp();
        Ok(Self::of(Timestamp::from_millis(time.as_millisecond())))
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// What a model was called for beside answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CallSource {
    /// Reranking passages.
    Rerank,
}

impl CallSource {
    /// The stored spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rerank => "rerank",
        }
    }
}

/// A call of a model beside answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Its id.
    pub id: CallId,
    /// For whom it was made.
    pub agent_id: AgentId,
    /// What for.
    pub source: CallSource,
    /// The model.
    pub model: String,
    /// Tokens read, as far as the provider tells.
    pub input_tokens: u64,
    /// When.
    pub at: Timestamp,
}

/// What one model was used for on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UsageDay {
    /// When.
    pub day: Day,
    /// The model as the provider names it; empty when no call came so far as to tell.
    pub model: String,
    /// Answers.
    pub calls: u64,
    /// Tokens read.
    pub input_tokens: u64,
    /// Tokens written.
    pub output_tokens: u64,
    /// Micro-USD, as far as providers tell.
    pub cost_micros: u64,
}

/// What an organization may use; `None` is no limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Plan {
    /// Answers in a calendar month (UTC).
    pub messages_per_month: Option<u64>,
    /// Micro-USD on a day (UTC).
    pub cost_micros_per_day: Option<u64>,
    /// Documents of all agents together.
    pub documents: Option<u64>,
    /// Agents.
    pub agents: Option<u64>,
}

/// A limit of the plan that is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum OverPlan {
    /// [`Plan::messages_per_month`].
    #[error("This month's messages are used up.")]
    Messages,
    /// [`Plan::cost_micros_per_day`].
    #[error("Today's budget is used up.")]
    Cost,
    /// [`Plan::documents`].
    #[error("The plan allows no more documents.")]
    Documents,
    /// [`Plan::agents`].
    #[error("The plan allows no more agents.")]
    Agents,
}

impl Plan {
    /// Whether one more answer may begin `today`, after what was used since the month began.
    pub fn allows_message(&self, used: &[UsageDay], today: Day) -> Result<(), OverPlan> {
        let month = today.month_start();
        let calls: u64 = used.iter().filter(|usage| usage.day >= month).map(|usage| usage.calls).sum();
        let cost: u64 = used.iter().filter(|usage| usage.day == today).map(|usage| usage.cost_micros).sum();
        if self.messages_per_month.is_some_and(|most| calls >= most) {
            return Err(OverPlan::Messages);
        }
        if self.cost_micros_per_day.is_some_and(|most| cost >= most) {
            return Err(OverPlan::Cost);
        }
        Ok(())
    }

    /// Whether there may be one more document beside `count`.
    pub fn allows_document(&self, count: u64) -> Result<(), OverPlan> {
        if self.documents.is_some_and(|most| count >= most) { Err(OverPlan::Documents) } else { Ok(()) }
    }

    /// Whether there may be one more agent beside `count`.
    pub fn allows_agent(&self, count: u64) -> Result<(), OverPlan> {
        if self.agents.is_some_and(|most| count >= most) { Err(OverPlan::Agents) } else { Ok(()) }
    }

    /// Whether answers are limited at all.
    pub const fn limits_messages(&self) -> bool {
        self.messages_per_month.is_some() || self.cost_micros_per_day.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn used(on: &str, calls: u64, cost_micros: u64) -> UsageDay {
        let (model, tokens) = (String::from("m"), 1);
        UsageDay { day: day(on), model, calls, input_tokens: tokens, output_tokens: tokens, cost_micros }
    }

    #[test]
    fn days_are_utc_and_read_as_they_are_written() {
        let last_moment = Timestamp::from_millis(1_795_478_399_999);
        assert_eq!(Day::of(last_moment).to_string(), "2026-11-23");
        assert_eq!(Day::of(Timestamp::from_millis(1_795_478_400_000)), day("2026-11-24"));
        assert_eq!(day("2026-11-24").month_start(), day("2026-11-01"));
        assert_eq!(day("2026-03-01").minus(1).to_string(), "2026-02-28");
        assert_eq!(Day::of(Timestamp::from_millis(-1)).to_string(), "1969-12-31");
        for wrong in ["", "2026-13-01", "2026-11-31", "today", "24.11.2026"] {
            assert!(wrong.parse::<Day>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn limits_count_their_own_month_and_day() {
        let today = day("2026-11-24");
        let usage = [used("2026-10-31", 50, 900), used("2026-11-02", 3, 900), used("2026-11-24", 2, 100)];
        let with = |messages, cost| Plan {
            messages_per_month: messages,
            cost_micros_per_day: cost,
            ..Plan::default()
        };
        assert_eq!(Plan::default().allows_message(&usage, today), Ok(()));
        assert_eq!(with(Some(6), Some(101)).allows_message(&usage, today), Ok(()));
        assert_eq!(with(Some(5), None).allows_message(&usage, today), Err(OverPlan::Messages));
        assert_eq!(with(None, Some(100)).allows_message(&usage, today), Err(OverPlan::Cost));
        assert_eq!(with(Some(0), None).allows_message(&[], today), Err(OverPlan::Messages));
        let counted = Plan { documents: Some(2), agents: Some(1), ..Plan::default() };
        assert_eq!(
            (counted.allows_document(1), counted.allows_document(2)),
            (Ok(()), Err(OverPlan::Documents))
        );
        assert_eq!((counted.allows_agent(0), counted.allows_agent(1)), (Ok(()), Err(OverPlan::Agents)));
    }
}
