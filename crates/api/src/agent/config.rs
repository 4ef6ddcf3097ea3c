//! An agent's configuration on the wire: whole in answers, in parts in requests.

use domain::agent::model::{ModelSettings, ReasoningEffort};
use domain::agent::{AgentConfig, Position, RetrievalMode, RetrievalSettings, Scheme, Theme};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::knowledge::{KnowledgeBody, KnowledgePatch};
use super::no_evidence::NoEvidenceBody;

/// Everything about an agent's behaviour.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ConfigBody {
    /// The name visitors see.
    name: String,
    /// Instructions for the model.
    system_prompt: String,
    /// Where the instructions were taken from, unless a member wrote them.
    prompt: Option<PromptSourceBody>,
    /// Model id; null takes the server's default.
    model: Option<String>,
    /// How the model is asked.
    model_settings: ModelSettingsBody,
    /// First thing a visitor reads.
    greeting: Option<String>,
    /// Questions offered before the first message.
    suggestions: Vec<String>,
    /// How passages are found.
    retrieval: RetrievalBody,
    /// What happens when no passage is found.
    no_evidence: NoEvidenceBody,
    /// How documents are cut into passages.
    knowledge: KnowledgeBody,
    /// How the widget looks.
    theme: ThemeBody,
    /// BCP 47 tag of the widget's language; null follows the browser.
    locale: Option<String>,
}

/// A prompt in Langfuse.
#[derive(Debug, Serialize, ToSchema)]
pub struct PromptSourceBody {
    /// Its name there.
    name: String,
    /// Its version there.
    version: i64,
}

/// Fields to set; what is left out keeps its value, null clears it.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConfigPatch {
    /// The name visitors see.
    #[schema(min_length = 1, max_length = 80)]
    pub(super) name: Option<String>,
    /// Instructions for the model.
    #[schema(max_length = 32000)]
    pub(super) system_prompt: Option<String>,
    /// Model id; null takes the server's default.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub(super) model: Option<Option<String>>,
    /// How the model is asked; replaced as a whole.
    pub(super) model_settings: Option<ModelSettingsBody>,
    /// First thing a visitor reads.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub(super) greeting: Option<Option<String>>,
    /// Questions offered before the first message, at most 6.
    pub(super) suggestions: Option<Vec<String>>,
    /// How passages are found.
    pub(super) retrieval: Option<RetrievalPatch>,
    /// What happens when no passage is found; replaced as a whole.
    pub(super) no_evidence: Option<NoEvidenceBody>,
    /// How documents are cut into passages; holds for what is read from then on.
    pub(super) knowledge: Option<KnowledgePatch>,
    /// How the widget looks; replaced as a whole.
    pub(super) theme: Option<ThemeBody>,
    /// BCP 47 tag of the widget's language; null follows the browser.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>)]
    pub(super) locale: Option<Option<String>>,
    /// The agent's `version` that the change is based on; `If-Match` says the same.
    pub version: Option<i64>,
}

/// Tells null (clear) from absent (keep).
fn given<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<Option<String>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

/// How an agent's model is asked; what is null or left out is left to the model.
#[derive(Debug, Default, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub struct ModelSettingsBody {
    /// 0 (always the likeliest word) to 2.
    #[schema(minimum = 0, maximum = 2)]
    temperature: Option<f32>,
    /// Most tokens of an answer.
    #[schema(minimum = 1, maximum = 32768)]
    max_tokens: Option<u32>,
    /// How much a reasoning model thinks before it answers.
    #[schema(value_type = Option<ReasoningEffortBody>)]
    reasoning_effort: Option<ReasoningEffort>,
    /// Models that are asked in this order when the one before fails before its first token, at most 3.
    fallbacks: Vec<String>,
}

/// How much a reasoning model thinks.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the domain's enum to OpenAPI")]
pub enum ReasoningEffortBody {
    Minimal,
    Low,
    Medium,
    High,
}

/// How passages are found.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RetrievalBody {
    /// How many passages the model gets.
    top_k: u32,
    /// Least evidence, 0 to 1: the cosine similarity or the share of the query's words, whichever is larger.
    threshold: f32,
    /// Which halves of the search are used.
    #[schema(value_type = RetrievalModeBody)]
    mode: RetrievalMode,
    /// How much the vector half counts in hybrid mode, 0 to 1; the text half counts for the rest.
    vector_weight: f32,
    /// Whether a reranker has the last word about the order, when the server has one.
    rerank: bool,
}

/// Retrieval settings to set; what is left out keeps its value.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RetrievalPatch {
    /// How many passages the model gets.
    #[schema(minimum = 1, maximum = 20)]
    top_k: Option<u32>,
    /// Least evidence: the cosine similarity or the share of the query's words, whichever is larger.
    #[schema(minimum = 0, maximum = 1)]
    threshold: Option<f32>,
    /// Which halves of the search are used.
    #[schema(value_type = Option<RetrievalModeBody>)]
    mode: Option<RetrievalMode>,
    /// How much the vector half counts in hybrid mode; the text half counts for the rest.
    #[schema(minimum = 0, maximum = 1)]
    vector_weight: Option<f32>,
    /// Whether a reranker has the last word about the order, when the server has one.
    rerank: Option<bool>,
}

/// Which halves of the search are used.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the domain's enum to OpenAPI")]
pub enum RetrievalModeBody {
    /// Both, in a weighted sum.
    Hybrid,
    /// Cosine similarity alone.
    Vector,
    /// BM25 alone.
    Text,
}

