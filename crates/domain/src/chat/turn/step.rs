//! What goes into the machine and what comes out.

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::chat::TurnStatus;
use crate::chat::event::TurnEvent;
use crate::chat::model::{ModelError, ModelEvent};
use crate::document::retrieve::Passage;
use crate::tool::{Tool, ToolError, ToolOutput};

/// Something that happened.
#[derive(Debug, Clone)]
pub enum Input {
    /// The turn is stored and begins. First input, once.
    Begin {
        /// Whether there are documents to search.
        retrieve: bool,
    },
    /// The search found these passages, best first; possibly none.
    Retrieved(Arc<[Passage]>),
    /// The search failed; the text is for logs.
    RetrievalFailed(String),
    /// The model sent something.
    Model(ModelEvent),
    /// The model's stream ended.
    ModelEnded,
    /// The model call failed, at the start or midway.
    ModelFailed(ModelError),
    /// A call that was to be run has ended.
    ToolEnded {
        /// Which.
        call_id: String,
        /// What it brought, or why it brought nothing.
        result: Result<ToolOutput, ToolError>,
    },
    /// The visitor asked to stop.
    Stop,
    /// The node goes down, or the turn is no longer this node's.
    Interrupt,
    /// The turn took longer than a turn may.
    TimedOut,
}

/// Something to do, in order.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Search the documents.
    Retrieve,
    /// Ask the model.
    CallModel,
    /// Run this call beside the others that run.
    RunTool {
        /// Unique within the answer.
        call_id: String,
        /// What to call.
        tool: Box<Tool>,
        /// With what.
        arguments: Map<String, Value>,
    },
    /// Drop whatever runs: the search, the model call, the tools.
    Cancel,
    /// Tell the readers.
    Emit(TurnEvent),
    /// Write a warning to the server's log.
    Warn(String),
    /// Store the answer, then emit `Finish`. Last effect of every turn.
    End {
        /// How it ended; never `Running`.
        status: TurnStatus,
        /// Whether the answer was cut at a limit.
        truncated: bool,
    },
}

/// What a visitor answered to the question whether a tool may be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Names the question.
    pub approval_id: String,
    /// Yes or no.
    pub approved: bool,
}

/// The bounds of one turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TurnLimits {
    /// Most bytes of text, reasoning and arguments.
    pub answer_bytes: usize,
    /// Most model calls.
    pub steps: u32,
    /// Most calls of tools.
    pub calls: u32,
    /// Most bytes of what one call brings, as JSON.
    pub output_bytes: usize,
}

impl Default for TurnLimits {
    fn default() -> Self {
        Self { answer_bytes: 256 * 1024, steps: 8, calls: 24, output_bytes: 32 * 1024 }
    }
}
