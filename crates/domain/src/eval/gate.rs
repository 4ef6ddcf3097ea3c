//! The gate that a draft passes before visitors get it: suites that must reach their bars, and no case that got worse. Pure: it is told the
//! runs and says what is missing.

use serde::{Deserialize, Serialize};

use super::{CaseResult, CaseState, Run, RunStatus, Suite, reaches};
use crate::id::{EvalRunId, MemberId, SuiteId};

/// What an agent's gate demands.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GateSettings {
    /// Suites that a draft must pass; with none the gate is open.
    pub suites: Vec<GateSuite>,
    /// Whether a case that passes on the live version must pass on the draft.
    pub no_regression: bool,
    /// The hour, UTC, at which the live version is run each night; `None`: it is not.
    #[serde(default)]
    pub nightly: Option<u8>,
}

/// A suite that a draft must pass.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct GateSuite {
    /// Which.
    pub suite_id: SuiteId,
    /// The share of cases that must pass; the suite's own threshold when `None`.
    pub at_least: Option<f64>,
}

/// How a version passed the gate; kept with the version.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "how")]
pub enum Passage {
    /// Its evaluations passed.
    #[serde(rename_all = "camelCase")]
    Passed {
        /// In this run.
        run_id: EvalRunId,
    },
    /// A member let it pass all the same. When: with the version.
    #[serde(rename_all = "camelCase")]
    Overridden {
        /// Who.
        by: MemberId,
        /// Why.
        reason: String,
        /// The run that did not pass, if there was one.
        run_id: Option<EvalRunId>,
    },
}

/// A run with what came of its cases.
#[derive(Debug, Clone, PartialEq)]
pub struct Seen {
    /// The run.
    pub run: Run,
    /// Its results.
    pub results: Vec<CaseResult>,
}

/// What the gate looks at.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// What it demands.
    pub settings: GateSettings,
    /// The agent's suites.
    pub suites: Vec<Suite>,
    /// The newest run of exactly this draft, with tools and knowledge as they are.
    pub draft: Option<Seen>,
    /// The newest run of any draft, when there is none of this one.
    pub latest: Option<Run>,
    /// What would answer now.
    pub now: Answering,
    /// The newest finished run of the live version with the same suites and knowledge.
    pub baseline: Option<Seen>,
}

/// What an answer depends on beside the model.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answering {
    /// The draft's revision.
    pub revision: i64,
    /// The agent's knowledge.
    pub knowledge_version: i64,
    /// Digest of its tools.
    pub tools: String,
}

/// Why a run says nothing about what would answer now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outdated {
    /// The draft is another one.
    Draft,
    /// Documents came or went.
    Knowledge,
    /// A tool was added, edited or removed.
    Tools,
    /// A suite of the gate changed, or was not run.
    Suites,
}

impl Outdated {
    /// The public spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Knowledge => "knowledge",
            Self::Tools => "tools",
            Self::Suites => "suites",
        }
    }
}

/// How the gate stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GateState {
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

impl GateState {
    /// The public spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Passed => "passed",
            Self::Missing => "missing",
            Self::Running => "running",
            Self::Failed => "failed",
        }
    }

    /// Whether a draft may be published.
    pub const fn lets_pass(self) -> bool {
        matches!(self, Self::Open | Self::Passed)
    }
}

/// What the gate says.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// How it stands.
    pub state: GateState,
    /// What does not pass; only of a failed gate.
    pub faults: Vec<Fault>,
    /// The newest run of the draft.
    pub run: Option<EvalRunId>,
    /// Why the newest run does not count; only of a gate whose evaluations are missing.
    pub outdated: Vec<Outdated>,
}

/// Something that does not pass.
#[derive(Debug, Clone, PartialEq)]
pub struct Fault {
    /// The suite.
    pub suite: String,
    /// The case; `None`: the suite as a whole.
    pub case: Option<String>,
    /// Why.
    pub reason: String,
}

/// Whether a run has every suite of the gate as it is now.
pub fn covers(run: &Run, settings: &GateSettings, suites: &[Suite]) -> bool {
    settings.suites.iter().all(|wanted| {
        suites.iter().find(|suite| suite.id == wanted.suite_id).is_some_and(|suite| {
            run.suites.iter().any(|ran| ran.suite_id == suite.id && ran.revision == suite.revision)
        })
    })
}

/// What differs between what a run ran and what would answer now.
pub fn outdated(run: &Run, now: &Answering, settings: &GateSettings, suites: &[Suite]) -> Vec<Outdated> {
    [
        (run.revision != Some(now.revision), Outdated::Draft),
        (run.knowledge_version != now.knowledge_version, Outdated::Knowledge),
        (run.tools != now.tools, Outdated::Tools),
        (!covers(run, settings, suites), Outdated::Suites),
    ]
    .into_iter()
    .filter_map(|(differs, what)| differs.then_some(what))
    .collect()
}

