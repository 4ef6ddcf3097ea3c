//! What an agent does without evidence, on the wire.

use domain::agent::{NoEvidence, NoEvidencePolicy};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What happens when the agent has documents and none of their passages reaches the threshold.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NoEvidenceBody {
    /// What to do.
    #[schema(value_type = NoEvidencePolicyBody)]
    policy: NoEvidencePolicy,
    /// What a refusal says; null takes a sentence of Parlor's.
    #[schema(max_length = 1000)]
    message: Option<String>,
    /// How to reach a person; the policy `contact` adds it to the refusal.
    #[schema(max_length = 1000)]
    contact: Option<String>,
}

/// What to do without evidence.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the domain's enum to OpenAPI")]
pub enum NoEvidencePolicyBody {
    /// The model answers, and is told that nothing was found.
    Answer,
    /// The message is the answer; the model is not asked.
    Refuse,
    /// The message and the contact are the answer; the model is not asked.
    Contact,
}

impl From<NoEvidence> for NoEvidenceBody {
    fn from(settings: NoEvidence) -> Self {
        Self { policy: settings.policy, message: settings.message, contact: settings.contact }
    }
}

impl From<NoEvidenceBody> for NoEvidence {
    fn from(body: NoEvidenceBody) -> Self {
        // Forms send an emptied field as empty text; it means "none".
        let filled = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
        Self { policy: body.policy, message: filled(body.message), contact: filled(body.contact) }
    }
}
