use domain::chat::TurnStatus;

use super::compare::{Change, compare};
use super::*;
use crate::observation::Observation;
use crate::run::Unit;
use crate::score::{Score, Verdict};
use crate::suite::read::suite;

fn scored(passed: bool, value: f64) -> Outcome {
    let observation = Observation {
        answer: "<b>32</b> & more".into(),
        status: TurnStatus::Complete,
        error: None,
        citations: vec![],
        retrieved: None,
        tools: vec![],
        usage: vec![],
        first_ms: None,
        total_ms: 120,
    };
    let verdict = if passed { Verdict::Pass } else { Verdict::Fail };
    let score = Score {
        check: "contains".into(),
        verdict,
        value,
        reason: "“<i>” is not there".into(),
        votes: vec![],
    };
    Outcome::Scored { observation: Box::new(observation), scores: vec![score] }
}

/// A report over cases `a`, `b`, … with these outcomes; `None` leaves a case out.
fn report(outcomes: &[Option<Outcome>]) -> Report {
    let ids = ["a", "b", "c", "d", "e"];
    let cases: Vec<String> = ids
        .iter()
        .zip(outcomes)
        .filter(|(_, outcome)| outcome.is_some())
        .map(|(id, _)| format!("{{id: {id}, input: '<script>', checks: [{{contains: x}}]}}"))
        .collect();
    let suites =
        [suite("t.yaml", &format!("name: t\nthreshold: 0.5\ncases: [{}]", cases.join(", "))).unwrap()];
    let attempts: Vec<Attempt> = ids
        .iter()
        .zip(outcomes)
        .filter_map(|(id, outcome)| {
            let unit = Unit { suite: "t".into(), case: (*id).into(), attempt: 1 };
            Some(Attempt { unit, outcome: outcome.clone()? })
        })
        .collect();
    Report {
        version: VERSION,
        target: "Juniper Bikes".into(),
        seed: 1,
        started_at: Timestamp::from_millis(0),
        took_ms: 1_500,
        spent_micros: 1_200,
        suites: results(&suites, &attempts),
    }
}

#[test]
fn the_bar_decides_and_what_could_not_run_decides_nothing() {
    let (good, bad) = (|| Some(scored(true, 1.0)), || Some(scored(false, 0.0)));
    let conclusion = |outcomes: &[Option<Outcome>]| report(outcomes).conclusion();
    assert_eq!(conclusion(&[good(), bad()]), Conclusion::Passed);
    assert_eq!(conclusion(&[good(), bad(), bad()]), Conclusion::BelowThreshold);
    assert_eq!(conclusion(&[good(), Some(Outcome::NotRun)]), Conclusion::Incomplete);
    let broken = Some(Outcome::Unscored { reason: "down".into() });
    assert_eq!(conclusion(&[good(), broken]), Conclusion::Incomplete);
    assert_eq!(
        [Conclusion::Passed, Conclusion::BelowThreshold, Conclusion::Incomplete].map(Conclusion::exit_code),
        [0, 1, 2]
    );
}

#[test]
fn regressions_come_first_and_chance_is_told() {
    let (good, bad) = (|| Some(scored(true, 1.0)), |value| Some(scored(false, value)));
    let before = report(&[good(), bad(0.0), bad(0.5), good(), None]);
    let after = report(&[good(), good(), bad(0.25), bad(0.0), bad(0.0)]);
    let comparison = compare(&before, &after, 1);
    let changes: Vec<(&str, Change)> = comparison.cases.iter().map(|c| (c.case.as_str(), c.change)).collect();
    assert_eq!(
        changes,
        [
            ("d", Change::Regressed),
            ("c", Change::Worse),
            ("e", Change::NewFailure),
            ("b", Change::Fixed),
            ("a", Change::Same)
        ]
    );
    assert_eq!((comparison.regressed, comparison.fixed, comparison.p_value), (1, 1, 1.0));
    assert_eq!(comparison.value.unwrap().mean, -0.0625);
    assert_eq!(
        compare(&after, &before, 1).cases.iter().find(|c| c.case == "e").unwrap().change,
        Change::Missing
    );
}

