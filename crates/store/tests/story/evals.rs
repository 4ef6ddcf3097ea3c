//! Suites, runs that are cut off and go on, results, the gate.

use domain::agent::AgentConfig;
use domain::change::{Change, Changes as _};
use domain::eval::gate::{GateSettings, GateSuite, Passage};
use domain::eval::label::{Label, Tally};
use domain::eval::life::Origin;
use domain::eval::{
    Case, CaseResult, CaseState, KEPT_RUNS, Run, RunEnd, RunStatus, RunSuite, RunWork, Scored, Suite,
    SuiteResult, SuiteSpec, ToolUse, Trigger,
};
use domain::id::{AgentId, EvalRunId, MessageId};
use domain::job::{Job, JobKind, JobOutcome};
use domain::page::PageRequest;
use domain::storage::StorageError;
use futures::{FutureExt, StreamExt};
use serde_json::{Value, json};

use crate::world::{Home, World, at, version};

pub fn suite(world: &World, agent: AgentId, name: &str) -> Suite {
    let spec = SuiteSpec {
        name: name.into(),
        description: Some("What \"must\" hold".into()),
        threshold: 0.1 + 0.2,
        repeat: 1,
        tools: ToolUse::Declared,
        checks: vec![json!({"lacks": "sorry"})],
    };
    Suite {
        id: world.id(),
        agent_id: agent,
        spec,
        revision: 1,
        cases: 0,
        created_at: at(5),
        updated_at: at(5),
    }
}

pub fn case(world: &World, suite: &Suite, name: &str) -> Case {
    let spec = json!({"id": name, "input": "How much? \u{1f6b2}", "expect": {"facts": ["€32"]}});
    Case { id: world.id(), suite_id: suite.id, spec: spec.as_object().unwrap().clone(), origin: None }
}

pub fn run(world: &World, suite: &Suite, trigger: Trigger) -> (Run, RunWork, Job) {
    let run = Run {
        id: world.id(),
        agent_id: suite.agent_id,
        trigger,
        version: None,
        revision: Some(1),
        knowledge_version: 0,
        tools: "5eed".into(),
        status: RunStatus::Queued,
        error: None,
        suites: vec![RunSuite {
            suite_id: suite.id,
            name: suite.spec.name.clone(),
            revision: suite.revision,
            threshold: 0.3,
            result: None,
        }],
        units: 0,
        done: 0,
        spent_micros: 0,
        created_by: None,
        created_at: at(6),
        started_at: None,
        ended_at: None,
    };
    let work = RunWork {
        config: AgentConfig::new("Ada".into(), "Help.".into()),
        documents: vec![json!({"name": "s"})],
    };
    let job = Job::due(world.id(), JobKind::RunEval { run_id: run.id }, at(6));
    (run, work, job)
}

pub fn result(world: &World, suite: &Suite, state: CaseState) -> CaseResult {
    CaseResult {
        id: world.id(),
        suite_id: suite.id,
        case: "price".into(),
        position: 0,
        state,
        value: 1.0 / 3.0,
        reason: Some("no €32".into()),
        judged: 0,
        detail: json!({"attempts": [1]}),
    }
}

/// As a list has it.
fn listed(result: &CaseResult) -> CaseResult {
    CaseResult { detail: Value::Null, ..result.clone() }
}

pub async fn story(world: &World) {
    let home = world.settle("ada").await;
    let agent = world.stored_agent(&home, "helper").await;
    let suite = suites_and_cases(world, &home, agent).await;
    cases_from_life(world, &home, agent).await;
    a_run_goes_on_and_ends(world, &home, &suite).await;
    a_run_is_stopped(world, &home, &suite).await;
    judgements_are_labelled(world, &home, &suite).await;
    a_newer_draft_supersedes(world, &home, &suite).await;
    only_so_many_runs_are_kept(world, &home).await;
    the_gate(world, &home, agent, &suite).await;
    assert!(home.cold.delete_suite(suite.id).await.unwrap());
    assert!(!home.cold.delete_suite(suite.id).await.unwrap());
    assert_eq!(home.cold.cases(suite.id).await.unwrap(), []);
    assert!(home.cold.delete_agent(agent, &world.cleanup()).await.unwrap());
    assert_eq!(home.cold.runs(agent, PageRequest::first()).await.unwrap().items, []);
}

