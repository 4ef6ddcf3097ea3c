//! Web pages: what is not the page's own words (scripts, styles, navigation) goes, the rest is read as Markdown.

use domain::document::content::Content;
use domain::document::kind::FileKind;
use htmd::HtmlToMarkdown;

use super::Unreadable;
use super::markdown::{Inline, blocks};

const SKIPPED: &[&str] =
    &["head", "script", "style", "noscript", "template", "nav", "iframe", "svg", "object"];

pub(super) fn read(html: &str) -> Result<Content, Unreadable> {
    let converter = HtmlToMarkdown::builder().skip_tags(SKIPPED.to_vec()).build();
    let markdown = converter.convert(html).map_err(|error| Unreadable::damaged(FileKind::Html, error))?;
    Ok(Content { blocks: blocks(&markdown, Inline::Words), page_count: None })
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
}
