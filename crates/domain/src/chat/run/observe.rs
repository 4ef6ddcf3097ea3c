//! Those who watch over the service: each turn that ends is told to them once, with its times. They can neither slow a turn nor fail it.

use crate::agent::PromptSource;
use crate::chat::event::TurnEvent;
use crate::chat::{ChatOwner, TurnStatus, Usage};
use crate::clock::Timestamp;
use crate::id::{ChatId, TenantId, TurnId};

/// A turn that has ended on this node.
#[derive(Debug, Clone, PartialEq)]
pub struct TurnReport {
    /// Whose.
    pub tenant: TenantId,
    /// The agent and the visitor.
    pub owner: ChatOwner,
    /// The conversation.
    pub chat: ChatId,
    /// Which.
    pub turn: TurnId,
    /// The model that was asked for.
    pub model: String,
    /// Where its instructions were taken from.
    pub prompt: Option<PromptSource>,
    /// How it ended; never `Running`.
    pub status: TurnStatus,
    /// What it cost, when the provider told.
    pub usage: Option<Usage>,
    /// What was asked.
    pub question: String,
    /// What was answered, possibly in part.
    pub answer: String,
    /// When what happened.
    pub times: TurnTimes,
}

/// When what happened in a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TurnTimes {
    /// The turn began.
    pub started: Timestamp,
    /// The search for passages began.
    pub searched: Option<Timestamp>,
    /// The model was asked.
    pub asked: Option<Timestamp>,
    /// The first text or reasoning came.
    pub first_token: Option<Timestamp>,
    /// The end was stored.
    pub ended: Timestamp,
}

impl TurnTimes {
    /// A turn that begins.
    pub const fn begin(started: Timestamp) -> Self {
        Self { started, searched: None, asked: None, first_token: None, ended: started }
    }

    /// Notes what these events tell.
    pub(super) fn note(&mut self, events: &[TurnEvent], now: impl FnOnce() -> Timestamp) {
        let is_token =
            |e: &TurnEvent| matches!(e, TurnEvent::TextDelta { .. } | TurnEvent::ReasoningDelta { .. });
        if self.first_token.is_none() && events.iter().any(is_token) {
            self.first_token = Some(now());
        }
    }
}

/// Somebody who watches. Called on the turn's own task when its readers have everything: it must return at once.
pub trait TurnObserver: Send + Sync {
    /// A turn has ended.
    fn ended(&self, report: &TurnReport);
}
