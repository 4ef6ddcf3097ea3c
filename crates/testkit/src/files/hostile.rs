//! Files that have taken readers down, or would.

use super::{docx, docx_xml, encrypted_pdf, nested_pdf, pdf, scanned_pdf, xlsx};

/// A file, and what must become of it.
pub struct Hostile {
    /// What it is called.
    pub name: &'static str,
    /// Its content.
    pub bytes: Vec<u8>,
    /// Words of the reason why it is `failed`; `None` where it may also be read.
    pub reason: Option<&'static str>,
}

/// One of each.
pub fn hostile() -> Vec<Hostile> {
    let words = |n: usize| format!("Sentence {n} of a text that goes on for a long time.");
    let whole_docx = docx(&(0..50).map(words).collect::<Vec<_>>());
    let whole_pdf = pdf(&[(0..40).map(words).collect()]);
    let case = |name, bytes, reason| Hostile { name, bytes, reason };
    vec![
        case("bomb.docx", bomb(), Some("unpacks to more")),
        case("bomb.xlsx", shared_string_bomb(), None),
        case("long.xlsx", xlsx("Long", &vec![vec!["row".to_owned()]; 10_001]), Some("as CSV it may")),
        case("nested.pdf", nested_pdf(10_000), None),
        case("nested.html", nested_html(), Some("512 elements")),
        case("duplicate-attributes.docx", duplicate_attributes(), None),
        case("laughs.docx", laughs(), None),
        case("encrypted.pdf", encrypted_pdf(), Some("password")),
        case("scanned.pdf", scanned_pdf(3), Some("scanned")),
        case("cut.docx", whole_docx[..whole_docx.len() / 2].to_vec(), Some("damaged or incomplete")),
        case("cut.pdf", whole_pdf[..whole_pdf.len() / 8].to_vec(), Some("holds no text")),
        case("noise.pdf", [b"%PDF-1.7\n".to_vec(), noise(20_000)].concat(), Some("damaged or incomplete")),
        case(
            "noise.docx",
            [b"PK\x03\x04word/document.xml".to_vec(), noise(20_000)].concat(),
            Some("damaged or incomplete"),
        ),
    ]
}

/// 160 MB of one letter.
fn bomb() -> Vec<u8> {
    let mut xml = br#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>"#.to_vec();
    xml.resize(160 << 20, b'a');
    xml.extend_from_slice(b"</w:t></w:r></w:p></w:body></w:document>");
    docx_xml(&xml)
}

/// Many cells that each say the same long thing.
fn shared_string_bomb() -> Vec<u8> {
    let long = "a".repeat(20_000);
    xlsx("Bomb", &vec![vec![long; 26]; 40])
}

fn nested_html() -> Vec<u8> {
    format!("<!doctype html>{}deep{}", "<div>".repeat(100_000), "</div>".repeat(100_000)).into_bytes()
}

fn duplicate_attributes() -> Vec<u8> {
    let attributes: String = (0..5_000).map(|_| r#" w:a="1""#).collect();
    docx_xml(format!(r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p{attributes}><w:r><w:t>twice</w:t></w:r></w:p></w:body></w:document>"#).as_bytes())
}

fn laughs() -> Vec<u8> {
    let mut entities = String::from(r#"<!ENTITY l0 "lol">"#);
    for level in 1..12 {
        let below = format!("&l{};", level - 1).repeat(10);
        entities.push_str(&format!(r#"<!ENTITY l{level} "{below}">"#));
    }
    docx_xml(format!(r#"<!DOCTYPE w [{entities}]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Ha &l11;</w:t></w:r></w:p></w:body></w:document>"#).as_bytes())
}

/// Bytes without order, the same every time.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    (0..length).map(|_| next()).collect()
}
