//! What lasts of a run while it goes: one JSON object a line, written when it happens. A run that was killed is read back and goes on;
//! a last line that was cut off in the middle does not count.

use std::collections::HashMap;

use async_trait::async_trait;
use domain::clock::Timestamp;
use serde::{Deserialize, Serialize};

use super::{Attempt, Unit};
use crate::observation::Observation;
use crate::tape::Call;

/// Where lines go.
#[async_trait]
pub trait Lines: Send + Sync {
    /// Appends a line. When it returns, the line outlives the process.
    async fn write(&self, line: &Line) -> std::io::Result<()>;
}

/// For runs that need not be remembered.
#[derive(Debug, Clone, Copy, Default)]
pub struct Nowhere;

#[async_trait]
impl Lines for Nowhere {
    async fn write(&self, _: &Line) -> std::io::Result<()> {
        Ok(())
    }
}

/// One line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Line {
    /// First of a journal: which run it is.
    Run {
        /// Fingerprint of suites, target and settings: another one is another run.
        fingerprint: String,
        /// When it began.
        started_at: Timestamp,
    },
    /// A model call came to its end.
    Call(Call),
    /// A unit was answered.
    Observed {
        /// Which.
        unit: Unit,
        /// The answer.
        observation: Box<Observation>,
    },
    /// A unit was scored.
    Finished(Attempt),
}

impl Line {
    /// As it is written.
    pub fn to_text(&self) -> String {
        // Every part is plain data with string keys, which always has a JSON form.
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// What an earlier run left.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Past {
    /// Which run it was, and when it began.
    pub run: Option<(String, Timestamp)>,
    /// Its model calls.
    pub calls: Vec<Call>,
    /// Answers by unit.
    pub observed: HashMap<Unit, Observation>,
    /// Scored units.
    pub finished: HashMap<Unit, Attempt>,
}

/// A line in the middle that is none.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct Unreadable {
    /// From 1.
    pub line: usize,
    /// What is wrong.
    pub reason: String,
}

impl Past {
    /// Reads what was written. Only the whole lines of `text` count.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let mut past = Self::default();
        for (index, content) in whole(text).lines().enumerate().filter(|(_, content)| !content.is_empty()) {
            let unreadable =
                |error: serde_json::Error| Unreadable { line: index + 1, reason: error.to_string() };
            match serde_json::from_str(content).map_err(unreadable)? {
                Line::Run { fingerprint, started_at } => past.run = Some((fingerprint, started_at)),
                Line::Call(call) => past.calls.push(call),
                Line::Observed { unit, observation } => {
                    past.observed.insert(unit, *observation);
                }
                Line::Finished(attempt) => {
                    past.finished.insert(attempt.unit.clone(), attempt);
                }
            }
        }
        Ok(past)
    }

    /// Micro-USD of its model calls.
    pub fn spent(&self) -> u64 {
        self.calls.iter().map(Call::cost_micros).sum()
    }
}

/// The part of a journal that ends with the last whole line.
pub fn whole(text: &str) -> &str {
    &text[..text.rfind('\n').map_or(0, |end| end + 1)]
}
