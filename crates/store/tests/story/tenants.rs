//! Whatever tenants do with their knowledge, in whatever order, each finds all of its own passages and none of another's: through the real
//! search, with a cache that they share, in memory and in the database.

use std::collections::BTreeSet;
use std::sync::Arc;

use async_trait::async_trait;
use domain::agent::{RetrievalMode, RetrievalSettings};
use domain::document::retrieve::Retriever;
use domain::document::{Chunk, Document, EmbedError, Embedder, Embedders};
use domain::id::{AgentId, DocumentId, SnapshotId, SourceId};
use domain::job::{Job, JobKind};
use domain::source::SyncEnd;
use domain::source::web::Validators;
use domain::storage::ColdStorage;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::sources::source;
use crate::world::{Home, World, at};

const TENANTS: usize = 3;
const MODELS: [&str; 2] = ["first", "another"];

/// What a tenant does.
#[derive(Debug, Clone, Copy)]
enum Deed {
    /// Adds a document of so many passages.
    Add(u8),
    /// Has one of its documents read again, with so many passages.
    Replace(u8, u8),
    /// Deletes one of its documents.
    Delete(u8),
    /// Moves to its other model.
    Reembed,
    /// Synchronizes its web page, which is new each time.
    Sync,
    /// Rolls its web page back to one of the snapshots.
    RollBack(u8),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => (1..4u8).prop_map(Deed::Add),
        2 => (any::<u8>(), 1..4u8).prop_map(|(which, passages)| Deed::Replace(which, passages)),
        2 => any::<u8>().prop_map(Deed::Delete),
        1 => Just(Deed::Reembed),
        2 => Just(Deed::Sync),
        2 => any::<u8>().prop_map(Deed::RollBack),
    ]
}

