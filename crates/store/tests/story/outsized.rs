//! An agent that is too large for the cache of indexes finds what it would find in memory.

use std::sync::Arc;

use async_trait::async_trait;
use domain::agent::{RetrievalMode, RetrievalSettings};
use domain::document::retrieve::{Knowledge, Passage, Retriever};
use domain::document::{Chunk, EmbedError, Embedder, Embedders};
use domain::id::{AgentId, ChunkId, DocumentId};
use domain::storage::ColdStorage;
use sqlx::Row;
use uuid::Uuid;

use crate::world::{Home, Raw, World, at};

const CHUNKS: u32 = 120;
const DIMS: usize = 24;
const MODEL: &str = "made-up";
const WORDS: [&str; 12] =
    ["fern", "moss", "bark", "lichen", "water", "light", "soil", "shade", "frost", "root", "leaf", "spore"];

/// Numbers that look random and are always the same.
fn number(seed: u32, place: u32) -> u32 {
    let mixed = seed.wrapping_mul(2_654_435_761) ^ place.wrapping_mul(2_246_822_519);
    (mixed ^ (mixed >> 13)).wrapping_mul(3_266_489_917) >> 16
}

fn vector(seed: u32) -> Arc<[f32]> {
    let raw: Vec<f32> = (0..DIMS as u32).map(|place| number(seed, place) as f32 / 32_768.0 - 1.0).collect();
    let length = raw.iter().map(|value| value * value).sum::<f32>().sqrt();
    raw.iter().map(|value| value / length).collect()
}

/// Makes a vector of a question's length.
struct Numbers;

#[async_trait]
impl Embedder for Numbers {
    fn model(&self) -> &str {
        MODEL
    }

    async fn embed(&self, texts: Vec<String>) -> Result<Vec<Arc<[f32]>>, EmbedError> {
        Ok(texts.iter().map(|text| vector(text.len() as u32 + 7_000)).collect())
    }
}

impl Embedders for Numbers {
    fn current(&self) -> Arc<dyn Embedder> {
        Arc::new(Self)
    }

    fn named(&self, model: &str) -> Option<Arc<dyn Embedder>> {
        (model == MODEL).then(|| self.current())
    }
}

async fn taught(world: &World, home: &Home, agent: AgentId, seed: u32) -> DocumentId {
    let (document, ingest) = world.document(agent);
    home.cold.create_document(&document, &ingest).await.unwrap();
    let chunk = |position: u32| Chunk {
        id: world.id(),
        document_id: document.id,
        position,
        heading: String::new(),
        page: None,
        text: (0..8)
            .map(|place| WORDS[number(seed + position, 100 + place) as usize % 12])
            .collect::<Vec<_>>()
            .join(" "),
        span: (0, 0),
        // One in ten was stored while no model was there.
        embedding: (position % 10 != 9).then(|| vector(seed + position)),
        embedding_model: (position % 10 != 9).then(|| MODEL.into()),
    };
    let chunks: Vec<Chunk> = (0..CHUNKS).map(chunk).collect();
    assert!(home.cold.replace_chunks(document.id, &chunks, None, at(5)).await.unwrap());
    document.id
}

fn scores(found: &[Passage]) -> Vec<(ChunkId, i64, i64)> {
    let digits = |score: f32| (score * 1e4).round() as i64;
    found.iter().map(|p| (p.source.chunk.id, digits(p.score), digits(p.evidence))).collect()
}

