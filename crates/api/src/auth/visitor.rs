//! A visitor of one agent: by token, or through their tenant's server.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::HeaderMap;
use axum::http::request::Parts;
use domain::agent::LiveAgent;
use domain::chat::store::ChatStore;
use domain::chat::{Chat, ChatOwner};
use domain::id::{AgentId, ChatId, TenantId};
use domain::storage::TenantStore;
use serde::Deserialize;

use super::presented::Caller;
use super::principal::{KeyPrincipal, Need, Principal, VisitorPrincipal};
use super::standing::Standing;
use super::visitor_token::Issuer;
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::wire::Params;

/// Header with which a tenant's server names the visitor that it acts for.
pub const VISITOR_HEADER: &str = "x-parlor-visitor";
/// Longest name that a tenant may give a visitor, in characters.
const MAX_EXTERNAL_ID: usize = 200;

/// A visitor of one agent, with the storage of their conversations.
pub struct Visitor {
    /// The agent's organization.
    pub tenant: TenantId,
    /// The visitor and the agent.
    pub owner: ChatOwner,
    /// Conversations of the organization; calls carry [`Visitor::owner`].
    pub chats: Arc<dyn ChatStore>,
    /// Whether a member tries the draft.
    pub preview: bool,
    /// Whether what an answer cost may be told: to servers and members, not to strangers.
    pub sees_cost: bool,
    store: Arc<dyn TenantStore>,
    issuer: Issuer,
}

#[derive(Deserialize)]
struct AgentParam {
    agent: Option<String>,
}

impl FromRequestParts<Edge> for Visitor {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, edge: &Edge) -> ApiResult<Self> {
        let caller = Caller::of(parts, &edge.gate.secrets, &edge.settings);
        match edge.gate.admit(&caller, Need::Visitor).await? {
            Principal::Visitor(visitor) => {
                let preview = matches!(visitor.issuer, Issuer::Preview(_));
                Ok(Self::new(edge, visitor, preview, preview))
            }
            Principal::Key(key) => {
                let Params(AgentParam { agent }) = Params::from_request_parts(parts, edge).await?;
                let agent = agent.ok_or_else(|| {
                    ApiError::invalid("agent", "must name the agent when a secret key is used")
                })?;
                let agent: AgentId = agent.parse().map_err(|_| ApiError::not_found())?;
                let name = named_visitor(&parts.headers).unwrap_or_default();
                Self::acted_for(edge, &key, agent, &name, "X-Parlor-Visitor").await
            }
            Principal::Member(_) => Err(ApiError::unauthenticated()),
        }
    }
}

/// The visitor whom a tenant's server names in a header.
pub fn named_visitor(headers: &HeaderMap) -> Option<String> {
    headers.get(VISITOR_HEADER).map(|v| String::from_utf8_lossy(v.as_bytes()).trim().to_owned())
}

/// The visitor of this name, made known on first sight. `path` is where the name stands.
async fn act_for(
    edge: &Edge,
    key: &KeyPrincipal,
    agent: AgentId,
    name: &str,
    path: &str,
) -> ApiResult<VisitorPrincipal> {
    if name.is_empty() || name.chars().count() > MAX_EXTERNAL_ID {
        let message =
            format!("must name the visitor in 1 to {MAX_EXTERNAL_ID} characters when a secret key is used");
        return Err(ApiError::invalid(path, message));
    }
    let tenant = key.tenant.id;
    edge.cold.tenant(tenant).live_agent(agent).await?.ok_or_else(ApiError::not_found)?;
    if !key.key.covers(agent) {
        return Err(ApiError::forbidden("The key is bound to other agents."));
    }
    let cached = (tenant, agent, name.to_owned());
    let visitor = match edge.gate.acted_for.get(&cached) {
        Some(id) => id,
        None => {
            let visitor = domain::visitor::Visitor {
                id: edge.ids.next(),
                agent_id: agent,
                external_id: Some(cached.2.clone()),
                name: None,
                email: None,
                created_at: edge.clock.now(),
            };
            let stored = edge.hot.tenant(tenant).put_visitor(&visitor).await?;
            edge.gate.acted_for.insert(cached, stored.id);
            stored.id
        }
    };
    Ok(VisitorPrincipal { tenant, owner: ChatOwner { agent, visitor }, issuer: Issuer::Key(key.hash) })
}

impl Visitor {
    fn new(edge: &Edge, visitor: VisitorPrincipal, preview: bool, sees_cost: bool) -> Self {
        Self {
            chats: edge.hot.tenant(visitor.tenant),
            store: edge.cold.tenant(visitor.tenant),
            tenant: visitor.tenant,
            owner: visitor.owner,
            issuer: visitor.issuer,
            preview,
            sees_cost,
        }
    }

    /// The visitor that a tenant's server names. `path` is where the name stands.
    pub async fn acted_for(
        edge: &Edge,
        key: &KeyPrincipal,
        agent: AgentId,
        name: &str,
        path: &str,
    ) -> ApiResult<Self> {
        let visitor = act_for(edge, key, agent, name, path).await?;
        Ok(Self::new(edge, visitor, false, true))
    }

    /// The visitor's own chat; anybody else's is not found.
    pub async fn chat(&self, id: ChatId) -> ApiResult<Chat> {
        self.chats.chat(self.owner, id).await?.ok_or_else(ApiError::not_found)
    }

    /// The agent as this visitor gets it: the live version, or the draft in a preview.
    pub async fn agent(&self) -> ApiResult<LiveAgent> {
        let id = self.owner.agent;
        if !self.preview {
            return self.store.live_agent(id).await?.ok_or_else(ApiError::not_found);
        }
        let agent = self.store.agent(id).await?.ok_or_else(ApiError::not_found)?;
        Ok(agent.draft_as_live(self.store.tools(id).await?))
    }

    /// Watches the credential while a stream runs on it.
    pub fn standing(&self, gate: Arc<super::gate::Gate>) -> Standing {
        Standing::new(gate, VisitorPrincipal { tenant: self.tenant, owner: self.owner, issuer: self.issuer })
    }
}
