//! Runs suites: asks, scores and remembers, so many at a time, within a budget, and goes on where an earlier run was cut off.
//! [`journal`] is what lasts, [`budget`] what may be spent.

pub mod budget;
pub mod journal;

#[cfg(test)]
mod shipped;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use domain::clock::Clock;
use futures::future::BoxFuture;
use futures::{FutureExt, StreamExt};
use serde::{Deserialize, Serialize};

use self::budget::Meter;
use self::journal::{Line, Lines, Past};
use crate::observation::Observation;
use crate::score::{Score, ScoreError, Scorer, Total, total};
use crate::suite::{Case, Suite};
use crate::tape::Tape;
use crate::target::{AskError, Target};

/// One case, asked once.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Unit {
    /// The suite's name.
    pub suite: String,
    /// The case's id.
    pub case: String,
    /// 1, 2, 3, … when the case is repeated.
    pub attempt: u32,
}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}#{}", self.suite, self.case, self.attempt)
    }
}

/// What came of a unit.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "state")]
pub enum Outcome {
    /// It was answered and scored.
    Scored {
        /// The answer.
        observation: Box<Observation>,
        /// One for each check.
        scores: Vec<Score>,
    },
    /// It could not be asked or scored; not the agent's fault.
    Unscored {
        /// Why.
        reason: String,
    },
    /// The budget was used up before it.
    NotRun,
}

impl Outcome {
    /// Passed or not, and the mean value. `None`: not scored.
    pub fn total(&self) -> Option<Total> {
        match self {
            Self::Scored { scores, .. } => Some(total(scores)),
            Self::Unscored { .. } | Self::NotRun => None,
        }
    }
}

/// A unit and what came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Attempt {
    /// Which.
    pub unit: Unit,
    /// What came of it.
    pub outcome: Outcome,
}

/// The bounds of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Units at a time.
    pub parallel: usize,
    /// How often a unit is tried again when the model or the server fails.
    pub retries: u32,
    /// The pause before the first retry; it doubles each time.
    pub backoff: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { parallel: 4, retries: 2, backoff: Duration::from_millis(500) }
    }
}

/// Hears of a run as it goes.
pub trait Progress: Send + Sync {
    /// So many units there are, so many of them are done already.
    fn begin(&self, units: usize, done: usize);
    /// A unit is done.
    fn done(&self, attempt: &Attempt);
}

/// Runs suites.
pub struct Runner {
    /// Who is asked.
    pub target: Arc<dyn Target>,
    /// How answers are scored.
    pub scorer: Scorer,
    /// What judges' calls go over.
    pub tape: Arc<Tape>,
    /// What was spent.
    pub meter: Arc<Meter>,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Where the run is remembered.
    pub journal: Arc<dyn Lines>,
    /// Who hears of it.
    pub progress: Arc<dyn Progress>,
    /// Its bounds.
    pub limits: Limits,
}

/// Why a run broke off.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// What happened could not be remembered.
    #[error("the journal cannot be written: {0}")]
    Journal(#[from] std::io::Error),
}

/// A unit that waits.
struct Waiting<'a> {
    suite: &'a Suite,
    case: &'a Case,
    unit: Unit,
    observed: Option<Observation>,
}

impl Runner {
    /// Every unit of the suites, in their order; those that `past` has are not run again.
    pub async fn run(&self, suites: &[Suite], mut past: Past) -> Result<Vec<Attempt>, RunError> {
        let units = plan(suites);
        let order: HashMap<Unit, usize> =
            units.iter().enumerate().map(|(index, (_, _, unit))| (unit.clone(), index)).collect();
        let mut attempts: Vec<Attempt> = Vec::new();
        let mut waiting = Vec::new();
        for (suite, case, unit) in units {
            match past.finished.remove(&unit) {
                Some(attempt) => attempts.push(attempt),
                None => {
                    let observed = past.observed.remove(&unit);
                    waiting.push(Waiting { suite, case, unit, observed });
                }
            }
        }
        self.progress.begin(order.len(), attempts.len());
        // Boxed one by one, so that the whole may move between threads.
        let waiting: Vec<BoxFuture<'_, _>> =
            waiting.into_iter().map(|unit| self.unit(unit).boxed()).collect();
        let mut running = futures::stream::iter(waiting).buffer_unordered(self.limits.parallel.max(1));
        while let Some(attempt) = running.next().await {
            let attempt = attempt?;
            self.progress.done(&attempt);
            attempts.push(attempt);
        }
        attempts.sort_by_key(|attempt| order.get(&attempt.unit).copied());
        Ok(attempts)
    }

