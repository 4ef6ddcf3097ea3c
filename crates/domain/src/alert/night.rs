//! Whether an agent got worse in the night: its run against the run of the night before.

use super::{Below, Evidence};
use crate::chance::mcnemar;
use crate::eval::gate::Seen;
use crate::eval::{CaseResult, CaseState, reaches};

/// A change that is likelier than this by chance is none.
const CHANCE: f64 = 0.05;

/// What a finished run says, beside the newest finished run of an earlier night. A bar that is not reached tells more than a comparison.
pub fn judge(now: &Seen, before: Option<&Seen>) -> Option<Evidence> {
    let run_id = now.run.id;
    let good_version = before.and_then(|seen| seen.run.version);
    let suites: Vec<Below> = now
        .run
        .suites
        .iter()
        .filter_map(|suite| {
            let result = suite.result.filter(|result| !reaches(result.share, suite.threshold))?;
            Some(Below { suite: suite.name.clone(), share: result.share, threshold: suite.threshold })
        })
        .collect();
    if !suites.is_empty() {
        return Some(Evidence::NightFailed { run_id, suites, good_version });
    }
    let before = before?;
    let (mut worse, mut better) = (0, 0);
    for result in &now.results {
        let same = |earlier: &&CaseResult| earlier.suite_id == result.suite_id && earlier.case == result.case;
        let earlier = before.results.iter().find(same);
        match (earlier.and_then(|earlier| passes(earlier.state)), passes(result.state)) {
            (Some(true), Some(false)) => worse += 1,
            (Some(false), Some(true)) => better += 1,
            _ => {}
        }
    }
    let chance = mcnemar(worse, better);
    (worse > better && chance < CHANCE).then_some(Evidence::NightRegressed {
        run_id,
        before: before.run.id,
        worse,
        better,
        chance,
        good_version,
    })
}

/// `None`: it says nothing.
const fn passes(state: CaseState) -> Option<bool> {
    match state {
        CaseState::Passed => Some(true),
        CaseState::Failed | CaseState::Flaky => Some(false),
        CaseState::Skipped | CaseState::Error | CaseState::NotRun => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::Value;
    use uuid::Uuid;

    use super::*;
    use crate::clock::Timestamp;
    use crate::eval::{Run, RunStatus, RunSuite, SuiteResult, Trigger};

    fn id<T: From<Uuid>>(n: u128) -> T {
        Uuid::from_u128(n).into()
    }

    /// A night of version `version` in which these cases passed, or could not be run.
    fn night(version: i64, states: &[CaseState]) -> Seen {
        let passed = states.iter().filter(|state| **state == CaseState::Passed).count();
        let share = passed as f64 / states.len() as f64;
        let result = Some(SuiteResult { share, value: share, passed: share >= 0.5 });
        let suites =
            vec![RunSuite { suite_id: id(1), name: "golden".into(), revision: 1, threshold: 0.5, result }];
        let at = Timestamp::from_millis(1);
        let run = Run {
            id: Uuid::from_u128(version.unsigned_abs().into()).into(),
            agent_id: id(2),
            trigger: Trigger::Nightly,
            version: Some(version),
            revision: None,
            knowledge_version: 0,
            tools: String::new(),
            status: RunStatus::Done,
            error: None,
            suites,
            units: 0,
            done: 0,
            spent_micros: 0,
            created_by: None,
            created_at: at,
            started_at: None,
            ended_at: None,
        };
        let case = |(n, state): (usize, &CaseState)| CaseResult {
            id: id(20 + n as u128),
            suite_id: id(1),
            case: format!("case {n}"),
            position: u32::try_from(n).unwrap(),
            state: *state,
            value: 1.0,
            reason: None,
            judged: 0,
            detail: Value::Null,
        };
        Seen { run, results: states.iter().enumerate().map(case).collect() }
    }

    use CaseState::{Error, Failed, Passed};

    #[test]
    fn a_night_below_its_bar_is_told_with_its_suites() {
        let told = judge(&night(2, &[Passed, Failed, Failed]), Some(&night(1, &[Passed, Passed, Passed])));
        let below = Below { suite: "golden".into(), share: 1.0 / 3.0, threshold: 0.5 };
        assert_eq!(
            told,
            Some(Evidence::NightFailed { run_id: id(2), suites: vec![below], good_version: Some(1) })
        );
        assert_eq!(judge(&night(2, &[Passed, Failed]), None), None, "the bar is reached");
    }

    #[test]
    fn a_night_above_its_bar_is_told_when_more_than_chance_got_worse() {
        let passing = [Passed; 20];
        let with = |failed: usize, other: CaseState| {
            let mut states = [Passed; 20];
            states[..failed].fill(other);
            states
        };
        let told = |now: &[CaseState], before: &[CaseState]| judge(&night(2, now), Some(&night(1, before)));
        assert_eq!(told(&passing, &passing), None);
        assert_eq!(told(&with(5, Failed), &passing), None, "5 of 5: 0.0625 by chance");
        let Some(Evidence::NightRegressed { worse, better, chance, .. }) = told(&with(6, Failed), &passing)
        else {
            panic!("6 of 6 is more than chance")
        };
        assert_eq!((worse, better), (6, 0));
        assert!((chance - 2.0 / 64.0).abs() < 1e-9);
        assert_eq!(told(&passing, &with(6, Failed)), None, "better");
        assert_eq!(told(&with(6, Error), &passing), None, "what could not be run says nothing");
    }
}
