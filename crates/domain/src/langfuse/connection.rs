//! An agent's own Langfuse project: where it is, what opens it, what it is used for.

use async_trait::async_trait;

use super::Project;
use crate::agent::InvalidField;
use crate::clock::Timestamp;
use crate::id::{AgentId, TenantId};
use crate::storage::StorageResult;
use crate::vault::{Sealed, Vault, VaultError};

/// Where the project's secret key belongs, see [`Vault`].
pub const KEY_PURPOSE: &str = "langfuse.secret";
/// Where the secret of its webhook belongs.
pub const HOOK_PURPOSE: &str = "langfuse.hook";

/// An agent's project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// The agent.
    pub agent_id: AgentId,
    /// Like `https://cloud.langfuse.com`; checked by the guarded client on each use.
    pub host: String,
    /// `pk-lf-…`
    pub public_key: String,
    /// `sk-lf-…`, sealed.
    pub secret_key: Sealed,
    /// What the project signs its webhook with, sealed.
    pub hook_secret: Option<Sealed>,
    /// The prompt that the draft takes its instructions from.
    pub prompt: Option<PromptName>,
    /// Whether runs of evaluations are told.
    pub report_runs: bool,
    /// When it last changed.
    pub updated_at: Timestamp,
}

/// A prompt by name and label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromptName {
    /// Its name.
    pub name: String,
    /// Which of its versions.
    pub label: String,
}

impl Connection {
    /// Every broken rule; empty when it may be stored.
    pub fn problems(&self) -> Vec<InvalidField> {
        let mut problems = Vec::new();
        let mut check = |ok: bool, path, message: &str| {
            if !ok {
                problems.push(InvalidField { path, message: message.to_owned() });
            }
        };
        let fits = |text: &str, max| (1..=max).contains(&text.trim().chars().count());
        check(fits(&self.public_key, 200), "publicKey", "must have 1 to 200 characters");
        if let Some(prompt) = &self.prompt {
            check(fits(&prompt.name, 255), "prompt.name", "must have 1 to 255 characters");
            check(fits(&prompt.label, 100), "prompt.label", "must have 1 to 100 characters");
        }
        problems
    }

    /// The project, opened.
    pub fn project(&self, tenant: TenantId, vault: &dyn Vault) -> Result<Project, VaultError> {
        Ok(Project {
            host: self.host.clone(),
            public_key: self.public_key.clone(),
            secret_key: vault.open(tenant, KEY_PURPOSE, &self.secret_key)?,
            api: None,
        })
    }
}

/// Projects of one tenant's agents.
#[async_trait]
pub trait ConnectionStore: Send + Sync {
    /// The agent's project.
    async fn connection(&self, agent: AgentId) -> StorageResult<Option<Connection>>;
    /// Connects the agent, or changes how it is. Conflict on `reference`: no such agent.
    async fn connect(&self, connection: &Connection) -> StorageResult<()>;
    /// Forgets the agent's project. `false`: it had none.
    async fn disconnect(&self, agent: AgentId) -> StorageResult<bool>;
    /// Notes a signed message of the project's webhook. `false`: it is older than the last one, or the last one itself.
    async fn note_hook(&self, agent: AgentId, at: Timestamp, signature: &str) -> StorageResult<bool>;
}
