//! Whole runs against the real engine with a scripted model.

use std::sync::atomic::Ordering;

use futures::FutureExt;

use super::*;
use crate::judge::Judge;
use crate::report::{CaseState, Conclusion, Report, VERSION, results};
use crate::suite::read::suite;
use crate::target::engine::EngineTarget;
use crate::testing::{Counted, Memory, Silent, agent, ports};

const DOCUMENTS: &[(&str, &str)] =
    &[("Renting a bike", "An e-bike costs €32 a day."), ("About the shop", "We are closed on Sundays.")];

const SCRIPT: &str = r#"
rules:
  - when: { system: "Criterion: " }
    say: '{"reasoning": "Fine.", "score": 1}'
    costMicros: 1
  - when: { input: "e-bike" }
    from: 'An e-bike costs (€\d+) a day'
    say: "It costs {1} a day {cite}."
    costMicros: 10
  - when: { system: "Be warm", input: "and Sunday", before: "Saturday" }
    from: closed on Sundays
    say: "I am sorry, we are closed on Sundays {cite}."
    costMicros: 10
  - when: { input: "changes" }
    say: { first: "heads", then: "tails" }
    costMicros: 10
"#;

const SUITE: &str = r#"
name: shop
cases:
  - id: price
    input: How much is an e-bike?
    expect: { facts: ["€32"], sources: [Renting a bike], answer: €32 }
    checks: [{ retrieves: { sources: [About the shop] } }, { correct: { votes: 2 } }, { faithful: {} }]
  - id: sunday
    conversation: [{ user: "Open on Saturday?" }, { assistant: "Yes." }]
    input: and Sunday?
    expect: { facts: [closed, sorry], sources: [About the shop.md] }
    weight: 3
  - id: coin
    input: This changes.
    repeat: 2
    checks: [{ contains: heads }]
"#;

struct House {
    models: Arc<Counted>,
    journal: Arc<Memory>,
    prompt: &'static str,
    cap: Option<u64>,
    fails_after: Option<usize>,
}

impl House {
    fn new() -> Self {
        Self {
            models: Counted::script(SCRIPT),
            journal: Arc::default(),
            prompt: "Be warm.",
            cap: None,
            fails_after: None,
        }
    }

    /// Runs the suite, from `past`, one unit after the other.
    fn run(&self, past: &str) -> Result<(Report, u64), RunError> {
        let suites = [suite("shop.yaml", SUITE).unwrap()];
        let past = Past::read(past).unwrap();
        let meter = Arc::new(Meter::new(self.cap, past.spent()));
        let ports = ports(self.models.clone(), DOCUMENTS);
        let journal: Arc<dyn Lines> = match self.fails_after {
            Some(most) => Arc::new(Memory { fails_after: Some(most), text: Default::default() }),
            None => self.journal.clone(),
        };
        let tape =
            Tape::new(past.calls.clone(), vec![journal.clone()], false, meter.clone(), ports.clock.clone());
        let target = EngineTarget::new(ports.clone(), tape.clone(), ports.ids.next(), agent(self.prompt));
        let runner = Runner {
            target: Arc::new(target),
            scorer: Scorer { judge: Some(Judge::new(self.models.clone(), None)), embedder: None },
            tape,
            meter: meter.clone(),
            clock: ports.clock.clone(),
            journal,
            progress: Arc::new(Silent),
            limits: Limits { parallel: 1, retries: 2, backoff: Duration::from_millis(1) },
        };
        let attempts = runner.run(&suites, past).now_or_never().unwrap()?;
        let report = Report {
            version: VERSION,
            target: "test".into(),
            seed: 0,
            started_at: ports.clock.now(),
            took_ms: 0,
            spent_micros: meter.spent(),
            suites: results(&suites, &attempts),
        };
        Ok((report, meter.spent()))
    }
}

fn states(report: &Report) -> Vec<CaseState> {
    report.suites[0].cases.iter().map(|case| case.state).collect()
}

#[test]
fn the_engine_answers_with_conversation_prompt_and_knowledge_and_flakiness_shows() {
    let (report, spent) = House::new().run("").unwrap();
    assert_eq!(states(&report), [CaseState::Passed, CaseState::Passed, CaseState::Flaky], "{report:#?}");
    assert_eq!(report.suites[0].share, 0.8);
    assert_eq!(report.conclusion(), Conclusion::BelowThreshold);
    // Four answers at 10, three votes at 1.
    assert_eq!(spent, 43);
    let broken = House { prompt: "Be brief.", ..House::new() };
    assert_eq!(states(&broken.run("").unwrap().0)[1], CaseState::Failed);
}

#[test]
fn a_run_cut_off_anywhere_goes_on_without_asking_or_paying_twice() {
    let whole = House::new();
    let (expect, spent) = whole.run("").unwrap();
    let (calls, journal) = (whole.models.count(), whole.journal.text.lock().clone());
    assert_eq!(calls, 7);
    // Cut in the middle of any line, and at its end.
    let ends: Vec<usize> = journal.match_indices('\n').map(|(at, _)| at + 1).collect();
    for cut in ends.iter().flat_map(|end| [end - 5, *end]) {
        let past = &journal[..cut];
        let before = Past::read(past).unwrap().calls.len() as u64;
        let again = House::new();
        // The coin has been thrown as often as the journal says.
        let thrown = past
            .lines()
            .filter(|line| line.contains("coin#") && line.starts_with("{\"call\"") && line.ends_with('}'))
            .count();
        for _ in 0..thrown {
            again.throw_coin();
        }
        again.models.calls.store(before, Ordering::Relaxed);
        let (report, paid) = again.run(past).unwrap();
        assert_eq!((&report, paid, again.models.count()), (&expect, spent, calls), "cut at {cut}");
    }
}

