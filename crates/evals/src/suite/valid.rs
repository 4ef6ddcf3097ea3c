//! Rules that a suite keeps beyond the shape of its file.

use std::collections::HashSet;

use super::check::Check;
use super::{Case, Suite};

/// Most cases in a suite.
const MAX_CASES: usize = 10_000;
/// Longest text of a case, in characters.
const MAX_TEXT: usize = 32_000;
/// Longest id, in characters.
const MAX_ID: usize = 120;
/// Most repetitions.
const MAX_REPEAT: u32 = 100;
/// Most votes of a judge.
const MAX_VOTES: u32 = 9;

/// The first broken rule of a suite, with the index of the case that breaks it (`None`: the suite itself).
pub(super) fn problem(suite: &Suite) -> Option<(Option<usize>, String)> {
    if let Some(reason) = settings(suite) {
        return Some((None, reason.to_owned()));
    }
    if suite.cases.is_empty() {
        return Some((None, "there are no cases".to_owned()));
    }
    if suite.cases.len() > MAX_CASES {
        return Some((None, "there are more than 10000 cases".to_owned()));
    }
    let mut seen = HashSet::new();
    suite.cases.iter().enumerate().find_map(|(index, case)| {
        let reason = if seen.insert(case.id.as_str()) {
            broken(suite, case)?
        } else {
            format!("the id `{}` is used twice", case.id)
        };
        Some((Some(index), reason))
    })
}

/// The first broken rule of what a suite says beside its cases.
pub(super) fn settings(suite: &Suite) -> Option<&'static str> {
    if suite.name.trim().is_empty() || suite.name.chars().count() > MAX_ID {
        return Some("`name` must have 1 to 120 characters");
    }
    (!(1..=MAX_REPEAT).contains(&suite.repeat)).then_some("`repeat` must be 1 to 100")
}

fn broken(suite: &Suite, case: &Case) -> Option<String> {
    if case.id.trim().is_empty() || case.id.chars().count() > MAX_ID {
        return Some("`id` must have 1 to 120 characters".to_owned());
    }
    if case.input.trim().is_empty() || case.input.chars().count() > MAX_TEXT {
        return Some("`input` must have 1 to 32000 characters".to_owned());
    }
    if case.repeat.is_some_and(|repeat| !(1..=MAX_REPEAT).contains(&repeat)) {
        return Some("`repeat` must be 1 to 100".to_owned());
    }
    if case.tool_results.iter().any(|answer| answer.result.is_some() == answer.error.is_some()) {
        return Some("each of `toolResults` needs either `result` or `error`".to_owned());
    }
    let checks = suite.checks_of(case);
    if checks.is_empty() {
        return Some("nothing is checked: give `expect` or `checks`".to_owned());
    }
    checks
        .iter()
        .find_map(|check| parameters(case, check).map(|reason| format!("`{}`: {reason}", check.name())))
}

fn parameters(case: &Case, check: &Check) -> Option<&'static str> {
    let has_answer = case.expect.answer.is_some();
    let votes = |votes: u32| (!(1..=MAX_VOTES).contains(&votes)).then_some("`votes` must be 1 to 9");
    match check {
        Check::Contains(text) | Check::Lacks(text) | Check::Cites(text) | Check::CitesNot(text)
            if text.trim().is_empty() =>
        {
            Some("must not be empty")
        }
        Check::ContainsAny(texts) if texts.iter().all(|text| text.trim().is_empty()) => {
            Some("must not be empty")
        }
        Check::Retrieves(retrieves) if retrieves.sources.is_empty() => Some("`sources` must not be empty"),
        Check::ToolOrder(names) if names.len() < 2 => Some("must name two tools at least"),
        Check::Number(number) if !(number.tolerance >= 0.0 && number.value.is_finite()) => {
            Some("`tolerance` must not be negative")
        }
        Check::Length(length) if length.max.is_some_and(|max| max < length.min) => {
            Some("`max` is less than `min`")
        }
        Check::Latency(latency) if latency.first_ms.is_none() && latency.total_ms.is_none() => {
            Some("give `firstMs` or `totalMs`")
        }
        Check::Similar(similar) if similar.to.is_none() && !has_answer => {
            Some("give `to`, or an expected answer to compare with")
        }
        Check::Correct(judged) => {
            votes(judged.votes).or((!has_answer).then_some("needs an expected answer to compare with"))
        }
        Check::Faithful(judged) | Check::Helpful(judged) | Check::Safe(judged) => votes(judged.votes),
        Check::Rubric(rubric) if rubric.rubric.trim().is_empty() => Some("must not be empty"),
        Check::Rubric(rubric) => votes(rubric.votes),
        _ => None,
    }
}