pub async fn story(world: &World) {
    let (home, other) = (world.settle("ada").await, world.settle("bob").await);
    let agent = world.stored_agent(&home, "helper").await;
    let neighbour = world.stored_agent(&home, "second").await;
    let stranger = world.stored_agent(&other, "helper").await;
    let mut documents = Vec::new();
    for seed in [1_000, 2_000, 3_000] {
        documents.push(taught(world, &home, agent, seed).await);
    }
    taught(world, &home, neighbour, 1_000).await;
    taught(world, &other, stranger, 1_000).await;

    let size = home.cold.knowledge_size(agent).await.unwrap();
    let embedded = u64::from(CHUNKS) * 3 * 9 / 10;
    assert_eq!((size.chunks, size.vector_bytes), (u64::from(CHUNKS) * 3, embedded * 4 * DIMS as u64));
    assert_eq!(size.models, [(MODEL.into(), embedded)]);

    let storage: Arc<dyn ColdStorage> = Arc::new(world.store.clone());
    let large = Retriever::new(storage.clone(), Arc::new(Numbers), u64::MAX >> 1);
    let small = Retriever::new(storage.clone(), Arc::new(Numbers), size.index_bytes() - 1);
    finds_the_same(&large, &small, &home, agent).await;
    copies(world, &home, embedded, "pgvector was used, and for this agent alone").await;

    home.cold.delete_document(documents[1], &world.cleanup()).await.unwrap();
    let size = home.cold.knowledge_size(agent).await.unwrap();
    let small = Retriever::new(storage.clone(), Arc::new(Numbers), size.index_bytes() - 1);
    finds_the_same(&large, &small, &home, agent).await;
    copies(world, &home, embedded * 2 / 3, "deleting deletes the copies").await;

    // Not even the words fit: vectors alone answer.
    let tiny = Retriever::new(storage.clone(), Arc::new(Numbers), 1);
    let version = home.cold.agent(agent).await.unwrap().unwrap().knowledge_version;
    for mode in [RetrievalMode::Hybrid, RetrievalMode::Vector] {
        let found = tiny.retrieve(home.id, agent, version, "fern", &settings(mode)).await.unwrap();
        let exact =
            large.retrieve(home.id, agent, version, "fern", &settings(RetrievalMode::Vector)).await.unwrap();
        assert_eq!(scores(&found), scores(&exact), "{mode:?}");
    }
}

/// How many of the tenant's vectors pgvector has, on the database that has pgvector.
async fn copies(world: &World, home: &Home, expected: u64, why: &str) {
    let Raw::Pg(mut connection) = world.raw().await else { return };
    sqlx::query("SELECT set_config('parlor.tenant', $1, false)")
        .bind(Uuid::from(home.id).to_string())
        .execute(&mut connection)
        .await
        .unwrap();
    let counted =
        sqlx::query("SELECT COUNT(*) AS n FROM chunk_vectors").fetch_one(&mut connection).await.unwrap();
    assert_eq!(u64::try_from(counted.get::<i64, _>("n")).unwrap(), expected, "{why}");
}

fn settings(mode: RetrievalMode) -> RetrievalSettings {
    RetrievalSettings { top_k: 10, threshold: 0.0, mode, ..RetrievalSettings::default() }
}

async fn finds_the_same(large: &Retriever, small: &Retriever, home: &Home, agent: AgentId) {
    let version = home.cold.agent(agent).await.unwrap().unwrap().knowledge_version;
    let whole = large.knowledge(home.id, agent, version).await.unwrap();
    let outsized = small.knowledge(home.id, agent, version).await.unwrap();
    assert!(matches!(whole, Knowledge::Cached(_)) && matches!(outsized, Knowledge::Outsized(_)));
    assert_eq!(whole.len(), outsized.len());
    assert!(outsized.bytes() < whole.bytes());
    for question in
        ["fern", "moss and bark in the shade", "what of frost", "lichen water", "nothing known here"]
    {
        for mode in [RetrievalMode::Hybrid, RetrievalMode::Text, RetrievalMode::Vector] {
            let expected = large.retrieve(home.id, agent, version, question, &settings(mode)).await.unwrap();
            let found = small.retrieve(home.id, agent, version, question, &settings(mode)).await.unwrap();
            assert_eq!(scores(&found), scores(&expected), "{question} {mode:?}");
            assert!(found.iter().all(|passage| passage.source.chunk.embedding.is_none()));
        }
    }
}
