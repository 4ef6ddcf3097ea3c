//! How an agent's model is asked.

use serde::{Deserialize, Serialize};

use super::InvalidField;

/// Sampling, limits and what stands in when the model fails; `None` leaves it to the model.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct ModelSettings {
    /// 0 (always the likeliest word) to 2.
    pub temperature: Option<f32>,
    /// Most tokens of an answer.
    pub max_tokens: Option<u32>,
    /// How much a reasoning model thinks before it answers.
    pub reasoning_effort: Option<ReasoningEffort>,
    /// Models that are asked in this order when the one before fails before its first token.
    pub fallbacks: Vec<String>,
}

/// How much a reasoning model thinks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReasoningEffort {
    /// As little as possible.
    Minimal,
    /// A little.
    Low,
    /// The usual.
    Medium,
    /// Much.
    High,
}

impl ModelSettings {
    /// Most models that stand in.
    pub const MAX_FALLBACKS: usize = 3;
    /// Largest [`ModelSettings::max_tokens`].
    pub const MAX_TOKENS: u32 = 32_768;

    /// Every broken rule, by its path in [`super::AgentConfig`]; empty when the settings may be used.
    pub fn problems(&self) -> Vec<InvalidField> {
        let name = |model: &String| (1..=200).contains(&model.trim().chars().count());
        let rules = [
            (
                self.temperature.is_none_or(|t| (0.0..=2.0).contains(&t)),
                "modelSettings.temperature",
                "must be 0 to 2",
            ),
            (
                self.max_tokens.is_none_or(|most| (1..=Self::MAX_TOKENS).contains(&most)),
                "modelSettings.maxTokens",
                "must be 1 to 32768",
            ),
            (self.fallbacks.len() <= Self::MAX_FALLBACKS, "modelSettings.fallbacks", "must be at most 3"),
            (
                self.fallbacks.iter().all(name),
                "modelSettings.fallbacks",
                "must each have 1 to 200 characters",
            ),
        ];
        let broken = rules.into_iter().filter(|(ok, ..)| !ok);
        broken.map(|(_, path, message)| InvalidField { path, message: message.to_owned() }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_names_its_field_and_nothing_set_is_fine() {
        let fine = ModelSettings {
            temperature: Some(0.0),
            max_tokens: Some(1),
            reasoning_effort: Some(ReasoningEffort::Low),
            fallbacks: vec!["a/b".into()],
        };
        let cases = [
            (ModelSettings::default(), None),
            (fine.clone(), None),
            (
                ModelSettings { temperature: Some(f32::NAN), ..fine.clone() },
                Some("modelSettings.temperature"),
            ),
            (ModelSettings { temperature: Some(2.1), ..fine.clone() }, Some("modelSettings.temperature")),
            (ModelSettings { max_tokens: Some(0), ..fine.clone() }, Some("modelSettings.maxTokens")),
            (ModelSettings { fallbacks: vec![" ".into()], ..fine.clone() }, Some("modelSettings.fallbacks")),
            (ModelSettings { fallbacks: vec!["m".into(); 4], ..fine }, Some("modelSettings.fallbacks")),
        ];
        for (settings, path) in cases {
            let found = settings.problems();
            assert_eq!(found.first().map(|problem| problem.path), path, "{settings:?}");
        }
        assert_eq!(serde_json::from_str::<ModelSettings>("{}").unwrap(), ModelSettings::default());
    }
}