#[test]
fn a_report_reads_back_as_it_was_written() {
    let report = report(&[
        Some(scored(true, 1.0)),
        Some(Outcome::NotRun),
        Some(Outcome::Unscored { reason: "x".into() }),
    ]);
    let json = serde_json::to_string(&report).unwrap();
    assert_eq!(serde_json::from_str::<Report>(&json).unwrap(), report);
}

#[test]
fn junit_says_what_failed_and_escapes() {
    let xml =
        junit::xml(&report(&[Some(scored(true, 1.0)), Some(scored(false, 0.0)), Some(Outcome::NotRun)]))
            .unwrap();
    insta::assert_snapshot!(xml, @r#"
    <?xml version="1.0" encoding="UTF-8"?>
    <testsuites name="parlor eval" tests="3" skipped="0" failures="1" errors="1" time="1.500">
        <testsuite name="t" tests="3" skipped="0" errors="1" failures="1">
            <properties>
                <property name="threshold" value="0.5"/>
                <property name="share" value="0.5"/>
            </properties>
            <testcase name="a" classname="t" time="0.120"/>
            <testcase name="b" classname="t" time="0.120">
                <failure message="contains: “&lt;i&gt;” is not there" type="failed"/>
                <system-out>&lt;script&gt;

    &lt;b&gt;32&lt;/b&gt; &amp; more</system-out>
            </testcase>
            <testcase name="c" classname="t" time="0.000">
                <error message="the budget was used up" type="not run"/>
            </testcase>
        </testsuite>
    </testsuites>
    "#);
}

#[test]
fn the_table_shows_suites_and_what_did_not_pass() {
    let text = table::report(&report(&[Some(scored(true, 1.0)), Some(scored(false, 0.0))]), Some(90));
    insta::assert_snapshot!(text, @"
    ┌───────┬───────┬────────┬───────┬────────┬───────┬────────┬────────┬───────┬──────┐
    │ suite ┆ cases ┆ passed ┆ flaky ┆ failed ┆ other ┆  share ┆    bar ┆ value ┆      │
    ╞═══════╪═══════╪════════╪═══════╪════════╪═══════╪════════╪════════╪═══════╪══════╡
    │ t     ┆     2 ┆      1 ┆     0 ┆      1 ┆     0 ┆ 50.0 % ┆ 50.0 % ┆ 0.500 ┆ pass │
    └───────┴───────┴────────┴───────┴────────┴───────┴────────┴────────┴───────┴──────┘

    ┌──────┬────────┬──────────────────────────────┐
    │ case ┆ state  ┆ why                          │
    ╞══════╪════════╪══════════════════════════════╡
    │ t/b  ┆ failed ┆ contains: “<i>” is not there │
    └──────┴────────┴──────────────────────────────┘

    2 cases in 1.5 s, 1 passed, 0.001200 USD spent
    ");
}

#[test]
fn the_page_needs_nothing_else_and_shows_answers_as_text() {
    let before = report(&[Some(scored(true, 1.0)), Some(scored(true, 1.0))]);
    let after = report(&[Some(scored(true, 1.0)), Some(scored(false, 0.0))]);
    let page = html::page(&after, Some(&compare(&before, &after, 1)));
    for foreign in ["<script", "<b>32", "<i>", "src=", "http:", "https:", "url(", "@import", "<link"] {
        assert!(!page.contains(foreign), "{foreign}");
    }
    assert!(page.contains("&lt;b&gt;32&lt;/b&gt; &amp; more"));
    assert!(page.find("regressed").unwrap() < page.find("Suite</th>").unwrap());
    assert!(page.contains(r##"<a href="#c-t_2f_b">t/b</a>"##) && page.contains(r#"id="c-t_2f_b" open"#));
}
