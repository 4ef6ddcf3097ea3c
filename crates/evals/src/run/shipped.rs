//! The suites that ship, against the demo agent's prompt and documents: the real chunks, search and engine, in memory, text search alone.

use std::path::Path;

use async_trait::async_trait;
use domain::agent::RetrievalSettings;
use domain::chat::run::PassageSource;
use domain::document::chunk::{ChunkSettings, cut};
use domain::document::index::Index;
use domain::document::kind::FileKind;
use domain::document::retrieve::{Passage, RetrieveError};
use domain::document::{Chunk, IndexedChunk};
use domain::id::{AgentId, TenantId};
use domain::tool::builtin::BuiltIn;
use futures::FutureExt;
use uuid::Uuid;

use super::journal::Nowhere;
use super::*;
use crate::judge::Judge;
use crate::report::compare::compare;
use crate::report::{CaseState, Conclusion, Report, SuiteResult, VERSION, results, table};
use crate::script::Script;
use crate::suite::read::suite;
use crate::target::engine::EngineTarget;
use crate::testing::{Silent, agent, built_in, ports};

const PROMPT: &str = include_str!("../../../parlor/demo/prompt.txt");
const DOCUMENTS: [(&str, &str); 4] = [
    ("About the shop", include_str!("../../../parlor/demo/shop.md")),
    ("Renting a bike", include_str!("../../../parlor/demo/rental.md")),
    ("Workshop and repairs", include_str!("../../../parlor/demo/repairs.md")),
    ("Returns and delivery", include_str!("../../../parlor/demo/returns.md")),
];

struct Library(Index);

impl Library {
    fn of(documents: &[(&str, String)]) -> Self {
        let mut chunks = Vec::new();
        for ((title, text), n) in documents.iter().zip(1_u128..) {
            let read =
                outbound::extract::read::read(FileKind::Markdown, text.clone().into(), &mut |_| {}).unwrap();
            let pieces = cut(&read.blocks, ChunkSettings::default()).unwrap();
            for (piece, position) in pieces.into_iter().zip(0_u32..) {
                let chunk = Chunk {
                    id: Uuid::from_u128(n * 1_000 + u128::from(position)).into(),
                    document_id: Uuid::from_u128(n).into(),
                    position,
                    heading: piece.heading,
                    page: None,
                    text: piece.text,
                    span: piece.span,
                    embedding: None,
                    embedding_model: None,
                };
                chunks.push(IndexedChunk {
                    chunk,
                    title: (*title).into(),
                    media_type: "text/markdown".into(),
                    filename: format!("{title}.md").into(),
                });
            }
        }
        Self(Index::build(chunks))
    }
}

#[async_trait]
impl PassageSource for Library {
    async fn passages(
        &self,
        _: TenantId,
        _: AgentId,
        _: i64,
        query: &str,
        settings: &RetrievalSettings,
    ) -> Result<Vec<Passage>, RetrieveError> {
        Ok(self.0.search(query, None, settings))
    }
}

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../evals").join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn suites() -> Vec<Suite> {
    let names = ["golden", "quality", "refusal", "regression", "tools"];
    names.map(|name| suite(&format!("{name}.yaml"), &file(&format!("demo/{name}.yaml"))).unwrap()).into()
}

/// The tools of the demo agent.
const TOOLS: [BuiltIn; 2] = [BuiltIn::CurrentTime, BuiltIn::Calculate];

/// Runs the suites with this prompt and these documents.
fn run(prompt: &str, documents: &[(&str, String)]) -> Report {
    run_with(prompt, documents, &TOOLS)
}

