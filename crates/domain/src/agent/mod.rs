//! Assistants that a tenant configures: a draft that is edited, and immutable versions of which one is live.

pub mod create;
pub mod identity;
pub mod model;
mod no_evidence;
mod retrieval;
mod theme;

use std::sync::Arc;

use async_trait::async_trait;
use serde::{Deserialize, Serialize};

use self::model::ModelSettings;
pub use self::no_evidence::{NoEvidence, NoEvidencePolicy};
pub use self::retrieval::{RetrievalMode, RetrievalSettings};
pub use self::theme::{Position, Scheme, Theme};
use crate::clock::Timestamp;
use crate::document::chunk::ChunkSettings;
use crate::eval::gate::Passage;
use crate::id::{AgentId, MemberId};
use crate::page::{Page, PageRequest};
use crate::storage::StorageResult;
use crate::tool::Tool;
use crate::vault::Sealed;

/// Everything about an agent's behaviour; a published version is exactly this, frozen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct AgentConfig {
    /// The name visitors see.
    pub name: String,
    /// Instructions for the model.
    pub system_prompt: String,
    /// Where the instructions were taken from, when it was not a member who wrote them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prompt: Option<PromptSource>,
    /// Model id; `None` takes the server's default.
    pub model: Option<String>,
    /// How the model is asked.
    #[serde(default)]
    pub model_settings: ModelSettings,
    /// First thing a visitor reads.
    pub greeting: Option<String>,
    /// Questions offered before the first message.
    #[serde(default)]
    pub suggestions: Vec<String>,
    /// How passages are found.
    #[serde(default)]
    pub retrieval: RetrievalSettings,
    /// What happens when no passage is found.
    #[serde(default)]
    pub no_evidence: NoEvidence,
    /// How documents are cut into passages; holds for what is read from then on.
    #[serde(default)]
    pub knowledge: ChunkSettings,
    /// How the widget looks.
    #[serde(default)]
    pub theme: Theme,
    /// BCP 47 tag of the widget's language; `None` follows the browser.
    #[serde(default)]
    pub locale: Option<String>,
}

/// A prompt that is kept elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PromptSource {
    /// Its name there.
    pub name: String,
    /// Its version there.
    pub version: i64,
}

/// An agent: its draft and which version is live.
#[derive(Debug, Clone, PartialEq)]
pub struct Agent {
    /// Its id.
    pub id: AgentId,
    /// Unique within the tenant, URL-safe, made from the first name.
    pub slug: String,
    /// What is being edited.
    pub draft: AgentConfig,
    /// Grows by one with each change of the draft; what `If-Match` compares.
    pub revision: i64,
    /// The number of the version that visitors get.
    pub live_version: i64,
    /// Grows whenever the agent's chunks change; indexes built for another value are stale. 0: no document was ever ready.
    pub knowledge_version: i64,
    /// Key with which the tenant's backend signs identity tokens; see [`identity::open`].
    pub identity_secret: Sealed,
    /// When it was made.
    pub created_at: Timestamp,
    /// When the draft last changed.
    pub updated_at: Timestamp,
}

/// A frozen configuration.
#[derive(Debug, Clone, PartialEq)]
pub struct AgentVersion {
    /// 1, 2, 3, … within the agent.
    pub version: i64,
    /// What it says.
    pub config: AgentConfig,
    /// Why it was published.
    pub note: Option<String>,
    /// Who published it; `None` for a server key or the system.
    pub published_by: Option<MemberId>,
    /// When.
    pub published_at: Timestamp,
    /// How it passed the agent's gate; `None`: it had none.
    pub gate: Option<Passage>,
}

/// What a turn needs of an agent: one read, cacheable.
#[derive(Debug, Clone, PartialEq)]
pub struct LiveAgent {
    /// Which agent.
    pub id: AgentId,
    /// Which version this is; `None` when the draft is being tried.
    pub version: Option<i64>,
    /// What it says.
    pub config: AgentConfig,
    /// See [`Agent::knowledge_version`].
    pub knowledge_version: i64,
    /// See [`Agent::identity_secret`].
    pub identity_secret: Sealed,
    /// The agent's tools that are switched on.
    pub tools: Arc<[Tool]>,
}