async fn suites_and_cases(world: &World, home: &Home, agent: AgentId) -> Suite {
    let made = suite(world, agent, "golden");
    let first = case(world, &made, "price");
    home.cold.create_suite(&made, std::slice::from_ref(&first)).await.unwrap();
    let taken = home.cold.create_suite(&suite(world, agent, "golden"), &[]).await.unwrap_err();
    assert!(matches!(taken, StorageError::Conflict("name")), "{taken:?}");
    let orphan = home.cold.create_suite(&suite(world, world.id(), "x"), &[]).await.unwrap_err();
    assert!(matches!(orphan, StorageError::Conflict("reference")), "{orphan:?}");
    assert_eq!(home.cold.suite(made.id).await.unwrap(), Some(Suite { cases: 1, ..made.clone() }));
    assert_eq!(home.cold.suite(world.id()).await.unwrap(), None);

    let second = case(world, &made, "hours");
    home.cold.add_cases(made.id, std::slice::from_ref(&second), at(7)).await.unwrap();
    let taken = home.cold.add_cases(made.id, &[case(world, &made, "hours")], at(7)).await.unwrap_err();
    assert!(matches!(taken, StorageError::Conflict("name")), "{taken:?}");
    let lost = Case { suite_id: world.id(), ..case(world, &made, "z") };
    let refused = home.cold.add_cases(lost.suite_id, std::slice::from_ref(&lost), at(7)).await.unwrap_err();
    assert!(matches!(refused, StorageError::Conflict("reference")), "{refused:?}");
    assert_eq!(home.cold.cases(made.id).await.unwrap(), [first.clone(), second.clone()]);
    let renamed = Case { spec: case(world, &made, "opening").spec, ..second.clone() };
    assert!(home.cold.replace_case(&renamed, at(8)).await.unwrap());
    assert_eq!(home.cold.case(second.id).await.unwrap(), Some(renamed));
    assert!(home.cold.delete_case(second.id, at(9)).await.unwrap());
    assert!(!home.cold.delete_case(second.id, at(9)).await.unwrap());
    assert!(!home.cold.replace_case(&second, at(9)).await.unwrap());
    let stored = home.cold.suite(made.id).await.unwrap().unwrap();
    assert_eq!((stored.revision, stored.cases, stored.updated_at), (4, 1, at(9)), "each change counts");

    let spec = SuiteSpec { name: "gold".into(), ..made.spec.clone() };
    let stale = home.cold.update_suite(made.id, 1, &spec, at(9)).await.unwrap_err();
    assert!(matches!(stale, StorageError::Conflict("version")), "{stale:?}");
    let changed = home.cold.update_suite(made.id, 4, &spec, at(10)).await.unwrap().unwrap();
    assert_eq!((changed.revision, changed.spec.name.as_str()), (5, "gold"));
    assert_eq!(home.cold.update_suite(world.id(), 1, &spec, at(9)).await.unwrap(), None);
    assert_eq!(home.cold.suites(agent).await.unwrap(), std::slice::from_ref(&changed));
    changed
}

