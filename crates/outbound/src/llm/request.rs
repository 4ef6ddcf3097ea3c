//! The body of a chat-completions request.

use domain::agent::model::ReasoningEffort;
use domain::chat::MessageRole;
use domain::chat::model::ModelRequest;
use serde::Serialize;

/// What is sent; borrowed from the request.
#[derive(Debug, Serialize)]
pub(super) struct Body<'a> {
    model: &'a str,
    messages: Vec<Message<'a>>,
    stream: bool,
    stream_options: StreamOptions,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_tokens: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_completion_tokens: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    temperature: Option<f32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reasoning_effort: Option<ReasoningEffort>,
}

#[derive(Debug, Serialize)]
struct Message<'a> {
    role: &'static str,
    content: &'a str,
}

#[derive(Debug, Serialize)]
struct StreamOptions {
    include_usage: bool,
}

/// What the token limit is called. OpenAI's newer models refuse the old name; most others know no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LimitName {
    MaxTokens,
    MaxCompletionTokens,
}

impl<'a> Body<'a> {
    pub(super) fn new(request: &'a ModelRequest, limit: LimitName) -> Self {
        let system =
            (!request.system.is_empty()).then_some(Message { role: "system", content: &request.system });
        let messages = request.messages.iter().map(|message| Message {
            role: match message.role {
                MessageRole::User => "user",
                MessageRole::Assistant => "assistant",
            },
            content: &message.content,
        });
        let max = |name| request.max_output_tokens.filter(|_| limit == name);
        Self {
            model: &request.model,
            messages: system.into_iter().chain(messages).collect(),
            stream: true,
            stream_options: StreamOptions { include_usage: true },
            max_tokens: max(LimitName::MaxTokens),
            max_completion_tokens: max(LimitName::MaxCompletionTokens),
            temperature: request.settings.temperature,
            reasoning_effort: request.settings.reasoning_effort,
        }
    }
}

#[cfg(test)]
mod tests {
    use domain::agent::model::ModelSettings;
    use domain::chat::model::ModelMessage;

    use super::*;

    #[test]
    fn the_body_is_openais() {
        let request = ModelRequest {
            model: "openai/gpt-5-mini".to_owned(),
            system: "Be brief.".to_owned(),
            messages: vec![
                ModelMessage { role: MessageRole::User, content: "Hi".to_owned() },
                ModelMessage { role: MessageRole::Assistant, content: "Hello \"you\"".to_owned() },
            ],
            passages: [].into(),
            max_output_tokens: Some(500),
            settings: ModelSettings::default(),
        };
        insta::assert_snapshot!(
            serde_json::to_string(&Body::new(&request, LimitName::MaxTokens)).unwrap(),
            @r#"{"model":"openai/gpt-5-mini","messages":[{"role":"system","content":"Be brief."},{"role":"user","content":"Hi"},{"role":"assistant","content":"Hello \"you\""}],"stream":true,"stream_options":{"include_usage":true},"max_tokens":500}"#
        );
        let settings = ModelSettings {
            temperature: Some(0.5),
            reasoning_effort: Some(ReasoningEffort::Low),
            ..ModelSettings::default()
        };
        let set = ModelRequest { settings, messages: vec![], ..request.clone() };
        let set = serde_json::to_string(&Body::new(&set, LimitName::MaxTokens)).unwrap();
        assert!(set.ends_with(r#""max_tokens":500,"temperature":0.5,"reasoning_effort":"low"}"#), "{set}");
        let bare = ModelRequest { system: String::new(), messages: vec![], ..request };
        insta::assert_snapshot!(
            serde_json::to_string(&Body::new(&bare, LimitName::MaxCompletionTokens)).unwrap(),
            @r#"{"model":"openai/gpt-5-mini","messages":[],"stream":true,"stream_options":{"include_usage":true},"max_completion_tokens":500}"#
        );
    }
}
