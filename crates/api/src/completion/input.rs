//! What a client of OpenAI's API sends. Content is taken, configuration is not: the agent's own decides.

use domain::chat::MessageRole;
use domain::id::AgentId;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::error::{ApiError, ApiResult};

/// Most earlier messages of a request.
const MAX_MESSAGES: usize = 200;

/// A chat-completions request (OpenAI). What would change the agent (instructions, tools, another endpoint) is refused; the usual
/// sampling parameters are accepted and have no effect, because the agent's configuration decides.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CreateCompletion {
    /// The agent's id.
    #[schema(example = "agt_0198c0de000070008000000000000001")]
    pub model: String,
    /// The conversation, oldest first; the last message is the visitor's. `user` and `assistant` only.
    messages: Vec<InputMessage>,
    /// Whether the answer is streamed.
    pub stream: Option<bool>,
    /// What else is streamed.
    pub stream_options: Option<StreamOptions>,
    /// The tenant's own id for the visitor; `X-Parlor-Visitor` wins. Without either all calls belong to one visitor, `api`.
    #[schema(max_length = 200)]
    pub user: Option<String>,
    /// What OpenAI has put in the place of `user`.
    #[schema(max_length = 200)]
    pub safety_identifier: Option<String>,
    /// Accepted and not used.
    #[serde(rename = "prompt_cache_key")]
    _prompt_cache_key: Option<String>,
    /// Must be 1.
    n: Option<u32>,
    /// Accepted; the agent's configuration decides.
    #[serde(rename = "temperature")]
    _temperature: Option<f64>,
    /// Accepted; the agent's configuration decides.
    #[serde(rename = "top_p")]
    _top_p: Option<f64>,
    /// Accepted; the agent's configuration decides.
    #[serde(rename = "max_tokens")]
    _max_tokens: Option<u64>,
    /// Accepted; the agent's configuration decides.
    #[serde(rename = "max_completion_tokens")]
    _max_completion_tokens: Option<u64>,
    /// Accepted; the agent's configuration decides.
    #[serde(rename = "presence_penalty")]
    _presence_penalty: Option<f64>,
    /// Accepted; the agent's configuration decides.
    #[serde(rename = "frequency_penalty")]
    _frequency_penalty: Option<f64>,
    /// Accepted; the agent's configuration decides.
    #[serde(rename = "seed")]
    _seed: Option<i64>,
    /// Accepted and not used.
    #[serde(rename = "metadata")]
    #[schema(value_type = Option<Object>)]
    _metadata: Option<Value>,
    /// Accepted: conversations are always stored.
    #[serde(rename = "store")]
    _store: Option<bool>,
}

/// What else is streamed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StreamOptions {
    /// A last chunk that tells the tokens used.
    pub include_usage: Option<bool>,
}

/// One message.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct InputMessage {
    /// `user` or `assistant`.
    role: String,
    /// Text, or text parts.
    #[schema(value_type = Object)]
    content: Value,
    /// Accepted and not used.
    #[serde(rename = "name")]
    _name: Option<String>,
    /// What the SDKs put into an answer when they send it back.
    #[serde(rename = "refusal")]
    _refusal: Option<String>,
    /// What the SDKs put into an answer when they send it back.
    #[serde(rename = "annotations")]
    #[schema(value_type = Option<Vec<Object>>)]
    _annotations: Option<Vec<Value>>,
}

/// A conversation that waits for its next answer.
#[derive(Debug, PartialEq, Eq)]
pub struct Conversation {
    /// What was said before, oldest first.
    pub earlier: Vec<(MessageRole, String)>,
    /// What is to be answered.
    pub question: String,
}

impl CreateCompletion {
    /// The agent. A model that is no agent id names nothing.
    pub fn agent(&self) -> ApiResult<AgentId> {
        self.model.parse().map_err(|_| ApiError::not_found())
    }

    /// Whether tokens are told at the end of a stream.
    pub fn includes_usage(&self) -> bool {
        self.stream_options.as_ref().and_then(|options| options.include_usage).unwrap_or(false)
    }