/// A conversation that is erased leaves its cases, and no trace of which one it was.
async fn cases_from_life(world: &World, home: &Home, agent: AgentId) {
    let lived = suite(world, agent, "lived");
    home.cold.create_suite(&lived, &[]).await.unwrap();
    let (chat, message) = (world.id(), world.id());
    let of = |name: &str, message: Option<MessageId>| Case {
        origin: Some(Origin { chat: Some(chat), message }),
        ..case(world, &lived, name)
    };
    let (first, second) = (of("asked", Some(message)), of("grouped", None));
    home.cold.add_cases(lived.id, &[first.clone(), second.clone()], at(7)).await.unwrap();
    assert_eq!(home.cold.suite(lived.id).await.unwrap().unwrap().revision, 2, "one change");
    // All or none: the second one's name is taken.
    let both = [case(world, &lived, "new"), of("grouped", None)];
    let taken = home.cold.add_cases(lived.id, &both, at(8)).await.unwrap_err();
    assert!(matches!(taken, StorageError::Conflict("name")), "{taken:?}");
    let again = home.cold.add_cases(lived.id, &[of("again", Some(message))], at(8)).await.unwrap_err();
    assert!(matches!(again, StorageError::Conflict("message_id")), "{again:?}");
    assert_eq!(home.cold.cases(lived.id).await.unwrap(), [first.clone(), second.clone()]);
    assert_eq!(home.cold.cases_of_conversation(chat, 9).await.unwrap(), [first.clone(), second.clone()]);
    assert_eq!(home.cold.cases_of_conversation(chat, 1).await.unwrap(), std::slice::from_ref(&first));
    assert_eq!(home.cold.cases_of_conversation(world.id(), 9).await.unwrap(), []);

    home.cold.forget_conversation(world.id()).await.unwrap();
    assert_eq!(home.cold.case(first.id).await.unwrap().as_ref(), Some(&first), "another one was meant");
    home.cold.forget_conversation(chat).await.unwrap();
    assert_eq!(home.cold.cases_of_conversation(chat, 9).await.unwrap(), []);
    let nowhere = Case { origin: Some(Origin::default()), ..first };
    assert_eq!(home.cold.case(nowhere.id).await.unwrap(), Some(nowhere));
    assert!(home.cold.delete_suite(lived.id).await.unwrap());
}

async fn queued(world: &World, home: &Home, suite: &Suite, trigger: Trigger) -> Run {
    let (run, work, job) = run(world, suite, trigger);
    home.cold.queue_run(&run, &work, &job).await.unwrap();
    run
}

async fn status(home: &Home, id: EvalRunId) -> RunStatus {
    home.cold.run(id).await.unwrap().unwrap().status
}

