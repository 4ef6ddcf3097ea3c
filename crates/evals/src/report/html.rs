//! Reports as one HTML page that needs nothing else: no script, no foreign asset; light and dark as the reader's system is.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::compare::{Change, Comparison};
use super::table::{percent, usd};
use super::{CaseResult, CaseState, Report, SuiteResult};
use crate::observation::Observation;
use crate::run::Outcome;
use crate::score::{Score, Verdict};

const STYLE: &str = include_str!("report.css");

/// The page. With a comparison, what changed comes first.
pub fn page(report: &Report, comparison: Option<&Comparison>) -> String {
    let title = format!("{} of {} cases passed", report.count(CaseState::Passed), report.cases());
    let markup = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { (title) }
                    p.muted { (report.target) " · " (report.started_at) " · " (seconds(report.took_ms)) " · " (usd(report.spent_micros)) " USD" }
                    @if let Some(comparison) = comparison { (changes(comparison)) }
                    (overview(report))
                    @for suite in &report.suites { (suite_section(suite)) }
                }
            }
        }
    };
    markup.into_string()
}

fn seconds(millis: u64) -> String {
    format!("{:.1} s", millis as f64 / 1000.0)
}

fn overview(report: &Report) -> Markup {
    html! {
        div.scroll { table {
            thead { tr { th { "Suite" } th.number { "Cases" } th.number { "Passed" } th.number { "Share" } th.number { "Bar" } th.number { "Value" } th { "Result" } } }
            tbody {
                @for suite in &report.suites {
                    tr {
                        td { a href={ "#" (anchor(&suite.name)) } { (suite.name) } }
                        td.number { (suite.cases.len()) }
                        td.number { (suite.cases.iter().filter(|case| case.state == CaseState::Passed).count()) }
                        td.number { (percent(suite.share)) }
                        td.number { (percent(suite.threshold)) }
                        td.number { (format!("{:.3}", suite.value)) }
                        td { @if suite.passed { span.badge.good { "pass" } } @else { span.badge.bad { "below" } } }
                    }
                }
            }
        } }
    }
}

fn changes(comparison: &Comparison) -> Markup {
    let changed: Vec<_> = comparison.cases.iter().filter(|case| case.change != Change::Same).collect();
    html! {
        section {
            h2 { "Since the baseline" }
            p { (comparison.summary()) }
            @if !changed.is_empty() {
                div.scroll { table {
                    thead { tr { th { "Case" } th { "Change" } th { "Before" } th { "Now" } th { "Why" } } }
                    tbody {
                        @for case in changed {
                            tr {
                                td { a href={ "#" (anchor(&format!("{}/{}", case.suite, case.case))) } { (case.suite) "/" (case.case) } }
                                td { span.badge.(change_class(case.change)) { (case.change.as_str()) } }
                                td { (told(case.before)) }
                                td { (told(case.after)) }
                                td { (case.reason.as_deref().unwrap_or_default()) }
                            }
                        }
                    }
                } }
            }
        }
    }
}

fn told(state: Option<(CaseState, f64)>) -> String {
    state.map_or_else(|| "–".to_owned(), |(state, value)| format!("{} {value:.2}", state.as_str()))
}

const fn change_class(change: Change) -> &'static str {
    match change {
        Change::Regressed | Change::Worse | Change::NewFailure => "bad",
        Change::Fixed | Change::Better | Change::New => "good",
        Change::Missing | Change::Same => "soft",
    }
}

const fn class(state: CaseState) -> &'static str {
    match state {
        CaseState::Passed => "good",
        CaseState::Failed | CaseState::Error => "bad",
        CaseState::Flaky | CaseState::Skipped | CaseState::NotRun => "soft",
    }
}

fn suite_section(suite: &SuiteResult) -> Markup {
    let mut cases: Vec<&CaseResult> = suite.cases.iter().collect();
    cases.sort_by_key(|case| matches!(case.state, CaseState::Passed));
    html! {
        section id=(anchor(&suite.name)) {
            h2 { (suite.name) }
            @for case in cases {
                details id=(anchor(&format!("{}/{}", suite.name, case.id))) open[!matches!(case.state, CaseState::Passed | CaseState::Skipped)] {
                    summary {
                        span.badge.(class(case.state)) { (case.state.as_str()) }
                        span.name { (case.id) }
                        span.muted { (format!("{:.2}", case.value)) @for tag in &case.tags { " · " (tag) } }
                    }
                    dl {
                        dt { "Asked" } dd.text { (case.input) }
                        @if let Some(expected) = &case.expected { dt { "Expected" } dd.text { (expected) } }
                    }
                    @for (index, attempt) in case.attempts.iter().enumerate() {
                        @if case.attempts.len() > 1 { h3 { "Attempt " (index + 1) } }
                        (outcome(attempt))
                    }
                }
            }
        }
    }
}

fn outcome(outcome: &Outcome) -> Markup {
    match outcome {
        Outcome::Scored { observation, scores } => html! { (answer(observation)) (score_table(scores)) },
        Outcome::Unscored { reason } => html! { p.bad { (reason) } },
        Outcome::NotRun => html! { p.muted { "The budget was used up before it." } },
    }
}

fn answer(observed: &Observation) -> Markup {
    html! {
        dl {
            dt { "Answered" } dd.text { (observed.answer) }
            @if !observed.citations.is_empty() {
                dt { "Cited" }
                dd { ul { @for cited in &observed.citations {
                    li { "[" (cited.marker) "] " (cited.title) @if let Some(heading) = &cited.heading { " › " (heading) } ": " q { (cited.quote) } }
                } } }
            }
            @if !observed.tools.is_empty() {
                dt { "Tools" }
                dd { ul { @for call in &observed.tools { li { code { (call.name) " " (call.arguments) } } } } }
            }
            @if let Some(retrieved) = &observed.retrieved {
                dt { "Retrieved" }
                dd { @if retrieved.is_empty() { "nothing" } @else { ol { @for passage in retrieved {
                    li { (passage.title) @if !passage.heading.is_empty() { " › " (passage.heading) } }
                } } } }
            }
            dt { "Took" } dd { (observed.total_ms) " ms" @if let Some(cost) = observed.cost_micros() { ", " (usd(cost)) " USD" } }
        }
    }
}

fn score_table(scores: &[Score]) -> Markup {
    html! {
        div.scroll { table {
            thead { tr { th { "Check" } th { "Result" } th.number { "Value" } th { "Why" } } }
            tbody {
                @for score in scores {
                    tr {
                        td { code { (score.check) } }
                        td { (verdict(score.verdict)) }
                        td.number { @if score.verdict != Verdict::Skipped { (format!("{:.2}", score.value)) } }
                        td {
                            (score.reason)
                            @if score.votes.len() > 1 { ol { @for vote in &score.votes { li { (format!("{:.2}", vote.score)) " – " (vote.reasoning) } } } }
                        }
                    }
                }
            }
        } }
    }
}

fn verdict(verdict: Verdict) -> Markup {
    match verdict {
        Verdict::Pass => html! { span.badge.good { "pass" } },
        Verdict::Fail => html! { span.badge.bad { "fail" } },
        Verdict::Skipped => html! { span.badge.soft { "skipped" } },
    }
}

/// A name as a fragment: letters and digits stay, everything else is written out, so that two names never meet.
fn anchor(name: &str) -> String {
    let mut anchor = String::from("c-");
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || c == '-' {
            anchor.push(c);
        } else {
            anchor.push_str(&format!("_{:x}_", u32::from(c)));
        }
    }
    anchor
}
