//! People on a tenant's page. Stored with the chats: see [`crate::chat::store::ChatStore`].

use crate::clock::Timestamp;
use crate::id::{AgentId, VisitorId};

/// A person who talks with one agent: anonymous, or vouched for by the tenant's backend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    /// Its id.
    pub id: VisitorId,
    /// The agent they talk with.
    pub agent_id: AgentId,
    /// The tenant's own id for this person; unique within the agent.
    pub external_id: Option<String>,
    /// Name, when the tenant's backend told it.
    pub name: Option<String>,
    /// Address, when the tenant's backend told it.
    pub email: Option<String>,
    /// First seen.
    pub created_at: Timestamp,
}
