//! Who may manage: a member of a role, or a secret key with a scope, as a type in the handler's signature.

use std::marker::PhantomData;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::agent::Agent;
use domain::document::Document;
use domain::id::{AgentId, DocumentId, ToolId};
use domain::key::Scope;
use domain::member::Role;
use domain::storage::TenantStore;
use domain::tenant::Tenant;
use domain::tool::Tool;

use super::presented::Caller;
use super::principal::{Actor, Need, Principal, Reach};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};

/// Who may do something.
pub trait Policy: Send + Sync + 'static {
    /// Least role of a member.
    const ROLE: Role;
    /// Scope of a secret key; `None`: members only.
    const SCOPE: Option<Scope>;
}

macro_rules! policies {
    ($($(#[$doc:meta])* $name:ident: $role:ident, $scope:expr;)*) => {$(
        $(#[$doc])*
        pub struct $name;
        impl Policy for $name {
            const ROLE: Role = Role::$role;
            const SCOPE: Option<Scope> = $scope;
        }
    )*};
}

policies! {
    /// See agents, versions, models.
    AgentsRead: Viewer, Some(Scope::AgentsRead);
    /// Change, publish and delete agents.
    AgentsWrite: Member, Some(Scope::AgentsWrite);
    /// See and search documents.
    DocumentsRead: Viewer, Some(Scope::DocumentsRead);
    /// Upload, reprocess and delete documents.
    DocumentsWrite: Member, Some(Scope::DocumentsWrite);
    /// Read conversations.
    ConversationsRead: Viewer, Some(Scope::ConversationsRead);
    /// Label conversations and write notes on them.
    ConversationsWrite: Member, Some(Scope::ConversationsWrite);
    /// Erase conversations.
    ConversationsErase: Admin, Some(Scope::ConversationsWrite);
    /// See keys, without their secrets.
    KeysRead: Viewer, None;
    /// Create and revoke keys.
    KeysManage: Admin, None;
    /// See the secret that identity tokens are signed with.
    IdentityManage: Admin, None;
    /// See members.
    MembersRead: Viewer, None;
    /// See what was used and what it cost.
    UsageRead: Viewer, Some(Scope::AgentsRead);
    /// See the organization.
    OrganizationRead: Viewer, Some(Scope::AgentsRead);
}

/// Somebody who satisfies the policy `P`, with their organization's storage.
pub struct Can<P> {
    /// The organization.
    pub tenant: Tenant,
    /// Who it is.
    pub actor: Actor,
    /// Their organization's storage, and no other's.
    pub store: Arc<dyn TenantStore>,
    /// Which agents they reach.
    pub reach: Reach,
    policy: PhantomData<P>,
}

impl<P: Policy> FromRequestParts<Edge> for Can<P> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, edge: &Edge) -> ApiResult<Self> {
        let caller = Caller::of(parts, &edge.gate.secrets, &edge.settings);
        let (tenant, actor, reach) = match edge.gate.admit(&caller, Need::Manage(P::ROLE, P::SCOPE)).await? {
            Principal::Member(p) => (p.tenant, Actor::Member(p.member.id), Reach::All),
            Principal::Key(p) if p.key.agent_ids.is_empty() => (p.tenant, Actor::Key(p.key.id), Reach::All),
            Principal::Key(p) => (p.tenant, Actor::Key(p.key.id), Reach::Only(p.key.agent_ids)),
            Principal::Visitor(_) => {
                return Err(ApiError::forbidden("A visitor token is only good for chatting."));
            }
        };
        let store = edge.cold.tenant(tenant.id);
        Ok(Self { tenant, actor, store, reach, policy: PhantomData })
    }
}

impl<P> Can<P> {
    /// An agent of the organization that the caller reaches. Foreign and unknown: 404; out of a bound key's reach: 403.
    pub async fn agent(&self, id: AgentId) -> ApiResult<Agent> {
        let agent = self.store.agent(id).await?.ok_or_else(ApiError::not_found)?;
        self.reaches(id)?;
        Ok(agent)
    }

    /// A document of the organization that the caller reaches; errors as [`Can::agent`].
    pub async fn document(&self, id: DocumentId) -> ApiResult<Document> {
        let document = self.store.document(id).await?.ok_or_else(ApiError::not_found)?;
        self.reaches(document.agent_id)?;
        Ok(document)
    }

    /// A tool of an agent of the organization that the caller reaches; errors as [`Can::agent`].
    pub async fn tool(&self, id: ToolId) -> ApiResult<Tool> {
        let tool = self.store.tool(id).await?.ok_or_else(ApiError::not_found)?;
        self.reaches(tool.agent_id)?;
        Ok(tool)
    }

    /// Refuses what lies outside a bound key's agents.
    pub fn reaches(&self, agent: AgentId) -> ApiResult<()> {
        if self.reach.covers(agent) {
            Ok(())
        } else {
            Err(ApiError::forbidden("The key is bound to other agents."))
        }
    }

    /// Refuses bound keys: the request concerns more than the agents they are bound to.
    pub fn reaches_all(&self) -> ApiResult<()> {
        match self.reach {
            Reach::All => Ok(()),
            Reach::Only(_) => Err(ApiError::forbidden("The key is bound to certain agents.")),
        }
    }
}
