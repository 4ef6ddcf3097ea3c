//! The storage port of the hot path: visitors, chats, messages, turns, logs. Visitor-facing calls carry a [`ChatOwner`].

use async_trait::async_trait;

use super::event::Sequenced;
use super::part::Part;
use super::{Chat, ChatOwner, Citation, Feedback, Message, Told, TurnRecord, TurnStatus, Usage};
use crate::clock::Timestamp;
use crate::id::{ChatId, MessageId, NodeId, TenantId, TurnId};
use crate::page::{Page, PageRequest};
use crate::storage::StorageResult;
use crate::usage::{Call, Day, UsageDay};
use crate::visitor::Visitor;

/// A turn that its node left behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StaleTurn {
    /// Whose.
    pub tenant_id: TenantId,
    /// Which.
    pub turn_id: TurnId,
}

/// What the visitor wants answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TurnInput {
    /// A new message.
    Message {
        /// Its id.
        id: MessageId,
        /// Its text.
        content: String,
    },
    /// The last visitor message again; its answer, if any, is replaced.
    Regenerate,
    /// The last answer goes on: it waits for the visitor, who has decided.
    GoOn,
}

/// Begins a turn: all of it is stored, or nothing.
#[derive(Debug, Clone)]
pub struct BeginTurn {
    /// Id of the turn.
    pub turn_id: TurnId,
    /// The conversation.
    pub chat_id: ChatId,
    /// Whose it is.
    pub owner: ChatOwner,
    /// What is to be answered.
    pub input: TurnInput,
    /// Id the answer will have.
    pub assistant_message_id: MessageId,
    /// The caller's `Idempotency-Key`; unique within the chat.
    pub idempotency_key: Option<String>,
    /// Fingerprint of the request.
    pub fingerprint: [u8; 32],
    /// The node that makes the answer.
    pub node_id: NodeId,
    /// How many earlier messages to return.
    pub history_limit: u32,
    /// Title for the chat if it has none yet.
    pub title: Option<String>,
    /// Now.
    pub now: Timestamp,
}

/// What came of [`ChatStore::begin_turn`].
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "made once per turn and moved at once; a box would cost more")]
pub enum Begun {
    /// The message and the turn are durable.
    Started {
        /// The turn.
        turn: TurnRecord,
        /// The visitor's message that is to be answered.
        message: Message,
        /// Messages before it, oldest first, at most `history_limit`.
        history: Vec<Message>,
        /// What the page told.
        told: Box<Told>,
        /// With [`TurnInput::GoOn`]: the answer that goes on; the turn's answer has its id.
        before: Option<Box<Message>>,
    },
    /// The same key and fingerprint were seen before: this is that turn. Nothing was written.
    Repeated(TurnRecord),
    /// The same key came with another fingerprint. Nothing was written.
    KeyReused,
    /// Another turn of this chat is running. Nothing was written.
    Busy(TurnId),
    /// No such chat of this owner, or it is closed. Nothing was written.
    NoChat,
    /// Regenerate was asked and there is no visitor message, or the last answer does not wait. Nothing was written.
    NothingToAnswer,
}

/// A turn's orders, told on each append.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TurnOrder {
    /// Go on.
    Continue,
    /// The visitor asked to stop.
    Stop,
    /// The turn is no longer this node's (ended elsewhere, or its chat was erased): drop it. Nothing was written.
    Lost,
}

/// Ends a turn: the answer, the rest of the log, the status and the entry in the ledger, together. Takes effect only while the turn is
/// `running`. An answer that went on replaces what was stored of it.
#[derive(Debug, Clone)]
pub struct FinishTurn {
    /// How it ended; never `Running`.
    pub status: TurnStatus,
    /// The answer's text, possibly partial, possibly empty. An empty answer without parts stores no message unless `status` is
    /// `Complete`.
    pub content: String,
    /// Text and calls of tools in order; empty when the text says it all.
    pub parts: Vec<Part>,
    /// What the text cites.
    pub citations: Vec<Citation>,
    /// What it cost.
    pub usage: Option<Usage>,
    /// Events not appended before.
    pub log: Vec<Sequenced>,
    /// Now.
    pub now: Timestamp,
}

