use serde_json::Value;
use uuid::Uuid;

use super::*;
use crate::clock::Timestamp;
use crate::eval::{RunSuite, SuiteResult, SuiteSpec, ToolUse, Trigger};

fn id<T: From<Uuid>>(n: u128) -> T {
    Uuid::from_u128(n).into()
}

fn suite(revision: i64) -> Suite {
    let spec = SuiteSpec {
        name: "golden".into(),
        description: None,
        threshold: 0.5,
        repeat: 1,
        tools: ToolUse::Declared,
        checks: vec![],
    };
    let at = Timestamp::from_millis(1);
    Suite { id: id(1), agent_id: id(2), spec, revision, cases: 2, created_at: at, updated_at: at }
}

/// A finished run of two cases.
fn seen(states: [CaseState; 2]) -> Seen {
    let passed = states.iter().filter(|state| **state == CaseState::Passed).count();
    let share = passed as f64 / 2.0;
    let ran = RunSuite {
        suite_id: id(1),
        name: "golden".into(),
        revision: 1,
        threshold: 0.5,
        result: Some(SuiteResult { share, value: share, passed: share >= 0.5 }),
    };
    let run = Run {
        id: id(9),
        agent_id: id(2),
        trigger: Trigger::Draft,
        version: None,
        revision: Some(3),
        knowledge_version: 0,
        tools: String::new(),
        status: RunStatus::Done,
        error: None,
        suites: vec![ran],
        units: 2,
        done: 2,
        spent_micros: 0,
        created_by: None,
        created_at: Timestamp::from_millis(1),
        started_at: None,
        ended_at: None,
    };
    let result = |(n, state): (usize, CaseState)| CaseResult {
        id: id(20 + n as u128),
        suite_id: id(1),
        case: format!("case {n}"),
        position: n as u32,
        state,
        value: 1.0,
        reason: (state != CaseState::Passed).then(|| "no €32".to_owned()),
        judged: 0,
        detail: Value::Null,
    };
    Seen { run, results: states.into_iter().enumerate().map(result).collect() }
}

fn evidence(draft: Option<Seen>) -> Evidence {
    let settings = GateSettings {
        suites: vec![GateSuite { suite_id: id(1), at_least: None }],
        ..GateSettings::default()
    };
    let now = Answering { revision: 3, ..Answering::default() };
    Evidence { settings, suites: vec![suite(1)], draft, latest: None, now, baseline: None }
}

use CaseState::{Error, Failed, Passed, Skipped};

#[test]
fn a_gate_without_suites_is_open() {
    let open = Evidence { settings: GateSettings::default(), ..evidence(None) };
    assert_eq!(judge(&open).state, GateState::Open);
}

#[test]
fn only_a_finished_run_of_this_draft_with_the_suites_as_they_are_counts() {
    let with = |change: &dyn Fn(&mut Seen)| {
        let mut draft = seen([Passed, Passed]);
        change(&mut draft);
        judge(&evidence(Some(draft))).state
    };
    assert_eq!(judge(&evidence(None)).state, GateState::Missing);
    assert_eq!(with(&|_| {}), GateState::Passed);
    assert_eq!(with(&|seen| seen.run.status = RunStatus::Queued), GateState::Running);
    assert_eq!(with(&|seen| seen.run.status = RunStatus::Running), GateState::Running);
    assert_eq!(with(&|seen| seen.run.status = RunStatus::Superseded), GateState::Missing);
    assert_eq!(with(&|seen| seen.run.status = RunStatus::Stopped), GateState::Missing);
    assert_eq!(with(&|seen| seen.run.status = RunStatus::Failed), GateState::Failed);
    assert_eq!(with(&|seen| seen.run.suites.clear()), GateState::Missing);
    let changed = Evidence { suites: vec![suite(2)], ..evidence(Some(seen([Passed, Passed]))) };
    assert_eq!(judge(&changed).state, GateState::Missing, "the suite changed since");
}

#[test]
fn a_run_that_does_not_count_says_why() {
    let with = |now: Answering, suites: Vec<Suite>, draft: bool| {
        let run = seen([Passed, Passed]);
        let evidence = evidence(None);
        let (draft, latest) = if draft { (Some(run), None) } else { (None, Some(run.run)) };
        let verdict = judge(&Evidence { draft, latest, now, suites, ..evidence });
        assert_eq!(verdict.state, GateState::Missing);
        verdict.outdated
    };
    let same = Answering { revision: 3, ..Answering::default() };
    let tools = Answering { tools: "another digest".into(), ..same.clone() };
    let knowledge = Answering { knowledge_version: 1, ..same.clone() };
    let all = Answering { revision: 4, knowledge_version: 1, ..tools.clone() };
    use Outdated::{Draft, Knowledge, Suites, Tools};
    assert_eq!(with(tools, vec![suite(1)], false), [Tools]);
    assert_eq!(with(knowledge, vec![suite(1)], false), [Knowledge]);
    assert_eq!(with(same.clone(), vec![suite(2)], true), [Suites]);
    assert_eq!(with(all, vec![suite(2)], false), [Draft, Knowledge, Tools, Suites]);
    assert_eq!(judge(&evidence(None)).outdated, [], "nothing was run yet");
    assert_eq!(judge(&evidence(Some(seen([Passed, Passed])))).outdated, []);
}

#[test]
fn the_bar_is_the_suite_s_unless_the_gate_has_its_own_and_faults_name_cases() {
    let half = seen([Passed, Failed]);
    assert_eq!(judge(&evidence(Some(half.clone()))).state, GateState::Passed);
    let mut strict = evidence(Some(half));
    strict.settings.suites[0].at_least = Some(1.0);
    let verdict = judge(&strict);
    assert_eq!(verdict.state, GateState::Failed);
    let told: Vec<_> =
        verdict.faults.iter().map(|fault| (fault.case.as_deref(), fault.reason.as_str())).collect();
    assert_eq!(told, [(None, "50 % of the cases pass, 100 % must"), (Some("case 1"), "no €32")]);
}

#[test]
fn a_case_that_could_not_be_run_closes_the_gate_and_a_skipped_one_does_not() {
    assert_eq!(judge(&evidence(Some(seen([Passed, Error])))).state, GateState::Failed);
    assert_eq!(judge(&evidence(Some(seen([Passed, Skipped])))).state, GateState::Passed);
}

#[test]
fn a_case_that_passes_on_the_live_version_must_pass_on_the_draft() {
    let mut careful = evidence(Some(seen([Passed, Failed])));
    careful.settings.no_regression = true;
    assert_eq!(judge(&careful).state, GateState::Running, "nothing to compare with yet");
    careful.baseline = Some(seen([Failed, Passed]));
    let verdict = judge(&careful);
    assert_eq!(verdict.state, GateState::Failed);
    assert_eq!(verdict.faults.len(), 1);
    assert_eq!(verdict.faults[0].case.as_deref(), Some("case 1"));
    assert!(verdict.faults[0].reason.starts_with("passes on the live version"));
    careful.baseline = Some(seen([Passed, Failed]));
    assert_eq!(judge(&careful).state, GateState::Passed, "it failed before, too");
}
