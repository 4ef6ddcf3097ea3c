//! `docs/guarantees.md` names a test for each promise; each of them must be there.

use std::fs;

use anyhow::{Context, Result};

use crate::tools::repository;

const DOCUMENT: &str = "docs/guarantees.md";

/// What is wrong with the document: rows without a test, and tests that are not where the row says.
pub fn broken() -> Result<Vec<String>> {
    let path = repository::root().join(DOCUMENT);
    let text = fs::read_to_string(&path).with_context(|| format!("cannot read {DOCUMENT}"))?;
    let rows = text.lines().enumerate().filter(|(_, line)| is_row(line));
    Ok(rows
        .flat_map(|(index, line)| {
            complaints(line).into_iter().map(move |c| format!("{DOCUMENT}:{}: {c}", index + 1))
        })
        .collect())
}

/// A row of a table, but not its head or the line below that.
fn is_row(line: &str) -> bool {
    line.starts_with("| ") && !line.starts_with("| Promise ") && !line.starts_with("| --")
}

fn complaints(row: &str) -> Vec<String> {
    let named = named_tests(row);
    if named.is_empty() {
        return vec!["a promise without a test".to_owned()];
    }
    let missing = named.into_iter().filter(|(file, test)| {
        !fs::read_to_string(repository::root().join(file)).is_ok_and(|source| source.contains(test))
    });
    missing.map(|(file, test)| format!("{file} has no `{test}`")).collect()
}

/// The tests of a row: its last cell is a list of `` `file`: `test` ``.
fn named_tests(row: &str) -> Vec<(&str, &str)> {
    let cell = row.trim_end().trim_end_matches('|').rsplit('|').next().unwrap_or_default();
    let quoted: Vec<&str> = cell.split('`').skip(1).step_by(2).collect();
    quoted.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_name_files_and_tests() {
        let row = "| It `holds`. | `a/b.rs`: `first`, `c.ts`: `second one` |";
        assert!(is_row(row) && !is_row("| Promise | Test |") && !is_row("| --- | --- |"));
        assert_eq!(named_tests(row), [("a/b.rs", "first"), ("c.ts", "second one")]);
        assert_eq!(complaints("| A hope. | later |"), ["a promise without a test"]);
        assert_eq!(complaints("| It holds. | `xtask/src/main.rs`: `no such test` |").len(), 1);
    }
}