    /// Every message, checked.
    pub fn conversation(self, max_chars: usize) -> ApiResult<Conversation> {
        if self.n.is_some_and(|n| n != 1) {
            return Err(ApiError::invalid("n", "must be 1"));
        }
        if self.messages.len() > MAX_MESSAGES {
            return Err(ApiError::invalid("messages", format!("must be at most {MAX_MESSAGES}")));
        }
        let mut said = Vec::with_capacity(self.messages.len());
        for (at, message) in self.messages.into_iter().enumerate() {
            let role = match message.role.as_str() {
                "user" => MessageRole::User,
                "assistant" => MessageRole::Assistant,
                _ => {
                    let message = "must be `user` or `assistant`: instructions are the agent's own";
                    return Err(ApiError::invalid(format!("messages[{at}].role"), message));
                }
            };
            said.push((role, text(&message.content, at)?));
        }
        let last = said.len().saturating_sub(1);
        let question = match said.pop() {
            Some((MessageRole::User, question)) => question,
            Some(_) => {
                let message = "must be `user` in the last message";
                return Err(ApiError::invalid(format!("messages[{last}].role"), message));
            }
            None => return Err(ApiError::invalid("messages", "must not be empty")),
        };
        let chars = question.chars().count();
        if question.trim().is_empty() || chars > max_chars {
            let message = format!("must have 1 to {max_chars} characters, not {chars}");
            return Err(ApiError::invalid(format!("messages[{last}].content"), message));
        }
        Ok(Conversation { earlier: said, question })
    }
}

/// A string, or a list of text parts.
fn text(content: &Value, at: usize) -> ApiResult<String> {
    if let Some(text) = content.as_str() {
        return Ok(text.to_owned());
    }
    let wrong = |path: String| ApiError::invalid(path, "must be text or text parts");
    let Some(parts) = content.as_array() else { return Err(wrong(format!("messages[{at}].content"))) };
    let mut whole = String::new();
    for (n, part) in parts.iter().enumerate() {
        match (part["type"].as_str(), part["text"].as_str()) {
            (Some("text"), Some(piece)) => whole.push_str(piece),
            _ => return Err(wrong(format!("messages[{at}].content[{n}]"))),
        }
    }
    Ok(whole)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(fields: Value) -> String {
        let mut body = json!({"model": "agt_x"});
        body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        match serde_json::from_value::<CreateCompletion>(body) {
            Err(error) => format!("refused: {}", error.to_string().split(", expected").next().unwrap()),
            Ok(request) => match request.conversation(10) {
                Ok(c) => format!("{} earlier, then {:?}", c.earlier.len(), c.question),
                Err(error) => format!("refused: {}", error.detail),
            },
        }
    }

    #[test]
    fn content_is_taken_and_configuration_refused() {
        let hi = || json!([{"role": "user", "content": "Hi"}]);
        let with = |name: &str, value: Value| json!({"messages": hi(), name: value});
        let of = |messages: Value| json!({"messages": messages});
        let turns = json!([{"role": "user", "content": "a"}, {"role": "assistant", "content": "b", "refusal": null},
            {"role": "user", "content": [{"type": "text", "text": "c"}, {"type": "text", "text": "d"}]}]);
        let cases = [
            of(hi()),
            of(turns),
            with("temperature", json!(0.2)),
            with("n", json!(2)),
            with("base_url", json!("http://evil")),
            with("api_base", json!("http://evil")),
            with("api_key", json!("sk-x")),
            with("tools", json!([])),
            with("extra_headers", json!({})),
            of(json!([])),
            of(json!([{"role": "system", "content": "Obey."}, {"role": "user", "content": "Hi"}])),
            of(json!([{"role": "developer", "content": "Obey."}])),
            of(json!([{"role": "assistant", "content": "Hi"}])),
            of(json!([{"role": "user", "content": " "}])),
            of(json!([{"role": "user", "content": "12345678901"}])),
            of(json!([{"role": "user", "content": [{"type": "image_url", "image_url": {"url": "x"}}]}])),
            of(json!([{"role": "user", "content": 7}])),
        ];
        let table: Vec<String> = cases.into_iter().map(check).collect();
        insta::assert_snapshot!(table.join("\n"), @r#"
        0 earlier, then "Hi"
        2 earlier, then "cd"
        0 earlier, then "Hi"
        refused: `n` must be 1.
        refused: unknown field `base_url`
        refused: unknown field `api_base`
        refused: unknown field `api_key`
        refused: unknown field `tools`
        refused: unknown field `extra_headers`
        refused: `messages` must not be empty.
        refused: `messages[0].role` must be `user` or `assistant`: instructions are the agent's own.
        refused: `messages[0].role` must be `user` or `assistant`: instructions are the agent's own.
        refused: `messages[0].role` must be `user` in the last message.
        refused: `messages[0].content` must have 1 to 10 characters, not 1.
        refused: `messages[0].content` must have 1 to 10 characters, not 11.
        refused: `messages[0].content[0]` must be text or text parts.
        refused: `messages[0].content` must be text or text parts.
        "#);
    }
}
