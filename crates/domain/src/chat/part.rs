//! What an answer consists of when it used tools: text and calls, in order. Plain answers are their text alone and store no parts.
//!
//! A call and what became of it are one part, so that no cut through a conversation can ever separate them.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::model::{ModelMessage, ToolExchange};
use super::{MessageRole, marker};

/// One part of an answer. The serialised form is what is stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Part {
    /// Text.
    Text {
        /// The text.
        text: String,
    },
    /// A call of a tool.
    Tool(ToolPart),
}

/// A call and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ToolPart {
    /// Unique within the answer.
    pub call_id: String,
    /// The tool's name as the model wrote it.
    pub name: String,
    /// The arguments; what the model wrote, as text, when they are not valid; null while they are being written.
    pub input: Value,
    /// How it stands.
    pub state: ToolState,
}

/// How a call stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum ToolState {
    /// The model writes its arguments.
    Writing,
    /// It runs.
    Running,
    /// The visitor is asked.
    Asking {
        /// Names the question.
        approval_id: String,
    },
    /// It brought something.
    Done {
        /// What.
        output: Value,
    },
    /// It brought nothing, or was never made.
    Failed {
        /// Why, in a sentence.
        error: String,
    },
    /// The visitor said no.
    Denied,
}

/// What the model is told of a call that the visitor refused, or never answered.
const DENIED: &str = "The visitor did not agree to this call.";
/// … and of one that was broken off.
pub(super) const UNFINISHED: &str = "The call was not finished.";

impl ToolPart {
    /// What the model is told.
    fn result(&self) -> String {
        match &self.state {
            ToolState::Done { output: Value::String(text) } => text.clone(),
            ToolState::Done { output } => output.to_string(),
            ToolState::Failed { error } => format!("Error: {error}"),
            ToolState::Denied | ToolState::Asking { .. } => format!("Error: {DENIED}"),
            ToolState::Writing | ToolState::Running => format!("Error: {UNFINISHED}"),
        }
    }

    /// Arguments that were no JSON object are not repeated: some providers refuse a history that holds such.
    fn exchange(&self) -> ToolExchange {
        let arguments = if self.input.is_object() { self.input.to_string() } else { "{}".to_owned() };
        ToolExchange {
            call_id: self.call_id.clone(),
            name: self.name.clone(),
            arguments,
            result: self.result(),
        }
    }
}

/// The parts as messages for a model: each its text and the calls that follow it, with their results. Of `old` answers the citation
/// markers are taken out: their numbers meant other passages.
pub fn messages(parts: &[Part], old: bool) -> Vec<ModelMessage> {
    let mut messages: Vec<ModelMessage> = Vec::new();
    for part in parts {
        match part {
            Part::Text { text } => {
                let content = if old { marker::strip(text) } else { text.clone() };
                messages.push(ModelMessage::new(MessageRole::Assistant, content));
            }
            Part::Tool(call) => {
                if messages.is_empty() {
                    messages.push(ModelMessage::new(MessageRole::Assistant, String::new()));
                }
                if let Some(message) = messages.last_mut() {
                    message.exchanges.push(call.exchange());
                }
            }
        }
    }
    messages.retain(|message| !message.content.trim().is_empty() || !message.exchanges.is_empty());
    messages
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn call(id: &str, state: ToolState) -> Part {
        Part::Tool(ToolPart { call_id: id.into(), name: "get_order".into(), input: json!({"id": id}), state })
    }

    fn text(text: &str) -> Part {
        Part::Text { text: text.into() }
    }

    #[test]
    fn every_call_has_its_result_whatever_became_of_it() {
        let parts = [
            call("a", ToolState::Done { output: json!({"status": "sent"}) }),
            text("It was sent [1]."),
            call("b", ToolState::Asking { approval_id: "x".into() }),
            call("c", ToolState::Running),
            call("d", ToolState::Done { output: json!("plain") }),
            text(" "),
        ];
        let lines: Vec<String> = messages(&parts, true)
            .iter()
            .map(|m| {
                let results: Vec<_> =
                    m.exchanges.iter().map(|e| format!("{} {}", e.call_id, e.result)).collect();
                format!("{:?} {}", m.content, results.join(" | "))
            })
            .collect();
        insta::assert_snapshot!(lines.join("\n"), @r#"
        "" a {"status":"sent"}
        "It was sent." b Error: The visitor did not agree to this call. | c Error: The call was not finished. | d plain
        "#);
        assert_eq!(messages(&[text("See [1].")], false)[0].content, "See [1].");
    }

    #[test]
    fn the_stored_form_is_stable() {
        let parts = vec![text("a"), call("1", ToolState::Done { output: json!(7) })];
        let stored = serde_json::to_string(&parts).unwrap();
        assert_eq!(
            stored,
            r#"[{"type":"text","text":"a"},{"type":"tool","call_id":"1","name":"get_order","input":{"id":"1"},"state":{"state":"done","output":7}}]"#
        );
        assert_eq!(serde_json::from_str::<Vec<Part>>(&stored).unwrap(), parts);
    }
}
