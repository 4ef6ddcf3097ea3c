//! The model inside the process: loaded when first needed, on threads of its own.

use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use domain::document::{EmbedError, Embedder};
use tokio::sync::Semaphore;

use super::Source;
use super::minilm::{MODEL, MiniLm, Scratch};
use super::pool::{Pool, Priority};

/// Texts that are embedded together. More would be no faster, and would hold the thread for longer.
const BATCH: usize = 2;
/// Most urgent texts in the queue; further callers wait for their turn outside it.
const MAX_URGENT: usize = 64;
/// Longest part of a text that is looked at, in bytes. The model reads 256 tokens, far fewer than fit in here.
const MAX_TEXT: usize = 16 << 10;

/// all-MiniLM-L6-v2. A single text counts as a question that somebody waits for; several are bulk work.
///
/// Until the first text comes it holds no memory to speak of; then about 120 MB.
pub struct LocalEmbedder {
    source: Source,
    /// Held while loading, so that it happens once.
    model: Arc<Mutex<Option<Arc<MiniLm>>>>,
    pool: Pool<Scratch>,
    urgent: Semaphore,
    bulk: Semaphore,
}

impl LocalEmbedder {
    /// A model that works on `threads` threads, at least two: one of them is kept for questions.
    pub fn new(source: Source, threads: usize) -> Self {
        let pool = Pool::new(threads);
        let bulk = Semaphore::new(threads.max(2));
        Self { source, model: Arc::default(), pool, urgent: Semaphore::new(MAX_URGENT), bulk }
    }

    /// Whether the model's files are there; else a sentence that says what to do. Loads nothing.
    pub fn check(&self) -> Result<(), EmbedError> {
        self.source.check()
    }

    async fn batch(&self, texts: Vec<String>, priority: Priority) -> Result<Vec<Vec<f32>>, EmbedError> {
        let turns = if priority == Priority::Urgent { &self.urgent } else { &self.bulk };
        // The semaphores are never closed; were they, going on without a permit is harmless.
        let _turn = turns.acquire().await;
        let (source, model) = (self.source.clone(), Arc::clone(&self.model));
        let work = move |scratch: &mut Scratch| loaded(&model, &source)?.embed(&texts, scratch);
        match self.pool.run(priority, work).await {
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
        let priority = if texts.len() == 1 { Priority::Urgent } else { Priority::Bulk };
        let mut texts: Vec<String> = texts.into_iter().map(clip).collect();
        let mut vectors = Vec::with_capacity(texts.len());
        while !texts.is_empty() {
            let rest = texts.split_off(texts.len().min(BATCH));
            let batch = std::mem::replace(&mut texts, rest);
            vectors.extend(self.batch(batch, priority).await?.into_iter().map(Arc::from));
        }
        Ok(vectors)
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
