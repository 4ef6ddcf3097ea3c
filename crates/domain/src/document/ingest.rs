//! The ingest job: blob -> text -> passages -> vectors -> swapped in at once. Idempotent: run twice, it stores the same chunks
//! under the same ids.

use std::sync::Arc;

use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::chunk::{ChunkSettings, Markup, Piece, cut};
use super::{BlobError, Blobs, Chunk, Document, DocumentStatus, EmbedError, Embedder};
use crate::clock::Clock;
use crate::id::{ChunkId, DocumentId, TenantId};
use crate::storage::{ColdStorage, StorageError};

/// How many passages are embedded in one call.
const BATCH: usize = 16;

/// Why a document did not become ready.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// The document itself is at fault; a person has to act. The text is for them.
    #[error("{0}")]
    Unusable(String),
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
    /// Text to vectors.
    pub embedder: Arc<dyn Embedder>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// How passages are cut.
    pub settings: ChunkSettings,
}

impl Ingestor {
    /// Makes one document findable. A document that is gone is done.
    pub async fn ingest(&self, tenant: TenantId, id: DocumentId) -> Result<(), IngestError> {
        let store = self.storage.tenant(tenant);
        let Some(document) = store.document(id).await? else { return Ok(()) };

        store.set_document_status(id, DocumentStatus::Extracting, None, self.clock.now()).await?;
        let text = self.text(tenant, &document).await?;
        let pieces = cut(&text, markup(&document.media_type), self.settings)
            .map_err(|error| IngestError::Unusable(format!("The passage size is not usable: {error}.")))?;
        if pieces.is_empty() {
            return Err(IngestError::Unusable("The document holds no text.".into()));
        }

        store.set_document_status(id, DocumentStatus::Embedding, None, self.clock.now()).await?;
        let vectors = self.vectors(&document, &pieces).await?;
        let chunks: Vec<Chunk> = chunks(id, pieces, vectors, self.embedder.model());
        store.replace_chunks(id, &chunks, None, self.clock.now()).await?;
        Ok(())
    }

    /// Records why a document cannot be used.
    pub async fn fail(&self, tenant: TenantId, id: DocumentId, reason: &str) -> Result<(), StorageError> {
        let store = self.storage.tenant(tenant);
        store.set_document_status(id, DocumentStatus::Failed, Some(reason), self.clock.now()).await?;
        Ok(())
    }

    async fn text(&self, tenant: TenantId, document: &Document) -> Result<String, IngestError> {
        let Some(bytes) = self.blobs.get(tenant, &document.blob_path()).await? else {
            return Err(IngestError::Unusable("The uploaded file is missing. Upload it again.".into()));
        };
        let text = std::str::from_utf8(&bytes)
            .map_err(|_| IngestError::Unusable("The file is not UTF-8 text.".into()))?;
        Ok(text.trim_start_matches('\u{feff}').replace("\r\n", "\n"))
    }

    /// One vector per passage; none at all when there is no model.
    async fn vectors(
        &self,
        document: &Document,
        pieces: &[Piece],
    ) -> Result<Vec<Option<Arc<[f32]>>>, IngestError> {
        let mut vectors = Vec::with_capacity(pieces.len());
        for batch in pieces.chunks(BATCH) {
            let texts = batch
                .iter()
                .map(|piece| embedding_text(&document.title, &piece.heading, &piece.text))
                .collect();
            match self.embedder.embed(texts).await {
                Ok(batch) => vectors.extend(batch.into_iter().map(Some)),
                Err(EmbedError::Missing(_)) => return Ok(vec![None; pieces.len()]),
                Err(error) => return Err(IngestError::Embed(error)),
            }
        }
        Ok(vectors)
    }
}

fn markup(media_type: &str) -> Markup {
    if media_type == "text/markdown" { Markup::Markdown } else { Markup::Plain }
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
        let position = u32::try_from(position).unwrap_or(u32::MAX);
        Chunk {
            id: chunk_id(document, position, &piece.text),
            document_id: document,
            position,
            heading: piece.heading,
            page: None,
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
