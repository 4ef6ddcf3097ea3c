//! An agent whose index would not fit into the cache of indexes: its vectors and texts stay in the database, and memory holds the postings
//! of its words alone, or not even those. What is found is ranked by the same rule as everywhere.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use async_trait::async_trait;

use super::text::Text;
use super::{CANDIDATES, Hit, fuse::fuse, give_way, most_used, similarity, top};
use crate::agent::{RetrievalMode, RetrievalSettings};
use crate::document::IndexedChunk;
use crate::document::retrieve::Passage;
use crate::id::{AgentId, ChunkId};
use crate::storage::{StorageResult, TenantStore};

/// Chunks read at once while the postings are made.
const PAGE: u32 = 1_000;
/// What a chunk takes in an index beside its texts and its vector.
const CHUNK_OVERHEAD: u64 = 250;

/// What the passages of an agent amount to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KnowledgeSize {
    /// How many there are.
    pub chunks: u64,
    /// Bytes of their texts.
    pub text_bytes: u64,
    /// Bytes of their vectors.
    pub vector_bytes: u64,
    /// How many each model has embedded, by the model's name.
    pub models: Vec<(Arc<str>, u64)>,
}

impl KnowledgeSize {
    /// Roughly how much memory an [`super::Index`] would take: postings of words take as much as the words.
    pub const fn index_bytes(&self) -> u64 {
        self.vector_bytes + 2 * self.text_bytes + CHUNK_OVERHEAD * self.chunks
    }
}

/// What the database does for agents that are not searched in memory.
#[async_trait]
pub trait OutsizedStore: Send + Sync {
    /// What the agent's passages that serve amount to.
    async fn knowledge_size(&self, agent: AgentId) -> StorageResult<KnowledgeSize>;
    /// Passages that serve, by id, after `after`, at most `limit`, without embeddings.
    async fn chunk_page(
        &self,
        agent: AgentId,
        after: Option<ChunkId>,
        limit: u32,
    ) -> StorageResult<Vec<IndexedChunk>>;
    /// Makes the vectors of `model` ready for [`OutsizedStore::nearest_chunks`], where the database can do something for it.
    async fn prepare_nearest(&self, agent: AgentId, model: &str) -> StorageResult<()>;
    /// The `limit` passages that serve whose vectors of `model` are nearest to `vector`, nearest first.
    async fn nearest_chunks(
        &self,
        agent: AgentId,
        model: &str,
        vector: &[f32],
        limit: u32,
    ) -> StorageResult<Vec<ChunkId>>;
    /// Those of `ids` that serve, in no order, with embeddings.
    async fn indexed_chunks(&self, agent: AgentId, ids: &[ChunkId]) -> StorageResult<Vec<IndexedChunk>>;
}

/// A searchable set of passages that lies in the database.
pub struct Outsized {
    storage: Arc<dyn TenantStore>,
    agent: AgentId,
    model: Option<Arc<str>>,
    len: usize,
    words: Option<Words>,
}

/// Postings, and whose they are.
#[derive(Default)]
struct Words {
    text: Text,
    /// The chunk of each number.
    ids: Vec<ChunkId>,
}

impl Words {
    fn bytes(&self) -> usize {
        self.text.bytes() + size_of_val(&*self.ids)
    }
}

impl Outsized {
    /// Reads the words of all passages, page by page, and forgets them again when their postings take more than `bound` bytes.
    pub async fn open(
        storage: Arc<dyn TenantStore>,
        agent: AgentId,
        size: &KnowledgeSize,
        bound: u64,
    ) -> StorageResult<Self> {
        let model = most_used(size.models.iter().cloned());
        if let Some(model) = &model {
            storage.prepare_nearest(agent, model).await?;
        }
        let words = words(&*storage, agent, bound).await?;
        if words.is_none() {
            tracing::warn!(%agent, bound, "even the words of an agent's passages do not fit into the cache of indexes: \
                they are searched by vectors alone");
        }
        Ok(Self { storage, agent, model, len: usize::try_from(size.chunks).unwrap_or(usize::MAX), words })
    }

