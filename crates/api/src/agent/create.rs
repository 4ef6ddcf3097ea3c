//! `POST /api/admin/agents`: a new agent, live at once as version 1.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::agent::{AgentConfig, create, identity};
use serde::Deserialize;
use utoipa::ToSchema;

use super::body::AgentBody;
use super::config::{ConfigPatch, ModelSettingsBody, RetrievalPatch, ThemeBody};
use super::knowledge::KnowledgePatch;
use super::no_evidence::NoEvidenceBody;
use crate::auth::{AgentsWrite, Can};
use crate::context::Edge;
use crate::error::ApiResult;
use crate::repeat::{Answer, IdempotencyKey, Repeat};
use crate::wire::JsonBody;

/// A new agent.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CreateAgent {
    /// The name visitors see.
    #[schema(min_length = 1, max_length = 80)]
    name: String,
    /// Instructions for the model.
    #[schema(max_length = 32000)]
    system_prompt: String,
    /// Model id; none takes the server's default.
    model: Option<String>,
    /// How the model is asked.
    model_settings: Option<ModelSettingsBody>,
    /// First thing a visitor reads.
    greeting: Option<String>,
    /// Questions offered before the first message, at most 6.
    suggestions: Option<Vec<String>>,
    /// How passages are found.
    retrieval: Option<RetrievalPatch>,
    /// What happens when no passage is found.
    no_evidence: Option<NoEvidenceBody>,
    /// How documents are cut into passages.
    knowledge: Option<KnowledgePatch>,
    /// How the widget looks.
    theme: Option<ThemeBody>,
    /// BCP 47 tag of the widget's language; none follows the browser.
    locale: Option<String>,
}

/// Create an agent
#[utoipa::path(
    post,
    path = "/api/admin/agents",
    tag = "agents",
    params(IdempotencyKey),
    request_body = CreateAgent,
    responses((status = 201, body = AgentBody, headers(("ETag" = String)))),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn create_agent(
    State(edge): State<Edge>,
    can: Can<AgentsWrite>,
    repeat: Repeat,
    JsonBody(body): JsonBody<CreateAgent>,
) -> ApiResult<Response> {
    can.reaches_all()?;
    let config = body.into_config();
    let problems = config.problems();
    if !problems.is_empty() {
        return Err(problems.into());
    }
    edge.engine.plan().allows_agent(can.store.count_agents().await?)?;
    let scope = format!("agent/{}", can.actor);
    let (store, clock, ids) = (can.store, edge.clock.clone(), edge.ids.clone());
    let by = can.actor.member();
    let secret = identity::fresh(edge.vault.as_ref(), can.tenant.id, ids.as_ref())?;
    let create = async move {
        let agent =
            create::create_agent(store.as_ref(), clock.as_ref(), ids.as_ref(), secret, config, by).await?;
        let revision = agent.revision;
        Ok(Answer::new(StatusCode::CREATED, &AgentBody::from(agent))?.with_version(revision))
    };
    repeat.once(&edge, can.tenant.id, scope, create).await
}

impl CreateAgent {
    fn into_config(self) -> AgentConfig {
        let patch = ConfigPatch {
            name: None,
            system_prompt: None,
            model: Some(self.model),
            model_settings: self.model_settings,
            greeting: Some(self.greeting),
            suggestions: self.suggestions,
            retrieval: self.retrieval,
            no_evidence: self.no_evidence,
            knowledge: self.knowledge,
            theme: self.theme,
            locale: Some(self.locale),
            version: None,
        };
        patch.apply(AgentConfig::new(self.name.trim().to_owned(), self.system_prompt))
    }
}