async fn a_run_goes_on_and_ends(world: &World, home: &Home, suite: &Suite) {
    let mut heard = world.store.watch(home.id);
    let (made, work, job) = run(world, suite, Trigger::Manual);
    home.cold.queue_run(&made, &work, &job).await.unwrap();
    assert_eq!(heard.next().await, Some(Change::Evaluation { id: made.id }));
    assert_eq!(home.cold.run(made.id).await.unwrap().as_ref(), Some(&made));
    assert_eq!(home.cold.run_work(made.id).await.unwrap(), Some(work));
    assert_eq!(home.cold.run_work(world.id()).await.unwrap(), None);
    assert!(!home.cold.remember(made.id, 0, "early", None).await.unwrap(), "it has not begun");
    // A claim that is given back does not count.
    let claimed =
        domain::tenant::Directory::claim_job(&world.store, world.id(), at(9), at(99)).await.unwrap().unwrap();
    assert_eq!((claimed.job.id, claimed.job.attempts), (job.id, 1));
    assert!(home.cold.finish_job(job.id, 1, &JobOutcome::Postpone { at: at(20) }).await.unwrap());
    assert_eq!(
        domain::tenant::Directory::claim_job(&world.store, world.id(), at(19), at(99)).await.unwrap(),
        None
    );
    let claimed = domain::tenant::Directory::claim_job(&world.store, world.id(), at(20), at(99))
        .await
        .unwrap()
        .unwrap();
    assert_eq!(claimed.job.attempts, 1);
    assert!(home.cold.finish_job(job.id, 1, &JobOutcome::Done).await.unwrap());

    assert!(home.cold.begin_run(made.id, 2, at(11)).await.unwrap());
    assert!(home.cold.remember(made.id, 0, "call", None).await.unwrap());
    let so_far = result(world, suite, CaseState::Failed);
    let scored = Scored { result: so_far.clone(), done: 1, spent_micros: 7 };
    assert!(home.cold.remember(made.id, 1, "finished", Some(&scored)).await.unwrap());
    let twice = home.cold.remember(made.id, 1, "again", None).await.unwrap_err();
    assert!(matches!(twice, StorageError::Conflict("id")), "{twice:?}");
    // Another worker takes it up again.
    assert!(home.cold.begin_run(made.id, 2, at(50)).await.unwrap());
    assert_eq!(home.cold.run_lines(made.id).await.unwrap(), ["call", "finished"]);
    let going = home.cold.run(made.id).await.unwrap().unwrap();
    assert_eq!((going.status, going.units, going.done, going.spent_micros), (RunStatus::Running, 2, 1, 7));
    assert_eq!(going.started_at, Some(at(11)), "it began once");
    assert_eq!(home.cold.results(made.id).await.unwrap(), [listed(&so_far)]);
    let better = result(world, suite, CaseState::Flaky);
    let scored = Scored { result: better.clone(), done: 2, spent_micros: 9 };
    assert!(home.cold.remember(made.id, 2, "finished", Some(&scored)).await.unwrap());
    assert_eq!(home.cold.results(made.id).await.unwrap(), [listed(&better)], "one for each case");

    let ended = result(world, suite, CaseState::Passed);
    let share = SuiteResult { share: 1.0 / 3.0, value: 0.1, passed: false };
    let suites = vec![RunSuite { result: Some(share), ..made.suites[0].clone() }];
    let end = RunEnd {
        status: RunStatus::Done,
        error: None,
        suites: suites.clone(),
        results: vec![ended.clone()],
        spent_micros: 9,
        at: at(60),
    };
    assert!(home.cold.end_run(made.id, &end).await.unwrap());
    assert!(!home.cold.end_run(made.id, &end).await.unwrap(), "once");
    assert!(!home.cold.begin_run(made.id, 2, at(61)).await.unwrap());
    assert!(!home.cold.remember(made.id, 3, "late", None).await.unwrap());
    assert_eq!(home.cold.run_lines(made.id).await.unwrap(), Vec::<String>::new());
    assert_eq!(home.cold.results(made.id).await.unwrap(), [listed(&ended)]);
    assert_eq!(home.cold.result(ended.id).await.unwrap(), Some((made.id, ended)));
    assert_eq!(home.cold.result(better.id).await.unwrap(), None, "replaced");
    let done = home.cold.run(made.id).await.unwrap().unwrap();
    assert_eq!((done.status, done.suites, done.ended_at), (RunStatus::Done, suites, Some(at(60))));
    assert!(heard.next().now_or_never().is_some());
}

/// What was scored stays, the lines go, and the record says who stopped it.
async fn a_run_is_stopped(world: &World, home: &Home, suite: &Suite) {
    let run = queued(world, home, suite, Trigger::Manual).await;
    assert!(home.cold.begin_run(run.id, 2, at(11)).await.unwrap());
    let so_far = result(world, suite, CaseState::Failed);
    let scored = Scored { result: so_far.clone(), done: 1, spent_micros: 7 };
    assert!(home.cold.remember(run.id, 0, "finished", Some(&scored)).await.unwrap());
    let mut heard = world.store.watch(home.id);
    assert!(home.cold.stop_run(run.id, at(12)).await.unwrap());
    assert_eq!(heard.next().await, Some(Change::Evaluation { id: run.id }));
    assert!(!home.cold.stop_run(run.id, at(13)).await.unwrap(), "once");
    assert!(!home.cold.stop_run(world.id(), at(13)).await.unwrap());
    assert!(!home.cold.remember(run.id, 1, "late", None).await.unwrap());
    assert!(!home.cold.begin_run(run.id, 2, at(13)).await.unwrap());
    assert_eq!(home.cold.run_lines(run.id).await.unwrap(), Vec::<String>::new());
    assert_eq!(home.cold.results(run.id).await.unwrap(), [listed(&so_far)]);
    let stopped = home.cold.run(run.id).await.unwrap().unwrap();
    assert_eq!((stopped.status, stopped.ended_at, stopped.done), (RunStatus::Stopped, Some(at(12)), 1));
    let waiting = queued(world, home, suite, Trigger::Manual).await;
    assert!(home.cold.stop_run(waiting.id, at(14)).await.unwrap(), "before it began");
    let trend = |limit| home.cold.runs_of_suite(suite.agent_id, suite.id, limit);
    let finished = trend(9).await.unwrap();
    assert_eq!(finished.len(), 1, "stopped runs are no part of a trend");
    assert!(finished[0].suites[0].result.is_some());
    assert_eq!(trend(0).await.unwrap(), []);
    assert_eq!(home.cold.runs_of_suite(suite.agent_id, world.id(), 9).await.unwrap(), []);
}