    /// Roughly how much memory it takes.
    pub fn bytes(&self) -> usize {
        self.words.as_ref().map_or(0, Words::bytes) + size_of::<Self>()
    }

    /// How many passages it holds.
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether it holds none.
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The model that a query has to be embedded with; `None` when no passage has a vector.
    pub fn model(&self) -> Option<&str> {
        self.model.as_deref()
    }

    /// As [`super::Index::search`].
    pub async fn search(
        &self,
        query: &str,
        vector: Option<&[f32]>,
        settings: &RetrievalSettings,
    ) -> StorageResult<Vec<Passage>> {
        let asked = vector.zip(self.model()).filter(|_| settings.mode != RetrievalMode::Text);
        let nearest = match asked {
            Some((vector, model)) => {
                let limit = u32::try_from(CANDIDATES).unwrap_or(u32::MAX);
                self.storage.nearest_chunks(self.agent, model, vector, limit).await?
            }
            None => Vec::new(),
        };
        let words = self.words.as_ref().filter(|_| asked.is_none() || settings.mode != RetrievalMode::Vector);
        let by_words: Vec<(ChunkId, Hit)> = words.map_or_else(Vec::new, |words| {
            words.text.search(query).into_iter().map(|hit| (words.ids[hit.chunk as usize], hit)).collect()
        });
        let ids: HashSet<ChunkId> =
            nearest.iter().copied().chain(by_words.iter().map(|(id, _)| *id)).collect();
        let ids: Vec<ChunkId> = ids.into_iter().collect();
        let mut chunks = self.storage.indexed_chunks(self.agent, &ids).await?;
        chunks.sort_by_key(|indexed| (indexed.chunk.document_id, indexed.chunk.position));
        let numbers: HashMap<ChunkId, u32> =
            chunks.iter().map(|indexed| indexed.chunk.id).zip(0u32..).collect();

        let score = |number: u32| {
            let (vector, model) = asked?;
            let chunk = &chunks[number as usize].chunk;
            let own = chunk.embedding.as_deref().filter(|own| own.len() == vector.len())?;
            let score = similarity(own, vector);
            (chunk.embedding_model.as_deref() == Some(model) && score > 0.0).then_some(score)
        };
        let by_vector = nearest.iter().filter_map(|id| {
            let chunk = *numbers.get(id)?;
            Some(Hit { chunk, score: score(chunk)?, coverage: 0.0 })
        });
        let by_vector = top(by_vector.collect());
        let by_text: Vec<Hit> = by_words
            .into_iter()
            .filter_map(|(id, hit)| Some(Hit { chunk: *numbers.get(&id)?, ..hit }))
            .collect();
        let fused = fuse(&by_vector, &by_text, score, settings);
        let chunks: Vec<Arc<IndexedChunk>> = chunks.into_iter().map(without_embedding).collect();
        Ok(fused.iter().map(|(chunk, fused)| fused.passage(Arc::clone(&chunks[*chunk as usize]))).collect())
    }
}

/// A passage carries no vector, wherever it was found.
fn without_embedding(mut indexed: IndexedChunk) -> Arc<IndexedChunk> {
    indexed.chunk.embedding = None;
    Arc::new(indexed)
}

async fn words(storage: &dyn TenantStore, agent: AgentId, bound: u64) -> StorageResult<Option<Words>> {
    let mut words = Words::default();
    loop {
        let page = storage.chunk_page(agent, words.ids.last().copied(), PAGE).await?;
        for indexed in &page {
            let number = u32::try_from(words.ids.len()).unwrap_or(u32::MAX);
            words.text.push(number, [&*indexed.title, &indexed.chunk.heading, &indexed.chunk.text]);
            words.ids.push(indexed.chunk.id);
        }
        if words.bytes() as u64 > bound {
            return Ok(None);
        }
        if page.len() < PAGE as usize {
            words.text.finish();
            return Ok(Some(words));
        }
        give_way().await;
    }
}