/// How the widget looks.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ThemeBody {
    /// Accent colour, `#rrggbb`.
    #[schema(example = "#1a2b3c")]
    color: Option<String>,
    /// Which side of the page.
    #[schema(value_type = Option<PositionBody>)]
    position: Option<Position>,
    /// Colour scheme; null follows the visitor's system.
    #[schema(value_type = Option<SchemeBody>)]
    scheme: Option<Scheme>,
}

/// Which corner the launcher sits in.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the domain's enum to OpenAPI")]
pub enum PositionBody {
    Left,
    Right,
}

/// Colour scheme of the widget.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the domain's enum to OpenAPI")]
pub enum SchemeBody {
    Light,
    Dark,
    Auto,
}

impl ConfigPatch {
    /// The configuration with the given fields set.
    pub fn apply(self, mut config: AgentConfig) -> AgentConfig {
        fn set<T>(field: &mut T, value: Option<T>) {
            if let Some(value) = value {
                *field = value;
            }
        }
        set(&mut config.name, self.name.map(|name| name.trim().to_owned()));
        // What a member writes comes from nowhere else.
        if self.system_prompt.as_ref().is_some_and(|prompt| *prompt != config.system_prompt) {
            config.prompt = None;
        }
        set(&mut config.system_prompt, self.system_prompt);
        set(&mut config.model, self.model.map(filled));
        set(&mut config.model_settings, self.model_settings.map(Into::into));
        set(&mut config.greeting, self.greeting.map(filled));
        set(&mut config.suggestions, self.suggestions);
        set(&mut config.no_evidence, self.no_evidence.map(Into::into));
        set(&mut config.theme, self.theme.map(Into::into));
        set(&mut config.locale, self.locale.map(filled));
        if let Some(retrieval) = self.retrieval {
            set(&mut config.retrieval.top_k, retrieval.top_k);
            set(&mut config.retrieval.threshold, retrieval.threshold);
            set(&mut config.retrieval.mode, retrieval.mode);
            set(&mut config.retrieval.vector_weight, retrieval.vector_weight);
            set(&mut config.retrieval.rerank, retrieval.rerank);
        }
        if let Some(knowledge) = self.knowledge {
            knowledge.apply(&mut config.knowledge);
        }
        config
    }
}

/// Forms send an emptied field as empty text; it means "none".
fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.trim().is_empty())
}

impl From<AgentConfig> for ConfigBody {
    fn from(config: AgentConfig) -> Self {
        Self {
            name: config.name,
            system_prompt: config.system_prompt,
            prompt: config
                .prompt
                .map(|prompt| PromptSourceBody { name: prompt.name, version: prompt.version }),
            model: config.model,
            model_settings: config.model_settings.into(),
            greeting: config.greeting,
            suggestions: config.suggestions,
            retrieval: config.retrieval.into(),
            no_evidence: config.no_evidence.into(),
            knowledge: config.knowledge.into(),
            theme: config.theme.into(),
            locale: config.locale,
        }
    }
}

impl From<ModelSettings> for ModelSettingsBody {
    fn from(m: ModelSettings) -> Self {
        let ModelSettings { temperature, max_tokens, reasoning_effort, fallbacks } = m;
        Self { temperature, max_tokens, reasoning_effort, fallbacks }
    }
}

impl From<ModelSettingsBody> for ModelSettings {
    fn from(m: ModelSettingsBody) -> Self {
        let ModelSettingsBody { temperature, max_tokens, reasoning_effort, fallbacks } = m;
        Self { temperature, max_tokens, reasoning_effort, fallbacks }
    }
}

impl From<RetrievalSettings> for RetrievalBody {
    fn from(r: RetrievalSettings) -> Self {
        let RetrievalSettings { top_k, threshold, mode, vector_weight, rerank } = r;
        Self { top_k, threshold, mode, vector_weight, rerank }
    }
}

impl From<Theme> for ThemeBody {
    fn from(theme: Theme) -> Self {
        Self { color: theme.color, position: theme.position, scheme: theme.scheme }
    }
}

impl From<ThemeBody> for Theme {
    fn from(theme: ThemeBody) -> Self {
        Self { color: filled(theme.color), position: theme.position, scheme: theme.scheme }
    }
}

#[cfg(test)]
mod tests {
    use domain::document::chunk::ChunkSettings;
    use serde_json::json;

    use super::*;

    #[test]
    fn absent_keeps_and_null_clears() {
        let config = AgentConfig {
            model: Some("m".into()),
            model_settings: ModelSettings::default(),
            greeting: Some("Hello".into()),
            suggestions: vec!["a".into()],
            ..AgentConfig::new("Ada".into(), "Help.".into())
        };
        let patch: ConfigPatch =
            serde_json::from_value(json!({"model": null, "locale": "de", "retrieval": {"topK": 3}, "knowledge": {"chunkTokens": 99}})).unwrap();
        let changed = patch.apply(config.clone());
        assert_eq!(changed.model, None);
        assert_eq!(changed.locale.as_deref(), Some("de"));
        assert_eq!(changed.retrieval, RetrievalSettings { top_k: 3, ..config.retrieval });
        assert_eq!(changed.knowledge, ChunkSettings { max_tokens: 99, ..config.knowledge });
        assert_eq!((changed.greeting, changed.name), (config.greeting, config.name));
        for unknown in [
            json!({"apiBase": "x"}),
            json!({"retrieval": {"k": 1}}),
            json!({"theme": {"css": "x"}}),
            json!({"noEvidence": {"policy": "guess"}}),
        ] {
            assert!(serde_json::from_value::<ConfigPatch>(unknown).is_err());
        }
    }
}
