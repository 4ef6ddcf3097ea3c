//! From what the evaluator says to what is stored.

use domain::chat::run::EnginePorts;
use domain::eval::{CaseResult, CaseState, Run, RunEnd, RunStatus, RunSuite, SuiteResult};
use domain::id::{Ids, SuiteId};
use evals::report::{self, CaseState as Reported, why};
use evals::run::{Attempt, Outcome, Unit};
use evals::suite::Suite;
use serde_json::Value;

/// Everything at the end.
pub fn end(
    run: &Run,
    suites: &[Suite],
    attempts: &[Attempt],
    ports: &EnginePorts,
    spent_micros: u64,
) -> RunEnd {
    let reported = report::results(suites, attempts);
    let mut results = Vec::new();
    let mut ended = Vec::new();
    for (of_run, result) in run.suites.iter().zip(&reported) {
        let complete =
            result.cases.iter().all(|case| !matches!(case.state, Reported::Error | Reported::NotRun));
        let result_of =
            SuiteResult { share: result.share, value: result.value, passed: result.passed && complete };
        ended.push(RunSuite { result: Some(result_of), ..of_run.clone() });
        for case in &result.cases {
            let position = u32::try_from(results.len()).unwrap_or(u32::MAX);
            results.push(stored(case, of_run.suite_id, position, &*ports.ids));
        }
    }
    RunEnd {
        status: RunStatus::Done,
        error: None,
        suites: ended,
        results,
        spent_micros,
        at: ports.clock.now(),
    }
}

/// What came of one case so far.
pub fn of_case(
    run: &Run,
    suites: &[Suite],
    attempts: &[Attempt],
    unit: &Unit,
    ids: &dyn Ids,
) -> Option<CaseResult> {
    let index = suites.iter().position(|suite| suite.name == unit.suite)?;
    let within = suites[index].cases.iter().position(|case| case.id == unit.case)?;
    let before: usize = suites[..index].iter().map(|suite| suite.cases.len()).sum();
    let alone = Suite { cases: vec![suites[index].cases[within].clone()], ..suites[index].clone() };
    let reported = report::results(std::slice::from_ref(&alone), attempts).pop()?;
    let position = u32::try_from(before + within).unwrap_or(u32::MAX);
    Some(stored(reported.cases.first()?, run.suites.get(index)?.suite_id, position, ids))
}

fn stored(case: &report::CaseResult, suite: SuiteId, position: u32, ids: &dyn Ids) -> CaseResult {
    let state = match case.state {
        Reported::Passed => CaseState::Passed,
        Reported::Failed => CaseState::Failed,
        Reported::Flaky => CaseState::Flaky,
        Reported::Skipped => CaseState::Skipped,
        Reported::Error => CaseState::Error,
        Reported::NotRun => CaseState::NotRun,
    };
    CaseResult {
        id: ids.next(),
        suite_id: suite,
        case: case.id.clone(),
        position,
        state,
        value: case.value,
        reason: (state != CaseState::Passed).then(|| why(case)).flatten(),
        judged: judged(case),
        // Plain data with string keys, which always has a JSON form.
        detail: serde_json::to_value(case).unwrap_or(Value::Null),
    }
}

/// How many judgements of a model the attempts have.
fn judged(case: &report::CaseResult) -> u32 {
    let of_attempt = |outcome: &Outcome| match outcome {
        Outcome::Scored { scores, .. } => scores.iter().filter(|score| !score.votes.is_empty()).count(),
        Outcome::Unscored { .. } | Outcome::NotRun => 0,
    };
    u32::try_from(case.attempts.iter().map(of_attempt).sum::<usize>()).unwrap_or(u32::MAX)
}
