//! Finding passages for a query: cached indexes over the chunks in storage, and the query's embedding.

use std::sync::Arc;
use std::time::Duration;

use moka::future::Cache;

use super::index::Index;
use super::{EmbedError, Embedder, IndexedChunk};
use crate::agent::{RetrievalMode, RetrievalSettings};
use crate::id::{AgentId, TenantId};
use crate::storage::{ColdStorage, StorageError};

/// A passage that was found, with what each half of the search thought of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Passage {
    /// The chunk and its document's title.
    pub source: Arc<IndexedChunk>,
    /// Fused rank, 0 to 1: what lists are sorted by.
    pub score: f32,
    /// Cosine similarity; `None` when vectors were not used.
    pub vector_score: Option<f32>,
    /// BM25 score; `None` when text was not used or did not match.
    pub text_score: Option<f32>,
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
    embedder: Arc<dyn Embedder>,
    indexes: Cache<IndexKey, Arc<Index>>,
}

/// Indexes nobody asked for are dropped after this time.
const IDLE: Duration = Duration::from_secs(600);

impl Retriever {
    /// `cache_bytes` bounds the memory of all cached indexes together.
    pub fn new(storage: Arc<dyn ColdStorage>, embedder: Arc<dyn Embedder>, cache_bytes: u64) -> Self {
        let indexes = Cache::builder()
            .max_capacity(cache_bytes)
            .weigher(|_, index: &Arc<Index>| u32::try_from(index.bytes()).unwrap_or(u32::MAX))
            .time_to_idle(IDLE)
            .build();
        Self { storage, embedder, indexes }
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
        let vector = if index.has_vectors() && settings.mode != RetrievalMode::Text {
            self.embed(query).await?
        } else {
            None
        };
        Ok(index.search(query, vector.as_deref(), settings))
    }

    /// One build per version, however many queries wait for it.
    async fn index(
        &self,
        tenant: TenantId,
        agent: AgentId,
        version: i64,
    ) -> Result<Arc<Index>, RetrieveError> {
        let build = async {
            let (_, chunks) = self.storage.tenant(tenant).index_chunks(agent).await?;
            Ok::<_, StorageError>(Arc::new(Index::build(chunks)))
        };
        self.indexes.try_get_with((tenant, agent, version), build).await.map_err(RetrieveError::Storage)
    }

    async fn embed(&self, query: &str) -> Result<Option<Arc<[f32]>>, EmbedError> {
        match self.embedder.embed(vec![query.to_owned()]).await {
            Ok(vectors) => Ok(vectors.into_iter().next()),
            Err(EmbedError::Missing(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }
}
