//! Reading a page that was fetched: what it is, its text in UTF-8, its title, its own address, its links, and a digest of what a reader
//! sees. Tags are looked at one after another; no tree of foreign markup is built here.

use std::ops::ControlFlow;

use data_encoding::HEXLOWER;
use domain::document::kind::FileKind;
use domain::source::web::{Validators, WebPage};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use mime::Mime;
use reqwest::header::CONTENT_TYPE;
use sha2::{Digest, Sha256};
use url::Url;

use crate::egress::EgressResponse;
use crate::html::{Piece, Tag, pieces, tags};

/// Most links of one page.
const MOST_LINKS: usize = 2_000;
/// Longest title that is read, in bytes.
const LONGEST_TITLE: usize = 2_000;
/// Where a page says what its characters mean (HTML, section 13.2.3.2).
const PRESCAN: usize = 1_024;
/// Elements whose content nobody sees.
const UNSEEN: &[&str] = &["script", "style", "noscript", "iframe", "title"];
/// Elements that make a difference to a reader.
const STRUCTURE: &[&str] = &[
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "ul",
    "ol",
    "li",
    "table",
    "tr",
    "td",
    "th",
    "pre",
    "code",
    "blockquote",
    "br",
    "dt",
    "dd",
];

/// The page that an answer holds; `Err`: why there is none, for people.
pub(super) fn read(response: &EgressResponse) -> Result<WebPage, String> {
    let (url, said) = (&response.url, content_type(response));
    let is_html = said.as_ref().is_some_and(|said| matches!(said.subtype().as_str(), "html" | "xhtml"));
    let name = if is_html { "page.html" } else { url.path().rsplit('/').next().unwrap_or_default() };
    let binary = FileKind::detect(name, &response.body);
    let (kind, bytes) = match binary {
        Ok(kind @ (FileKind::Pdf | FileKind::Docx | FileKind::Xlsx | FileKind::Pptx)) => {
            (kind, response.body.clone())
        }
        _ if said.as_ref().is_none_or(is_text) => {
            let text = decode(&response.body, said.as_ref());
            let kind = FileKind::detect(name, text.as_bytes()).map_err(|refused| refused.to_string())?;
            (kind, text.into_bytes())
        }
        Err(refused) => return Err(refused.to_string()),
        Ok(_) => return Err(format!("It is {}, not text.", said.map(|m| m.to_string()).unwrap_or_default())),
    };
    let scanned = match (kind, std::str::from_utf8(&bytes)) {
        (FileKind::Html, Ok(html)) => scan(html, url),
        _ => Scanned { digest: HEXLOWER.encode(&Sha256::digest(&bytes)), ..Scanned::default() },
    };
    Ok(WebPage {
        address: url.to_string(),
        canonical: scanned.canonical,
        title: scanned.title,
        kind,
        bytes: bytes.into(),
        digest: scanned.digest,
        validators: Validators::default(),
        links: scanned.links,
    })
}

fn content_type(response: &EgressResponse) -> Option<Mime> {
    response.headers.get(CONTENT_TYPE)?.to_str().ok()?.parse().ok()
}

fn is_text(said: &Mime) -> bool {
    said.type_() == mime::TEXT
        || matches!(said.subtype().as_str(), "xhtml" | "octet-stream")
        || said.suffix() == Some(mime::XML) && said.subtype().as_str().starts_with("xhtml")
}

/// The text, by its byte order mark, what the server says, what the page says, or what it looks like (in this order).
fn decode(bytes: &[u8], said: Option<&Mime>) -> String {
    let named =
        said.and_then(|said| said.get_param(mime::CHARSET).map(|charset| charset.as_str().to_owned()));
    let encoding = Encoding::for_bom(bytes)
        .map(|(encoding, _)| encoding)
        .or_else(|| Encoding::for_label(named?.as_bytes()))
        .or_else(|| Encoding::for_label(declared(bytes)?.as_bytes()))
        .unwrap_or(if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 });
    encoding.decode(bytes).0.into_owned()
}

