//! `POST /api/admin/agents/{id}/retrieve`: what the agent would find for a query, with both halves' scores and ranks, and where the time
//! went. Settings are tried without being saved.

use std::time::{Duration, Instant};

use axum::Json;
use axum::extract::State;
use domain::agent::{InvalidField, RetrievalMode, RetrievalSettings};
use domain::document::rerank::{Opinion, Placed};
use domain::document::retrieve::RetrieveError;
use domain::id::{AgentId, ChunkId, DocumentId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::agent::RetrievalModeBody;
use crate::auth::{Can, DocumentsRead};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult, Code};
use crate::wire::{IdPath, JsonBody};

/// Longest query, in characters.
const MAX_QUERY: usize = 2_000;

/// What to look for; settings that are left out are the draft's.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RetrieveBody {
    /// In a visitor's words.
    #[schema(min_length = 1, max_length = 2000)]
    query: String,
    /// How many passages.
    #[schema(minimum = 1, maximum = 20)]
    top_k: Option<u32>,
    /// Least evidence: the cosine similarity or the share of the query's words, whichever is larger.
    #[schema(minimum = 0, maximum = 1)]
    threshold: Option<f32>,
    /// Which halves of the search.
    #[schema(value_type = Option<RetrievalModeBody>)]
    mode: Option<RetrievalMode>,
    /// How much the vector half counts in hybrid mode; the text half counts for the rest.
    #[schema(minimum = 0, maximum = 1)]
    vector_weight: Option<f32>,
    /// Whether a reranker has the last word about the order.
    rerank: Option<bool>,
}

/// What was found.
#[derive(Debug, Default, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RetrieveResult {
    /// Best first.
    results: Vec<PassageBody>,
    /// Passages that were searched.
    searched: usize,
    /// Time taken altogether, in milliseconds.
    took_ms: u64,
    /// Of it, fetching the index: next to nothing unless it had to be built.
    index_ms: f64,
    /// Of it, embedding the query; null when vectors were not used.
    embed_ms: Option<f64>,
    /// Of it, searching.
    search_ms: f64,
    /// Of it, reranking; null when no reranker was asked.
    rerank_ms: Option<f64>,
    /// What became of reranking.
    reranking: RerankingBody,
}

/// What became of reranking.
#[derive(Debug, Default, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum RerankingBody {
    /// The settings do not ask for it.
    #[default]
    Off,
    /// They do, and the server has no reranker.
    Missing,
    /// The order is the reranker's.
    Given,
    /// The reranker failed or was late: the order is that of the search.
    Failed,
}

/// A passage that was found.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PassageBody {
    /// Its place in this list, from 1.
    rank: u32,
    /// The passage.
    #[schema(value_type = String)]
    chunk_id: ChunkId,
    /// Its document.
    #[schema(value_type = String)]
    document_id: DocumentId,
    /// The document's title.
    title: String,
    /// Headings above it, joined by ` › `.
    heading: Option<String>,
    /// Page, when the document has pages.
    page: Option<u32>,
    /// The text.
    text: String,
    /// Weighted sum of both halves, 0 to 1: what the list is sorted by.
    score: f32,
    /// What the threshold is compared with, 0 to 1.
    evidence: f32,
    /// Cosine similarity; null when vectors were not used or did not find it.
    vector_score: Option<f32>,
    /// Its place in the vector half's list.
    vector_rank: Option<u32>,
    /// BM25 score; null when text was not used or did not match.
    text_score: Option<f32>,
    /// Its place in the text half's list.
    text_rank: Option<u32>,
    /// Its place in the order of `score`, from 1; differs from `rank` only by reranking.
    fused_rank: u32,
    /// The reranker's score; null when it gave none.
    rerank_score: Option<f32>,
}