impl House {
    fn throw_coin(&self) {
        let request = domain::chat::model::ModelRequest {
            model: String::new(),
            system: String::new(),
            messages: vec![domain::chat::model::ModelMessage::new(
                domain::chat::MessageRole::User,
                "changes".into(),
            )],
            passages: Arc::new([]),
            tools: Arc::new([]),
            max_output_tokens: None,
            settings: domain::agent::model::ModelSettings::default(),
        };
        use domain::chat::model::Models as _;
        let _ = self.models.generate(request).now_or_never().unwrap();
    }
}

#[test]
fn a_failing_model_is_tried_again_and_then_nothing_is_concluded() {
    let house = House::new();
    house.models.failures.store(2, Ordering::Relaxed);
    assert_eq!(states(&house.run("").unwrap().0)[0], CaseState::Passed);
    let house = House::new();
    house.models.failures.store(3, Ordering::Relaxed);
    let (report, _) = house.run("").unwrap();
    assert_eq!(states(&report)[0], CaseState::Error);
    assert_eq!(report.conclusion(), Conclusion::Incomplete);
    // What failed is not remembered as done.
    let journal = house.journal.text.lock().clone();
    let again = House::new();
    assert_eq!(states(&again.run(&journal).unwrap().0)[0], CaseState::Passed);
}

#[test]
fn nothing_begins_once_the_budget_is_used_up() {
    let house = House { cap: Some(20), ..House::new() };
    let (report, spent) = house.run("").unwrap();
    assert!(spent <= 23, "{spent}");
    assert_eq!(states(&report)[2], CaseState::NotRun);
    assert_eq!(report.conclusion(), Conclusion::Incomplete);
}

#[test]
fn a_run_that_cannot_be_remembered_ends() {
    let house = House { fails_after: Some(1), ..House::new() };
    assert!(house.run("").is_err());
}

#[test]
fn every_case_is_asked_before_any_is_repeated() {
    let mut suite = suite("shop.yaml", SUITE).unwrap();
    suite.repeat = 2;
    let units: Vec<String> = plan(&[suite]).into_iter().map(|(_, _, unit)| unit.to_string()).collect();
    assert_eq!(units[..4], ["shop/price#1", "shop/sunday#1", "shop/coin#1", "shop/price#2"]);
    assert_eq!(units.len(), 6);
}

#[test]
fn tools_answer_what_the_case_declares_and_nothing_outside_is_called() {
    const SCRIPT: &str = r#"
rules:
  - when: { input: "order" }
    call: { name: get_order, arguments: { id: A7 } }
    say: "It was {status}."
"#;
    const SUITE: &str = r#"
name: orders
cases:
  - id: declared
    input: Where is my order?
    expect: { facts: [sent], tools: [{ name: get_order, arguments: { id: { equals: A7 } } }] }
    toolResults: [{ name: get_order, result: { status: sent } }]
  - id: other-arguments
    input: Where is that order?
    checks: [{ toolCalled: { name: get_order, times: 1 } }, { lacks: sent }]
    toolResults: [{ name: get_order, arguments: { id: { equals: B8 } }, result: { status: sent } }]
  - id: broken
    input: Where is this order?
    checks: [{ toolCalled: { name: get_order } }]
    toolResults: [{ name: get_order, error: "404" }]
"#;
    let suites = [suite("orders.yaml", SUITE).unwrap()];
    let models = Counted::script(SCRIPT);
    let ports = ports(models, &[]);
    let meter = Arc::new(Meter::default());
    let tape = Tape::new([], vec![], false, meter.clone(), ports.clock.clone());
    let mut agent = agent("Help.");
    agent.tools = Arc::new([crate::testing::webhook("get_order")]);
    let runner = Runner {
        target: Arc::new(EngineTarget::new(ports.clone(), tape.clone(), ports.ids.next(), agent)),
        scorer: Scorer::default(),
        tape,
        meter,
        clock: ports.clock.clone(),
        journal: Arc::new(crate::run::journal::Nowhere),
        progress: Arc::new(Silent),
        limits: Limits { parallel: 1, ..Limits::default() },
    };
    let attempts = runner.run(&suites, Past::default()).now_or_never().unwrap().unwrap();
    let results = results(&suites, &attempts);
    let states: Vec<CaseState> = results[0].cases.iter().map(|case| case.state).collect();
    assert_eq!(states, [CaseState::Passed; 3], "{results:#?}");
    let errors: Vec<Option<String>> = attempts
        .iter()
        .map(|attempt| match &attempt.outcome {
            Outcome::Scored { observation, .. } => observation.tools[0].error.clone(),
            other => panic!("{other:?}"),
        })
        .collect();
    assert_eq!(errors[0], None);
    assert!(errors[1].as_ref().is_some_and(|error| error.contains("not in evaluation")), "{errors:?}");
    assert!(errors[2].as_ref().is_some_and(|error| error.contains("404")), "{errors:?}");
}