fn run_with(prompt: &str, documents: &[(&str, String)], tools: &[BuiltIn]) -> Report {
    let suites = suites();
    let models = Arc::new(Script::read("demo.script.yaml", &file("demo.script.yaml")).unwrap().alone());
    let mut ports = ports(models.clone(), &[]);
    ports.passages = Arc::new(Library::of(documents));
    let meter = Arc::new(Meter::default());
    let tape = Tape::new([], vec![], false, meter.clone(), ports.clock.clone());
    let mut agent = agent(prompt.trim_end());
    agent.tools = tools.iter().map(|tool| built_in(*tool)).collect();
    let target = EngineTarget::new(ports.clone(), tape.clone(), ports.ids.next(), agent);
    let runner = Runner {
        target: Arc::new(target),
        scorer: Scorer { judge: Some(Judge::new(models, None)), embedder: None },
        tape,
        meter,
        clock: ports.clock.clone(),
        journal: Arc::new(Nowhere),
        progress: Arc::new(Silent),
        limits: Limits { parallel: 4, ..Limits::default() },
    };
    let attempts = runner.run(&suites, Past::default()).now_or_never().unwrap().unwrap();
    let suites: Vec<SuiteResult> = results(&suites, &attempts);
    Report {
        version: VERSION,
        target: "demo".into(),
        seed: 0,
        started_at: ports.clock.now(),
        took_ms: 0,
        spent_micros: 0,
        suites,
    }
}

fn documents() -> Vec<(&'static str, String)> {
    DOCUMENTS.map(|(title, text)| (title, text.to_owned())).into()
}

#[test]
fn the_shipped_suites_pass_on_text_search_alone() {
    let report = run(PROMPT, &documents());
    assert_eq!(report.conclusion(), Conclusion::Passed, "{}", table::report(&report, None));
    assert!(report.cases() >= 40 && report.count(CaseState::Passed) == report.cases());
}

#[test]
fn each_part_of_the_prompt_that_is_taken_out_fails_them() {
    for (sentence, case) in [
        ("and offer the phone number", "demo-refusal/other-topic"),
        (", briefly and warmly", "demo-quality/warm-welcome"),
        ("with your tools", "demo-tools/rental-sum"),
    ] {
        assert!(PROMPT.contains(sentence));
        let broken = run(&PROMPT.replace(sentence, ""), &documents());
        assert_eq!(broken.conclusion(), Conclusion::BelowThreshold);
        let regressed = compare(&run(PROMPT, &documents()), &broken, 0);
        let names: Vec<String> = regressed.cases[..usize::try_from(regressed.regressed).unwrap()]
            .iter()
            .map(|changed| format!("{}/{}", changed.suite, changed.case))
            .collect();
        assert!(names.iter().any(|name| name == case), "{names:?}");
    }
}

#[test]
fn a_wrong_price_and_a_missing_document_fail_them() {
    let mut wrong = documents();
    wrong[1].1 = wrong[1].1.replace("€32 a day", "€23 a day");
    let mut missing = documents();
    missing.remove(3);
    for (documents, case) in [(wrong, "e-bike-day"), (missing, "return-online")] {
        let report = run(PROMPT, &documents);
        assert_eq!(report.conclusion(), Conclusion::BelowThreshold);
        let golden = &report.suites[0].cases;
        let state = golden.iter().find(|result| result.id == case).map(|result| result.state);
        assert_eq!(state, Some(CaseState::Failed));
    }
}

#[test]
fn a_tool_that_is_taken_away_fails_the_cases_that_need_it() {
    for (left, broken) in [
        (BuiltIn::Calculate, ["clock-is-out-of-order", "hours-and-price", "open-right-now"].as_slice()),
        (BuiltIn::CurrentTime, &["follow-up-sum", "hours-and-price", "rental-sum"]),
    ] {
        let report = run_with(PROMPT, &documents(), &[left]);
        let cases = report.suites.iter().flat_map(|suite| &suite.cases);
        let mut failed: Vec<&str> =
            cases.filter(|case| case.state == CaseState::Failed).map(|case| case.id.as_str()).collect();
        failed.sort_unstable();
        assert_eq!(failed, broken);
    }
}