/// Search an agent's knowledge
#[utoipa::path(
    post,
    path = "/api/admin/agents/{id}/retrieve",
    tag = "documents",
    params(("id" = String, Path, description = "The agent")),
    request_body = RetrieveBody,
    responses((status = 200, body = RetrieveResult)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["documents:read"]))
)]
pub async fn retrieve_passages(
    State(edge): State<Edge>,
    can: Can<DocumentsRead>,
    IdPath(id): IdPath<AgentId>,
    JsonBody(body): JsonBody<RetrieveBody>,
) -> ApiResult<Json<RetrieveResult>> {
    let agent = can.agent(id).await?;
    let query = body.query.trim();
    if !(1..=MAX_QUERY).contains(&query.chars().count()) {
        return Err(ApiError::invalid("query", format!("must have 1 to {MAX_QUERY} characters")));
    }
    let settings = body.settings(agent.draft.retrieval)?;
    if agent.knowledge_version == 0 {
        return Ok(Json(RetrieveResult::default()));
    }
    let begun = stopwatch();
    let knowledge = edge.retriever.knowledge(can.tenant.id, id, agent.knowledge_version).await?;
    let indexed = stopwatch();
    let vector = edge.retriever.query_vector(&knowledge, query, settings.mode).await?;
    let embedded = stopwatch();
    let found = knowledge.search(query, vector.as_deref(), &edge.reranking.widened(&settings)).await?;
    let searched = stopwatch();
    let (passages, opinion) = edge.reranking.order(can.tenant.id, id, query, found, &settings).await;
    let done = stopwatch();
    let asked = matches!(opinion, Opinion::Given | Opinion::Failed);
    Ok(Json(RetrieveResult {
        results: (1..).zip(&passages).map(|(rank, placed)| PassageBody::new(rank, placed)).collect(),
        searched: knowledge.len(),
        took_ms: u64::try_from((done - begun).as_millis()).unwrap_or(u64::MAX),
        index_ms: millis(indexed - begun),
        embed_ms: vector.map(|_| millis(embedded - indexed)),
        search_ms: millis(searched - embedded),
        rerank_ms: asked.then(|| millis(done - searched)),
        reranking: opinion.into(),
    }))
}

/// The port's clock counts whole milliseconds; a search takes less. What it says is for people to look at: no rule depends on it.
#[expect(clippy::disallowed_methods, reason = "shown to people, decides nothing")]
fn stopwatch() -> Instant {
    Instant::now()
}

fn millis(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e6).round() / 1e3
}

impl RetrieveBody {
    fn settings(&self, draft: RetrievalSettings) -> ApiResult<RetrievalSettings> {
        let settings = RetrievalSettings {
            top_k: self.top_k.unwrap_or(draft.top_k),
            threshold: self.threshold.unwrap_or(draft.threshold),
            mode: self.mode.unwrap_or(draft.mode),
            vector_weight: self.vector_weight.unwrap_or(draft.vector_weight),
            rerank: self.rerank.unwrap_or(draft.rerank),
        };
        let problems = settings.problems();
        if problems.is_empty() {
            return Ok(settings);
        }
        // The same rules as an agent's, whose settings sit one level deeper.
        let here = |p: InvalidField| InvalidField { path: p.path.trim_start_matches("retrieval."), ..p };
        Err(problems.into_iter().map(here).collect::<Vec<_>>().into())
    }
}

impl PassageBody {
    fn new(rank: u32, placed: &Placed) -> Self {
        let passage = &placed.passage;
        let chunk = &passage.source.chunk;
        Self {
            rank,
            chunk_id: chunk.id,
            document_id: chunk.document_id,
            title: passage.source.title.to_string(),
            heading: Some(chunk.heading.clone()).filter(|heading| !heading.is_empty()),
            page: chunk.page,
            text: chunk.text.clone(),
            score: passage.score,
            evidence: passage.evidence,
            vector_score: passage.vector_score,
            vector_rank: passage.vector_rank,
            text_score: passage.text_score,
            text_rank: passage.text_rank,
            fused_rank: placed.fused_rank,
            rerank_score: placed.rerank_score,
        }
    }
}

impl From<Opinion> for RerankingBody {
    fn from(opinion: Opinion) -> Self {
        match opinion {
            Opinion::Off => Self::Off,
            Opinion::Missing => Self::Missing,
            Opinion::Given => Self::Given,
            Opinion::Failed => Self::Failed,
        }
    }
}

impl From<RetrieveError> for ApiError {
    fn from(error: RetrieveError) -> Self {
        match error {
            RetrieveError::Storage(_) => {
                Self::new(Code::Unavailable, "Storage cannot be reached right now.").caused_by(error)
            }
            RetrieveError::Embed(_) => {
                Self::new(Code::UpstreamError, "The embedding model failed.").caused_by(error)
            }
        }
    }
}
