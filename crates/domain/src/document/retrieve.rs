//! Finding passages for a query: cached indexes over the chunks in storage, and the query's embedding.

use std::sync::Arc;
use std::time::Duration;

use moka::future::Cache;

use super::index::{Index, Outsized};
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

/// What an agent knows, ready to be searched.
#[derive(Clone)]
pub enum Knowledge {
    /// All of it is in memory.
    Cached(Arc<Index>),
    /// It is too large for the cache of indexes: most of it stays in the database.
    Outsized(Arc<Outsized>),
}

impl Knowledge {
    /// Roughly how much memory it takes.
    pub fn bytes(&self) -> usize {
        match self {
            Self::Cached(index) => index.bytes(),
            Self::Outsized(outsized) => outsized.bytes(),
        }
    }

    /// How many passages it holds.
    pub fn len(&self) -> usize {
        match self {
            Self::Cached(index) => index.len(),
            Self::Outsized(outsized) => outsized.len(),
        }
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The model that a query has to be embedded with; `None` when no passage has a vector.
    pub fn model(&self) -> Option<&str> {
        match self {
            Self::Cached(index) => index.model(),
            Self::Outsized(outsized) => outsized.model(),
        }
    }

    /// The best passages for a query, best first. Without a query vector the text half works alone, whatever the mode.
    pub async fn search(
        &self,
        query: &str,
        vector: Option<&[f32]>,
        settings: &RetrievalSettings,
    ) -> Result<Vec<Passage>, RetrieveError> {
        match self {
            Self::Cached(index) => Ok(index.search(query, vector, settings)),
            Self::Outsized(outsized) => outsized
                .search(query, vector, settings)
                .await
                .map_err(|e| RetrieveError::Storage(Arc::new(e))),
        }
    }
}

/// Answers queries from cached indexes.
pub struct Retriever {
    storage: Arc<dyn ColdStorage>,
    embedders: Arc<dyn Embedders>,
    indexes: Cache<IndexKey, Knowledge>,
    /// What an index may take.
    bound: u64,
}

/// Indexes nobody asked for are dropped after this time.
const IDLE: Duration = Duration::from_secs(600);

impl Retriever {
    /// `cache_bytes` bounds the memory of all cached indexes together.
    pub fn new(storage: Arc<dyn ColdStorage>, embedders: Arc<dyn Embedders>, cache_bytes: u64) -> Self {
        let indexes = Cache::builder()
            .max_capacity(cache_bytes)
            .weigher(|_, knowledge: &Knowledge| u32::try_from(knowledge.bytes()).unwrap_or(u32::MAX))
            .time_to_idle(IDLE)
            .build();
        Self { storage, embedders, indexes, bound: cache_bytes }
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
        let knowledge = self.knowledge(tenant, agent, knowledge_version).await?;
        let vector = self.query_vector(&knowledge, query, settings.mode).await?;
        knowledge.search(query, vector.as_deref(), settings).await
    }

    /// The query as passages are compared with it, embedded by their model; `None` when the mode or the knowledge has no use for
    /// vectors, or that model is not there.
    pub async fn query_vector(
        &self,
        knowledge: &Knowledge,
        query: &str,
        mode: RetrievalMode,
    ) -> Result<Option<Arc<[f32]>>, RetrieveError> {
        let embedder =
            knowledge.model().filter(|_| mode != RetrievalMode::Text).and_then(|m| self.embedders.named(m));
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

    /// What the agent knows at a knowledge version. One build per version, however many queries wait for it.
    pub async fn knowledge(
        &self,
        tenant: TenantId,
        agent: AgentId,
        version: i64,
    ) -> Result<Knowledge, RetrieveError> {
        let built = self.indexes.try_get_with((tenant, agent, version), self.build(tenant, agent));
        built.await.map_err(RetrieveError::Storage)
    }

    async fn build(&self, tenant: TenantId, agent: AgentId) -> Result<Knowledge, StorageError> {
        let storage = self.storage.tenant(tenant);
        let size = storage.knowledge_size(agent).await?;
        // An estimate keeps what is far too large out of memory; what was built nevertheless is weighed.
        if size.index_bytes() <= self.bound {
            let (_, chunks) = storage.index_chunks(agent).await?;
            let index = Index::build_politely(chunks).await;
            if index.bytes() as u64 <= self.bound {
                return Ok(Knowledge::Cached(Arc::new(index)));
            }
        }
        let outsized = Outsized::open(storage, agent, &size, self.bound).await?;
        Ok(Knowledge::Outsized(Arc::new(outsized)))
    }
}
