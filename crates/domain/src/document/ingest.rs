//! The ingest job: blob -> blocks -> passages -> vectors -> swapped in at once. Idempotent: run twice, it stores the same chunks
//! under the same ids.

use std::collections::HashMap;
use std::convert::Infallible;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use sha2::{Digest, Sha256};
use tokio::sync::watch;
use uuid::Uuid;

use super::chunk::{ChunkSettings, Piece, cut};
use super::content::{Content, ExtractError, Extractor, Progress};
use super::kind::FileKind;
use super::{BlobError, Blobs, Chunk, Document, DocumentStatus, EmbedError, Embedder, IndexedChunk};
use crate::clock::Clock;
use crate::id::{ChunkId, DocumentId, TenantId};
use crate::storage::{ColdStorage, StorageError, TenantStore};

/// How many passages are embedded in one call.
const BATCH: usize = 16;
/// How often progress is written down while a file is read.
const REPORT: Duration = Duration::from_millis(500);

/// Why a document did not become ready.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// The document itself is at fault; a person has to act. The text is for them.
    #[error("{0}")]
    Unusable(String),
    /// Reading failed for reasons of this machine; try again.
    #[error("{0}")]
    Extract(String),
    /// Storage failed; try again.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// The upload could not be read; try again.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// Embedding failed; try again.
    #[error(transparent)]
    Embed(EmbedError),
}

/// Runs ingest jobs.
pub struct Ingestor {
    /// Documents and chunks.
    pub storage: Arc<dyn ColdStorage>,
    /// Uploads.
    pub blobs: Arc<dyn Blobs>,
    /// Bytes to blocks.
    pub extractor: Arc<dyn Extractor>,
    /// Text to vectors.
    pub embedder: Arc<dyn Embedder>,
    /// Time.
    pub clock: Arc<dyn Clock>,
}

impl Ingestor {
    /// Makes one document findable. A document that is gone is done.
    pub async fn ingest(&self, tenant: TenantId, id: DocumentId) -> Result<(), IngestError> {
        let store = self.storage.tenant(tenant);
        let Some(document) = store.document(id).await? else { return Ok(()) };

        store.set_document_status(id, DocumentStatus::Extracting, None, self.clock.now()).await?;
        let settings = match store.live_agent(document.agent_id).await? {
            Some(agent) => agent.config.knowledge,
            None => ChunkSettings::default(),
        };
        let began = self.clock.now();
        let content = self.content(tenant, &document, &*store).await?;
        let pieces = cut(&content.blocks, settings)
            .map_err(|error| IngestError::Unusable(format!("The passage size is not usable: {error}.")))?;
        if pieces.is_empty() {
            return Err(IngestError::Unusable("The document holds no text.".into()));
        }

        let read = self.clock.now();
        store.set_document_status(id, DocumentStatus::Embedding, None, read).await?;
        let vectors = self.vectors(&document, &pieces, &*store).await?;
        let chunks: Vec<Chunk> = chunks(id, pieces, vectors, self.embedder.model());
        let embedded = self.clock.now();
        store.replace_chunks(id, &chunks, content.page_count, embedded).await?;
        tracing::info!(
            document = %id,
            media_type = document.media_type,
            pages = content.page_count,
            passages = chunks.len(),
            characters = chunks.iter().map(|chunk| chunk.text.len()).sum::<usize>(),
            read_ms = millis(read.since(began)),
            embed_ms = millis(embedded.since(read)),
            store_ms = millis(self.clock.now().since(embedded)),
            "a document is ready"
        );
        Ok(())
    }

    /// Records why a document cannot be used.
    pub async fn fail(&self, tenant: TenantId, id: DocumentId, reason: &str) -> Result<(), StorageError> {
        let store = self.storage.tenant(tenant);
        store.set_document_status(id, DocumentStatus::Failed, Some(reason), self.clock.now()).await?;
        Ok(())
    }

    async fn content(
        &self,
        tenant: TenantId,
        document: &Document,
        store: &dyn TenantStore,
    ) -> Result<Content, IngestError> {
        let unusable = |reason: &str| IngestError::Unusable(reason.to_owned());
        let kind = FileKind::from_media_type(&document.media_type)
            .ok_or_else(|| unusable("Files of this kind cannot be read any more."))?;
        let bytes = self.blobs.get(tenant, &document.blob_path()).await?;
        let bytes = bytes.ok_or_else(|| unusable("The uploaded file is missing. Upload it again."))?;
        let (progress, heard) = watch::channel(Progress::default());
        let mut reading = pin!(self.extractor.extract(kind, bytes, progress));
        let content = tokio::select! {
            biased;
            content = &mut reading => content,
            never = self.report(store, document.id, heard) => match never {},
        };
        content.map_err(|error| match error {
            ExtractError::Unusable(reason) => IngestError::Unusable(reason),
            ExtractError::Failed(reason) => IngestError::Extract(reason),
        })
    }

