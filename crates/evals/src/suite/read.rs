//! Suites from files: YAML (a whole suite), JSONL and CSV (one case a line). A broken file is refused with the line and the reason.

use serde::Deserialize;
use serde_saphyr::Spanned;

use super::check::Check;
use super::value::Share;
use super::{Case, Suite, ToolUse, csv, valid};

/// Largest file, in bytes.
pub const MAX_BYTES: usize = 8 << 20;

/// Endings of files that hold suites.
pub const ENDINGS: [&str; 4] = ["yaml", "yml", "jsonl", "csv"];

/// Why a file is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {reason}")]
pub struct Broken {
    /// The file's name as it was given.
    pub file: String,
    /// Line, from 1.
    pub line: u64,
    /// What is wrong there.
    pub reason: String,
}

/// What a reader found before the rules are looked at: the suite, and the line of each of its cases.
pub(super) type Lined = (Suite, Vec<u64>);

/// A line and a reason.
pub(super) type Fault = (u64, String);

/// Reads a file by the ending of its name. JSONL and CSV files are named after the file, and every case of theirs must pass.
pub fn suite(file: &str, text: &str) -> Result<Suite, Broken> {
    let broken = |(line, reason): Fault| Broken { file: file.to_owned(), line, reason };
    if text.len() > MAX_BYTES {
        return Err(broken((1, "the file is larger than 8 MiB".to_owned())));
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let name = file.rsplit(['/', '\\']).next().unwrap_or(file);
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    let (suite, lines) = match ending {
        "yaml" | "yml" => yaml(text),
        "jsonl" => json_lines(stem, text),
        "csv" => csv::read(stem, text),
        _ => Err((1, "the name must end in .yaml, .yml, .jsonl or .csv".to_owned())),
    }
    .map_err(broken)?;
    match valid::problem(&suite) {
        None => Ok(suite),
        Some((case, reason)) => {
            let line = case.and_then(|index| lines.get(index)).copied().unwrap_or(1);
            let reason = match case.map(|index| suite.cases[index].id.as_str()) {
                Some(id) => format!("case `{id}`: {reason}"),
                None => reason,
            };
            Err(broken((line, reason)))
        }
    }
}

/// A suite as JSON, as it is kept between runs. The same rules hold as for files; without cases it is allowed, to be filled later.
pub fn value(document: serde_json::Value) -> Result<Suite, Unfit> {
    let suite: Suite =
        serde_json::from_value(document).map_err(|error| Unfit { case: None, reason: error.to_string() })?;
    match valid::problem(&suite) {
        Some((None, _)) if suite.cases.is_empty() && valid::settings(&suite).is_none() => Ok(suite),
        Some((case, reason)) => Err(Unfit { case, reason }),
        None => Ok(suite),
    }
}

/// Why a suite is refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{reason}")]
pub struct Unfit {
    /// Index of the case; `None`: the suite itself.
    pub case: Option<usize>,
    /// What is wrong there.
    pub reason: String,
}

/// A suite as a YAML file that reads back as the same.
pub fn to_yaml(suite: &Suite) -> Result<String, String> {
    serde_saphyr::to_string(suite).map_err(|error| error.to_string())
}

/// A suite of these cases with the usual settings.
pub(super) fn of_cases(name: &str, cases: Vec<Case>) -> Suite {
    Suite {
        name: name.to_owned(),
        description: None,
        threshold: Share::ALL,
        checks: Vec::new(),
        tools: ToolUse::default(),
        repeat: 1,
        cases,
    }
}

/// [`Suite`] with the places of its cases.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Placed {
    name: String,
    description: Option<String>,
    #[serde(default)]
    threshold: Share,
    #[serde(default)]
    checks: Vec<Check>,
    #[serde(default)]
    tools: ToolUse,
    #[serde(default = "super::once")]
    repeat: u32,
    cases: Vec<Spanned<Case>>,
}

fn yaml(text: &str) -> Result<Lined, Fault> {
    let placed: Placed = serde_saphyr::from_str(text).map_err(|error| {
        let line = error.location().map_or(1, |location| location.line());
        (line, reason(error.without_snippet()))
    })?;
    let lines = placed.cases.iter().map(|case| case.referenced.line()).collect();
    let suite = Suite {
        name: placed.name,
        description: placed.description,
        threshold: placed.threshold,
        checks: placed.checks,
        tools: placed.tools,
        repeat: placed.repeat,
        cases: placed.cases.into_iter().map(|case| case.value).collect(),
    };
    Ok((suite, lines))
}

/// The parser's text without the place, which is told beside it.
fn reason(error: &serde_saphyr::Error) -> String {
    let text = error.to_string();
    let first = text.lines().next().unwrap_or_default();
    let message = match first.split_once(": ") {
        Some((place, rest)) if place.starts_with("error: line") || place.starts_with("line ") => rest,
        _ => first.strip_prefix("error: ").unwrap_or(first),
    };
    message.rsplit_once(" at line ").map_or(message, |(message, _)| message).to_owned()
}

fn json_lines(name: &str, text: &str) -> Result<Lined, Fault> {
    let (mut cases, mut lines) = (Vec::new(), Vec::new());
    for (line, content) in (1..).zip(text.lines()).filter(|(_, content)| !content.trim().is_empty()) {
        let case: Case = serde_json::from_str(content).map_err(|error| (line, json_reason(&error)))?;
        cases.push(case);
        lines.push(line);
    }
    Ok((of_cases(name, cases), lines))
}

/// serde_json counts lines in the one line it was given; only the column says something.
pub(crate) fn json_reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let message = text.rsplit_once(" at line ").map_or(text.as_str(), |(message, _)| message);
    format!("{message} (column {})", error.column())
}

#[cfg(test)]
mod tests;
