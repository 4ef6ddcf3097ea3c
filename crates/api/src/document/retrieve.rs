//! `POST /api/admin/agents/{id}/retrieve`: what the agent would find for a query, with both halves' scores.

use axum::Json;
use axum::extract::State;
use domain::agent::{InvalidField, RetrievalMode, RetrievalSettings};
use domain::document::retrieve::{Passage, RetrieveError};
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
    /// Least fused score.
    #[schema(minimum = 0, maximum = 1)]
    threshold: Option<f32>,
    /// Which halves of the search.
    #[schema(value_type = Option<RetrievalModeBody>)]
    mode: Option<RetrievalMode>,
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RetrieveResult {
    /// Best first.
    results: Vec<PassageBody>,
    /// Time taken, in milliseconds.
    took_ms: u64,
}

/// A passage that was found.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PassageBody {
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
    /// Fused score, 0 to 1: what the list is sorted by.
    score: f32,
    /// Cosine similarity; null when vectors were not used.
    vector_score: Option<f32>,
    /// BM25 score; null when text was not used or did not match.
    text_score: Option<f32>,
}

/// Search an agent's knowledge
#[utoipa::path(
    post,
    path = "/api/admin/agents/{id}/retrieve",
    tag = "documents",
    params(("id" = String, Path, description = "The agent")),
    request_body = RetrieveBody,
    responses((status = 200, body = RetrieveResult)),
    security(("sessionCookie" = []), ("secretKey" = ["documents:read"]))
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
    let begun = edge.clock.now();
    let passages = if agent.knowledge_version > 0 {
        edge.retriever.retrieve(can.tenant.id, id, agent.knowledge_version, query, &settings).await?
    } else {
        Vec::new()
    };
    let took = edge.clock.now().since(begun).as_millis();
    Ok(Json(RetrieveResult {
        results: passages.iter().map(PassageBody::new).collect(),
        took_ms: u64::try_from(took).unwrap_or(u64::MAX),
    }))
}

impl RetrieveBody {
    fn settings(&self, draft: RetrievalSettings) -> ApiResult<RetrievalSettings> {
        let settings = RetrievalSettings {
            top_k: self.top_k.unwrap_or(draft.top_k),
            threshold: self.threshold.unwrap_or(draft.threshold),
            mode: self.mode.unwrap_or(draft.mode),
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
    fn new(passage: &Passage) -> Self {
        let chunk = &passage.source.chunk;
        Self {
            chunk_id: chunk.id,
            document_id: chunk.document_id,
            title: passage.source.title.to_string(),
            heading: Some(chunk.heading.clone()).filter(|heading| !heading.is_empty()),
            page: chunk.page,
            text: chunk.text.clone(),
            score: passage.score,
            vector_score: passage.vector_score,
            text_score: passage.text_score,
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
