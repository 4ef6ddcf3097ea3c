//! Making an agent: its first draft is also version 1, live at once.

use super::{Agent, AgentConfig, AgentStore, AgentVersion, slug};
use crate::clock::Clock;
use crate::id::{Ids, MemberId};
use crate::storage::{StorageError, StorageResult};
use crate::vault::Sealed;

/// How often a taken slug gets another suffix.
const SLUG_TRIES: u32 = 5;

/// Stores a new agent. The configuration is already checked: see [`AgentConfig::problems`]. The secret is [`super::identity::fresh`].
pub async fn create_agent(
    agents: &dyn AgentStore,
    clock: &dyn Clock,
    ids: &dyn Ids,
    identity_secret: Sealed,
    config: AgentConfig,
    by: Option<MemberId>,
) -> StorageResult<Agent> {
    let now = clock.now();
    let base = slug(&config.name, "agent");
    let first = AgentVersion {
        version: 1,
        config: config.clone(),
        note: None,
        published_by: by,
        published_at: now,
        gate: None,
    };
    let mut agent = Agent {
        id: ids.next(),
        slug: base.clone(),
        draft: config,
        revision: 1,
        live_version: 1,
        knowledge_version: 0,
        identity_secret,
        created_at: now,
        updated_at: now,
    };
    for _ in 0..SLUG_TRIES {
        match agents.create_agent(&agent, &first).await {
            Err(StorageError::Conflict("slug")) => {
                let suffix: [u8; 2] = ids.random();
                agent.slug = format!("{base}-{:02x}{:02x}", suffix[0], suffix[1]);
            }
            other => return other.map(|()| agent),
        }
    }
    Err(StorageError::Conflict("slug"))
}
