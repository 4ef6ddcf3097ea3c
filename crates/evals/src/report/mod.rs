//! What a run says: the results case by case, whether each suite reaches its bar, and the forms people and programs read
//! ([`table`], [`junit`], [`html`], JSON by serde). [`compare`] sets two runs side by side.

pub mod compare;
pub mod html;
pub mod junit;
pub mod stats;
pub mod table;

#[cfg(test)]
mod tests;

use domain::clock::Timestamp;
use domain::eval::reaches;
use serde::{Deserialize, Serialize};

use crate::run::{Attempt, Outcome};
use crate::suite::{Case, Suite};

/// The form's version; a report of another one is not read.
pub const VERSION: u32 = 1;

/// A run and all that came of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// See [`VERSION`].
    pub version: u32,
    /// Who was asked, for people.
    pub target: String,
    /// What random numbers of the run begin from.
    pub seed: u64,
    /// When it began.
    pub started_at: Timestamp,
    /// How long it took, in milliseconds.
    pub took_ms: u64,
    /// Micro-USD that were paid; what came from a cassette is not.
    pub spent_micros: u64,
    /// In the order they were run.
    pub suites: Vec<SuiteResult>,
}

/// A suite's results.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SuiteResult {
    /// Its name.
    pub name: String,
    /// The weighted share of cases that must pass.
    pub threshold: f64,
    /// The weighted share that did; skipped cases do not count.
    pub share: f64,
    /// The weighted mean of the cases' values.
    pub value: f64,
    /// Whether the share reaches the threshold.
    pub passed: bool,
    /// In the suite's order.
    pub cases: Vec<CaseResult>,
}

/// A case's results.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CaseResult {
    /// Its id.
    pub id: String,
    /// What came of it.
    pub state: CaseState,
    /// The share of attempts that passed.
    pub pass_rate: f64,
    /// Mean value of the attempts.
    pub value: f64,
    /// How much it counts.
    pub weight: f64,
    /// Its tags.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// What was asked.
    pub input: String,
    /// The reference answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<String>,
    /// One for each time it was asked.
    pub attempts: Vec<Outcome>,
}

/// What came of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CaseState {
    /// Every attempt passed.
    Passed,
    /// No attempt passed.
    Failed,
    /// Some attempts passed and some did not; counts as not passed.
    Flaky,
    /// Nothing of it could be checked here.
    Skipped,
    /// It could not be asked or scored.
    Error,
    /// The budget was used up before it.
    NotRun,
}

impl CaseState {
    /// The spelling in reports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Passed => "passed",
            Self::Failed => "failed",
            Self::Flaky => "flaky",
            Self::Skipped => "skipped",
            Self::Error => "error",
            Self::NotRun => "not run",
        }
    }

    const fn counts(self) -> bool {
        matches!(self, Self::Passed | Self::Failed | Self::Flaky)
    }
}

/// What a run means for whoever started it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Conclusion {
    /// Every suite reaches its bar.
    Passed,
    /// One does not.
    BelowThreshold,
    /// Something could not be run, so nothing is known for sure.
    Incomplete,
}

impl Conclusion {
    /// The process's exit code.
    pub const fn exit_code(self) -> u8 {
        match self {
            Self::Passed => 0,
            Self::BelowThreshold => 1,
            Self::Incomplete => 2,
        }
    }
}

impl Report {
    /// How many cases ended so.
    pub fn count(&self, state: CaseState) -> usize {
        self.suites.iter().flat_map(|suite| &suite.cases).filter(|case| case.state == state).count()
    }

    /// How many cases there are.
    pub fn cases(&self) -> usize {
        self.suites.iter().map(|suite| suite.cases.len()).sum()
    }

    /// See [`Conclusion`].
    pub fn conclusion(&self) -> Conclusion {
        if self.count(CaseState::Error) + self.count(CaseState::NotRun) > 0 {
            Conclusion::Incomplete
        } else if self.suites.iter().all(|suite| suite.passed) {
            Conclusion::Passed
        } else {
            Conclusion::BelowThreshold
        }
    }
}

/// The results of suites from their attempts.
pub fn results(suites: &[Suite], attempts: &[Attempt]) -> Vec<SuiteResult> {
    suites
        .iter()
        .map(|suite| {
            let of_case = |case: &Case| {
                let mine =
                    |attempt: &&Attempt| attempt.unit.suite == suite.name && attempt.unit.case == case.id;
                case_result(
                    case,
                    attempts.iter().filter(mine).map(|attempt| attempt.outcome.clone()).collect(),
                )
            };
            suite_result(suite, suite.cases.iter().map(of_case).collect())
        })
        .collect()
}

fn suite_result(suite: &Suite, cases: Vec<CaseResult>) -> SuiteResult {
    let counted: Vec<&CaseResult> = cases.iter().filter(|case| case.state.counts()).collect();
    let weight: f64 = counted.iter().map(|case| case.weight).sum();
    let weighed = |of: &dyn Fn(&CaseResult) -> f64| {
        if weight > 0.0 {
            counted.iter().map(|case| of(case) * case.weight).sum::<f64>() / weight
        } else {
            0.0
        }
    };
    let share = weighed(&|case| if case.state == CaseState::Passed { 1.0 } else { 0.0 });
    let value = weighed(&|case| case.value);
    let threshold = suite.threshold.get();
    let passed = !counted.is_empty() && reaches(share, threshold);
    SuiteResult { name: suite.name.clone(), threshold, share, value, passed, cases }
}

fn case_result(case: &Case, attempts: Vec<Outcome>) -> CaseResult {
    let totals: Vec<_> = attempts.iter().filter_map(Outcome::total).collect();
    let judged = totals.iter().filter(|total| total.passed.is_some()).count();
    let passed = totals.iter().filter(|total| total.passed == Some(true)).count();
    let state = if attempts.iter().any(|attempt| matches!(attempt, Outcome::Unscored { .. })) {
        CaseState::Error
    } else if attempts.is_empty() || attempts.contains(&Outcome::NotRun) {
        CaseState::NotRun
    } else if judged == 0 {
        CaseState::Skipped
    } else if passed == judged {
        CaseState::Passed
    } else if passed == 0 {
        CaseState::Failed
    } else {
        CaseState::Flaky
    };
    let mean = |sum: f64| if judged == 0 { 0.0 } else { sum / judged as f64 };
    CaseResult {
        id: case.id.clone(),
        state,
        pass_rate: mean(passed as f64),
        value: mean(totals.iter().filter(|total| total.passed.is_some()).map(|total| total.value).sum()),
        weight: case.weight.get(),
        tags: case.tags.clone(),
        input: case.input.clone(),
        expected: case.expect.answer.clone(),
        attempts,
    }
}

/// Why a case is not passed, in a line: the first check of the first attempt that failed.
pub fn why(case: &CaseResult) -> Option<String> {
    use crate::score::Verdict;
    case.attempts.iter().find_map(|attempt| match attempt {
        Outcome::Scored { scores, .. } => {
            let failed = scores.iter().find(|score| score.verdict == Verdict::Fail)?;
            Some(format!("{}: {}", failed.check, failed.reason))
        }
        Outcome::Unscored { reason } => Some(reason.clone()),
        Outcome::NotRun => Some("the budget was used up".to_owned()),
    })
}
