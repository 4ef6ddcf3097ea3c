//! Cases on the wire: as in a suite file, but that `id` names the stored case and `name` is what a file calls `id`.

use domain::eval::life::Origin;
use domain::eval::{Case, CaseSpec};
use domain::id::{CaseId, ChatId, MessageId, SuiteId};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

use crate::error::{ApiError, ApiResult};

/// What a case says.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CaseInput {
    /// Unique in the suite: results of two runs are compared by it.
    #[schema(min_length = 1, max_length = 120)]
    #[serde(alias = "id")]
    pub name: String,
    /// What was said before, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conversation: Vec<SaidBody>,
    /// What the visitor says.
    #[schema(min_length = 1, max_length = 32000)]
    pub input: String,
    /// What a good answer has.
    #[serde(default)]
    pub expect: ExpectBody,
    /// What tools answer when they are called in this case.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<Object>)]
    pub tool_results: Vec<Value>,
    /// Further checks, each one key with its parameters: `{"lacks": "sorry"}`.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<Object>)]
    pub checks: Vec<Value>,
    /// To choose cases by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// How much it counts beside others; 1 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<f64>,
    /// How often it is asked, instead of what the suite says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<u32>,
}

/// One message of a conversation: `{"user": "…"}` or `{"assistant": "…"}`.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum SaidBody {
    /// By the visitor.
    User(String),
    /// By the agent.
    Assistant(String),
}

/// What a good answer has.
#[derive(Debug, Clone, Default, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ExpectBody {
    /// A reference answer; checks compare with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// Words that the answer must contain, each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<String>,
    /// Documents that the answer must cite, each, by title or file name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// Tools that must be called, each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(value_type = Vec<Object>)]
    pub tools: Vec<Value>,
    /// Whether the agent must decline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<bool>,
}

/// A case of a suite.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CaseBody {
    /// Its id.
    #[schema(value_type = String, example = "evc_0198c0de000070008000000000000001")]
    id: CaseId,
    /// The suite.
    #[schema(value_type = String)]
    suite_id: SuiteId,
    /// What it says.
    case: CaseInput,
    /// Where it came from; null when somebody wrote it.
    origin: Option<OriginBody>,
}

/// The conversation that a case was made of.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct OriginBody {
    /// The conversation; null when it was erased.
    #[schema(value_type = Option<String>)]
    conversation_id: Option<ChatId>,
    /// The answer in it; null when the case was made of a question alone, or the conversation was erased.
    #[schema(value_type = Option<String>)]
    message_id: Option<MessageId>,
}

impl From<Origin> for OriginBody {
    fn from(origin: Origin) -> Self {
        Self { conversation_id: origin.chat, message_id: origin.message }
    }
}

impl CaseBody {
    /// A stored case; one that cannot be read is a defect.
    pub fn new(case: Case) -> ApiResult<Self> {
        let spec = serde_json::from_value(Value::Object(case.spec)).map_err(ApiError::internal)?;
        Ok(Self { id: case.id, suite_id: case.suite_id, case: spec, origin: case.origin.map(Into::into) })
    }
}

impl CaseInput {
    /// The form of suite files.
    pub fn spec(self) -> ApiResult<CaseSpec> {
        let name = self.name.trim().to_owned();
        match serde_json::to_value(self).map_err(ApiError::internal)? {
            Value::Object(mut fields) => {
                fields.remove("name");
                fields.insert("id".to_owned(), name.into());
                Ok(fields)
            }
            _ => Ok(CaseSpec::new()),
        }
    }
}
