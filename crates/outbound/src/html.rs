//! The tags of a web page one after another, without a tree: time and memory stay in proportion to the page, whatever it holds.

use std::cell::RefCell;
use std::ops::ControlFlow;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer};

/// A start or end tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Tag {
    /// In lower case.
    pub name: String,
    /// `</name>`.
    pub is_end: bool,
    /// `<name/>`.
    pub is_self_closing: bool,
    /// Names in lower case, with their values.
    pub attributes: Vec<(String, String)>,
}

impl Tag {
    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// What a page consists of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// A tag.
    Tag(Tag),
    /// Characters between tags, perhaps in several pieces; the content of scripts and styles, too.
    Text(String),
}

/// Hands over every tag until the listener breaks off.
pub(crate) fn tags(html: &str, mut listen: impl FnMut(Tag) -> ControlFlow<()>) -> ControlFlow<()> {
    pieces(html, |piece| match piece {
        Piece::Tag(tag) => listen(tag),
        Piece::Text(_) => ControlFlow::Continue(()),
    })
}

/// Hands over every piece until the listener breaks off.
pub(crate) fn pieces(html: &str, listen: impl FnMut(Piece) -> ControlFlow<()>) -> ControlFlow<()> {
    let sink = Sink { state: RefCell::new(State { listen, over: false }) };
    let tokenizer = Tokenizer::new(sink, Default::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // Nobody answers with a script to run, so one call reads all.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    if tokenizer.sink.state.borrow().over { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
}

struct Sink<F> {
    state: RefCell<State<F>>,
}

struct State<F> {
    listen: F,
    over: bool,
}

impl<F: FnMut(Piece) -> ControlFlow<()>> TokenSink for Sink<F> {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        if state.over {
            return TokenSinkResult::Continue;
        }
        let (piece, next) = match token {
            Token::TagToken(tag) => {
                let is_end = tag.kind == TagKind::EndTag;
                let next = if is_end { TokenSinkResult::Continue } else { content(&tag.name) };
                let attribute = |a: &html5ever::Attribute| (a.name.local.to_string(), a.value.to_string());
                let tag = Tag {
                    name: tag.name.to_string(),
                    is_end,
                    is_self_closing: tag.self_closing,
                    attributes: tag.attrs.iter().map(attribute).collect(),
                };
                (Piece::Tag(tag), next)
            }
            Token::CharacterTokens(text) => (Piece::Text(text.to_string()), TokenSinkResult::Continue),
            _ => return TokenSinkResult::Continue,
        };
        state.over = (state.listen)(piece).is_break();
        next
    }
}

/// How the content of an element is read (HTML, section 13.2.6.4).
fn content(name: &str) -> TokenSinkResult<()> {
    match name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" | "noscript" => {
            TokenSinkResult::RawData(RawKind::Rawtext)
        }
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        "plaintext" => TokenSinkResult::Plaintext,
        _ => TokenSinkResult::Continue,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_hold_no_tags_and_entities_are_read() {
        let mut seen = Vec::new();
        let html = "<A Href='/x?a=1&amp;b'>T<script>if (a) '<b>'</script><title>x &lt;b></title><br/></a>";
        assert!(
            tags(html, |tag| {
                seen.push(tag);
                ControlFlow::Continue(())
            })
            .is_continue()
        );
        let names: Vec<String> =
            seen.iter().map(|t| format!("{}{}", if t.is_end { "/" } else { "" }, t.name)).collect();
        assert_eq!(names, ["a", "script", "/script", "title", "/title", "br", "/a"]);
        assert_eq!(seen[0].attribute("href"), Some("/x?a=1&b"));
        let mut text = String::new();
        let over = pieces("one<b>two", |piece| match piece {
            Piece::Text(piece) => {
                text.push_str(&piece);
                ControlFlow::Continue(())
            }
            Piece::Tag(_) => ControlFlow::Break(()),
        });
        assert!(over.is_break() && text == "one", "{text}");
    }
}
