//! What kinds of file can be read, and telling them apart. Content decides; among kinds of plain text, which look alike, the
//! name does.

use memchr::memmem;

/// A kind of file that can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// UTF-8 text without markup.
    Text,
    /// CommonMark with tables.
    Markdown,
    /// Comma, semicolon or tab separated values.
    Csv,
    /// A web page.
    Html,
    /// PDF.
    Pdf,
    /// Word.
    Docx,
    /// Excel.
    Xlsx,
    /// PowerPoint.
    Pptx,
    /// A question with its answer, typed by hand: [`super::question::Question`] as JSON. No file is taken for one.
    Question,
}

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is nothing in it.
    #[error("The file is empty.")]
    Empty,
    /// Office's container of files with a password.
    #[error("The file is protected with a password. Save it without one and upload it again.")]
    Protected,
    /// Word, Excel or PowerPoint before 2007.
    #[error(
        "The file has the Office format of before 2007. Save it as .docx, .xlsx or .pptx and upload it again."
    )]
    OldOffice,
    /// Text in another encoding, or bytes that are no text.
    #[error("The file is neither UTF-8 text nor a kind of document that can be read. {READABLE}")]
    NoText,
    /// Something that is known, and not read.
    #[error("The file is {0}, which cannot be read. {READABLE}")]
    Other(&'static str),
}

const READABLE: &str = "PDF, Word, Excel, PowerPoint, HTML, CSV, Markdown and text can be.";

/// Every kind with its media type, the endings of its names and what people call it.
const KINDS: &[(FileKind, &str, &[&str], &str)] = &[
    (FileKind::Text, "text/plain", &["txt", "text", "log"], "text"),
    (FileKind::Markdown, "text/markdown", &["md", "markdown", "mdx"], "Markdown"),
    (FileKind::Csv, "text/csv", &["csv", "tsv"], "CSV"),
    (FileKind::Html, "text/html", &["html", "htm", "xhtml"], "HTML"),
    (FileKind::Pdf, "application/pdf", &["pdf"], "PDF"),
    (
        FileKind::Docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        &["docx"],
        "Word",
    ),
    (FileKind::Xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", &["xlsx"], "Excel"),
    (
        FileKind::Pptx,
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        &["pptx"],
        "PowerPoint",
    ),
    (FileKind::Question, "application/vnd.parlor.question+json", &[], "question"),
];

/// What tells each Office format: how the names of its parts begin in the archive. Any part will do, so that half a file is still
/// known for what it was.
const OFFICE_PARTS: [(&[u8], FileKind); 3] =
    [(b"word/", FileKind::Docx), (b"xl/work", FileKind::Xlsx), (b"ppt/", FileKind::Pptx)];

/// How much of a file's beginning may come before `%PDF-` (ISO 32000-1, implementation note 13).
const PDF_LEAD: usize = 1024;

impl FileKind {
    /// The kind of a file.
    pub fn detect(filename: &str, bytes: &[u8]) -> Result<Self, Refused> {
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(Refused::Empty);
        }
        if memmem::find(&bytes[..bytes.len().min(PDF_LEAD)], b"%PDF-").is_some() {
            return Ok(Self::Pdf);
        }
        if bytes.starts_with(b"PK\x03\x04") {
            let part = OFFICE_PARTS.iter().find(|(part, _)| memmem::find(bytes, part).is_some());
            return part.map(|(_, kind)| *kind).ok_or(Refused::Other("a ZIP archive"));
        }
        if bytes.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
            let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
            let protected = memmem::find(bytes, &encrypted).is_some();
            return Err(if protected { Refused::Protected } else { Refused::OldOffice });
        }
        match std::str::from_utf8(bytes) {
            Ok(text) => Self::of_text(filename, text.trim_start_matches('\u{feff}')),
            Err(_) => Err(infer::get(bytes).map_or(Refused::NoText, |kind| Refused::Other(kind.mime_type()))),
        }
    }

    fn of_text(filename: &str, text: &str) -> Result<Self, Refused> {
        if text.trim().is_empty() {
            return Err(Refused::Empty);
        }
        let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}');
        if text.chars().any(is_control) {
            return Err(Refused::NoText);
        }
        let beginning: String = text.trim_start().chars().take(32).collect::<String>().to_lowercase();
        if beginning.starts_with("<!doctype html") || beginning.starts_with("<html") {
            return Ok(Self::Html);
        }
        let ending = filename.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default();
        let named = KINDS.iter().find(|(_, _, endings, _)| endings.contains(&ending.as_str()));
        Ok(match named {
            Some((kind @ (Self::Markdown | Self::Csv | Self::Html), ..)) => *kind,
            _ => Self::Text,
        })
    }

    /// IANA media type.
    pub fn media_type(self) -> &'static str {
        self.row().1
    }

    /// What people call it.
    pub fn name(self) -> &'static str {
        self.row().3
    }

    /// Reads [`FileKind::media_type`].
    pub fn from_media_type(media_type: &str) -> Option<Self> {
        KINDS.iter().find(|(_, known, ..)| *known == media_type).map(|(kind, ..)| *kind)
    }

    fn row(self) -> &'static (Self, &'static str, &'static [&'static str], &'static str) {
        KINDS.iter().find(|(kind, ..)| *kind == self).unwrap_or(&KINDS[0])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_decides_and_names_tell_texts_apart() {
        let cases: &[(&str, &[u8], FileKind)] = &[
            ("a.md", b"# Hi", FileKind::Markdown),
            ("a.txt", "\u{feff}Größe".as_bytes(), FileKind::Text),
            ("a.pdf", b"plain words", FileKind::Text),
            ("prices.CSV", b"a;b\n1;2", FileKind::Csv),
            ("a.txt", b"\n<!DOCTYPE html><p>Hi", FileKind::Html),
            ("part.html", b"<p>Hi", FileKind::Html),
            ("a.txt", b"%PDF-1.7\n\xff", FileKind::Pdf),
            ("a.txt", b"junk\n%PDF-1.7\n", FileKind::Pdf),
            ("a.pdf", b"PK\x03\x04..word/document.xml", FileKind::Docx),
            ("a", b"PK\x03\x04..xl/workbook.xml", FileKind::Xlsx),
            ("a", b"PK\x03\x04..ppt/presentation.xml", FileKind::Pptx),
        ];
        for (name, bytes, expect) in cases {
            assert_eq!(FileKind::detect(name, bytes), Ok(*expect), "{name} {bytes:?}");
        }
    }

    #[test]
    fn refusals_say_what_the_file_is() {
        let ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
        let locked: Vec<u8> =
            ole.iter().copied().chain("EncryptedPackage".bytes().flat_map(|b| [b, 0])).collect();
        let cases: &[(&[u8], Refused)] = &[
            (b" \n ", Refused::Empty),
            ("\u{feff} ".as_bytes(), Refused::Empty),
            (b"\x00\x01", Refused::NoText),
            (b"Gr\xf6\xdfe", Refused::NoText),
            (ole, Refused::OldOffice),
            (&locked, Refused::Protected),
            (b"PK\x03\x04..holiday.jpg", Refused::Other("a ZIP archive")),
            (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", Refused::Other("image/png")),
        ];
        for (bytes, expect) in cases {
            assert_eq!(FileKind::detect("a.docx", bytes), Err(expect.clone()), "{bytes:?}");
        }
    }

    #[test]
    fn media_types_are_read_back() {
        for (kind, media_type, ..) in KINDS {
            assert_eq!(
                (kind.media_type(), FileKind::from_media_type(media_type)),
                (*media_type, Some(*kind))
            );
        }
    }
}
