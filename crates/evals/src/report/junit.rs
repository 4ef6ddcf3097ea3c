//! Reports as JUnit XML, for CI systems.

use std::time::Duration;

use quick_junit::{NonSuccessKind, Report as Xml, SerializeError, TestCase, TestCaseStatus, TestSuite};

use super::{CaseResult, CaseState, Report, why};
use crate::run::Outcome;

/// The report as a document.
pub fn xml(report: &Report) -> Result<String, SerializeError> {
    let mut xml = Xml::new("parlor eval");
    xml.set_time(Duration::from_millis(report.took_ms));
    for suite in &report.suites {
        let mut tests = TestSuite::new(&suite.name);
        tests.add_property(("threshold", suite.threshold.to_string().as_str()));
        tests.add_property(("share", suite.share.to_string().as_str()));
        tests.add_test_cases(suite.cases.iter().map(|case| test(&suite.name, case)));
        xml.add_test_suite(tests);
    }
    xml.to_string()
}

fn test(suite: &str, case: &CaseResult) -> TestCase {
    let failed = |kind, what: &str| {
        let mut status = TestCaseStatus::non_success(kind);
        status.set_message(why(case).unwrap_or_default()).set_type(what);
        status
    };
    let status = match case.state {
        CaseState::Passed => TestCaseStatus::success(),
        CaseState::Skipped => TestCaseStatus::skipped(),
        CaseState::Failed => failed(NonSuccessKind::Failure, "failed"),
        CaseState::Flaky => failed(NonSuccessKind::Failure, "flaky"),
        CaseState::Error => failed(NonSuccessKind::Error, "error"),
        CaseState::NotRun => failed(NonSuccessKind::Error, "not run"),
    };
    let mut test = TestCase::new(&case.id, status);
    test.set_classname(suite);
    let mut answers = case.attempts.iter().filter_map(|attempt| match attempt {
        Outcome::Scored { observation, .. } => Some(observation),
        Outcome::Unscored { .. } | Outcome::NotRun => None,
    });
    test.set_time(Duration::from_millis(answers.clone().map(|answer| answer.total_ms).sum()));
    if case.state != CaseState::Passed
        && let Some(answer) = answers.next_back()
    {
        test.set_system_out(format!("{}\n\n{}", case.input, answer.answer));
    }
    test
}
