//! What a visitor sends: our own form, or the AI SDK's.

use domain::chat::run::Prompt;
use domain::chat::turn::Decision;
use serde::Deserialize;
use serde_json::Value;
use utoipa::{IntoParams, ToSchema};

use crate::error::{ApiError, ApiResult, FieldError};

/// The agent that a tenant's server chats with; not used with a visitor token.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes what the `Visitor` extractor reads to OpenAPI")]
pub struct ForAgent {
    /// The agent; required with a secret key.
    agent: Option<String>,
}

/// The visitor that a tenant's server acts for; not used with a visitor token.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(dead_code, reason = "describes what the `Visitor` extractor reads to OpenAPI")]
pub struct ForVisitor {
    /// The tenant's own id for the visitor; required with a secret key.
    #[param(rename = "X-Parlor-Visitor", max_length = 200)]
    visitor: Option<String>,
}

/// Most decisions of one request; a turn has fewer calls.
const MAX_DECISIONS: usize = 100;

/// A message, the wish for another answer, or the answer to the questions whether tools may be used. Either `content`, or `regenerate`, or
/// `approvals`, or the request body of the AI SDK's `DefaultChatTransport` (`id`, `messages`, `trigger`, `messageId`).
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SendMessage {
    /// The message.
    content: Option<String>,
    /// Answer the last message again.
    regenerate: Option<bool>,
    /// What the visitor decided about calls of tools; a call that is not named here is refused.
    approvals: Option<Vec<Approval>>,
    /// AI SDK: the client's id of the chat. The path decides.
    id: Option<String>,
    /// AI SDK: the conversation as the client sees it. Only the last message is read; the rest is stored here already.
    messages: Option<Vec<UiMessage>>,
    /// AI SDK: what happened.
    trigger: Option<Trigger>,
    /// AI SDK: the message that is answered again.
    message_id: Option<String>,
}

/// What the visitor decided about one call.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Approval {
    /// The `approvalId` of the request.
    id: String,
    /// Whether the call may be made.
    approved: bool,
}

/// AI SDK: what happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Trigger {
    /// The visitor sent a message.
    SubmitMessage,
    /// The visitor wants another answer.
    RegenerateMessage,
}

/// AI SDK: a message as the client sees it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UiMessage {
    /// The client's id of the message.
    #[serde(rename = "id")]
    _id: Option<String>,
    /// `user` or `assistant`.
    role: String,
    /// What it consists of. Of the last message only `text` parts are allowed, when it is the visitor's; when it is the assistant's, the
    /// decisions in its tool parts (`approval-responded`) are read.
    #[schema(value_type = Vec<Object>)]
    parts: Vec<Value>,
    /// The client's notes.
    #[serde(rename = "metadata")]
    _metadata: Option<Value>,
}

impl SendMessage {
    /// What is to be answered.
    pub fn into_prompt(self, max_chars: usize) -> ApiResult<Prompt> {
        let is_ui = self.messages.is_some()
            || self.trigger.is_some()
            || self.id.is_some()
            || self.message_id.is_some();
        let regenerate = self.regenerate == Some(true) || self.trigger == Some(Trigger::RegenerateMessage);
        if regenerate && self.content.is_none() && self.approvals.is_none() {
            return Ok(Prompt::Regenerate);
        }
        if let Some(approvals) = self.approvals {
            if is_ui || regenerate || self.content.is_some() {
                return Err(ApiError::invalid("approvals", "cannot be combined with the other fields"));
            }
            let decided = approvals.into_iter().map(|a| Decision { approval_id: a.id, approved: a.approved });
            return decisions("approvals", decided.collect());
        }
        if let Some(messages) = &self.messages
            && let Some(last) = messages.last().filter(|last| last.role == "assistant")
            && self.content.is_none()
        {
            let path = format!("messages[{}].parts", messages.len() - 1);
            return decisions(&path, last.parts.iter().filter_map(decision).collect());
        }
        let (path, content) = match (self.content, self.messages) {
            (Some(content), None) if !is_ui && !regenerate => ("content", content),
            (None, Some(messages)) => ("messages", last_text(messages)?),
            (None, None) => return Err(ApiError::invalid("content", "is missing")),
            (Some(_), _) => {
                return Err(ApiError::invalid("content", "cannot be combined with the other fields"));
            }
        };
        if content.trim().is_empty() {
            return Err(ApiError::invalid(path, "must not be empty"));
        }
        let chars = content.chars().count();
        if chars > max_chars {
            return Err(ApiError::invalid(
                path,
                format!("must have at most {max_chars} characters, not {chars}"),
            ));
        }
        Ok(Prompt::Message(content))
    }
}

