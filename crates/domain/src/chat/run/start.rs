//! Beginning a turn: the message and the turn are durable before anybody hears of them.

use std::sync::Arc;

use futures::future::{BoxFuture, FutureExt};

use super::ChatEngine;
use super::drive::Job;
use super::observe::TurnTimes;
use super::settle::Custody;
use crate::agent::LiveAgent;
use crate::chat::answer::Answer;
use crate::chat::live::LiveTurn;
use crate::chat::store::{BeginTurn, Begun, TurnInput};
use crate::chat::title::title;
use crate::chat::turn::Decision;
use crate::chat::{ChatOwner, TurnRecord};
use crate::id::{ChatId, TenantId, TurnId};
use crate::storage::StorageError;
use crate::usage::OverPlan;
use crate::usage::allowance::NotAllowed;

/// What a visitor sends.
#[derive(Debug, Clone)]
pub struct BeginRequest {
    /// The conversation.
    pub chat: ChatId,
    /// Whose it is.
    pub owner: ChatOwner,
    /// What is to be answered.
    pub prompt: Prompt,
    /// The caller's `Idempotency-Key`.
    pub idempotency_key: Option<String>,
    /// Fingerprint of the request: the same key with another one is refused.
    pub fingerprint: [u8; 32],
}

/// What is to be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Prompt {
    /// A new message.
    Message(String),
    /// The visitor's last message again; its answer is replaced.
    Regenerate,
    /// The last answer goes on after the visitor decided about its calls of tools.
    Decide(Vec<Decision>),
}

/// Makes the answer. Must be spawned on its own task; it never fails and ends by itself.
pub type TurnDriver = BoxFuture<'static, ()>;

/// A turn that was begun, now or earlier.
pub enum Started {
    /// It is durable and waits for its driver to be spawned.
    New {
        /// The turn.
        turn: TurnRecord,
        /// What readers follow.
        live: Arc<LiveTurn>,
        /// To be spawned by the caller at once. A driver that is dropped interrupts its turn.
        driver: TurnDriver,
    },
    /// The same request came before; this is its turn. [`ChatEngine::follow`] replays it.
    Existing {
        /// The turn.
        turn: TurnRecord,
        /// Its events, when it still runs on this node.
        live: Option<Arc<LiveTurn>>,
    },
}

/// Why a turn could not begin. Nothing was stored.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// No such chat of this owner, or it is closed.
    #[error("no such chat")]
    NoChat,
    /// Another turn of this chat is running.
    #[error("turn {0} of this chat is still running")]
    Busy(TurnId),
    /// The idempotency key was used for another request.
    #[error("the idempotency key was used for another request")]
    KeyReused,
    /// There is no visitor message to answer again.
    #[error("there is no message to answer")]
    NothingToAnswer,
    /// The last answer does not wait for the visitor, or no longer.
    #[error("no question waits for a decision")]
    NothingToDecide,
    /// The message has no text.
    #[error("the message is empty")]
    Empty,
    /// This node runs as many turns as it may.
    #[error("too many turns are running")]
    Overloaded,
    /// The organization's plan allows no more answers now.
    #[error(transparent)]
    OverPlan(OverPlan),
    /// Storage failed; the turn may have been stored, and is then interrupted within seconds.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl ChatEngine {
    /// Begins a turn. Safe to drop at any point: a turn that was stored without getting its driver is interrupted by
    /// [`ChatEngine::settle`].
    pub async fn start(
        self: &Arc<Self>,
        tenant: TenantId,
        agent: LiveAgent,
        request: BeginRequest,
    ) -> Result<Started, StartError> {
        if self.live.count() >= self.limits.running_turns {
            return Err(StartError::Overloaded);
        }
        match self.ports.allowance.message(tenant).await {
            Ok(()) => {}
            Err(NotAllowed::Plan(over)) => return Err(StartError::OverPlan(over)),
            Err(NotAllowed::Storage(error)) => return Err(StartError::Storage(error)),
        }
        let owner = request.owner;
        let (begin, decisions) = self.begin(request)?;
        let mut custody = Custody::take(self, tenant, begin.turn_id);
        let chats = self.ports.storage.tenant(tenant);
        let begun = chats.begin_turn(begin).await?;
        let refused = match begun {
            Begun::Started { turn, message, history, told, before } => {
                let live = self.live.insert(tenant, turn.id);
                let job = Job {
                    tenant,
                    owner,
                    chats,
                    agent,
                    turn: turn.clone(),
                    message,
                    history,
                    told,
                    before: before.map(|message| Answer::before(&message)).unwrap_or_default(),
                    decisions,
                    times: TurnTimes::begin(self.ports.clock.now()),
                    live: live.clone(),
                };
                let driver = self.clone().drive(job, custody).boxed();
                return Ok(Started::New { turn, live, driver });
            }
            Begun::Repeated(turn) => {
                custody.release();
                let live = self.live.get(tenant, turn.id);
                return Ok(Started::Existing { turn, live });
            }
            Begun::KeyReused => StartError::KeyReused,
            Begun::Busy(turn) => StartError::Busy(turn),
            Begun::NoChat => StartError::NoChat,
            Begun::NothingToAnswer if decisions.is_empty() => StartError::NothingToAnswer,
            Begun::NothingToAnswer => StartError::NothingToDecide,
        };
        custody.release();
        Err(refused)
    }

    fn begin(&self, request: BeginRequest) -> Result<(BeginTurn, Vec<Decision>), StartError> {
        let ids = &*self.ports.ids;
        let mut decisions = Vec::new();
        let (input, title) = match request.prompt {
            Prompt::Regenerate => (TurnInput::Regenerate, None),
            Prompt::Decide(decided) => {
                decisions = decided;
                (TurnInput::GoOn, None)
            }
            Prompt::Message(content) => {
                // Postgres stores no NUL, and no model reads one.
                let content = if content.contains('\0') { content.replace('\0', "") } else { content };
                let Some(title) = title(&content) else { return Err(StartError::Empty) };
                (TurnInput::Message { id: ids.next(), content }, Some(title))
            }
        };
        let begin = BeginTurn {
            turn_id: ids.next(),
            chat_id: request.chat,
            owner: request.owner,
            input,
            assistant_message_id: ids.next(),
            idempotency_key: request.idempotency_key,
            fingerprint: request.fingerprint,
            node_id: self.node,
            history_limit: self.limits.history_messages,
            title,
            now: self.ports.clock.now(),
        };
        Ok((begin, decisions))
    }
}