/// All texts of a model point the same way, so that every passage is as good as any other and only the tenant tells them apart.
struct Same(&'static str);

fn vector(model: &str) -> Arc<[f32]> {
    let place = usize::from(model == MODELS[1]);
    (0..3 + place).map(|at| if at == place { 1.0 } else { 0.0 }).collect()
}

#[async_trait]
impl Embedder for Same {
    fn model(&self) -> &str {
        self.0
    }

    async fn embed(&self, texts: Vec<String>) -> Result<Vec<Arc<[f32]>>, EmbedError> {
        Ok(texts.iter().map(|_| vector(self.0)).collect())
    }
}

struct Both;

impl Embedders for Both {
    fn current(&self) -> Arc<dyn Embedder> {
        Arc::new(Same(MODELS[0]))
    }

    fn named(&self, model: &str) -> Option<Arc<dyn Embedder>> {
        let known = MODELS.into_iter().find(|known| *known == model)?;
        Some(Arc::new(Same(known)))
    }
}

/// A tenant, and what it should find.
struct Tenant {
    home: Home,
    agent: AgentId,
    letter: char,
    model: usize,
    told: u32,
    documents: Vec<(DocumentId, Vec<String>)>,
    source: Option<(SourceId, i64)>,
    /// Its web page after each synchronization.
    snapshots: Vec<(SnapshotId, String)>,
    page: Option<String>,
}

impl Tenant {
    async fn settle(world: &World, letter: char) -> Self {
        let home = world.settle(&letter.to_string()).await;
        let agent = world.stored_agent(&home, "helper").await;
        let (documents, snapshots) = (Vec::new(), Vec::new());
        Self { home, agent, letter, model: 0, told: 0, documents, source: None, snapshots, page: None }
    }

    fn expected(&self) -> BTreeSet<String> {
        self.documents.iter().flat_map(|(_, texts)| texts).chain(&self.page).cloned().collect()
    }

    /// Passages that nobody has said before.
    fn chunks(&mut self, world: &World, document: DocumentId, count: u8) -> Vec<Chunk> {
        let model = MODELS[self.model];
        let mut chunk = |position| {
            self.told += 1;
            Chunk {
                id: world.id(),
                document_id: document,
                position,
                heading: String::new(),
                page: None,
                text: format!("common words of {} number {}", self.letter, self.told),
                span: (0, 0),
                embedding: Some(vector(model)),
                embedding_model: Some(model.into()),
            }
        };
        (0..u32::from(count)).map(&mut chunk).collect()
    }

    async fn teach(&mut self, world: &World, document: DocumentId, count: u8) -> Vec<String> {
        let chunks = self.chunks(world, document, count);
        assert!(self.home.cold.replace_chunks(document, &chunks, None, at(5)).await.unwrap());
        chunks.into_iter().map(|chunk| chunk.text).collect()
    }

    async fn act(&mut self, world: &World, deed: Deed) {
        match deed {
            Deed::Add(passages) => {
                let (document, ingest) = world.document(self.agent);
                self.home.cold.create_document(&document, &ingest).await.unwrap();
                let texts = self.teach(world, document.id, passages).await;
                self.documents.push((document.id, texts));
            }
            Deed::Replace(which, passages) if !self.documents.is_empty() => {
                let which = usize::from(which) % self.documents.len();
                let document = self.documents[which].0;
                self.documents[which].1 = self.teach(world, document, passages).await;
            }
            Deed::Delete(which) if !self.documents.is_empty() => {
                let (id, _) = self.documents.remove(usize::from(which) % self.documents.len());
                assert!(self.home.cold.delete_document(id, &world.cleanup()).await.unwrap());
            }
            Deed::Reembed => self.reembed().await,
            // Older snapshots than these are dropped.
            Deed::Sync if self.snapshots.len() < 9 => self.sync(world).await,
            Deed::RollBack(which) if !self.snapshots.is_empty() => {
                let (snapshot, text) = &self.snapshots[usize::from(which) % self.snapshots.len()];
                assert!(self.home.cold.restore_snapshot(*snapshot, at(9)).await.unwrap());
                self.page = Some(text.clone());
            }
            Deed::Replace(..) | Deed::Delete(_) | Deed::Sync | Deed::RollBack(_) => {}
        }
    }

    async fn reembed(&mut self) {
        self.model = 1 - self.model;
        let model = MODELS[self.model];
        let waiting = self.home.cold.chunks_to_reembed(self.agent, model, 1_000).await.unwrap();
        let vectors: Vec<_> = waiting.iter().map(|indexed| (indexed.chunk.id, vector(model))).collect();
        self.home.cold.prepare_embeddings(model, &vectors).await.unwrap();
        assert!(self.home.cold.switch_embeddings(self.agent, model).await.unwrap());
    }

    async fn sync(&mut self, world: &World) {
        let cold = self.home.cold.clone();
        let (id, sync) = match self.source {
            Some((id, sync)) => {
                assert!(cold.begin_sync(id, None, &world.cleanup()).await.unwrap());
                (id, sync + 1)
            }
            None => {
                let (source, job) = source(world, self.agent);
                cold.create_source(&source, &job).await.unwrap();
                (source.id, 1)
            }
        };
        self.source = Some((id, sync));
        let address = "https://shop.example/".to_owned();
        cold.meet_pages(id, sync, 0, &[(world.id(), address.clone())], 1).await.unwrap();
        let page = cold.page_at(id, &address).await.unwrap().unwrap();
        let (document, _) = world.document(self.agent);
        let document = Document { source_id: Some(id), filename: address, ..document };
        let kind = JobKind::IngestDocument { document_id: document.id };
        let (digest, ingest) = (document.id.to_string(), Job::due(world.id(), kind, at(90_000)));
        let stored =
            cold.create_page_document(page.id, &document, &digest, &Validators::default(), &ingest).await;
        assert!(stored.unwrap());
        let text = self.teach(world, document.id, 1).await.remove(0);
        let end = SyncEnd { error: None, snapshot: world.id(), next: world.id() };
        assert!(cold.end_sync(id, sync, &end, at(10_000)).await.unwrap());
        self.snapshots.push((end.snapshot, text.clone()));
        self.page = Some(text);
    }

    async fn finds(&self, retriever: &Retriever, mode: RetrievalMode, as_tenant: &Home) -> BTreeSet<String> {
        let version = self.home.cold.agent(self.agent).await.unwrap().unwrap().knowledge_version;
        let settings = RetrievalSettings { top_k: 100, threshold: 0.0, mode, ..RetrievalSettings::default() };
        let found = retriever.retrieve(as_tenant.id, self.agent, version, "common words", &settings).await;
        found.unwrap().iter().map(|passage| passage.source.chunk.text.clone()).collect()
    }
}

async fn play(world: World, deeds: &[(usize, Deed)]) {
    let mut tenants = Vec::new();
    for letter in ['a', 'b', 'c'] {
        tenants.push(Tenant::settle(&world, letter).await);
    }
    assert_eq!(tenants.len(), TENANTS);
    let storage: Arc<dyn ColdStorage> = Arc::new(world.store.clone());
    let cached = Retriever::new(storage.clone(), Arc::new(Both), 64 << 20);
    // Nothing fits: the vectors are searched in the database.
    let outsized = Retriever::new(storage, Arc::new(Both), 1);
    let searches = [
        (&cached, RetrievalMode::Hybrid),
        (&cached, RetrievalMode::Vector),
        (&cached, RetrievalMode::Text),
        (&outsized, RetrievalMode::Vector),
    ];
    for (who, deed) in deeds {
        tenants[*who].act(&world, *deed).await;
        for tenant in &tenants {
            for (retriever, mode) in searches {
                let found = tenant.finds(retriever, mode, &tenant.home).await;
                assert_eq!(found, tenant.expected(), "{} {mode:?} after {deed:?}", tenant.letter);
            }
        }
        let (owner, stranger) = (&tenants[*who], &tenants[(who + 1) % TENANTS]);
        for (retriever, mode) in searches {
            let found = owner.finds(retriever, mode, &stranger.home).await;
            assert_eq!(found, BTreeSet::new(), "{mode:?}: another tenant's agent has nothing to say");
        }
    }
}

fn any_order(cases: u32, world: impl AsyncFn() -> World) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let deeds = prop::collection::vec((0..TENANTS, deed()), 10..30);
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 50, ..Config::default() };
    let played = TestRunner::new(config).run(&deeds, |deeds| {
        runtime.block_on(async { play(world().await, &deeds).await });
        Ok(())
    });
    played.unwrap();
}

#[test]
fn no_tenant_ever_finds_another_one_s_passages_on_sqlite() {
    any_order(12, World::sqlite);
}

#[test]
fn no_tenant_ever_finds_another_one_s_passages_on_postgres() {
    any_order(3, World::postgres);
}
