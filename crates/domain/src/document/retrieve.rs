//! Finding passages for a query: cached indexes over the chunks in storage, and the query's embedding.

use std::sync::Arc;
use std::time::Duration;

use moka::future::Cache;

use super::index::Index;
use super::{EmbedError, Embedders, IndexedChunk};
use crate::agent::{RetrievalMode, RetrievalSettings};
use crate::id::{AgentId, TenantId};
use crate::storage::{ColdStorage, StorageError};

/// A passage that was found, with what each half of the search thought of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// The chunk and its document's title.
    pub source: Arc<IndexedChunk>,
    /// Weighted sum of both halves, 0 to 1: what lists are sorted by.
    pub score: f32,
    /// How much speaks for it, 0 to 1: what the threshold is compared with. See [`super::index`].
    pub evidence: f32,
    /// Cosine similarity; `None` when vectors were not used or did not find it.
    pub vector_score: Option<f32>,
    /// Its place in the vector half's list, from 1.
    pub vector_rank: Option<u32>,
    /// BM25 score; `None` when text was not used or did not match.
    pub text_score: Option<f32>,
    /// Its place in the text half's list, from 1.
    pub text_rank: Option<u32>,
}

/// Why no passages could be looked for.
#[derive(Debug, Clone, thiserror::Error)]
pub enum RetrieveError {
    /// The chunks could not be read.
    #[error("{0}")]
    Storage(Arc<StorageError>),
    /// The query could not be embedded.
    #[error(transparent)]
    Embed(#[from] EmbedError),
}

/// An index is good for one tenant's agent at one knowledge version: a newer version is another key, so nothing stale is served.
type IndexKey = (TenantId, AgentId, i64);

/// Answers queries from cached indexes.
pub struct Retriever {
    storage: Arc<dyn ColdStorage>,
    embedders: Arc<dyn Embedders>,
    indexes: Cache<IndexKey, Arc<Index>>,
}

/// Indexes nobody asked for are dropped after this time.
const IDLE: Duration = Duration::from_secs(600);

impl Retriever {
    /// `cache_bytes` bounds the memory of all cached indexes together.
    pub fn new(storage: Arc<dyn ColdStorage>, embedders: Arc<dyn Embedders>, cache_bytes: u64) -> Self {
        let indexes = Cache::builder()
            .max_capacity(cache_bytes)
            .weigher(|_, index: &Arc<Index>| u32::try_from(index.bytes()).unwrap_or(u32::MAX))
            .time_to_idle(IDLE)
            .build();
        Self { storage, embedders, indexes }
    }

    /// Memory of all cached indexes together, about.
    pub fn cached_bytes(&self) -> u64 {
        self.indexes.weighted_size()
    }

    /// The best passages of the agent for a query, best first. Without an embedding model the text half answers alone.
    pub async fn retrieve(
        &self,
        tenant: TenantId,
        agent: AgentId,
        knowledge_version: i64,
        query: &str,
        settings: &RetrievalSettings,
    ) -> Result<Vec<Passage>, RetrieveError> {
        let index = self.index(tenant, agent, knowledge_version).await?;
        let vector = self.query_vector(&index, query, settings.mode).await?;
        Ok(index.search(query, vector.as_deref(), settings))
    }

    /// The query as the index compares it, embedded by the model of the index; `None` when the mode or the index has no use for
    /// vectors, or that model is not there.
    pub async fn query_vector(
        &self,
        index: &Index,
        query: &str,
        mode: RetrievalMode,
    ) -> Result<Option<Arc<[f32]>>, RetrieveError> {
        let embedder =
            index.model().filter(|_| mode != RetrievalMode::Text).and_then(|m| self.embedders.named(m));
        let Some(embedder) = embedder else { return Ok(None) };
        match embedder.embed(vec![query.to_owned()]).await {
            Ok(vectors) => Ok(vectors.into_iter().next()),
            Err(EmbedError::Missing(_)) => Ok(None),
            // A model that was left behind may be gone; until its passages have moved on, their words still find them.
            Err(error) if embedder.model() != self.embedders.current().model() => {
                tracing::warn!(model = embedder.model(), %error, "a former embedding model cannot be asked");
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }

    /// The agent's index at a knowledge version. One build per version, however many queries wait for it.
    pub async fn index(
        &self,
        tenant: TenantId,
        agent: AgentId,
        version: i64,
    ) -> Result<Arc<Index>, RetrieveError> {
        let build = async {
            let (_, chunks) = self.storage.tenant(tenant).index_chunks(agent).await?;
            let index = Index::build_politely(chunks).await;
            if self.indexes.policy().max_capacity().is_some_and(|bound| index.bytes() as u64 > bound) {
                tracing::warn!(%tenant, %agent, bytes = index.bytes(), "an index does not fit into the cache of indexes, so it is \
                    built for every question: raise the bound of that cache");
            }
            Ok::<_, StorageError>(Arc::new(index))
        };
        self.indexes.try_get_with((tenant, agent, version), build).await.map_err(RetrieveError::Storage)
    }
}