/// Chats of one tenant.
#[async_trait]
pub trait ChatStore: Send + Sync {
    /// The visitor with the same agent and `external_id`, updated with the given name and address; else stores this one. Returns what is stored.
    async fn put_visitor(&self, visitor: &Visitor) -> StorageResult<Visitor>;
    /// One visitor.
    async fn visitor(&self, owner: ChatOwner) -> StorageResult<Option<Visitor>>;
    /// Replaces what the page told about the visit; see [`Told::visit`]. `false`: no such visitor.
    async fn set_visit(&self, owner: ChatOwner, told: &str) -> StorageResult<bool>;

    /// Stores a new chat, and what the page told about it; see [`Told::chat`].
    async fn create_chat(&self, chat: &Chat, told: Option<&str>) -> StorageResult<()>;
    /// Adds messages that were said elsewhere to a chat that has none, in this order. The caller has checked the owner.
    async fn import_messages(&self, chat: ChatId, messages: &[Message]) -> StorageResult<()>;
    /// One chat of this owner.
    async fn chat(&self, owner: ChatOwner, id: ChatId) -> StorageResult<Option<Chat>>;
    /// The owner's chats, newest first (by id).
    async fn chats(&self, owner: ChatOwner, page: PageRequest) -> StorageResult<Page<Chat>>;
    /// Renames. `None`: no such chat.
    async fn rename_chat(
        &self,
        owner: ChatOwner,
        id: ChatId,
        title: &str,
        now: Timestamp,
    ) -> StorageResult<Option<Chat>>;
    /// Erases a chat with its messages, turns and logs. `false`: no such chat.
    async fn delete_chat(&self, owner: ChatOwner, id: ChatId) -> StorageResult<bool>;
    /// A chat's last `limit` messages, oldest first. The caller has checked the owner.
    async fn messages(&self, chat: ChatId, limit: u32) -> StorageResult<Vec<Message>>;
    /// Sets or clears feedback on an answer. `false`: no such answer of this owner.
    async fn set_feedback(
        &self,
        owner: ChatOwner,
        message: MessageId,
        feedback: Option<&Feedback>,
    ) -> StorageResult<bool>;

    /// See [`BeginTurn`] and [`Begun`]. One transaction; durable when it returns.
    async fn begin_turn(&self, begin: BeginTurn) -> StorageResult<Begun>;
    /// Appends events (possibly none) to a running turn's log and tells its orders.
    async fn append_log(&self, turn: TurnId, events: Vec<Sequenced>) -> StorageResult<TurnOrder>;
    /// See [`FinishTurn`]. `false`: the turn was not running any more; nothing was written.
    async fn finish_turn(&self, turn: TurnId, finish: FinishTurn) -> StorageResult<bool>;
    /// Asks the chat's running turn to stop. `None`: nothing runs (or no such chat of this owner).
    async fn request_stop(&self, owner: ChatOwner, chat: ChatId) -> StorageResult<Option<TurnId>>;
    /// The chat's newest turn. The caller has checked the owner.
    async fn latest_turn(&self, chat: ChatId) -> StorageResult<Option<TurnRecord>>;
    /// One turn.
    async fn turn(&self, id: TurnId) -> StorageResult<Option<TurnRecord>>;
    /// Logged events after sequence number `after`, in order.
    async fn log(&self, turn: TurnId, after: u64) -> StorageResult<Vec<Sequenced>>;
    /// What the page told about any chat of the tenant and its visit. Nothing for an unknown chat.
    async fn told(&self, id: ChatId) -> StorageResult<Told>;
    /// Enters a call of a model beside answers in the ledger. It counts as no answer.
    async fn enter_call(&self, call: &Call) -> StorageResult<()>;
    /// What the tenant used from one day to another, both included; oldest first.
    async fn usage(&self, from: Day, to: Day) -> StorageResult<Vec<UsageDay>>;
}
