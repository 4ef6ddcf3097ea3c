//! The model inside the process: loaded when first needed, on threads of its own.

use std::iter;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use domain::document::{EmbedError, Embedder};
use futures::{StreamExt, TryStreamExt, stream};
use tokio::sync::Semaphore;

use super::Source;
use super::minilm::{MODEL, MiniLm, Scratch};
use super::pool::{Pool, Priority};

/// Texts that are embedded together. More would be no faster, and would hold the thread for longer.
const BATCH: usize = 2;
/// Batches of one caller that are asked for at once. The turns decide how many are worked on.
const AT_ONCE: usize = 8;
/// Most urgent texts in the queue; further callers wait for their turn outside it.
const MAX_URGENT: usize = 64;
/// Longest part of a text that is looked at, in bytes. The model reads 256 tokens, far fewer than fit in here.
const MAX_TEXT: usize = 16 << 10;

/// all-MiniLM-L6-v2. A single text counts as a question that somebody waits for; several are bulk work.
///
/// Until the first text comes it holds no memory to speak of; then about 80 MB, or 110 MB where processors lack byte instructions.
pub struct LocalEmbedder {
    source: Source,
    /// Held while loading, so that it happens once.
    model: Arc<Mutex<Option<Arc<MiniLm>>>>,
    urgent: Lane,
    bulk: Lane,
}

/// Threads for one kind of work, and turns for those who wait for them.
struct Lane {
    pool: Pool<Scratch>,
    turns: Semaphore,
}

impl Lane {
    fn new(threads: usize, turns: usize, priority: Priority) -> Self {
        Self { pool: Pool::new(threads, priority), turns: Semaphore::new(turns) }
    }
}

impl LocalEmbedder {
    /// A model that works on `threads` threads for questions, and on as many for bulk work, which give way to everything else.
    pub fn new(source: Source, threads: usize) -> Self {
        let urgent = Lane::new(threads, MAX_URGENT, Priority::Urgent);
        let bulk = Lane::new(threads, threads.max(1) + 1, Priority::Bulk);
        Self { source, model: Arc::default(), urgent, bulk }
    }

    /// Whether the model's files are there; else a sentence that says what to do. Loads nothing.
    pub fn check(&self) -> Result<(), EmbedError> {
        self.source.check()
    }

    async fn batch(&self, texts: Vec<String>, lane: &Lane) -> Result<Vec<Vec<f32>>, EmbedError> {
        // The semaphores are never closed; were they, going on without a permit is harmless.
        let _turn = lane.turns.acquire().await;
        let (source, model) = (self.source.clone(), Arc::clone(&self.model));
        let work = move |scratch: &mut Scratch| loaded(&model, &source)?.embed(&texts, scratch);
        match lane.pool.run(work).await {
            Ok(result) => result,
            Err(_) => Err(EmbedError::Failed("the embedding thread broke off".to_owned())),
        }
    }
}

#[async_trait]
impl Embedder for LocalEmbedder {
    fn model(&self) -> &str {
        MODEL
    }

    async fn embed(&self, texts: Vec<String>) -> Result<Vec<Arc<[f32]>>, EmbedError> {
        self.check()?;
        let lane = if texts.len() == 1 { &self.urgent } else { &self.bulk };
        let mut texts = texts.into_iter().map(clip);
        let batches = iter::from_fn(|| {
            let batch: Vec<String> = texts.by_ref().take(BATCH).collect();
            (!batch.is_empty()).then_some(batch)
        });
        // One caller alone keeps every thread busy.
        let batches: Vec<Vec<String>> = batches.collect();
        let embedded = stream::iter(batches.into_iter().map(|batch| self.batch(batch, lane)));
        let vectors: Vec<Vec<Vec<f32>>> = embedded.buffered(AT_ONCE).try_collect().await?;
        Ok(vectors.into_iter().flatten().map(Arc::from).collect())
    }
}

/// The model, loaded now if it was not before. A failure is not remembered: the files may come later.
fn loaded(model: &Mutex<Option<Arc<MiniLm>>>, source: &Source) -> Result<Arc<MiniLm>, EmbedError> {
    let mut model = model.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(model) = &*model {
        return Ok(Arc::clone(model));
    }
    let loaded = Arc::new(MiniLm::load(source)?);
    tracing::info!(model = MODEL, "embedding model loaded");
    *model = Some(Arc::clone(&loaded));
    Ok(loaded)
}

fn clip(mut text: String) -> String {
    text.truncate(text.floor_char_boundary(MAX_TEXT));
    text
}
