//! Web pages: what is not the page's own words (scripts, styles, navigation) goes, the rest is read as Markdown.

use std::ops::ControlFlow;

use domain::document::content::Content;
use domain::document::kind::FileKind;
use htmd::HtmlToMarkdown;

use super::Unreadable;
use super::markdown::{Inline, blocks};
use crate::html::{Tag, tags};

/// How deep elements may lie in each other. Browsers stop at 512, too; a parser's time grows with the square of it.
const DEEPEST: usize = 512;

/// Elements that need no end tag, and end each other: many in a row are not nested.
const SELF_ENDING: &[&str] = &[
    "p", "li", "dt", "dd", "option", "optgroup", "tr", "td", "th", "thead", "tbody", "tfoot", "colgroup",
    "rb", "rp", "rt", "rtc", "html", "head", "body",
];

/// Elements without content.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "frame", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

const SKIPPED: &[&str] =
    &["head", "script", "style", "noscript", "template", "nav", "iframe", "svg", "object"];

pub(super) fn read(html: &str) -> Result<Content, Unreadable> {
    if is_too_deep(html) {
        let reason = format!("more than {DEEPEST} elements lie in each other");
        return Err(Unreadable::damaged(FileKind::Html, reason));
    }
    let converter = HtmlToMarkdown::builder().skip_tags(SKIPPED.to_vec()).build();
    let markdown = converter.convert(html).map_err(|error| Unreadable::damaged(FileKind::Html, error))?;
    Ok(Content { blocks: blocks(&markdown, Inline::Words), page_count: None })
}

/// Looked at before a tree is built.
fn is_too_deep(html: &str) -> bool {
    let mut open: Vec<String> = Vec::new();
    tags(html, |tag| {
        let Tag { name, is_end, is_self_closing, .. } = &tag;
        let known = |list: &[&str]| list.contains(&name.as_str());
        if known(SELF_ENDING) || known(VOID) || (*is_self_closing && !*is_end) {
            return ControlFlow::Continue(());
        }
        if !*is_end {
            open.push(tag.name);
        } else if let Some(at) = open.iter().rposition(|above| above == name) {
            open.truncate(at);
        }
        if open.len() > DEEPEST { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })
    .is_break()
}

#[cfg(test)]
mod tests {
    use domain::document::content::Block;

    use super::*;

    #[test]
    fn structure_survives_and_furniture_goes() {
        let html = "<!doctype html><html><head><title>T</title><style>p{}</style></head><body>\
            <nav><a href='/'>Home</a></nav><h1>Shop &amp; more</h1><script>alert(1)</script>\
            <p>Read the <a href='https://shop.example/terms'>terms_of_use</a> <b>first</b>.</p>\
            <ul><li>one<ul><li>below</li></ul></li><li>two</li></ul>\
            <table><tr><th>Item</th><th>Price</th></tr><tr><td>Pot</td><td>3 €</td></tr></table>\
            <pre><code class='language-sh'>ls *\n</code></pre></body></html>";
        let row = |a: &str, b: &str| vec![a.to_owned(), b.to_owned()];
        assert_eq!(
            read(html).unwrap().blocks,
            [
                Block::Heading { level: 1, text: "Shop & more".into() },
                Block::Paragraph {
                    text: "Read the [terms_of_use](https://shop.example/terms) first.".into()
                },
                Block::List { items: vec!["- one\n  - below".into(), "- two".into()] },
                Block::Table { rows: vec![row("Item", "Price"), row("Pot", "3 €")] },
                Block::Code { text: "ls *".into(), language: Some("sh".into()) },
            ]
        );
    }

    #[test]
    fn what_lies_too_deep_is_refused_before_it_is_read() {
        let nested = |element: &str, times: usize| {
            format!("{}deep{}", format!("<{element}>").repeat(times), format!("</{element}>").repeat(times))
        };
        for (html, expect) in [
            (nested("div", DEEPEST), false),
            (nested("div", DEEPEST + 1), true),
            ("<font>".repeat(100_000), true),
            ("<div/>".repeat(100_000), false),
            ("<li>one<p>two<br>".repeat(100_000), false),
            ("<div>a</div><b>c</b></i>".repeat(10_000), false),
            (format!("<script>{}</script>", "'<div>'".repeat(10_000)), false),
        ] {
            assert_eq!(is_too_deep(&html), expect, "{}", &html[..20]);
        }
        assert!(read(&nested("div", 100_000)).unwrap_err().to_string().contains("512 elements"));
    }
}
