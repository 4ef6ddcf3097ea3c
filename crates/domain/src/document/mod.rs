//! Documents and their passages: upload, ingest, search. Types and ports here; [`kind`] tells files apart, [`content`] is what they
//! say, [`layout`] and [`chunk`] cut it, [`ingest`] runs the job, [`tokens`] and [`index`] search, [`retrieve`] caches indexes and
//! answers queries, [`rerank`] asks for a second opinion, [`reembed`] moves passages to another model.

pub mod chunk;
pub mod content;
pub mod index;
pub mod ingest;
pub mod kind;
pub mod layout;
pub mod question;
pub mod reembed;
pub mod rerank;
pub mod retrieve;
pub mod tokens;
pub mod upload;

use std::sync::Arc;

use async_trait::async_trait;
use bytes::Bytes;

use crate::clock::Timestamp;
use crate::id::{AgentId, ChunkId, DocumentId, SourceId, TenantId};
use crate::job::Job;
use crate::page::{Page, PageRequest};
use crate::source;
use crate::storage::StorageResult;
use content::Progress;

/// Where a document stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentStatus {
    /// Waits for a worker.
    Queued,
    /// Its text is being read.
    Extracting,
    /// Its chunks are being embedded.
    Embedding,
    /// It can be found.
    Ready,
    /// It cannot be used; `error` says why.
    Failed,
}

impl DocumentStatus {
    /// The stored and public spelling.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Extracting => "extracting",
            Self::Embedding => "embedding",
            Self::Ready => "ready",
            Self::Failed => "failed",
        }
    }

    /// Reads [`DocumentStatus::as_str`].
    pub fn parse(text: &str) -> Option<Self> {
        [Self::Queued, Self::Extracting, Self::Embedding, Self::Ready, Self::Failed]
            .into_iter()
            .find(|s| s.as_str() == text)
    }
}

/// A document of one agent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its id.
    pub id: DocumentId,
    /// Whose knowledge it is.
    pub agent_id: AgentId,
    /// The web source that it is a page of.
    pub source_id: Option<SourceId>,
    /// The name people see: the file's name without its ending, or the page's title.
    pub title: String,
    /// The file's name; a page's address.
    pub filename: String,
    /// IANA media type, decided by content.
    pub media_type: String,
    /// Size of the blob in bytes.
    pub size: u64,
    /// Where it stands.
    pub status: DocumentStatus,
    /// Why it failed, for people.
    pub error: Option<String>,
    /// How far reading or embedding is, when that is known.
    pub progress: Option<Progress>,
    /// How many chunks can be found.
    pub chunk_count: u32,
    /// How many pages it has, when it has pages.
    pub page_count: Option<u32>,
    /// Uploaded.
    pub created_at: Timestamp,
    /// Last change of status.
    pub updated_at: Timestamp,
}

impl Document {
    /// Where its blob lies, relative to the tenant.
    pub fn blob_path(&self) -> String {
        let prefix = match self.source_id {
            Some(source) => source::blob_prefix(self.agent_id, source),
            None => blob_prefix(self.agent_id),
        };
        format!("{prefix}{}", self.id)
    }
}

/// The web address that a document is at, when its file name is one. No uploaded file's name holds a slash.
pub fn address(filename: &str) -> Option<&str> {
    filename.contains("://").then_some(filename)
}

/// Where an agent's blobs lie, relative to the tenant.
pub fn blob_prefix(agent: AgentId) -> String {
    format!("{agent}/")
}

/// A passage: what is embedded, searched and cited.
#[derive(Debug, Clone, PartialEq)]
pub struct Chunk {
    /// Its id.
    pub id: ChunkId,
    /// The document it is cut from.
    pub document_id: DocumentId,
    /// 0, 1, 2, … within the document.
    pub position: u32,
    /// Headings above it, outermost first, joined by ` › `; empty when there is none.
    pub heading: String,
    /// Page, when the document has pages; from 1.
    pub page: Option<u32>,
    /// The text.
    pub text: String,
    /// Character span in the document's extracted text.
    pub span: (u32, u32),
    /// Unit-length vector; `None` when no embedding model was there.
    pub embedding: Option<Arc<[f32]>>,
    /// Which model made the vector; vectors of different models are never compared.
    pub embedding_model: Option<Arc<str>>,
}

/// A chunk as an index needs it: with its document's title.
#[derive(Debug, Clone, PartialEq)]
pub struct IndexedChunk {
    /// The chunk.
    pub chunk: Chunk,
    /// Title of its document.
    pub title: Arc<str>,
    /// Media type of its document.
    pub media_type: Arc<str>,
    /// File name of its document.
    pub filename: Arc<str>,
}

