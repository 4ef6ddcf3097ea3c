//! Moving an agent's passages to another embedding model: vectors of the new one are made beside those of the old one, which goes on
//! serving, and then all change over at once. Idempotent: what was prepared stays prepared.

use std::sync::Arc;

use super::ingest::{IngestError, embedding_text};
use super::{EmbedError, Embedders};
use crate::clock::Clock;
use crate::id::{AgentId, Ids, TenantId};
use crate::job::{Job, JobKind};
use crate::storage::{ColdStorage, StorageError};

/// Chunks that are embedded before other jobs get their turn.
const SLICE: u32 = 256;
/// How many passages are embedded in one call.
const BATCH: usize = 16;

/// Moves passages.
pub struct Reembedder {
    /// Chunks, and the jobs that move them.
    pub storage: Arc<dyn ColdStorage>,
    /// The models.
    pub embedders: Arc<dyn Embedders>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Fresh ids.
    pub ids: Arc<dyn Ids>,
}

impl Reembedder {
    /// Enqueues a job for each of the tenant's agents whose passages another model embedded. To be called when a server starts: only
    /// then can the model have changed.
    pub async fn enqueue(&self, tenant: TenantId) -> Result<usize, StorageError> {
        let store = self.storage.tenant(tenant);
        let agents = store.agents_to_reembed(self.embedders.current().model()).await?;
        for agent in &agents {
            store.enqueue(&self.job(*agent)).await?;
        }
        Ok(agents.len())
    }

    /// Embeds a slice of the agent's passages. Then it changes over, or enqueues the next slice.
    pub async fn run(&self, tenant: TenantId, agent: AgentId) -> Result<(), IngestError> {
        let embedder = self.embedders.current();
        let model = embedder.model();
        let store = self.storage.tenant(tenant);
        let chunks = store.chunks_to_reembed(agent, model, SLICE).await?;
        for batch in chunks.chunks(BATCH) {
            let text = |indexed: &super::IndexedChunk| {
                embedding_text(&indexed.title, &indexed.chunk.heading, &indexed.chunk.text)
            };
            let vectors = match embedder.embed(batch.iter().map(text).collect()).await {
                Ok(vectors) => vectors,
                // Without the new model the old one is still better than none.
                Err(EmbedError::Missing(_)) => return Ok(()),
                Err(error) => return Err(IngestError::Embed(error)),
            };
            let prepared: Vec<_> = batch.iter().map(|indexed| indexed.chunk.id).zip(vectors).collect();
            store.prepare_embeddings(model, &prepared).await?;
        }
        if !store.switch_embeddings(agent, model).await? {
            store.enqueue(&self.job(agent)).await?;
        }
        Ok(())
    }

    fn job(&self, agent: AgentId) -> Job {
        Job::due(self.ids.next(), JobKind::ReembedAgent { agent_id: agent }, self.clock.now())
    }
}