/// See the module.
pub fn judge(evidence: &Evidence) -> Verdict {
    let Evidence { settings, suites, draft, latest, now, baseline } = evidence;
    let verdict = |state, faults, run| Verdict { state, faults, run, outdated: Vec::new() };
    if settings.suites.is_empty() {
        return verdict(GateState::Open, Vec::new(), draft.as_ref().map(|seen| seen.run.id));
    }
    let Some(seen) = draft.as_ref().filter(|seen| covers(&seen.run, settings, suites)) else {
        let latest = draft.as_ref().map(|seen| &seen.run).or(latest.as_ref());
        let outdated = latest.map(|run| outdated(run, now, settings, suites)).unwrap_or_default();
        return Verdict { outdated, ..verdict(GateState::Missing, Vec::new(), None) };
    };
    let id = Some(seen.run.id);
    match seen.run.status {
        RunStatus::Queued | RunStatus::Running => return verdict(GateState::Running, Vec::new(), id),
        RunStatus::Superseded | RunStatus::Stopped => return verdict(GateState::Missing, Vec::new(), id),
        RunStatus::Failed => {
            let reason = seen.run.error.clone().unwrap_or_else(|| "The run broke off.".to_owned());
            let whole = |wanted: &GateSuite| Fault {
                suite: name(suites, wanted.suite_id),
                case: None,
                reason: reason.clone(),
            };
            return verdict(GateState::Failed, settings.suites.iter().map(whole).collect(), id);
        }
        RunStatus::Done => {}
    }
    if settings.no_regression && baseline.is_none() {
        return verdict(GateState::Running, Vec::new(), id);
    }
    let mut faults = Vec::new();
    for wanted in &settings.suites {
        faults.extend(below(wanted, suites, seen));
        if let Some(before) = baseline.as_ref().filter(|_| settings.no_regression) {
            faults.extend(regressions(wanted.suite_id, suites, before, seen));
        }
    }
    faults.dedup_by(|a, b| a.suite == b.suite && a.case == b.case);
    let state = if faults.is_empty() { GateState::Passed } else { GateState::Failed };
    verdict(state, faults, id)
}

fn name(suites: &[Suite], id: SuiteId) -> String {
    suites.iter().find(|suite| suite.id == id).map_or_else(|| id.to_string(), |suite| suite.spec.name.clone())
}

/// Why a suite does not reach its bar: the bar, and the cases that do not pass.
fn below(wanted: &GateSuite, suites: &[Suite], seen: &Seen) -> Vec<Fault> {
    let Some(ran) = seen.run.suites.iter().find(|ran| ran.suite_id == wanted.suite_id) else {
        return Vec::new();
    };
    let bar = wanted.at_least.unwrap_or(ran.threshold);
    let mine = || seen.results.iter().filter(|result| result.suite_id == wanted.suite_id);
    let incomplete = mine().any(|result| matches!(result.state, CaseState::Error | CaseState::NotRun));
    let share = ran.result.map_or(0.0, |result| result.share);
    if reaches(share, bar) && !incomplete && ran.result.is_some() {
        return Vec::new();
    }
    let suite = name(suites, wanted.suite_id);
    let percent = |share: f64| (share * 100.0).floor();
    let mut faults = Vec::new();
    if !reaches(share, bar) || ran.result.is_none() {
        let reason = format!("{} % of the cases pass, {} % must", percent(share), percent(bar));
        faults.push(Fault { suite: suite.clone(), case: None, reason });
    }
    faults.extend(
        mine().filter(|result| !matches!(result.state, CaseState::Passed | CaseState::Skipped)).map(
            |result| {
                let reason = result.reason.clone().unwrap_or_else(|| result.state.as_str().to_owned());
                Fault { suite: suite.clone(), case: Some(result.case.clone()), reason }
            },
        ),
    );
    faults
}

/// Cases that pass on the live version and do not here. Cases that `below` has named are not named again.
fn regressions(suite: SuiteId, suites: &[Suite], before: &Seen, now: &Seen) -> Vec<Fault> {
    let passed = |seen: &Seen, case: &str| {
        let of = |result: &&CaseResult| result.suite_id == suite && result.case == case;
        seen.results.iter().find(of).is_some_and(|result| result.state == CaseState::Passed)
    };
    now.results
        .iter()
        .filter(|result| {
            result.suite_id == suite && !matches!(result.state, CaseState::Passed | CaseState::Skipped)
        })
        .filter(|result| passed(before, &result.case))
        .map(|result| {
            let why = result.reason.clone().unwrap_or_else(|| result.state.as_str().to_owned());
            Fault {
                suite: name(suites, suite),
                case: Some(result.case.clone()),
                reason: format!("passes on the live version; {why}"),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests;
