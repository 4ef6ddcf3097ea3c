//! Who somebody turned out to be.

use domain::chat::ChatOwner;
use domain::id::{AgentId, TenantId};
use domain::key::{ApiKey, SecretHash};
use domain::member::Member;
use domain::member::permission::Permission;
use domain::tenant::Tenant;

use super::visitor_token::Issuer;

/// Somebody whose credential was checked: known, not revoked, not expired, not suspended, and good for what was asked.
pub enum Principal {
    /// A signed-in member.
    Member(MemberPrincipal),
    /// A tenant's server, or a page that opens a visitor session.
    Key(KeyPrincipal),
    /// A visitor with a token.
    Visitor(VisitorPrincipal),
}

/// A signed-in member.
pub struct MemberPrincipal {
    /// Their organization.
    pub tenant: Tenant,
    /// Their place in it.
    pub member: Member,
    /// Their session.
    pub session: SecretHash,
    /// Goes with cookie-authenticated writes.
    pub csrf_token: String,
}

/// The bearer of an API key.
pub struct KeyPrincipal {
    /// The key's organization.
    pub tenant: Tenant,
    /// The key.
    pub key: ApiKey,
    /// Its hash.
    pub hash: SecretHash,
    /// The page's origin, checked against the key; empty when the caller had none.
    pub origin: String,
}

/// The bearer of a visitor token.
pub struct VisitorPrincipal {
    /// The agent's organization.
    pub tenant: TenantId,
    /// The visitor and the agent.
    pub owner: ChatOwner,
    /// On whose word.
    pub issuer: Issuer,
}

/// What a route asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// A publishable key on a page of an allowed origin.
    PageKey,
    /// A publishable key in the address of a page that this server shows itself.
    PageLink,
    /// A visitor token, or a secret key that chats for a visitor.
    Visitor,
    /// A member, or a secret key, who may do this.
    Manage(Permission),
}

/// Which agents of the tenant a principal reaches.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// All of them.
    All,
    /// Those that the key is bound to.
    Only(Vec<AgentId>),
}

impl Reach {
    /// Whether this agent is within reach.
    pub fn covers(&self, agent: AgentId) -> bool {
        match self {
            Self::All => true,
            Self::Only(agents) => agents.contains(&agent),
        }
    }
}