    async fn unit(&self, waiting: Waiting<'_>) -> Result<Attempt, RunError> {
        let Waiting { suite, case, unit, observed } = waiting;
        if !self.meter.begin() {
            return Ok(Attempt { unit, outcome: Outcome::NotRun });
        }
        let mut cost = 0;
        let outcome = self.outcome(suite, case, &unit, observed, &mut cost).await;
        self.meter.end(cost);
        let attempt = Attempt { unit, outcome: outcome? };
        // What could not be scored is tried again by a run that goes on from here.
        if matches!(attempt.outcome, Outcome::Scored { .. }) {
            self.journal.write(&Line::Finished(attempt.clone())).await?;
        }
        Ok(attempt)
    }

    async fn outcome(
        &self,
        suite: &Suite,
        case: &Case,
        unit: &Unit,
        observed: Option<Observation>,
        cost: &mut u64,
    ) -> Result<Outcome, RunError> {
        let observation = match observed {
            Some(observation) => observation,
            None => match self.patiently(|| self.target.ask(unit, suite, case), AskError::is_passing).await {
                Ok(observation) => {
                    *cost += observation.cost_micros().unwrap_or(0);
                    let line =
                        Line::Observed { unit: unit.clone(), observation: Box::new(observation.clone()) };
                    self.journal.write(&line).await?;
                    observation
                }
                Err(error) => return Ok(Outcome::Unscored { reason: error.to_string() }),
            },
        };
        let judging = self.scorer.judge.as_ref().map(|judge| {
            let taped = self.tape.wrap(format!("{unit}/judge"), judge.models());
            (judge.through(taped.clone()), taped)
        });
        let scorer = Scorer {
            judge: judging.as_ref().map(|(judge, _)| judge.clone()),
            embedder: self.scorer.embedder.clone(),
        };
        let scored = self.patiently(|| scorer.score(suite, case, &observation), ScoreError::is_passing).await;
        *cost += judging.map_or(0, |(_, taped)| taped.spent());
        Ok(match scored {
            Ok(scores) => Outcome::Scored { observation: Box::new(observation), scores },
            Err(error) => Outcome::Unscored { reason: error.to_string() },
        })
    }

    /// Tries again, after longer and longer pauses, what fails for reasons that pass.
    async fn patiently<T, E, F: Future<Output = Result<T, E>>>(
        &self,
        attempt: impl Fn() -> F,
        is_passing: impl Fn(&E) -> bool,
    ) -> Result<T, E> {
        let mut pause = self.limits.backoff;
        let mut left = self.limits.retries;
        loop {
            match attempt().await {
                Err(error) if left > 0 && is_passing(&error) => {
                    self.clock.sleep(pause).await;
                    pause = pause.saturating_mul(2);
                    left -= 1;
                }
                done => return done,
            }
        }
    }
}

/// Every case as often as it is asked, suite by suite. First attempts come before second ones, so that a run that is cut off has seen
/// every case.
fn plan(suites: &[Suite]) -> Vec<(&Suite, &Case, Unit)> {
    let mut units = Vec::new();
    for suite in suites {
        let most = suite.cases.iter().map(|case| suite.repeat_of(case)).max().unwrap_or(0);
        for attempt in 1..=most {
            for case in suite.cases.iter().filter(|case| attempt <= suite.repeat_of(case)) {
                units.push((suite, case, Unit { suite: suite.name.clone(), case: case.id.clone(), attempt }));
            }
        }
    }
    units
}