    /// Writes progress down while it grows. Progress that cannot be written is no reason to stop reading.
    async fn report(
        &self,
        store: &dyn TenantStore,
        id: DocumentId,
        mut heard: watch::Receiver<Progress>,
    ) -> Infallible {
        while heard.changed().await.is_ok() {
            let progress = *heard.borrow_and_update();
            if let Err(error) = store.set_document_progress(id, progress).await {
                tracing::warn!(document = %id, %error, "progress could not be recorded");
            }
            self.clock.sleep(REPORT).await;
        }
        std::future::pending().await
    }

    /// One vector per passage; none at all when there is no model. What was embedded before, by the same model and from the same words,
    /// is not embedded again.
    async fn vectors(
        &self,
        document: &Document,
        pieces: &[Piece],
        store: &dyn TenantStore,
    ) -> Result<Vec<Option<Arc<[f32]>>>, IngestError> {
        let known = store.embedded_chunks(document.id, self.embedder.model()).await?;
        let known: HashMap<String, Arc<[f32]>> = known.into_iter().filter_map(known_vector).collect();
        let texts: Vec<String> =
            pieces.iter().map(|piece| embedding_text(&document.title, &piece.heading, &piece.text)).collect();
        let mut vectors: Vec<Option<Arc<[f32]>>> =
            texts.iter().map(|text| known.get(text).cloned()).collect();
        let fresh: Vec<usize> = (0..texts.len()).filter(|place| vectors[*place].is_none()).collect();
        let mut done = texts.len() - fresh.len();
        for batch in fresh.chunks(BATCH) {
            match self.embedder.embed(batch.iter().map(|place| texts[*place].clone()).collect()).await {
                Ok(made) => {
                    batch.iter().zip(made).for_each(|(place, vector)| vectors[*place] = Some(vector));
                }
                Err(EmbedError::Missing(_)) => return Ok(vec![None; pieces.len()]),
                Err(error) => return Err(IngestError::Embed(error)),
            }
            done += batch.len();
            if done < texts.len() {
                let progress = Progress { done: count(done), total: count(texts.len()) };
                store.set_document_progress(document.id, progress).await?;
            }
        }
        Ok(vectors)
    }
}

/// What a vector was made from, and the vector.
fn known_vector(indexed: IndexedChunk) -> Option<(String, Arc<[f32]>)> {
    let IndexedChunk { chunk, title, .. } = indexed;
    Some((embedding_text(&title, &chunk.heading, &chunk.text), chunk.embedding?))
}

fn millis(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

/// Title and headings are embedded with the words: a passage rarely repeats what it is about.
pub(super) fn embedding_text(title: &str, heading: &str, text: &str) -> String {
    match heading {
        "" => format!("{title}\n{text}"),
        heading => format!("{title}\n{heading}\n{text}"),
    }
}

fn chunks(
    document: DocumentId,
    pieces: Vec<Piece>,
    vectors: Vec<Option<Arc<[f32]>>>,
    model: &str,
) -> Vec<Chunk> {
    let model: Arc<str> = model.into();
    let rows = pieces.into_iter().zip(vectors).enumerate();
    rows.map(|(position, (piece, embedding))| {
        let position = count(position);
        Chunk {
            id: chunk_id(document, position, &piece.text),
            document_id: document,
            position,
            heading: piece.heading,
            page: piece.page,
            text: piece.text,
            span: piece.span,
            embedding_model: embedding.is_some().then(|| model.clone()),
            embedding,
        }
    })
    .collect()
}

/// The same passage of the same document always has the same id, so that citations survive re-processing.
fn chunk_id(document: DocumentId, position: u32, text: &str) -> ChunkId {
    let mut hash = Sha256::new();
    hash.update(Uuid::from(document).as_bytes());
    hash.update(position.to_le_bytes());
    hash.update(text.as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finalize()[..16]);
    ChunkId::from(uuid::Builder::from_custom_bytes(bytes).into_uuid())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunk_ids_depend_on_document_place_and_words_only() {
        let (a, b) = (DocumentId::from(Uuid::from_u128(1)), DocumentId::from(Uuid::from_u128(2)));
        assert_eq!(chunk_id(a, 0, "x"), chunk_id(a, 0, "x"));
        let others = [chunk_id(b, 0, "x"), chunk_id(a, 1, "x"), chunk_id(a, 0, "y")];
        assert!(others.iter().all(|other| *other != chunk_id(a, 0, "x")));
    }
}
