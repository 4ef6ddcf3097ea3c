//! Taking an upload in: its kind is decided by content, the bytes are stored, then the document and its ingest job together.

use std::sync::Arc;

use bytes::Bytes;

use super::{BlobError, Blobs, Document, DocumentStatus};
use crate::clock::Clock;
use crate::id::{AgentId, Ids, TenantId};
use crate::job::{Job, JobKind};
use crate::storage::{ColdStorage, StorageError};

/// Why an upload was not taken in. Nothing of it is kept.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is no text.
    #[error("only UTF-8 text and Markdown files can be read")]
    Unsupported,
    /// The bytes could not be stored.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// The document could not be stored.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Takes uploads in.
pub struct Uploader {
    /// Documents and jobs.
    pub storage: Arc<dyn ColdStorage>,
    /// Bytes.
    pub blobs: Arc<dyn Blobs>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Identifiers.
    pub ids: Arc<dyn Ids>,
}

impl Uploader {
    /// Stores a file as a `queued` document. The caller has checked that the agent exists and the size is allowed.
    pub async fn upload(
        &self,
        tenant: TenantId,
        agent: AgentId,
        filename: &str,
        bytes: Bytes,
    ) -> Result<Document, UploadError> {
        let media_type = media_type(filename, &bytes)?;
        let now = self.clock.now();
        let filename = clean_name(filename);
        let document = Document {
            id: self.ids.next(),
            agent_id: agent,
            title: title(&filename).to_owned(),
            filename,
            media_type: media_type.to_owned(),
            size: bytes.len() as u64,
            status: DocumentStatus::Queued,
            error: None,
            chunk_count: 0,
            page_count: None,
            created_at: now,
            updated_at: now,
        };
        self.blobs.put(tenant, &document.blob_path(), bytes).await?;
        let job = Job::due(self.ids.next(), JobKind::IngestDocument { document_id: document.id }, now);
        self.storage.tenant(tenant).create_document(&document, &job).await?;
        Ok(document)
    }
}

/// Text is told by its bytes; whether it is Markdown, which looks like any text, by its name.
fn media_type(filename: &str, bytes: &[u8]) -> Result<&'static str, UploadError> {
    let text = std::str::from_utf8(bytes).map_err(|_| UploadError::Unsupported)?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(UploadError::Empty);
    }
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    if text.starts_with("%PDF-") || text.chars().any(is_control) {
        return Err(UploadError::Unsupported);
    }
    let lower = filename.to_lowercase();
    let markdown = [".md", ".markdown", ".mdx"].iter().any(|ending| lower.ends_with(ending));
    Ok(if markdown { "text/markdown" } else { "text/plain" })
}

/// The last component, without control characters, at most 200 characters.
fn clean_name(filename: &str) -> String {
    let last = filename.rsplit(['/', '\\']).next().unwrap_or_default();
    let name: String = last.chars().filter(|c| !c.is_control()).take(200).collect();
    if name.trim().is_empty() { "document.txt".to_owned() } else { name }
}

fn title(filename: &str) -> &str {
    match filename.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => filename,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kind_is_decided_by_content() {
        let cases: [(&str, &[u8], Option<&str>); 7] = [
            ("a.md", b"# Hi", Some("text/markdown")),
            ("a.txt", "\u{feff}Größe".as_bytes(), Some("text/plain")),
            ("a.pdf", b"plain words", Some("text/plain")),
            ("a.txt", b"%PDF-1.7\n", None),
            ("a.txt", b"\x00\x01", None),
            ("a.txt", b"\xff\xfe", None),
            ("a.md", b" \n ", None),
        ];
        for (name, bytes, expect) in cases {
            assert_eq!(media_type(name, bytes).ok(), expect, "{name} {bytes:?}");
        }
    }

    #[test]
    fn names_lose_folders_and_endings() {
        for (name, expect) in [
            ("../../etc/passwd", "passwd"),
            (r"C:\x\Price list.md", "Price list"),
            ("", "document"),
            (".env", ".env"),
        ] {
            assert_eq!(title(&clean_name(name)), expect);
        }
    }
}
