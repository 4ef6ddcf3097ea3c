//! `POST /api/session`: a page opens a session for its visitor.

use axum::Json;
use axum::extract::State;
use domain::agent::LiveAgent;
use domain::chat::{ChatOwner, Told};
use domain::clock::Timestamp;
use domain::id::{AgentId, TenantId, VisitorId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::{IntoParams, ToSchema};

use super::visitor::recognise;
use crate::agent::ThemeBody;
use crate::auth::{Claims, Issuer, PageKey};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::{OptionalJsonBody, Params};

/// Which agent.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AgentQuery {
    /// The agent; may be left out when the key is bound to exactly one.
    agent: Option<String>,
}

/// Who the visitor is, as far as the page knows.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OpenSession {
    /// JWT (HS256) signed with the agent's identity secret: `sub`, `exp`, optional `name`, `email`. One that does not hold makes the
    /// visitor anonymous.
    identity_token: Option<String>,
    /// A token of an earlier session, also one that ended up to 30 days ago: the same visitor comes back.
    visitor_token: Option<String>,
    /// What the page wants known about the visit, at most 4096 bytes of JSON: the agent reads it, as untrusted data. It takes the place of
    /// what the visitor's session before told.
    context: Option<Map<String, Value>>,
}

/// A visitor session.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SessionBody {
    /// Sent as `Authorization: Bearer` on the chat routes.
    #[schema(example = "vt_AQ…")]
    pub token: String,
    /// When the token ends; open another session before.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Timestamp,
    /// The visitor.
    #[schema(value_type = String, example = "vis_0198c0de000070008000000000000001")]
    pub visitor_id: VisitorId,
    /// The agent as the widget shows it.
    pub agent: VisitorAgent,
}

/// An agent as visitors see it.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VisitorAgent {
    /// Its id.
    #[schema(value_type = String, example = "agt_0198c0de000070008000000000000001")]
    id: AgentId,
    /// Its name.
    name: String,
    /// First thing a visitor reads.
    greeting: Option<String>,
    /// Questions offered before the first message.
    suggestions: Vec<String>,
    /// How the widget looks.
    theme: ThemeBody,
    /// BCP 47 tag of the widget's language; null follows the browser.
    locale: Option<String>,
}

/// Open a visitor session
///
/// Called from the page that embeds the widget, with a publishable key, from one of the key's allowed origins.
#[utoipa::path(
    post,
    path = "/api/session",
    tag = "chat",
    params(AgentQuery),
    request_body = Option<OpenSession>,
    responses((status = 200, body = SessionBody)),
    security(("publishableKey" = []))
)]
pub async fn open_session(
    State(edge): State<Edge>,
    PageKey(key): PageKey,
    Params(query): Params<AgentQuery>,
    OptionalJsonBody(body): OptionalJsonBody<OpenSession>,
) -> ApiResult<Json<SessionBody>> {
    let visit = told(body.context.as_ref())?;
    let id = match (query.agent.as_deref(), key.key.agent_ids.as_slice()) {
        (Some(text), _) => text.parse().map_err(|_| ApiError::not_found())?,
        (None, [only]) => *only,
        (None, _) => return Err(ApiError::invalid("agent", "must name the agent")),
    };
    let tenant = key.tenant.id;
    let agent = edge.cold.tenant(tenant).live_agent(id).await?.ok_or_else(ApiError::not_found)?;
    if !key.key.covers(id) {
        return Err(ApiError::forbidden("The key is bound to other agents."));
    }
    let visitor = recognise(
        &edge,
        tenant,
        &agent,
        &key.origin,
        body.identity_token.as_deref(),
        body.visitor_token.as_deref(),
    )
    .await?;
    if let Some(visit) = visit {
        let owner = ChatOwner { agent: id, visitor: visitor.id };
        edge.hot.tenant(tenant).set_visit(owner, &visit).await?;
    }
    Ok(Json(issue(&edge, tenant, agent, visitor.id, Issuer::Key(key.hash), key.origin)))
}

/// What a page tells, as it is stored; see [`Told`].
pub fn told(context: Option<&Map<String, Value>>) -> ApiResult<Option<String>> {
    let Some(map) = context.filter(|map| !map.is_empty()) else { return Ok(None) };
    let text = serde_json::to_string(map).map_err(ApiError::internal)?;
    if text.len() > Told::MAX {
        return Err(ApiError::invalid("context", format!("must have at most {} bytes", Told::MAX)));
    }
    Ok(Some(text))
}

/// A token for the visitor, and what the widget needs to start.
pub fn issue(
    edge: &Edge,
    tenant: TenantId,
    agent: LiveAgent,
    visitor: VisitorId,
    issuer: Issuer,
    origin: String,
) -> SessionBody {
    let expires_at = edge.clock.now().plus(edge.settings.visitor_token_lifetime);
    let claims = Claims { issuer, tenant, agent: agent.id, visitor, expires_at, origin };
    SessionBody {
        token: claims.seal(&edge.gate.secrets),
        expires_at,
        visitor_id: visitor,
        agent: VisitorAgent {
            id: agent.id,
            name: agent.config.name,
            greeting: agent.config.greeting,
            suggestions: agent.config.suggestions,
            theme: agent.config.theme.into(),
            locale: agent.config.locale,
        },
    }
}
