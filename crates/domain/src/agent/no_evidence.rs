//! What an agent does when its documents say nothing about a message. It knows nothing of searches, models or turns.

use serde::{Deserialize, Serialize};

use super::InvalidField;

/// What happens when no passage reaches the threshold. Counts only for agents that have documents.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NoEvidence {
    /// What to do.
    pub policy: NoEvidencePolicy,
    /// What a refusal says; `None` takes a sentence of the product's.
    pub message: Option<String>,
    /// How to reach a person; [`NoEvidencePolicy::Contact`] adds it to the refusal.
    pub contact: Option<String>,
}

/// What to do without evidence.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum NoEvidencePolicy {
    /// The model answers, and is told that nothing was found.
    #[default]
    Answer,
    /// The message is the answer; the model is not asked.
    Refuse,
    /// The message and the contact are the answer; the model is not asked.
    Contact,
}

const MESSAGE: &str =
    "I could not find anything about that in the documents I know, so I would rather not guess.";
/// Longest message and contact, in characters.
const MAX_TEXT: usize = 1_000;

impl NoEvidence {
    /// The answer that takes the place of the model's; `None`: the model answers.
    pub fn reply(&self) -> Option<String> {
        let message = self.message.as_deref().unwrap_or(MESSAGE);
        match self.policy {
            NoEvidencePolicy::Answer => None,
            NoEvidencePolicy::Refuse => Some(message.to_owned()),
            NoEvidencePolicy::Contact => Some(
                [message, self.contact.as_deref().unwrap_or_default()].join("\n\n").trim_end().to_owned(),
            ),
        }
    }

    /// Every broken rule, by its path in [`super::AgentConfig`]; empty when the settings may be used.
    pub fn problems(&self) -> Vec<InvalidField> {
        let fits = |text: &Option<String>| text.as_deref().is_none_or(|t| t.chars().count() <= MAX_TEXT);
        let blank = self.contact.as_deref().is_none_or(|text| text.trim().is_empty());
        let rules = [
            (fits(&self.message), "noEvidence.message", "must have at most 1000 characters"),
            (fits(&self.contact), "noEvidence.contact", "must have at most 1000 characters"),
            (
                self.policy != NoEvidencePolicy::Contact || !blank,
                "noEvidence.contact",
                "must say how to reach somebody",
            ),
        ];
        let broken = rules.into_iter().filter(|(ok, ..)| !ok);
        broken.map(|(_, path, message)| InvalidField { path, message: message.to_owned() }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(policy: NoEvidencePolicy, message: Option<&str>, contact: Option<&str>) -> NoEvidence {
        NoEvidence { policy, message: message.map(Into::into), contact: contact.map(Into::into) }
    }

    #[test]
    fn each_policy_has_its_reply() {
        use NoEvidencePolicy::{Answer, Contact, Refuse};
        let reply = |policy, message, contact| settings(policy, message, contact).reply();
        assert_eq!(reply(Answer, Some("No."), Some("Call 1.")), None);
        assert_eq!(reply(Refuse, Some("No."), Some("Call 1.")).as_deref(), Some("No."));
        assert_eq!(reply(Refuse, None, None).as_deref(), Some(MESSAGE));
        assert_eq!(reply(Contact, Some("No."), Some("Call 1.")).as_deref(), Some("No.\n\nCall 1."));
    }

    #[test]
    fn a_contact_must_be_there_to_be_offered() {
        let paths = |settings: NoEvidence| settings.problems().iter().map(|p| p.path).collect::<Vec<_>>();
        assert_eq!(paths(NoEvidence::default()), Vec::<&str>::new());
        assert_eq!(paths(settings(NoEvidencePolicy::Contact, None, Some(" "))), ["noEvidence.contact"]);
        assert_eq!(paths(settings(NoEvidencePolicy::Contact, None, Some("Call 1."))), Vec::<&str>::new());
        let long = "x".repeat(MAX_TEXT + 1);
        assert_eq!(paths(settings(NoEvidencePolicy::Refuse, Some(&long), None)), ["noEvidence.message"]);
    }
}
