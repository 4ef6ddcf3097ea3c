//! Agents and their versions on the wire.

use domain::agent::{Agent, AgentVersion};
use domain::clock::Timestamp;
use domain::id::{AgentId, MemberId};
use serde::Serialize;
use utoipa::ToSchema;

use super::config::ConfigBody;
use crate::eval::gate::ClearanceBody;

/// An agent: what is being edited, and which version is live.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AgentBody {
    /// Its id.
    #[schema(value_type = String, example = "agt_0198c0de000070008000000000000001")]
    id: AgentId,
    /// Unique within the organization, URL-safe.
    slug: String,
    /// The draft's name.
    name: String,
    /// Grows by one with each change of the draft; what `If-Match` takes.
    version: i64,
    /// The number of the version that visitors get.
    published_version: i64,
    /// What is being edited.
    draft: ConfigBody,
    /// Whether a document can be found.
    has_knowledge: bool,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When the draft last changed.
    #[schema(value_type = String, format = DateTime)]
    updated_at: Timestamp,
}

/// A frozen configuration.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct VersionBody {
    /// 1, 2, 3, … within the agent.
    version: i64,
    /// What it says.
    config: ConfigBody,
    /// Why it was published.
    note: Option<String>,
    /// Who published it; null for a server.
    #[schema(value_type = Option<String>)]
    published_by: Option<MemberId>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    published_at: Timestamp,
    /// How it passed the publish gate; null when the agent had none.
    gate: Option<ClearanceBody>,
}

impl From<Agent> for AgentBody {
    fn from(agent: Agent) -> Self {
        Self {
            id: agent.id,
            slug: agent.slug,
            name: agent.draft.name.clone(),
            version: agent.revision,
            published_version: agent.live_version,
            draft: agent.draft.into(),
            has_knowledge: agent.knowledge_version > 0,
            created_at: agent.created_at,
            updated_at: agent.updated_at,
        }
    }
}

impl From<AgentVersion> for VersionBody {
    fn from(version: AgentVersion) -> Self {
        Self {
            version: version.version,
            config: version.config.into(),
            note: version.note,
            published_by: version.published_by,
            published_at: version.published_at,
            gate: version.gate.map(Into::into),
        }
    }
}
