//! The parts of the native stream, described for OpenAPI. The encoder writes them by hand, for speed; a test reads all that it writes back
//! through these types, so that the document cannot say anything else.

use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::chat::CitationBody;

/// One `data:` line of a streamed answer: a part of the AI SDK's UI message stream, version 1. The stream ends with `data: [DONE]`.
#[derive(Debug, Serialize, ToSchema)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(tag = "type", rename_all = "kebab-case", deny_unknown_fields)]
#[cfg_attr(not(test), expect(dead_code, reason = "describes the stream to OpenAPI"))]
pub enum StreamPart {
    /// The answer begins. A replay begins with the same part again.
    #[serde(rename_all = "camelCase")]
    Start {
        /// The id of the answer.
        message_id: String,
    },
    /// One call of the model begins; an answer that uses tools has several.
    StartStep,
    /// The call of the model is over.
    FinishStep,
    /// A block of text begins.
    TextStart {
        /// Names the block.
        id: String,
    },
    /// More of a block of text.
    TextDelta {
        /// Names the block.
        id: String,
        /// What is added.
        delta: String,
    },
    /// A block of text is over.
    TextEnd {
        /// Names the block.
        id: String,
    },
    /// A block of what the model shows of its thinking begins.
    ReasoningStart {
        /// Names the block.
        id: String,
    },
    /// More of the thinking.
    ReasoningDelta {
        /// Names the block.
        id: String,
        /// What is added.
        delta: String,
    },
    /// The thinking is over.
    ReasoningEnd {
        /// Names the block.
        id: String,
    },
    /// The model begins to call a tool.
    #[serde(rename_all = "camelCase")]
    ToolInputStart {
        /// Unique within the answer.
        tool_call_id: String,
        /// The tool's name as the model wrote it.
        tool_name: String,
        /// Always true: the tools are not known when a client is built.
        dynamic: bool,
    },
    /// More of a call's arguments.
    #[serde(rename_all = "camelCase")]
    ToolInputDelta {
        /// Of which call.
        tool_call_id: String,
        /// What is added.
        input_text_delta: String,
    },
    /// A call's arguments are complete and valid. Comes again when a call goes on that the visitor agreed to.
    #[serde(rename_all = "camelCase")]
    ToolInputAvailable {
        /// Of which call.
        tool_call_id: String,
        /// The tool's name.
        tool_name: String,
        /// The arguments.
        input: Value,
        /// Always true.
        dynamic: bool,
    },
    /// A call cannot be made.
    #[serde(rename_all = "camelCase")]
    ToolInputError {
        /// Which.
        tool_call_id: String,
        /// The tool's name as the model wrote it.
        tool_name: String,
        /// What it wrote.
        input: Value,
        /// Why not.
        error_text: String,
        /// Always true.
        dynamic: bool,
    },
    /// The visitor is asked whether a call may be made. Answered with `approvals` in the next message.
    #[serde(rename_all = "camelCase")]
    ToolApprovalRequest {
        /// Names the question.
        approval_id: String,
        /// Which call.
        tool_call_id: String,
    },
    /// A call brought something.
    #[serde(rename_all = "camelCase")]
    ToolOutputAvailable {
        /// Which.
        tool_call_id: String,
        /// What.
        output: Value,
        /// Always true.
        dynamic: bool,
    },
    /// A call brought nothing.
    #[serde(rename_all = "camelCase")]
    ToolOutputError {
        /// Which.
        tool_call_id: String,
        /// Why.
        error_text: String,
        /// Always true.
        dynamic: bool,
    },
    /// The visitor did not agree to a call.
    #[serde(rename_all = "camelCase")]
    ToolOutputDenied {
        /// Which.
        tool_call_id: String,
    },
    /// A document that the answer rests on; once per document.
    #[serde(rename_all = "camelCase")]
    SourceDocument {
        /// The document.
        source_id: String,
        /// Its IANA media type.
        media_type: String,
        /// Its title.
        title: String,
        /// Its file name.
        filename: String,
    },
    /// A web page that the answer rests on; once per page.
    #[serde(rename_all = "camelCase")]
    SourceUrl {
        /// The document that was made of it.
        source_id: String,
        /// Where it is.
        url: String,
        /// Its title.
        title: String,
    },
    /// The passage behind a marker such as `[1]` in the text.
    DataCitation {
        /// Lets a client replace the part when a replay repeats it.
        id: String,
        /// The passage.
        data: CitationBody,
    },
    /// Tokens of the call, and what it cost for those who pay.
    DataUsage {
        /// The figures.
        data: UsagePart,
    },
    /// The answer is over: `stop`, `length` (cut at the limit), `tool-calls` (it waits for the visitor), `error`, or `other` (interrupted).
    #[serde(rename_all = "camelCase")]
    Finish {
        /// How it ended.
        finish_reason: FinishReasonPart,
    },
    /// The answer was stopped before it was complete.
    Abort,
    /// The answer failed or was interrupted; what came before stands.
    #[serde(rename_all = "camelCase")]
    Error {
        /// A sentence for people.
        error_text: String,
        /// Stable code, such as `model_timeout` or `limit_reached`.
        code: Option<String>,
    },
}

/// What a call of the model cost.
#[derive(Debug, Serialize, ToSchema)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct UsagePart {
    /// The model that answered.
    model: String,
    /// Tokens read.
    input_tokens: u64,
    /// Tokens written.
    output_tokens: u64,
    /// Micro-USD; told to servers and members only.
    cost_micros: Option<u64>,
}

/// How an answer ended.
#[derive(Debug, Serialize, ToSchema)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(not(test), expect(dead_code, reason = "describes the stream to OpenAPI"))]
pub enum FinishReasonPart {
    /// The model said all.
    Stop,
    /// It was cut at the limit.
    Length,
    /// It waits for the visitor, who is asked whether a tool may be used.
    ToolCalls,
    /// It failed.
    Error,
    /// It was interrupted.
    Other,
}
