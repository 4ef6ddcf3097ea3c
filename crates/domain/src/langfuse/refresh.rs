//! Instructions from a project into an agent's draft. Never further: whether the draft goes live is decided as for every other change.

use super::connection::Connection;
use super::{Langfuse, LangfuseError};
use crate::agent::{Agent, InvalidField, PromptSource};
use crate::clock::Clock;
use crate::eval::start::{StartError, for_gate};
use crate::id::{AgentId, Ids, MemberId, TenantId};
use crate::storage::{StorageError, StorageResult, TenantStore};
use crate::vault::{Vault, VaultError};

/// How often a draft that is being changed is tried.
const TRIES: u32 = 3;

/// Why the draft is as it was.
#[derive(Debug, thiserror::Error)]
pub enum RefreshError {
    /// The agent is gone, has no project, or takes no prompt from it.
    #[error("the agent takes no prompt from Langfuse")]
    NoPrompt,
    /// What is there cannot be a draft's instructions.
    #[error("the prompt cannot be taken: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))]
    Unfit(Vec<InvalidField>),
    /// The keys cannot be opened.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The project did not give it.
    #[error(transparent)]
    Langfuse(#[from] LangfuseError),
    /// Storage failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// What a refresh works with.
pub struct Refresher<'a> {
    /// Reaches the project.
    pub langfuse: &'a dyn Langfuse,
    /// Opens its keys.
    pub vault: &'a dyn Vault,
    /// Time.
    pub clock: &'a dyn Clock,
    /// Identifiers.
    pub ids: &'a dyn Ids,
}

impl Refresher<'_> {
    /// Takes the prompt into the draft and begins what the agent's gate asks for. A draft that has it already is left alone.
    pub async fn refresh(
        &self,
        tenant: TenantId,
        store: &dyn TenantStore,
        agent: AgentId,
        by: Option<MemberId>,
    ) -> Result<Agent, RefreshError> {
        let connection = store.connection(agent).await?.ok_or(RefreshError::NoPrompt)?;
        let wanted = connection.prompt.as_ref().ok_or(RefreshError::NoPrompt)?;
        let project = connection.project(tenant, self.vault)?;
        let prompt = self.langfuse.prompt(&project, &wanted.name, &wanted.label).await?;
        let source = PromptSource { name: prompt.name, version: prompt.version };
        for left in (0..TRIES).rev() {
            let agent = found(store, &connection).await?;
            if agent.draft.prompt.as_ref() == Some(&source) && agent.draft.system_prompt == prompt.text {
                return Ok(agent);
            }
            let mut draft = agent.draft.clone();
            draft.system_prompt.clone_from(&prompt.text);
            draft.prompt = Some(source.clone());
            let problems = draft.problems();
            if !problems.is_empty() {
                return Err(RefreshError::Unfit(problems));
            }
            match store.update_draft(agent.id, agent.revision, &draft, self.clock.now()).await {
                // Somebody saved at the same time: their change stays, and this one comes on top.
                Err(StorageError::Conflict("version")) if left > 0 => {}
                Err(error) => return Err(error.into()),
                Ok(changed) => {
                    let changed = changed.ok_or(RefreshError::NoPrompt)?;
                    match for_gate(store, self.clock, self.ids, &changed, by).await {
                        // The draft is saved whatever becomes of this: publishing asks again for what is missing.
                        Ok(()) | Err(StartError::NoCases | StartError::Unknown(_)) => {}
                        Err(StartError::Storage(error)) => return Err(error.into()),
                    }
                    return Ok(changed);
                }
            }
        }
        Err(StorageError::Conflict("version").into())
    }
}

async fn found(store: &dyn TenantStore, connection: &Connection) -> Result<Agent, RefreshError> {
    let agent: StorageResult<Option<Agent>> = store.agent(connection.agent_id).await;
    agent?.ok_or(RefreshError::NoPrompt)
}