/// What a `meta` element says about the characters.
fn declared(bytes: &[u8]) -> Option<String> {
    let beginning = String::from_utf8_lossy(&bytes[..bytes.len().min(PRESCAN)]);
    let mut found = None;
    let _ = tags(&beginning, |tag| {
        if tag.name == "meta" && !tag.is_end {
            let in_content =
                || tag.attribute("content")?.to_ascii_lowercase().split("charset=").nth(1).map(str::to_owned);
            found = tag.attribute("charset").map(str::to_owned).or_else(in_content);
        }
        if found.is_some() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    found.map(|label| label.trim_matches(['"', '\'', ' ', ';']).to_owned())
}

/// What a crawler reads in a page.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    pub canonical: Option<String>,
    pub title: Option<String>,
    pub links: Vec<String>,
    pub digest: String,
}

/// Looks at a page's tags and text. `url` is where it came from.
pub(super) fn scan(html: &str, url: &Url) -> Scanned {
    let mut reader =
        Reader { base: url.clone(), scanned: Scanned::default(), digest: Sha256::new(), within: None };
    let _ = pieces(html, |piece| {
        match piece {
            Piece::Tag(tag) => reader.tag(&tag),
            Piece::Text(text) => reader.text(&text),
        }
        ControlFlow::Continue(())
    });
    let Reader { mut scanned, mut digest, .. } = reader;
    digest.update(scanned.title.as_deref().unwrap_or_default());
    scanned.digest = HEXLOWER.encode(&digest.finalize());
    scanned
}

struct Reader {
    base: Url,
    scanned: Scanned,
    digest: Sha256,
    /// The element whose content is not the page's text.
    within: Option<String>,
}

impl Reader {
    fn tag(&mut self, tag: &Tag) {
        if UNSEEN.contains(&tag.name.as_str()) {
            self.within = (!tag.is_end).then(|| tag.name.clone());
            return;
        }
        if STRUCTURE.contains(&tag.name.as_str()) {
            self.digest.update(if tag.is_end { "</" } else { "<" });
            self.digest.update(&tag.name);
        }
        if tag.is_end {
            return;
        }
        let href = || tag.attribute("href").map(str::trim).filter(|href| !href.is_empty());
        match tag.name.as_str() {
            "base" => {
                if let Some(base) = href().and_then(|href| self.base.join(href).ok()) {
                    self.base = base;
                }
            }
            "link" if self.scanned.canonical.is_none() => {
                let rel = tag.attribute("rel").unwrap_or_default();
                if rel.split_whitespace().any(|word| word.eq_ignore_ascii_case("canonical")) {
                    self.scanned.canonical =
                        href().and_then(|href| self.base.join(href).ok()).map(String::from);
                }
            }
            "a" | "area" => {
                if let Some(link) = href().and_then(|href| self.base.join(href).ok()) {
                    // A reader is led there, but a session in it is different each time.
                    self.digest.update(link.path());
                    if self.scanned.links.len() < MOST_LINKS {
                        self.scanned.links.push(link.into());
                    }
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match self.within.as_deref() {
            None => {
                for word in text.split_whitespace() {
                    self.digest.update(word);
                    self.digest.update(" ");
                }
            }
            Some("title") => {
                let title = self.scanned.title.get_or_insert_default();
                if title.len() < LONGEST_TITLE {
                    title.push_str(text);
                }
            }
            Some(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use reqwest::StatusCode;
    use reqwest::header::{HeaderMap, HeaderValue};

    use super::*;

    fn answer(content_type: &str, body: &[u8]) -> Result<WebPage, String> {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_str(content_type).unwrap());
        let url = Url::parse("http://shop.example/docs/a").unwrap();
        read(&EgressResponse { status: StatusCode::OK, headers, body: body.to_vec(), url })
    }

    fn text(page: &WebPage) -> &str {
        std::str::from_utf8(&page.bytes).unwrap()
    }

    #[test]
    fn title_canonical_and_links_are_read() {
        let html = "<html><head><title>Opening\n hours &amp; prices</title><link rel='next canonical' href='/docs/A?b=1'>\
            <base href='/docs/'></head><body><a href=' b#x'>b</a><a>none</a><a href=''>empty</a><a href='mailto:x@y.example'>m</a>\
            <script>'<a href=c>'</script></body></html>";
        let page = answer("text/html", html.as_bytes()).unwrap();
        assert_eq!(page.title.as_deref(), Some("Opening\n hours & prices"));
        assert_eq!(page.canonical.as_deref(), Some("http://shop.example/docs/A?b=1"));
        assert_eq!(page.links, ["http://shop.example/docs/b#x", "mailto:x@y.example"]);
    }

    #[test]
    fn characters_are_read_as_the_server_or_the_page_says() {
        let latin = b"<p>Gr\xfc\xdfe</p>";
        assert!(text(&answer("text/html; charset=iso-8859-1", latin).unwrap()).contains("Grüße"));
        let declared = [b"<meta charset='windows-1251'>".as_slice(), b"<p>\xcf\xf0\xe8</p>"].concat();
        assert!(text(&answer("text/html", &declared).unwrap()).contains("При"));
        let old = [
            b"<meta http-equiv=Content-Type content='text/html; charset=shift_jis'><p>".as_slice(),
            b"\x93\xfa",
        ]
        .concat();
        assert!(text(&answer("text/html", &old).unwrap()).contains("日"));
        assert!(text(&answer("text/html", "<p>Größe</p>".as_bytes()).unwrap()).contains("Größe"));
        assert!(text(&answer("text/html", latin).unwrap()).contains("Grüße"), "neither says anything");
    }

    #[test]
    fn content_decides_what_a_page_is() {
        assert_eq!(answer("text/html", b"%PDF-1.7\n\xff").unwrap().kind, FileKind::Pdf);
        assert_eq!(answer("text/html", b"<p>part").unwrap().kind, FileKind::Html);
        assert_eq!(answer("text/plain", b"words").unwrap().kind, FileKind::Text);
        assert_eq!(answer("text/plain", b"<!doctype html><p>x").unwrap().kind, FileKind::Html);
        assert!(answer("image/png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap_err().contains("image/png"));
        assert!(answer("application/json", b"{}").unwrap_err().contains("application/json"));
        assert!(answer("text/html", b" ").unwrap_err().contains("empty"));
    }

    #[test]
    fn only_what_a_reader_sees_changes_the_digest() {
        let digest = |html: &str| answer("text/html", html.as_bytes()).unwrap().digest;
        let page = digest("<title>T</title><p class=a>One  two</p><script>token = 1</script>");
        assert_eq!(
            page,
            digest("<title>T</title>\n<p class=b data-x=1>One two</p><script>token = 2</script>")
        );
        for other in [
            "<title>U</title><p>One two</p>",
            "<title>T</title><p>One three</p>",
            "<title>T</title><h1>One two</h1>",
            "<title>T</title><p><a href=/x>One</a> two</p>",
        ] {
            assert_ne!(page, digest(other), "{other}");
        }
    }
}