impl Agent {
    /// The draft as if it were live, for previews, with the agent's tools.
    pub fn draft_as_live(&self, mut tools: Vec<Tool>) -> LiveAgent {
        tools.retain(|tool| tool.enabled);
        LiveAgent {
            id: self.id,
            version: None,
            config: self.draft.clone(),
            knowledge_version: self.knowledge_version,
            identity_secret: self.identity_secret.clone(),
            tools: tools.into(),
        }
    }
}

/// A field of [`AgentConfig`] that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {message}")]
pub struct InvalidField {
    /// JSON path of the field, camelCase, e.g. `retrieval.topK`.
    pub path: &'static str,
    /// What is wrong, for people.
    pub message: String,
}

impl AgentConfig {
    /// Longest system prompt, in characters.
    pub const MAX_PROMPT: usize = 32_000;

    /// A configuration with nothing but a name and instructions.
    pub fn new(name: String, system_prompt: String) -> Self {
        Self {
            name,
            system_prompt,
            prompt: None,
            model: None,
            model_settings: ModelSettings::default(),
            greeting: None,
            suggestions: Vec::new(),
            retrieval: RetrievalSettings::default(),
            no_evidence: NoEvidence::default(),
            knowledge: ChunkSettings::default(),
            theme: Theme::default(),
            locale: None,
        }
    }

    /// Every broken rule; empty when the configuration may be stored.
    pub fn problems(&self) -> Vec<InvalidField> {
        let mut problems = Vec::new();
        let mut check = |ok: bool, path, message: &str| {
            if !ok {
                problems.push(InvalidField { path, message: message.to_owned() });
            }
        };
        let length = |text: &str| text.chars().count();
        let optional = |text: &Option<String>, max| text.as_deref().is_none_or(|t| length(t) <= max);
        check((1..=80).contains(&length(self.name.trim())), "name", "must have 1 to 80 characters");
        check(
            length(&self.system_prompt) <= Self::MAX_PROMPT,
            "systemPrompt",
            "must have at most 32000 characters",
        );
        check(optional(&self.model, 200), "model", "must have at most 200 characters");
        check(optional(&self.greeting, 1_000), "greeting", "must have at most 1000 characters");
        check(self.suggestions.len() <= 6, "suggestions", "must be at most 6");
        check(
            self.suggestions.iter().all(|s| (1..=120).contains(&length(s.trim()))),
            "suggestions",
            "must each have 1 to 120 characters",
        );
        check(self.theme.color.as_deref().is_none_or(is_hex_color), "theme.color", "must look like #1a2b3c");
        check(optional(&self.locale, 35), "locale", "must be a BCP 47 tag");
        problems.extend(self.model_settings.problems());
        problems.extend(self.retrieval.problems());
        problems.extend(self.no_evidence.problems());
        problems.extend(self.knowledge.problems());
        problems
    }
}

fn is_hex_color(text: &str) -> bool {
    text.len() == 7 && text.starts_with('#') && text[1..].bytes().all(|b| b.is_ascii_hexdigit())
}

