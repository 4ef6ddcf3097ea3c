//! Separated values: one table, whose first row is the header.

use csv::ReaderBuilder;
use domain::document::content::{Block, Content};
use domain::document::kind::FileKind;

use super::Unreadable;

/// How many lines the separator is told from.
const SAMPLE: usize = 20;

pub(super) fn read(text: &str) -> Result<Content, Unreadable> {
    let damaged = |error: csv::Error| Unreadable::damaged(FileKind::Csv, error);
    let mut reader = ReaderBuilder::new()
        .delimiter(separator(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let row: Vec<String> = record.map_err(damaged)?.iter().map(|cell| cell.trim().to_owned()).collect();
        if row.iter().any(|cell| !cell.is_empty()) {
            rows.push(row);
        }
    }
    let blocks = if rows.is_empty() { Vec::new() } else { vec![Block::Table { rows }] };
    Ok(Content { blocks, page_count: None })
}

/// The character that divides the first lines into the same number of cells, and into most of them.
fn separator(text: &str) -> u8 {
    let columns = |separator: u8| {
        let reader = ReaderBuilder::new()
            .delimiter(separator)
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let widths: Vec<usize> =
            reader.into_records().take(SAMPLE).map_while(Result::ok).map(|record| record.len()).collect();
        let first = widths.first().copied().unwrap_or(1);
        let alike = widths.iter().filter(|width| **width == first).count();
        (first > 1, alike, first)
    };
    [b'\t', b'|', b';', b','].into_iter().max_by_key(|separator| columns(*separator)).unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_separator_is_told_from_the_lines() {
        let expect = vec![vec!["Item", "Price"], vec!["Pot, large", "3,50"], vec!["Say \"hi\"\nthere", ""]];
        for text in [
            "Item,Price\n\"Pot, large\",\"3,50\"\n\"Say \"\"hi\"\"\nthere\",\n",
            "Item;Price\nPot, large;3,50\n\"Say \"\"hi\"\"\nthere\";\n\n",
            "Item\tPrice\nPot, large\t3,50\n\"Say \"\"hi\"\"\nthere\"\t\n",
        ] {
            let content = read(text).unwrap();
            let [Block::Table { rows }] = &content.blocks[..] else { panic!("{content:?}") };
            assert_eq!(rows, &expect, "{text}");
        }
    }

    #[test]
    fn rows_may_differ_and_one_column_is_a_table() {
        let rows = |text| match &read(text).unwrap().blocks[..] {
            [Block::Table { rows }] => rows.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!(rows("a,b\n1\n1,2,3\n"), [vec!["a", "b"], vec!["1"], vec!["1", "2", "3"]]);
        assert_eq!(rows("names\nAda\n"), [["names"], ["Ada"]]);
    }
}
