//! Documents on the wire.

use domain::clock::Timestamp;
use domain::document::kind::FileKind;
use domain::document::{Document, DocumentStatus};
use domain::id::{AgentId, DocumentId, SourceId};
use serde::Serialize;
use utoipa::ToSchema;

/// A document.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DocumentBody {
    /// Its id.
    #[schema(value_type = String, example = "doc_0198c0de000070008000000000000001")]
    id: DocumentId,
    /// Whose knowledge it is.
    #[schema(value_type = String)]
    agent_id: AgentId,
    /// A file, a question with its answer, or a page of a web source.
    kind: DocumentKindBody,
    /// The name people see; the question.
    title: String,
    /// The web source that it is a page of.
    #[schema(value_type = Option<String>)]
    source_id: Option<SourceId>,
    /// The file's name; a page's address; empty for a question.
    filename: String,
    /// IANA media type, decided by content.
    media_type: String,
    /// Size in bytes.
    size: u64,
    /// Where it stands; `ready` can be found, `failed` says why in `error`.
    status: DocumentStatusBody,
    /// Why it failed.
    error: Option<String>,
    /// How far reading (in pages) or embedding (in passages) is, when that is known.
    progress: Option<ProgressBody>,
    /// How many passages can be found.
    chunk_count: u32,
    /// How many pages it has, when it has pages.
    page_count: Option<u32>,
    /// When it was uploaded.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When its status last changed.
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
}

/// How far a step is.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ProgressBody {
    /// Pages read, or passages embedded.
    done: u32,
    /// Of how many.
    total: u32,
}

/// What a document was made from.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum DocumentKindBody {
    /// An uploaded file.
    File,
    /// A question with the answer that a person wrote.
    Qa,
    /// A page of a web source.
    Page,
}

/// Where a document stands.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum DocumentStatusBody {
    /// Waits for a worker.
    Queued,
    /// Its text is being read.
    Extracting,
    /// Its passages are being embedded.
    Embedding,
    /// It can be found.
    Ready,
    /// It cannot be used.
    Failed,
}

impl From<DocumentStatus> for DocumentStatusBody {
    fn from(status: DocumentStatus) -> Self {
        match status {
            DocumentStatus::Queued => Self::Queued,
            DocumentStatus::Extracting => Self::Extracting,
            DocumentStatus::Embedding => Self::Embedding,
            DocumentStatus::Ready => Self::Ready,
            DocumentStatus::Failed => Self::Failed,
        }
    }
}

impl From<Document> for DocumentBody {
    fn from(d: Document) -> Self {
        let kind = match FileKind::from_media_type(&d.media_type) {
            Some(FileKind::Question) => DocumentKindBody::Qa,
            _ if d.source_id.is_some() => DocumentKindBody::Page,
            _ => DocumentKindBody::File,
        };
        Self {
            id: d.id,
            agent_id: d.agent_id,
            kind,
            title: d.title,
            source_id: d.source_id,
            filename: d.filename,
            media_type: d.media_type,
            size: d.size,
            status: d.status.into(),
            error: d.error,
            progress: d.progress.map(|p| ProgressBody { done: p.done, total: p.total }),
            chunk_count: d.chunk_count,
            page_count: d.page_count,
            created_at: d.created_at,
            updated_at: d.updated_at,
        }
    }
}
