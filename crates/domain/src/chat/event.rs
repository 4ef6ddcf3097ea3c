//! What a turn emits: one internal union, numbered. Encoders at the edge turn it into wire formats.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Citation, TurnStatus, Usage};
use crate::id::{DocumentId, MessageId};

/// One thing that happened in a turn. The serialised form is what the turn's log stores.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "t", rename_all = "snake_case")]
pub enum TurnEvent {
    /// First of every turn.
    Start {
        /// The id of the answer.
        message_id: MessageId,
    },
    /// A model call begins.
    StepStart,
    /// Text follows. One text block per step.
    TextStart,
    /// More text.
    TextDelta {
        /// Never empty.
        text: String,
    },
    /// The text is over.
    TextEnd,
    /// Reasoning follows.
    ReasoningStart,
    /// More reasoning.
    ReasoningDelta {
        /// Never empty.
        text: String,
    },
    /// The reasoning is over.
    ReasoningEnd,
    /// The model begins to call a tool.
    ToolInputStart {
        /// Unique within the answer.
        call_id: String,
        /// The tool's name as the model wrote it.
        name: String,
    },
    /// More of a call's arguments.
    ToolInputDelta {
        /// Of which call.
        call_id: String,
        /// Never empty.
        text: String,
    },
    /// A call's arguments are complete and valid.
    ToolInputAvailable {
        /// Of which call.
        call_id: String,
        /// The tool's name.
        name: String,
        /// The arguments.
        input: Value,
    },
    /// A call cannot be made.
    ToolInputError {
        /// Which.
        call_id: String,
        /// The tool's name as the model wrote it.
        name: String,
        /// What it wrote.
        input: Value,
        /// Why not.
        error: String,
    },
    /// The visitor is asked whether a call may be made.
    ToolApprovalRequest {
        /// Which.
        call_id: String,
        /// Names the question.
        approval_id: String,
    },
    /// A call brought something.
    ToolOutputAvailable {
        /// Which.
        call_id: String,
        /// What.
        output: Value,
    },
    /// A call brought nothing.
    ToolOutputError {
        /// Which.
        call_id: String,
        /// Why.
        error: String,
    },
    /// The visitor did not agree to a call.
    ToolOutputDenied {
        /// Which.
        call_id: String,
    },
    /// A document is cited for the first time in this answer.
    Source {
        /// Which.
        document_id: DocumentId,
        /// Its title.
        title: String,
        /// Its IANA media type.
        media_type: String,
        /// Its file name.
        filename: String,
    },
    /// A marker appeared for the first time; follows the delta that holds it.
    Citation(Citation),
    /// What the model call cost.
    Usage(Usage),
    /// The model call is over.
    StepFinish,
    /// Something went wrong; for the visitor's eyes. Followed by `Finish`.
    Error {
        /// Stable code, see [`super::model::ModelError::code`].
        code: String,
        /// A sentence for people.
        message: String,
    },
    /// Last of every turn.
    Finish {
        /// How it ended; never `running`.
        status: TurnStatus,
        /// Whether the answer was cut at the token limit.
        truncated: bool,
    },
}

/// An event with its place in the turn: 1, 2, 3, …
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequenced {
    /// Its place.
    pub seq: u64,
    /// What happened.
    pub event: TurnEvent,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn log_form_is_stable() {
        let event = TurnEvent::ReasoningDelta { text: "Hm".into() };
        let json = serde_json::to_string(&event).unwrap();
        assert_eq!(json, r#"{"t":"reasoning_delta","text":"Hm"}"#);
        assert_eq!(serde_json::from_str::<TurnEvent>(&json).unwrap(), event);
        let finish = TurnEvent::Finish { status: TurnStatus::Complete, truncated: false };
        assert_eq!(
            serde_json::to_string(&finish).unwrap(),
            r#"{"t":"finish","status":"complete","truncated":false}"#
        );
    }
}