/// A URL-safe slug of a name: lower-case ASCII letters and digits joined by dashes; `fallback` when nothing is left.
pub fn slug(name: &str, fallback: &str) -> String {
    let mut slug = String::new();
    for c in name.chars().flat_map(char::to_lowercase) {
        if c.is_ascii_alphanumeric() {
            slug.push(c);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        if slug.len() >= 48 {
            break;
        }
    }
    let slug = slug.trim_matches('-');
    if slug.is_empty() { fallback.to_owned() } else { slug.to_owned() }
}

/// Agents of one tenant.
#[async_trait]
pub trait AgentStore: Send + Sync {
    /// Stores a new agent whose draft is also version 1, live. `Conflict("slug")` when the slug is taken.
    async fn create_agent(&self, agent: &Agent, first: &AgentVersion) -> StorageResult<()>;
    /// One agent.
    async fn agent(&self, id: AgentId) -> StorageResult<Option<Agent>>;
    /// What visitors get right now. Cached by the store for at most 2 s.
    async fn live_agent(&self, id: AgentId) -> StorageResult<Option<LiveAgent>>;
    /// How many there are.
    async fn count_agents(&self) -> StorageResult<u64>;
    /// Newest first.
    async fn agents(&self, page: PageRequest) -> StorageResult<Page<Agent>>;
    /// Replaces the draft when its revision is still `expected`. `None`: no such agent; `Conflict("version")`: stale.
    async fn update_draft(
        &self,
        id: AgentId,
        expected: i64,
        draft: &AgentConfig,
        now: Timestamp,
    ) -> StorageResult<Option<Agent>>;
    /// Makes `version` (its number is set by the store: the next one) the live one and the draft equal to it, when the
    /// draft's revision is still `expected`. Errors as [`AgentStore::update_draft`].
    async fn publish(
        &self,
        id: AgentId,
        expected: i64,
        version: &AgentVersion,
    ) -> StorageResult<Option<Agent>>;
    /// Newest first.
    async fn versions(&self, id: AgentId, page: PageRequest) -> StorageResult<Vec<AgentVersion>>;
    /// One version.
    async fn version(&self, id: AgentId, version: i64) -> StorageResult<Option<AgentVersion>>;
    /// Agents whose identity secret an earlier version stored as it is, at most `limit`.
    async fn plain_identities(&self, limit: u32) -> StorageResult<Vec<(AgentId, Sealed)>>;
    /// Puts a sealed secret in the place of `stored`. `false`: that is not what is stored (any more).
    async fn replace_identity(&self, id: AgentId, stored: &Sealed, sealed: &Sealed) -> StorageResult<bool>;
    /// Erases the agent with its versions, keys bound to it alone, documents, chunks and their jobs, and enqueues the
    /// deletion of its blobs (`cleanup`). Chats are erased by the caller through the hot path. `false`: no such agent.
    async fn delete_agent(&self, id: AgentId, cleanup: &crate::job::Job) -> StorageResult<bool>;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config() -> AgentConfig {
        AgentConfig::new("Ada".into(), "Help.".into())
    }

    #[test]
    fn each_rule_names_its_field() {
        assert_eq!(config().problems(), vec![]);
        let long = "x".repeat(32_001);
        let cases: Vec<(AgentConfig, &str)> = vec![
            (AgentConfig { name: "  ".into(), ..config() }, "name"),
            (AgentConfig { system_prompt: long, ..config() }, "systemPrompt"),
            (AgentConfig { suggestions: vec![String::new()], ..config() }, "suggestions"),
            (
                AgentConfig {
                    retrieval: RetrievalSettings { top_k: 0, ..RetrievalSettings::default() },
                    ..config()
                },
                "retrieval.topK",
            ),
            (
                AgentConfig {
                    retrieval: RetrievalSettings { threshold: f32::NAN, ..RetrievalSettings::default() },
                    ..config()
                },
                "retrieval.threshold",
            ),
            (
                AgentConfig {
                    retrieval: RetrievalSettings { vector_weight: 1.5, ..RetrievalSettings::default() },
                    ..config()
                },
                "retrieval.vectorWeight",
            ),
            (
                AgentConfig {
                    no_evidence: NoEvidence { policy: NoEvidencePolicy::Contact, ..NoEvidence::default() },
                    ..config()
                },
                "noEvidence.contact",
            ),
            (
                AgentConfig {
                    knowledge: ChunkSettings { max_tokens: 39, ..ChunkSettings::default() },
                    ..config()
                },
                "knowledge.chunkTokens",
            ),
            (
                AgentConfig {
                    knowledge: ChunkSettings { overlap_percent: 51, ..ChunkSettings::default() },
                    ..config()
                },
                "knowledge.overlapPercent",
            ),
            (
                AgentConfig { theme: Theme { color: Some("red".into()), ..Theme::default() }, ..config() },
                "theme.color",
            ),
        ];
        for (config, path) in cases {
            assert_eq!(config.problems().iter().map(|p| p.path).collect::<Vec<_>>(), [path]);
        }
    }

    #[test]
    fn a_configuration_from_before_a_setting_existed_takes_its_default() {
        let stored = r#"{"name":"Ada","systemPrompt":"Help.","model":null,"greeting":null,
            "retrieval":{"topK":6,"threshold":0.25,"mode":"hybrid"}}"#;
        assert_eq!(serde_json::from_str::<AgentConfig>(stored).unwrap(), config());
    }

    #[test]
    fn slugs_are_url_safe() {
        for (name, expect) in
            [("Ada Lovelace!", "ada-lovelace"), ("  Ünïcode  ", "n-code"), ("日本", "agent"), ("a--b", "a-b")]
        {
            assert_eq!(slug(name, "agent"), expect);
        }
    }
}