/// A result waits until every judgement in it has a label; a label outlives its run, and another one on the same judgement replaces it.
async fn judgements_are_labelled(world: &World, home: &Home, suite: &Suite) {
    let run = queued(world, home, suite, Trigger::Manual).await;
    assert!(home.cold.begin_run(run.id, 2, at(11)).await.unwrap());
    let judged = CaseResult { judged: 2, ..result(world, suite, CaseState::Passed) };
    let plain = CaseResult { position: 1, ..result(world, suite, CaseState::Passed) };
    let scored = Scored { result: judged.clone(), done: 1, spent_micros: 0 };
    assert!(home.cold.remember(run.id, 0, "finished", Some(&scored)).await.unwrap());
    assert_eq!(home.cold.unlabelled(suite.id, 9).await.unwrap(), [], "it may still be scored anew");
    let end = RunEnd {
        status: RunStatus::Done,
        error: None,
        suites: run.suites.clone(),
        results: vec![judged.clone(), plain],
        spent_micros: 0,
        at: at(12),
    };
    assert!(home.cold.end_run(run.id, &end).await.unwrap());
    let waiting = [(run.id, judged.clone())];
    assert_eq!(home.cold.unlabelled(suite.id, 9).await.unwrap(), waiting);
    assert_eq!(home.cold.unlabelled(suite.id, 0).await.unwrap(), []);
    let label = |place: u32, judge: &str, judge_good: bool, good: bool| Label {
        result_id: judged.id,
        place,
        run_id: run.id,
        suite_id: suite.id,
        case: "price".into(),
        judge: judge.into(),
        judge_good,
        good,
        note: Some("It \"is\"".into()),
        member_id: None,
        created_at: at(13),
    };
    home.cold.set_label(&label(1, "helpful", true, true)).await.unwrap();
    assert_eq!(home.cold.labelled(judged.id).await.unwrap(), [1]);
    assert_eq!(home.cold.unlabelled(suite.id, 9).await.unwrap(), waiting, "one is missing");
    home.cold.set_label(&label(0, "correct", true, true)).await.unwrap();
    home.cold.set_label(&label(0, "correct", true, false)).await.unwrap();
    assert_eq!(home.cold.labelled(judged.id).await.unwrap(), [0, 1]);
    assert_eq!(home.cold.unlabelled(suite.id, 9).await.unwrap(), []);
    let tallies = home.cold.tallies(suite.id).await.unwrap();
    let kind = Tally { only_judge_good: 1, ..Tally::default() };
    let same = Tally { both_good: 1, ..Tally::default() };
    assert_eq!(tallies, [("correct".to_owned(), kind), ("helpful".to_owned(), same)]);
    assert_eq!(home.cold.tallies(world.id()).await.unwrap(), []);
    let lost = Label { suite_id: world.id(), ..label(0, "correct", true, true) };
    let refused = home.cold.set_label(&Label { result_id: world.id(), ..lost }).await.unwrap_err();
    assert!(matches!(refused, StorageError::Conflict("reference")), "{refused:?}");
}

