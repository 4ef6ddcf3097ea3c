//! A second opinion on the best passages: a model that reads the question together with each of them. It is asked about a bounded number, and
//! when it fails or is late, the order of the search stays. Every call is entered in the ledger.

use std::sync::Arc;

use async_trait::async_trait;

use super::retrieve::Passage;
use crate::agent::RetrievalSettings;
use crate::clock::Clock;
use crate::id::{AgentId, Ids, TenantId};
use crate::storage::HotStorage;
use crate::usage::{Call, CallSource};

/// Reads a question together with texts.
#[async_trait]
pub trait Reranker: Send + Sync {
    /// Name of the model.
    fn model(&self) -> &str;
    /// How well each text answers the question, within a bounded time.
    async fn rerank(&self, question: &str, texts: &[String]) -> Result<Judged, RerankError>;
}

/// What a reranker said.
#[derive(Debug, Clone, PartialEq)]
pub struct Judged {
    /// A score for each text, in their order; more is better. `None`: it said nothing about this one.
    pub scores: Vec<Option<f32>>,
    /// Tokens read, as far as it tells.
    pub tokens: u64,
}

/// Why a reranker did not say anything of use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct RerankError(pub String);

/// What became of the second opinion.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Opinion {
    /// The settings do not ask for it.
    Off,
    /// They do, and no reranker is configured.
    Missing,
    /// The order is the reranker's.
    Given,
    /// It failed or was late: the order is that of the search.
    Failed,
}

/// A passage in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Placed {
    /// What was found.
    pub passage: Passage,
    /// Its place in the order of the search, from 1.
    pub fused_rank: u32,
    /// What the reranker gave it.
    pub rerank_score: Option<f32>,
}

/// Asks a reranker, when there is one.
pub struct Reranking {
    /// The model.
    pub reranker: Option<Arc<dyn Reranker>>,
    /// How many passages it is asked about.
    pub candidates: u32,
    /// Where calls are entered.
    pub ledger: Arc<dyn HotStorage>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Identifiers of calls.
    pub ids: Arc<dyn Ids>,
}

impl Reranking {
    /// The settings to search with, so that there is something to choose from.
    pub fn widened(&self, settings: &RetrievalSettings) -> RetrievalSettings {
        let wide = settings.rerank && self.reranker.is_some();
        let top_k = if wide { settings.top_k.max(self.candidates) } else { settings.top_k };
        RetrievalSettings { top_k, ..*settings }
    }

    /// The best of what was found with [`Reranking::widened`] settings, best first.
    pub async fn order(
        &self,
        tenant: TenantId,
        agent: AgentId,
        question: &str,
        found: Vec<Passage>,
        settings: &RetrievalSettings,
    ) -> (Vec<Placed>, Opinion) {
        let place = |(passage, fused_rank)| Placed { passage, fused_rank, rerank_score: None };
        let mut placed: Vec<Placed> = found.into_iter().zip(1..).map(place).collect();
        let opinion = match &self.reranker {
            _ if !settings.rerank => Opinion::Off,
            None => Opinion::Missing,
            // There is nothing to choose.
            Some(_) if placed.len() < 2 => Opinion::Given,
            Some(reranker) => self.ask(&**reranker, tenant, agent, question, &mut placed).await,
        };
        placed.truncate(settings.top_k as usize);
        (placed, opinion)
    }

    async fn ask(
        &self,
        reranker: &dyn Reranker,
        tenant: TenantId,
        agent: AgentId,
        question: &str,
        placed: &mut [Placed],
    ) -> Opinion {
        let texts: Vec<String> = placed.iter().map(text).collect();
        let judged = reranker.rerank(question, &texts).await;
        let tokens = judged.as_ref().map_or(0, |judged| judged.tokens);
        self.enter(reranker.model(), tenant, agent, tokens).await;
        match judged {
            Ok(judged) => {
                placed.iter_mut().zip(judged.scores).for_each(|(place, score)| place.rerank_score = score);
                placed.sort_by(|a, b| by_score(a.rerank_score, b.rerank_score));
                Opinion::Given
            }
            Err(error) => {
                tracing::warn!(%tenant, %agent, %error, "the reranker gave no opinion: the order of the search stays");
                Opinion::Failed
            }
        }
    }

    /// A call that cannot be entered is no reason to leave the question unanswered.
    async fn enter(&self, model: &str, tenant: TenantId, agent_id: AgentId, input_tokens: u64) {
        let call = Call {
            id: self.ids.next(),
            agent_id,
            source: CallSource::Rerank,
            model: model.to_owned(),
            input_tokens,
            at: self.clock.now(),
        };
        if let Err(error) = self.ledger.tenant(tenant).enter_call(&call).await {
            tracing::warn!(%tenant, %error, "a call of the reranker could not be entered in the ledger");
        }
    }
}

/// Title and headings say what a passage is about.
fn text(placed: &Placed) -> String {
    let source = &placed.passage.source;
    super::ingest::embedding_text(&source.title, &source.chunk.heading, &source.chunk.text)
}

/// Those without a score come last and keep their order, as equal ones do.
fn by_score(a: Option<f32>, b: Option<f32>) -> std::cmp::Ordering {
    match (a, b) {
        (Some(a), Some(b)) => b.total_cmp(&a),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_order_and_what_has_none_comes_last_as_it_was() {
        let mut scores =
            [(0, None), (1, Some(0.1)), (2, None), (3, Some(0.9)), (4, Some(-2.0)), (5, Some(0.1))];
        scores.sort_by(|a, b| by_score(a.1, b.1));
        assert_eq!(scores.map(|(place, _)| place), [3, 1, 5, 4, 0, 2]);
    }
}
