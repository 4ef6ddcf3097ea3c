//! Reports for a terminal.

use comfy_table::presets::UTF8_FULL_CONDENSED;
use comfy_table::{CellAlignment, ContentArrangement, Table};

use super::compare::{Change, Comparison};
use super::{CaseState, Report, why};

/// Widest table when the terminal does not tell.
const WIDTH: u16 = 120;

fn table(width: Option<u16>, header: &[&str]) -> Table {
    let mut table = Table::new();
    table
        .load_style(UTF8_FULL_CONDENSED)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width.unwrap_or(WIDTH))
        .set_header(header.to_vec());
    table
}

/// One row a suite, then what did not pass.
pub fn report(report: &Report, width: Option<u16>) -> String {
    let mut suites =
        table(width, &["suite", "cases", "passed", "flaky", "failed", "other", "share", "bar", "value", ""]);
    for suite in &report.suites {
        let count = |state| suite.cases.iter().filter(|case| case.state == state).count();
        let (passed, flaky, failed) =
            (count(CaseState::Passed), count(CaseState::Flaky), count(CaseState::Failed));
        suites.add_row([
            suite.name.clone(),
            suite.cases.len().to_string(),
            passed.to_string(),
            flaky.to_string(),
            failed.to_string(),
            (suite.cases.len() - passed - flaky - failed).to_string(),
            percent(suite.share),
            percent(suite.threshold),
            format!("{:.3}", suite.value),
            if suite.passed { "pass" } else { "BELOW" }.to_owned(),
        ]);
    }
    for column in suites.column_iter_mut().skip(1) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    let mut text = format!("{suites}\n");
    let not_passed = || {
        report
            .suites
            .iter()
            .flat_map(|suite| suite.cases.iter().map(move |case| (suite, case)))
            .filter(|(_, case)| !matches!(case.state, CaseState::Passed | CaseState::Skipped))
    };
    if not_passed().next().is_some() {
        let mut cases = table(width, &["case", "state", "why"]);
        for (suite, case) in not_passed() {
            let name = format!("{}/{}", suite.name, case.id);
            cases.add_row([name, case.state.as_str().to_owned(), why(case).unwrap_or_default()]);
        }
        text.push_str(&format!("\n{cases}\n"));
    }
    text.push_str(&format!(
        "\n{} cases in {:.1} s, {} passed, {} USD spent\n",
        report.cases(),
        report.took_ms as f64 / 1000.0,
        report.count(CaseState::Passed),
        usd(report.spent_micros),
    ));
    text
}

/// What changed; regressions first.
pub fn comparison(comparison: &Comparison, width: Option<u16>) -> String {
    let changed = || comparison.cases.iter().filter(|case| case.change != Change::Same);
    let mut text = String::new();
    if changed().next().is_some() {
        let mut cases = table(width, &["case", "change", "before", "now", "why"]);
        for case in changed() {
            let told = |state: Option<(CaseState, f64)>| {
                state.map_or_else(String::new, |(state, value)| format!("{} {value:.2}", state.as_str()))
            };
            cases.add_row([
                format!("{}/{}", case.suite, case.case),
                case.change.as_str().to_owned(),
                told(case.before),
                told(case.after),
                case.reason.clone().unwrap_or_default(),
            ]);
        }
        text.push_str(&format!("{cases}\n"));
    }
    text.push_str(&format!("{}\n", comparison.summary()));
    text
}

pub(super) fn percent(share: f64) -> String {
    format!("{:.1} %", 100.0 * share)
}

pub(super) fn usd(micros: u64) -> String {
    format!("{:.6}", micros as f64 / 1e6)
}
