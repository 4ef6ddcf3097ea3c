//! The body of a chat-completions request.

use domain::agent::model::ReasoningEffort;
use domain::chat::MessageRole;
use domain::chat::model::{ModelMessage, ModelRequest, ToolExchange};
use domain::tool::ToolSpec;
use serde::Serialize;
use serde_json::Value;

/// What is sent; borrowed from the request.
#[derive(Debug, Serialize)]
pub(super) struct Body<'a> {
    model: &'a str,
    messages: Vec<Message<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tools: Vec<Tool<'a>>,
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

#[derive(Debug, Default, Serialize)]
struct Message<'a> {
    role: &'static str,
    /// Null beside calls, when nothing was said.
    content: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    tool_calls: Vec<Call<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tool_call_id: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Call<'a> {
    id: &'a str,
    r#type: &'static str,
    function: Called<'a>,
}

#[derive(Debug, Serialize)]
struct Called<'a> {
    name: &'a str,
    arguments: &'a str,
}

#[derive(Debug, Serialize)]
struct Tool<'a> {
    r#type: &'static str,
    function: Function<'a>,
}

#[derive(Debug, Serialize)]
struct Function<'a> {
    name: &'a str,
    description: &'a str,
    parameters: &'a Value,
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
        let system = (!request.system.is_empty()).then(|| said("system", &request.system));
        let messages = request.messages.iter().flat_map(told);
        let max = |name| request.max_output_tokens.filter(|_| limit == name);
        Self {
            model: &request.model,
            messages: system.into_iter().chain(messages).collect(),
            tools: request.tools.iter().map(|tool| offered(&tool.spec)).collect(),
            stream: true,
            stream_options: StreamOptions { include_usage: true },
            max_tokens: max(LimitName::MaxTokens),
            max_completion_tokens: max(LimitName::MaxCompletionTokens),
            temperature: request.settings.temperature,
            reasoning_effort: request.settings.reasoning_effort,
        }
    }
}

fn said<'a>(role: &'static str, content: &'a str) -> Message<'a> {
    Message { role, content: Some(content), ..Message::default() }
}

/// A message, followed by the result of each of its calls.
fn told(message: &ModelMessage) -> impl Iterator<Item = Message<'_>> {
    let role = match message.role {
        MessageRole::User => "user",
        MessageRole::Assistant => "assistant",
    };
    let silent = message.content.is_empty() && !message.exchanges.is_empty();
    let first = Message {
        content: (!silent).then_some(&*message.content),
        tool_calls: message.exchanges.iter().map(called).collect(),
        ..said(role, "")
    };
    let results = message
        .exchanges
        .iter()
        .map(|call| Message { tool_call_id: Some(&call.call_id), ..said("tool", &call.result) });
    std::iter::once(first).chain(results)
}

fn called(call: &ToolExchange) -> Call<'_> {
    let function = Called { name: &call.name, arguments: &call.arguments };
    Call { id: &call.call_id, r#type: "function", function }
}

fn offered(spec: &ToolSpec) -> Tool<'_> {
    let function =
        Function { name: &spec.name, description: &spec.description, parameters: &spec.parameters };
    Tool { r#type: "function", function }
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
                ModelMessage::new(MessageRole::User, "Hi".to_owned()),
                ModelMessage::new(MessageRole::Assistant, "Hello \"you\"".to_owned()),
            ],
            passages: [].into(),
            tools: [].into(),
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
    #[test]
    fn each_result_follows_its_call() {
        let call = |id: &str| ToolExchange {
            call_id: id.to_owned(),
            name: "look".to_owned(),
            arguments: r#"{"n":1}"#.to_owned(),
            result: format!("found {id}"),
        };
        let said = ModelMessage::new(MessageRole::Assistant, String::new());
        let message = ModelMessage { exchanges: vec![call("a"), call("b")], ..said };
        insta::assert_snapshot!(
            serde_json::to_string(&told(&message).collect::<Vec<_>>()).unwrap(),
            @r#"[{"role":"assistant","content":null,"tool_calls":[{"id":"a","type":"function","function":{"name":"look","arguments":"{\"n\":1}"}},{"id":"b","type":"function","function":{"name":"look","arguments":"{\"n\":1}"}}]},{"role":"tool","content":"found a","tool_call_id":"a"},{"role":"tool","content":"found b","tool_call_id":"b"}]"#
        );
        let spec = ToolSpec {
            name: "look".to_owned(),
            description: "Looks.".to_owned(),
            parameters: serde_json::json!({"type": "object"}),
        };
        insta::assert_snapshot!(
            serde_json::to_string(&offered(&spec)).unwrap(),
            @r#"{"type":"function","function":{"name":"look","description":"Looks.","parameters":{"type":"object"}}}"#
        );
    }
}
