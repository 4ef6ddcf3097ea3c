//! Two runs side by side, case by case: what got worse comes first.

use std::collections::HashMap;

use domain::chance::mcnemar;
use serde::Serialize;

use super::stats::{Difference, bootstrap};
use super::{CaseResult, CaseState, Report, why};

/// How a case changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// It passed and does no longer.
    Regressed,
    /// It still does not pass, and its value fell.
    Worse,
    /// It does not pass and was not there before.
    NewFailure,
    /// It is gone, or was not run.
    Missing,
    /// It passes now.
    Fixed,
    /// Still not passed, but its value rose.
    Better,
    /// It passes and was not there before.
    New,
    /// As before.
    Same,
}

impl Change {
    /// For people.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Regressed => "regressed",
            Self::Worse => "worse",
            Self::NewFailure => "new, failing",
            Self::Missing => "missing",
            Self::Fixed => "fixed",
            Self::Better => "better",
            Self::New => "new",
            Self::Same => "same",
        }
    }
}

/// One case in both runs.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CaseChange {
    /// The suite.
    pub suite: String,
    /// The case.
    pub case: String,
    /// How it changed.
    pub change: Change,
    /// State and value before.
    pub before: Option<(CaseState, f64)>,
    /// State and value now.
    pub after: Option<(CaseState, f64)>,
    /// Why it does not pass now.
    pub reason: Option<String>,
}

/// Two runs side by side.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Comparison {
    /// Regressions first.
    pub cases: Vec<CaseChange>,
    /// Cases that passed and do no longer.
    pub regressed: u32,
    /// Cases that pass now.
    pub fixed: u32,
    /// How likely a split of changes this uneven is by chance, see [`mcnemar`].
    pub p_value: f64,
    /// Change of the cases' mean value, over the cases that both runs scored.
    pub value: Option<Difference>,
}

impl Comparison {
    /// In a line.
    pub fn summary(&self) -> String {
        let value = self.value.map_or_else(String::new, |value| {
            format!(", mean value {:+.3} (95 % {:+.3} to {:+.3})", value.mean, value.low, value.high)
        });
        let p = if self.p_value < 0.001 { "< 0.001".to_owned() } else { format!("= {:.3}", self.p_value) };
        format!("{} regressed, {} fixed (McNemar p {p}){value}", self.regressed, self.fixed)
    }
}

/// Compares a run with an earlier one.
pub fn compare(before: &Report, after: &Report, seed: u64) -> Comparison {
    let old = by_name(before);
    let new = by_name(after);
    let mut cases: Vec<CaseChange> = Vec::new();
    let mut differences = Vec::new();
    for (suite, case) in ordered(after) {
        let earlier = old.get(&(suite, case.id.as_str())).copied();
        if let Some(earlier) = earlier.filter(|earlier| earlier.state.counts() && case.state.counts()) {
            differences.push(case.value - earlier.value);
        }
        cases.push(pair(suite, earlier, Some(case)));
    }
    let gone = ordered(before).filter(|(suite, case)| !new.contains_key(&(*suite, case.id.as_str())));
    cases.extend(gone.map(|(suite, case)| pair(suite, Some(case), None)));
    cases.sort_by_key(|case| case.change);
    let count =
        |change| u32::try_from(cases.iter().filter(|case| case.change == change).count()).unwrap_or(u32::MAX);
    let (regressed, fixed) = (count(Change::Regressed), count(Change::Fixed));
    Comparison {
        regressed,
        fixed,
        p_value: mcnemar(regressed, fixed),
        value: bootstrap(&differences, seed),
        cases,
    }
}

fn ordered(report: &Report) -> impl Iterator<Item = (&str, &CaseResult)> {
    report.suites.iter().flat_map(|suite| suite.cases.iter().map(|case| (suite.name.as_str(), case)))
}

fn by_name(report: &Report) -> HashMap<(&str, &str), &CaseResult> {
    ordered(report).map(|(suite, case)| ((suite, case.id.as_str()), case)).collect()
}

fn pair(suite: &str, before: Option<&CaseResult>, after: Option<&CaseResult>) -> CaseChange {
    let passed = |case: &CaseResult| case.state == CaseState::Passed;
    let change = match (before, after) {
        (_, None) => Change::Missing,
        (Some(before), Some(after)) if before.state.counts() && !after.state.counts() => Change::Missing,
        (_, Some(after)) if !after.state.counts() => Change::Same,
        (None, Some(after)) => {
            if passed(after) {
                Change::New
            } else {
                Change::NewFailure
            }
        }
        (Some(before), Some(after)) if !before.state.counts() => {
            if passed(after) {
                Change::New
            } else {
                Change::NewFailure
            }
        }
        (Some(before), Some(after)) => match (passed(before), passed(after)) {
            (true, false) => Change::Regressed,
            (false, true) => Change::Fixed,
            (true, true) => Change::Same,
            (false, false) if after.value < before.value - 1e-9 => Change::Worse,
            (false, false) if after.value > before.value + 1e-9 => Change::Better,
            (false, false) => Change::Same,
        },
    };
    let case = after.or(before).map_or_else(String::new, |case| case.id.clone());
    let told = |case: Option<&CaseResult>| case.map(|case| (case.state, case.value));
    let reason = after.filter(|case| !passed(case)).and_then(why);
    CaseChange { suite: suite.to_owned(), case, change, before: told(before), after: told(after), reason }
}