/// Documents and chunks of one tenant.
#[async_trait]
pub trait DocumentStore: Send + Sync {
    /// How many documents all agents have together, without those that only snapshots hold.
    async fn count_documents(&self) -> StorageResult<u64>;
    /// Stores a document and its ingest job together.
    async fn create_document(&self, document: &Document, ingest: &Job) -> StorageResult<()>;
    /// One document.
    async fn document(&self, id: DocumentId) -> StorageResult<Option<Document>>;
    /// An agent's documents that are not of a web source, newest first.
    async fn documents(&self, agent: AgentId, page: PageRequest) -> StorageResult<Page<Document>>;
    /// Moves a document that exists to another status, without any progress yet. `false`: it is gone.
    async fn set_document_status(
        &self,
        id: DocumentId,
        status: DocumentStatus,
        error: Option<&str>,
        now: Timestamp,
    ) -> StorageResult<bool>;
    /// Says how far a document's reading or embedding is. `false`: it is gone.
    async fn set_document_progress(&self, id: DocumentId, progress: Progress) -> StorageResult<bool>;
    /// In one transaction: the document's chunks become `chunks`, it becomes `ready`, what its web page had before stops serving, and the
    /// agent's knowledge version grows. `false`: the document is gone.
    async fn replace_chunks(
        &self,
        id: DocumentId,
        chunks: &[Chunk],
        page_count: Option<u32>,
        now: Timestamp,
    ) -> StorageResult<bool>;
    /// Sets a document back to `queued` and enqueues its ingest together. Its chunks stay findable until replaced. `false`: it is gone.
    async fn requeue_document(&self, id: DocumentId, ingest: &Job, now: Timestamp) -> StorageResult<bool>;
    /// Erases the document with its chunks, grows the agent's knowledge version and enqueues `cleanup` of its blob. `false`: it is gone.
    async fn delete_document(&self, id: DocumentId, cleanup: &Job) -> StorageResult<bool>;
    /// A document's chunks by position, from `from`, at most `limit`, without embeddings.
    async fn chunks(&self, id: DocumentId, from: u32, limit: u32) -> StorageResult<Vec<Chunk>>;
    /// Everything an index of the agent is built from: all chunks of its documents that serve, ordered by document id and position, read in one snapshot
    /// together with the knowledge version they belong to.
    async fn index_chunks(&self, agent: AgentId) -> StorageResult<(i64, Vec<IndexedChunk>)>;
    /// Chunks with vectors of `model`, of the document and of the other versions of its web page: what need not be embedded again.
    async fn embedded_chunks(&self, id: DocumentId, model: &str) -> StorageResult<Vec<IndexedChunk>>;
    /// Agents that have a chunk which `model` has not embedded.
    async fn agents_to_reembed(&self, model: &str) -> StorageResult<Vec<AgentId>>;
    /// Chunks of the agent that `model` has not embedded, neither for use nor in advance; at most `limit`, without embeddings.
    async fn chunks_to_reembed(
        &self,
        agent: AgentId,
        model: &str,
        limit: u32,
    ) -> StorageResult<Vec<IndexedChunk>>;
    /// Keeps vectors of `model` beside those in use, which go on serving. Chunks that are gone are skipped.
    async fn prepare_embeddings(&self, model: &str, vectors: &[(ChunkId, Arc<[f32]>)]) -> StorageResult<()>;
    /// In one transaction: the agent's prepared vectors of `model` become those in use, and its knowledge version grows. `false`, and
    /// nothing changes: a chunk has no vector of `model` yet.
    async fn switch_embeddings(&self, agent: AgentId, model: &str) -> StorageResult<bool>;
}

/// Text to vectors.
#[async_trait]
pub trait Embedder: Send + Sync {
    /// Name of the model, e.g. `all-MiniLM-L6-v2`; vectors of different models are never compared.
    fn model(&self) -> &str;
    /// Unit-length vectors, one per text, in order.
    async fn embed(&self, texts: Vec<String>) -> Result<Vec<Arc<[f32]>>, EmbedError>;
}

/// The models that text can be embedded with.
pub trait Embedders: Send + Sync {
    /// The one that passages are embedded with from now on.
    fn current(&self) -> Arc<dyn Embedder>;
    /// The one with this name, as long as it can be asked: what an index was built with may no longer be the current one.
    fn named(&self, model: &str) -> Option<Arc<dyn Embedder>>;
}

/// Why texts could not be embedded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EmbedError {
    /// No weights or endpoint: search works on text alone.
    #[error("no embedding model is available: {0}")]
    Missing(String),
    /// The model failed; trying again may help.
    #[error("embedding failed: {0}")]
    Failed(String),
}

/// Where uploads lie. Paths are relative to the tenant, made of `[a-z0-9_/]`.
#[async_trait]
pub trait Blobs: Send + Sync {
    /// Stores bytes, replacing what was there.
    async fn put(&self, tenant: TenantId, path: &str, bytes: Bytes) -> Result<(), BlobError>;
    /// Reads bytes; `None` when there are none.
    async fn get(&self, tenant: TenantId, path: &str) -> Result<Option<Bytes>, BlobError>;
    /// Deletes everything whose path begins with `prefix`. Nothing there is no error.
    async fn delete_prefix(&self, tenant: TenantId, prefix: &str) -> Result<(), BlobError>;
}

/// Why a blob could not be stored or read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BlobError {
    /// No space left.
    #[error("blob storage is full")]
    Full,
    /// Anything else.
    #[error("blob storage failed: {0}")]
    Failed(String),
}
