//! Taking an upload in: its kind is decided by content, the bytes are stored, then the document and its ingest job together.

use std::sync::Arc;

use bytes::Bytes;

use super::kind::{FileKind, Refused};
use super::question::Question;
use super::{BlobError, Blobs, Document, DocumentStatus};
use crate::clock::Clock;
use crate::id::{AgentId, Ids, TenantId};
use crate::job::{Job, JobKind};
use crate::storage::{StorageError, TenantStore};

/// Why an upload was not taken in. Nothing of it is kept.
#[derive(Debug, thiserror::Error)]
pub enum UploadError {
    /// Its kind cannot be read.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// The bytes could not be stored.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// The document could not be stored.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Takes uploads in, into the storage of the tenant (acting, when somebody uploads) that it is given.
pub struct Uploader {
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
        documents: &dyn TenantStore,
        tenant: TenantId,
        agent: AgentId,
        filename: &str,
        bytes: Bytes,
    ) -> Result<Document, UploadError> {
        let kind = FileKind::detect(filename, &bytes)?;
        let filename = clean_name(filename);
        let title = title(&filename).to_owned();
        self.store(documents, tenant, agent, kind, title, filename, bytes).await
    }

    /// Stores a question with its answer as a `queued` document. The caller has checked that the agent exists and the rules hold.
    pub async fn ask(
        &self,
        documents: &dyn TenantStore,
        tenant: TenantId,
        agent: AgentId,
        question: &Question,
    ) -> Result<Document, UploadError> {
        let bytes = serde_json::to_vec(question)
            .map_err(|error| StorageError::Internal(format!("a question cannot be written: {error}")))?;
        let title = question.question.clone();
        self.store(documents, tenant, agent, FileKind::Question, title, String::new(), bytes.into()).await
    }

    #[expect(clippy::too_many_arguments, reason = "a document's parts, put together here")]
    async fn store(
        &self,
        documents: &dyn TenantStore,
        tenant: TenantId,
        agent: AgentId,
        kind: FileKind,
        title: String,
        filename: String,
        bytes: Bytes,
    ) -> Result<Document, UploadError> {
        let now = self.clock.now();
        let document = Document {
            id: self.ids.next(),
            agent_id: agent,
            source_id: None,
            title,
            filename,
            media_type: kind.media_type().to_owned(),
            size: bytes.len() as u64,
            status: DocumentStatus::Queued,
            error: None,
            progress: None,
            chunk_count: 0,
            page_count: None,
            created_at: now,
            updated_at: now,
        };
        self.blobs.put(tenant, &document.blob_path(), bytes).await?;
        let job = Job::due(self.ids.next(), JobKind::IngestDocument { document_id: document.id }, now);
        documents.create_document(&document, &job).await?;
        Ok(document)
    }
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
