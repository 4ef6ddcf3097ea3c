//! Suites as tables: a header and one case a row. `facts`, `sources` and `tags` hold several values between `|`; `conversation`, `tools`,
//! `toolResults` and `checks` hold JSON as in a YAML file.

use csv::{ReaderBuilder, StringRecord};
use serde::de::DeserializeOwned;

use super::read::{Fault, Lined, json_reason, of_cases};
use super::value::Weight;
use super::{Case, Expect};

const COLUMNS: [&str; 13] = [
    "id",
    "input",
    "answer",
    "facts",
    "sources",
    "refusal",
    "tags",
    "weight",
    "repeat",
    "conversation",
    "tools",
    "toolResults",
    "checks",
];

pub(super) fn read(name: &str, text: &str) -> Result<Lined, Fault> {
    let mut reader = ReaderBuilder::new().trim(csv::Trim::Headers).from_reader(text.as_bytes());
    let header = reader.headers().map_err(fault)?.clone();
    if let Some(unknown) = header.iter().find(|column| !COLUMNS.contains(column)) {
        return Err((1, format!("unknown column `{unknown}`, expected one of {}", COLUMNS.join(", "))));
    }
    if let Some(missing) = ["id", "input"].iter().find(|column| !header.iter().any(|name| name == **column)) {
        return Err((1, format!("the column `{missing}` is missing")));
    }
    let (mut cases, mut lines) = (Vec::new(), Vec::new());
    for record in reader.records() {
        let record = record.map_err(fault)?;
        let line = record.position().map_or(1, csv::Position::line);
        cases.push(case(&Row { header: &header, record: &record }).map_err(|reason| (line, reason))?);
        lines.push(line);
    }
    Ok((of_cases(name, cases), lines))
}

fn fault(error: csv::Error) -> Fault {
    let line = error.position().map_or(1, csv::Position::line);
    let reason = match error.kind() {
        csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
            format!("the row has {len} columns, the header has {expected_len}")
        }
        csv::ErrorKind::Utf8 { err, .. } => err.to_string(),
        _ => error.to_string(),
    };
    (line, reason)
}

struct Row<'a> {
    header: &'a StringRecord,
    record: &'a StringRecord,
}

impl Row<'_> {
    /// The text of a column that is there and not empty.
    fn text(&self, column: &str) -> Option<&str> {
        let index = self.header.iter().position(|name| name == column)?;
        self.record.get(index).filter(|text| !text.trim().is_empty())
    }

    fn list(&self, column: &str) -> Vec<String> {
        let parts = self.text(column).unwrap_or_default().split('|').map(str::trim);
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    fn json<T: DeserializeOwned>(&self, column: &str) -> Result<Option<T>, String> {
        let Some(text) = self.text(column) else { return Ok(None) };
        serde_json::from_str(text).map(Some).map_err(|error| format!("`{column}`: {}", json_reason(&error)))
    }
}

fn case(row: &Row<'_>) -> Result<Case, String> {
    let owned = |column| row.text(column).unwrap_or_default().to_owned();
    Ok(Case {
        id: owned("id"),
        conversation: row.json("conversation")?.unwrap_or_default(),
        input: owned("input"),
        expect: Expect {
            answer: row.text("answer").map(str::to_owned),
            facts: row.list("facts"),
            sources: row.list("sources"),
            tools: row.json("tools")?.unwrap_or_default(),
            refusal: row.json("refusal")?,
        },
        tool_results: row.json("toolResults")?.unwrap_or_default(),
        checks: row.json("checks")?.unwrap_or_default(),
        tags: row.list("tags"),
        weight: row.json::<Weight>("weight")?.unwrap_or_default(),
        repeat: row.json("repeat")?,
    })
}
