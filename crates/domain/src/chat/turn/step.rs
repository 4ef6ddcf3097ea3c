//! What goes into the machine and what comes out.

use std::sync::Arc;

use crate::chat::TurnStatus;
use crate::chat::event::TurnEvent;
use crate::chat::model::{ModelError, ModelEvent};
use crate::document::retrieve::Passage;

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
    /// Drop the search or the model call.
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
