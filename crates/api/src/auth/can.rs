//! Who may manage: a member of a role, or a secret key with a scope, as a type in the handler's signature.

use std::marker::PhantomData;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use domain::agent::Agent;
use domain::audit::{Acting, Actor};
use domain::conversation::ConversationStore;
use domain::document::Document;
use domain::id::{AgentId, DocumentId, McpServerId, SnapshotId, SourceId, ToolId};
use domain::mcp::McpServer;
use domain::member::Member;
use domain::member::permission::Permission;
use domain::source::Source;
use domain::source::snapshot::Snapshot;
use domain::storage::TenantStore;
use domain::tenant::Tenant;
use domain::tool::Tool;

use super::presented::Caller;
use super::principal::{Need, Principal, Reach};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};

/// A [`Permission`] as a type, for a handler's signature.
pub trait Policy: Send + Sync + 'static {
    /// The permission.
    const PERMISSION: Permission;
}

macro_rules! policies {
    ($($name:ident)*) => {$(
        #[doc = concat!("[`Permission::", stringify!($name), "`]")]
        pub struct $name;
        impl Policy for $name {
            const PERMISSION: Permission = Permission::$name;
        }
    )*};
}

policies! {
    AgentsRead AgentsWrite AuditRead ConversationsErase ConversationsRead ConversationsWrite DocumentsRead DocumentsWrite
    EvalsRead EvalsWrite GateManage
    IdentityManage KeysManage KeysRead MembersManage MembersRead OrganizationManage OrganizationRead UsageRead
}

/// Somebody who satisfies the policy `P`, with their organization's storage.
pub struct Can<P> {
    /// The organization.
    pub tenant: Tenant,
    /// Who it is.
    pub actor: Actor,
    /// The member, when it is one.
    pub member: Option<Member>,
    /// Their organization's storage, and no other's. What is changed through it is recorded under their name.
    pub store: Arc<dyn TenantStore>,
    /// Which agents they reach.
    pub reach: Reach,
    acting: Acting,
    policy: PhantomData<P>,
}

impl<P: Policy> FromRequestParts<Edge> for Can<P> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, edge: &Edge) -> ApiResult<Self> {
        let caller = Caller::of(parts, &edge.gate.secrets, &edge.settings);
        let (tenant, actor, name, member, reach) =
            match edge.gate.admit(&caller, Need::Manage(P::PERMISSION)).await? {
                Principal::Member(p) => {
                    let name = p.member.email.clone();
                    (p.tenant, Actor::Member(p.member.id), name, Some(p.member), Reach::All)
                }
                Principal::Key(p) => {
                    let bound = !p.key.agent_ids.is_empty();
                    let reach = if bound { Reach::Only(p.key.agent_ids) } else { Reach::All };
                    (p.tenant, Actor::Key(p.key.id), p.key.name, None, reach)
                }
                Principal::Visitor(_) => {
                    return Err(ApiError::forbidden("A visitor token is only good for chatting."));
                }
            };
        let acting = Acting { actor, name, stamp: edge.stamp() };
        let store = edge.cold.acting(tenant.id, acting.clone());
        Ok(Self { tenant, actor, member, store, reach, acting, policy: PhantomData })
    }
}

impl<P> Can<P> {
    /// Under whose name changes are recorded.
    pub const fn acting(&self) -> &Acting {
        &self.acting
    }

    /// The organization's conversations. What is changed through it is recorded as with [`Can::store`].
    pub fn conversations(&self, edge: &Edge) -> Arc<dyn ConversationStore> {
        edge.hot.conversations(self.tenant.id, Some(self.acting.clone()))
    }

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

    /// A web source of an agent of the organization that the caller reaches; errors as [`Can::agent`].
    pub async fn source(&self, id: SourceId) -> ApiResult<Source> {
        let source = self.store.source(id).await?.ok_or_else(ApiError::not_found)?;
        self.reaches(source.agent_id)?;
        Ok(source)
    }

    /// A snapshot of a web source that the caller reaches; errors as [`Can::agent`].
    pub async fn snapshot(&self, id: SnapshotId) -> ApiResult<Snapshot> {
        let snapshot = self.store.source_snapshot(id).await?.ok_or_else(ApiError::not_found)?;
        self.reaches(snapshot.agent_id)?;
        Ok(snapshot)
    }

    /// A tool of an agent of the organization that the caller reaches; errors as [`Can::agent`].
    pub async fn tool(&self, id: ToolId) -> ApiResult<Tool> {
        let tool = self.store.tool(id).await?.ok_or_else(ApiError::not_found)?;
        self.reaches(tool.agent_id)?;
        Ok(tool)
    }

    /// An MCP server of an agent of the organization that the caller reaches; errors as [`Can::agent`].
    pub async fn mcp_server(&self, id: McpServerId) -> ApiResult<McpServer> {
        let server = self.store.mcp_server(id).await?.ok_or_else(ApiError::not_found)?;
        self.reaches(server.agent_id)?;
        Ok(server)
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