async fn a_newer_draft_supersedes(world: &World, home: &Home, suite: &Suite) {
    let manual = queued(world, home, suite, Trigger::Manual).await;
    let first = queued(world, home, suite, Trigger::Draft).await;
    assert!(home.cold.begin_run(first.id, 1, at(12)).await.unwrap());
    let second = queued(world, home, suite, Trigger::Draft).await;
    let third = queued(world, home, suite, Trigger::Draft).await;
    assert_eq!(status(home, first.id).await, RunStatus::Superseded);
    assert_eq!(status(home, second.id).await, RunStatus::Superseded);
    assert_eq!(status(home, third.id).await, RunStatus::Queued);
    assert_eq!(status(home, manual.id).await, RunStatus::Queued, "somebody asked for it");
    assert!(!home.cold.remember(first.id, 0, "late", None).await.unwrap());
    let newest = home.cold.runs(suite.agent_id, PageRequest { limit: 2, after: None }).await.unwrap();
    assert_eq!(newest.items.iter().map(|run| run.id).collect::<Vec<_>>(), [third.id, second.id]);
    let older = PageRequest { limit: 2, after: newest.next };
    let older = home.cold.runs(suite.agent_id, older).await.unwrap();
    assert_eq!(older.items.iter().map(|run| run.id).collect::<Vec<_>>(), [first.id, manual.id]);
}

async fn only_so_many_runs_are_kept(world: &World, home: &Home) {
    let agent = world.stored_agent(home, "busy").await;
    let of_busy = suite(world, agent, "many");
    home.cold.create_suite(&of_busy, &[]).await.unwrap();
    let waiting = queued(world, home, &of_busy, Trigger::Manual).await;
    for _ in 0..=KEPT_RUNS {
        queued(world, home, &of_busy, Trigger::Draft).await;
    }
    let oldest = PageRequest { limit: KEPT_RUNS + 10, after: None };
    let runs = home.cold.runs(agent, oldest).await.unwrap().items;
    assert_eq!(runs.len(), KEPT_RUNS as usize + 1, "and the one that still waits");
    assert_eq!(runs.last().unwrap().id, waiting.id);
}

async fn the_gate(world: &World, home: &Home, agent: AgentId, suite: &Suite) {
    assert_eq!(home.cold.gate(agent).await.unwrap(), GateSettings::default());
    let strict = GateSuite { suite_id: suite.id, at_least: Some(0.9) };
    let gate = GateSettings { suites: vec![strict], no_regression: true, nightly: Some(3) };
    home.cold.set_gate(agent, &GateSettings::default(), at(1)).await.unwrap();
    home.cold.set_gate(agent, &gate, at(2)).await.unwrap();
    assert_eq!(home.cold.gate(agent).await.unwrap(), gate);
    let refused = home.cold.set_gate(world.id(), &gate, at(1)).await.unwrap_err();
    assert!(matches!(refused, StorageError::Conflict("reference")), "{refused:?}");

    let ran = queued(world, home, suite, Trigger::Manual).await;
    let config = AgentConfig::new("Ada".into(), "Help well.".into());
    let passed = Passage::Passed { run_id: ran.id };
    let next = domain::agent::AgentVersion { gate: Some(passed.clone()), ..version(config.clone()) };
    let published = home.cold.publish(agent, 1, &next).await.unwrap().unwrap();
    let stored = home.cold.version(agent, published.live_version).await.unwrap().unwrap();
    assert_eq!(stored.gate, Some(passed));
    let run = home.cold.run(ran.id).await.unwrap().unwrap();
    assert_eq!(run.version, Some(published.live_version), "what was run is this version now");
    let by = home.cold.members().await.unwrap()[0].id;
    let overridden = Passage::Overridden { by, reason: "It \"burns\"".into(), run_id: None };
    let next = domain::agent::AgentVersion { gate: Some(overridden.clone()), ..version(config) };
    let published = home.cold.publish(agent, published.revision, &next).await.unwrap().unwrap();
    let stored = home.cold.version(agent, published.live_version).await.unwrap().unwrap();
    assert_eq!(stored.gate, Some(overridden));
}
