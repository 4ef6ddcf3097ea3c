use proptest::prelude::*;

use super::*;

fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, text: text.into() }
}

fn paragraph(text: impl Into<String>) -> Block {
    Block::Paragraph { text: text.into() }
}

fn settings(max_tokens: u32) -> ChunkSettings {
    ChunkSettings { max_tokens, ..ChunkSettings::default() }
}

fn texts(blocks: &[Block], max_tokens: u32) -> Vec<String> {
    cut(blocks, settings(max_tokens)).unwrap().into_iter().map(|piece| piece.text).collect()
}

#[test]
fn passages_carry_headings_and_pages_and_cross_neither() {
    let blocks = [
        Block::Page { number: 1 },
        paragraph("Intro."),
        heading(1, "Shop"),
        heading(2, "Returns"),
        paragraph("Thirty days."),
        Block::Page { number: 2 },
        paragraph("Unused."),
        heading(3, "Sale"),
        paragraph("No returns."),
        heading(2, "Closed on Sundays"),
    ];
    let pieces = cut(&blocks, ChunkSettings::default()).unwrap();
    let seen: Vec<_> = pieces.iter().map(|p| (p.heading.as_str(), p.page, p.text.as_str())).collect();
    assert_eq!(
        seen,
        [
            ("", Some(1), "Intro."),
            ("Shop › Returns", Some(1), "Thirty days."),
            ("Shop › Returns", Some(2), "Unused."),
            ("Shop › Returns › Sale", Some(2), "No returns."),
            ("Shop › Closed on Sundays", Some(2), "## Closed on Sundays"),
        ]
    );
}

#[test]
fn blocks_stay_whole_where_they_fit() {
    let first = paragraph("a ".repeat(60));
    let list = Block::List { items: vec!["- one".into(), "- two".into()] };
    let seen = texts(&[first, paragraph("Short."), list], 40);
    assert_eq!(seen, [format!("{}\n\nShort.\n\n- one\n- two", "a ".repeat(60).trim())]);
    let long = "Kept as one. ".repeat(10);
    let seen = texts(&[paragraph(&*long), paragraph(&*long)], 40);
    assert_eq!(
        seen[1].matches("Kept").count(),
        11,
        "whole, after the last sentence of the one before: {seen:?}"
    );
}

#[test]
fn a_long_table_repeats_its_header() {
    let row = |n: usize| vec![format!("Item {n}"), format!("{n} €")];
    let mut rows = vec![vec!["Name".to_owned(), "Price".to_owned()]];
    rows.extend((0..40).map(row));
    let seen = texts(&[Block::Table { rows }], 60);
    assert!(seen.len() > 2);
    for piece in &seen {
        assert!(piece.starts_with("| Name | Price |\n| --- | --- |\n| Item "), "{piece}");
        assert!(piece.ends_with('|'), "{piece}");
    }
    assert_eq!(seen.iter().map(|piece| piece.matches("| Item ").count()).sum::<usize>(), 40, "each row once");
}

#[test]
fn long_code_stays_fenced_and_long_lists_fall_into_items() {
    let line = "let x = 1;\n";
    let code = Block::Code { text: line.repeat(40), language: Some("rust".into()) };
    for piece in texts(&[code], 40) {
        assert!(piece.starts_with("```rust\nlet") && piece.ends_with(";\n```"), "{piece:?}");
    }
    let items = (0..40).map(|n| format!("- item {n}\n  - below {n}")).collect();
    for piece in texts(&[Block::List { items }], 40) {
        assert!(piece.trim_end().lines().last().unwrap().starts_with("  - below"), "{piece}");
    }
}

#[test]
fn ideographs_count_for_more() {
    let blocks = |text: &str| [paragraph(text.repeat(100))];
    assert_eq!(texts(&blocks("ab"), 50).len(), 1);
    assert!(texts(&blocks("返品"), 50).len() >= 4);
}

fn block() -> impl Strategy<Value = Block> {
    let words = "([a-zäß日]{1,12}[ \n.]{1,3}){0,60}";
    prop_oneof![
        4 => words.prop_map(|text| Block::Paragraph { text }),
        1 => ("[a-z ]{0,20}", 1u8..7).prop_map(|(text, level)| Block::Heading { level, text }),
        1 => proptest::collection::vec("- [a-z日 ]{1,60}", 0..30).prop_map(|items| Block::List { items }),
        1 => proptest::collection::vec(proptest::collection::vec("[a-z日|\n]{0,30}", 0..4), 0..30)
            .prop_map(|rows| Block::Table { rows }),
        1 => ("([a-z` ]{0,40}\n){0,40}", any::<bool>())
            .prop_map(|(text, named)| Block::Code { text, language: named.then(|| "sh".to_owned()) }),
        1 => (1u32..9).prop_map(|number| Block::Page { number }),
    ]
}

proptest! {
    #[test]
    fn spans_point_at_the_passage_nothing_is_lost_and_all_fits(blocks in proptest::collection::vec(block(), 0..12), max_tokens in 40u32..120) {
        let layout = lay_out(&blocks);
        let characters: Vec<char> = layout.text.chars().collect();
        let mut covered = vec![false; characters.len()];
        let size = Size::new(settings(max_tokens)).unwrap();
        for piece in cut(&blocks, settings(max_tokens)).unwrap() {
            let (start, end) = (piece.span.0 as usize, piece.span.1 as usize);
            let words: String = characters[start..end].iter().collect();
            prop_assert!(piece.text.contains(&words), "{:?} holds {:?}", piece.text, words);
            prop_assert!(size.fits(&piece.text), "{:?}", piece.text);
            covered[start..end].fill(true);
        }
        for part in &layout.parts {
            // Fences and a table's header are written around each piece, so they may lie in no span.
            let fixed = matches!(part.shape, Shape::Table | Shape::Code);
            let first = layout.text[..part.range.start].chars().count();
            for (i, c) in layout.text[part.range.clone()].chars().enumerate().filter(|_| !fixed) {
                prop_assert!(covered[first + i] || c.is_whitespace(), "lost {:?} of {:?}", c, part);
            }
        }
    }
}