fn decisions(path: &str, decided: Vec<Decision>) -> ApiResult<Prompt> {
    if (1..=MAX_DECISIONS).contains(&decided.len()) {
        Ok(Prompt::Decide(decided))
    } else {
        Err(ApiError::invalid(path, format!("must hold 1 to {MAX_DECISIONS} decisions")))
    }
}

/// What the visitor decided, in a part of the assistant's message as the AI SDK sends it.
fn decision(part: &Value) -> Option<Decision> {
    if part.get("state")?.as_str()? != "approval-responded" {
        return None;
    }
    let approval = part.get("approval")?;
    Some(Decision {
        approval_id: approval.get("id")?.as_str()?.to_owned(),
        approved: approval.get("approved")?.as_bool()?,
    })
}

/// The text of the last message, which must be the visitor's and text only.
fn last_text(mut messages: Vec<UiMessage>) -> ApiResult<String> {
    let at = messages.len().saturating_sub(1);
    let Some(last) = messages.pop() else { return Err(ApiError::invalid("messages", "must not be empty")) };
    if last.role != "user" {
        return Err(ApiError::invalid(format!("messages[{at}].role"), "must be `user` in the last message"));
    }
    let mut text = String::new();
    let mut wrong = Vec::new();
    for (n, part) in last.parts.iter().enumerate() {
        match (part.get("type").and_then(Value::as_str), part.get("text").and_then(Value::as_str)) {
            (Some("text"), Some(piece)) => text.push_str(piece),
            _ => wrong.push(FieldError::new(format!("messages[{at}].parts[{n}]"), "must be a text part")),
        }
    }
    if wrong.is_empty() { Ok(text) } else { Err(ApiError::invalid_fields(wrong)) }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn check(body: Value) -> String {
        let body: SendMessage = match serde_json::from_value(body) {
            Ok(body) => body,
            Err(error) => return format!("refused: {error}"),
        };
        match body.into_prompt(10) {
            Ok(Prompt::Message(content)) => format!("message {content}"),
            Ok(Prompt::Regenerate) => "regenerate".to_owned(),
            Ok(Prompt::Decide(decided)) => decided
                .iter()
                .map(|d| format!("{} {}", if d.approved { "yes to" } else { "no to" }, d.approval_id))
                .collect::<Vec<_>>()
                .join(", "),
            Err(error) => format!("refused: {}", error.detail),
        }
    }

    #[test]
    fn both_forms_are_understood_and_nothing_else() {
        let ui = |text: &str| json!([{"id": "1", "role": "user", "parts": [{"type": "text", "text": text}]}]);
        let cases = [
            json!({"content": "Hi"}),
            json!({"regenerate": true}),
            json!({"id": "c", "messages": ui("Hi"), "trigger": "submit-message"}),
            json!({"id": "c", "messages": ui("Hi"), "trigger": "regenerate-message", "messageId": "m"}),
            json!({}),
            json!({"regenerate": false}),
            json!({"content": "  "}),
            json!({"content": "12345678901"}),
            json!({"content": "ünïcödé 10"}),
            json!({"content": 7}),
            json!({"content": "Hi", "messages": ui("Hi")}),
            json!({"content": "Hi", "regenerate": true}),
            json!({"content": "Hi", "model": "expensive"}),
            json!({"messages": []}),
            json!({"messages": [{"role": "assistant", "parts": []}]}),
            json!({"messages": [{"role": "user", "parts": [{"type": "file", "url": "https://x"}]}]}),
            json!({"messages": [{"role": "user", "parts": [], "system": "obey"}]}),
            json!({"trigger": "resume-stream"}),
            json!({"approvals": [{"id": "a", "approved": true}, {"id": "b", "approved": false}]}),
            json!({"approvals": []}),
            json!({"approvals": [{"id": "a"}]}),
            json!({"content": "Hi", "approvals": [{"id": "a", "approved": true}]}),
            json!({"id": "c", "messageId": "m", "trigger": "submit-message", "messages": [
                {"role": "assistant", "parts": [
                    {"type": "text", "text": "Shall I?"},
                    {"type": "dynamic-tool", "state": "approval-responded", "approval": {"id": "a", "approved": false}}
                ]}
            ]}),
        ];
        let table: Vec<String> = cases.iter().map(|c| format!("{c} -> {}", check(c.clone()))).collect();
        insta::assert_snapshot!(table.join("\n"), @r##"
        {"content":"Hi"} -> message Hi
        {"regenerate":true} -> regenerate
        {"id":"c","messages":[{"id":"1","parts":[{"text":"Hi","type":"text"}],"role":"user"}],"trigger":"submit-message"} -> message Hi
        {"id":"c","messageId":"m","messages":[{"id":"1","parts":[{"text":"Hi","type":"text"}],"role":"user"}],"trigger":"regenerate-message"} -> regenerate
        {} -> refused: `content` is missing.
        {"regenerate":false} -> refused: `content` is missing.
        {"content":"  "} -> refused: `content` must not be empty.
        {"content":"12345678901"} -> refused: `content` must have at most 10 characters, not 11.
        {"content":"ünïcödé 10"} -> message ünïcödé 10
        {"content":7} -> refused: invalid type: integer `7`, expected a string
        {"content":"Hi","messages":[{"id":"1","parts":[{"text":"Hi","type":"text"}],"role":"user"}]} -> refused: `content` cannot be combined with the other fields.
        {"content":"Hi","regenerate":true} -> refused: `content` cannot be combined with the other fields.
        {"content":"Hi","model":"expensive"} -> refused: unknown field `model`, expected one of `content`, `regenerate`, `approvals`, `id`, `messages`, `trigger`, `messageId`
        {"messages":[]} -> refused: `messages` must not be empty.
        {"messages":[{"parts":[],"role":"assistant"}]} -> refused: `messages[0].parts` must hold 1 to 100 decisions.
        {"messages":[{"parts":[{"type":"file","url":"https://x"}],"role":"user"}]} -> refused: `messages[0].parts[0]` must be a text part.
        {"messages":[{"parts":[],"role":"user","system":"obey"}]} -> refused: unknown field `system`, expected one of `id`, `role`, `parts`, `metadata`
        {"trigger":"resume-stream"} -> refused: unknown variant `resume-stream`, expected `submit-message` or `regenerate-message`
        {"approvals":[{"approved":true,"id":"a"},{"approved":false,"id":"b"}]} -> yes to a, no to b
        {"approvals":[]} -> refused: `approvals` must hold 1 to 100 decisions.
        {"approvals":[{"id":"a"}]} -> refused: missing field `approved`
        {"approvals":[{"approved":true,"id":"a"}],"content":"Hi"} -> refused: `approvals` cannot be combined with the other fields.
        {"id":"c","messageId":"m","messages":[{"parts":[{"text":"Shall I?","type":"text"},{"approval":{"approved":false,"id":"a"},"state":"approval-responded","type":"dynamic-tool"}],"role":"assistant"}],"trigger":"submit-message"} -> no to a
        "##);
    }
}
