use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use parking_lot::Mutex;

use crate::audit::Acting;
use crate::chat::event::Sequenced;
use crate::chat::store::{BeginTurn, Begun, ChatStore, FinishTurn, StaleTurn, TurnInput, TurnOrder};
use crate::chat::{Chat, ChatOwner, Feedback, Message, MessageRole, Told, TurnRecord, TurnStatus};
use crate::clock::Timestamp;
use crate::conversation::ConversationStore;
use crate::id::{ChatId, MessageId, NodeId, TenantId, TurnId};
use crate::page::{Page, PageRequest};
use crate::storage::{HotStorage, StorageError, StorageResult};
use crate::usage::{Call, Day, UsageDay};
use crate::visitor::Visitor;

/// A stored turn.
pub struct Row {
    pub record: TurnRecord,
    pub key: Option<String>,
    pub title: Option<String>,
    /// One entry per append.
    pub appends: Vec<Vec<Sequenced>>,
    pub stop: bool,
    pub end: Option<FinishTurn>,
}

impl Row {
    pub fn log(&self) -> Vec<Sequenced> {
        let rest = self.end.as_ref().map(|end| end.log.clone());
        self.appends.iter().cloned().chain(rest).flatten().collect()
    }
}

/// What goes wrong in the next calls.
#[derive(Default)]
pub struct Faults {
    /// Nothing is reached.
    pub down: AtomicBool,
    /// The next write is done, but its caller hears that it failed.
    pub lose_ack: AtomicBool,
    /// Beginning a turn never returns, although it is stored.
    pub hang_after_begin: AtomicBool,
}

/// Turns in memory, with the outcomes that the port documents.
#[derive(Default)]
pub struct Memory {
    pub rows: Mutex<BTreeMap<TurnId, Row>>,
    pub faults: Faults,
    /// Ids of the turns and how often their end was tried.
    pub ends: Mutex<Vec<TurnId>>,
    pub beats: Mutex<BTreeMap<NodeId, Timestamp>>,
    tenant: Mutex<Option<TenantId>>,
}

impl Memory {
    fn reach(&self) -> StorageResult<()> {
        if self.faults.down.load(Ordering::Relaxed) {
            return Err(StorageError::Unavailable("down".into()));
        }
        Ok(())
    }

    fn acknowledge<T>(&self, value: T) -> StorageResult<T> {
        if self.faults.lose_ack.swap(false, Ordering::Relaxed) {
            return Err(StorageError::Unavailable("connection lost".into()));
        }
        Ok(value)
    }

    pub fn row<T>(&self, turn: &TurnRecord, read: impl FnOnce(&mut Row) -> T) -> T {
        read(self.rows.lock().get_mut(&turn.id).unwrap())
    }
}

struct Chats(Arc<Memory>);

#[async_trait]
impl HotStorage for Arc<Memory> {
    fn tenant(&self, tenant: TenantId) -> Arc<dyn ChatStore> {
        assert_eq!(*self.tenant.lock().get_or_insert(tenant), tenant);
        Arc::new(Chats(self.clone()))
    }

    fn conversations(&self, _: TenantId, _: Option<Acting>) -> Arc<dyn ConversationStore> {
        unimplemented!()
    }

    fn insight(&self, _: TenantId) -> Arc<dyn crate::insight::InsightStore> {
        unimplemented!()
    }

    async fn beat(&self, node: NodeId, now: Timestamp) -> StorageResult<()> {
        self.beats.lock().insert(node, now);
        Ok(())
    }

    async fn stale_turns(&self, dead_since: Timestamp, limit: u32) -> StorageResult<Vec<StaleTurn>> {
        self.reach()?;
        let beats = self.beats.lock();
        let dead = |node| beats.get(node).is_none_or(|beat| *beat < dead_since);
        let rows = self.rows.lock();
        let stale = rows
            .values()
            .filter(|row| row.record.status == TurnStatus::Running && dead(&row.record.node_id))
            .map(|row| StaleTurn { tenant_id: self.tenant.lock().unwrap(), turn_id: row.record.id })
            .take(limit as usize);
        Ok(stale.collect())
    }

    async fn purge_logs(&self, _: Timestamp, _: u32) -> StorageResult<u64> {
        unimplemented!()
    }

    async fn check(&self) -> StorageResult<()> {
        self.reach()
    }
}

#[async_trait]
impl ChatStore for Chats {
    async fn begin_turn(&self, begin: BeginTurn) -> StorageResult<Begun> {
        self.0.reach()?;
        let begun = {
            let mut rows = self.0.rows.lock();
            let same_key = |row: &&Row| begin.idempotency_key.is_some() && row.key == begin.idempotency_key;
            if let Some(row) = rows.values().find(same_key) {
                return Ok(if row.record.fingerprint == begin.fingerprint {
                    Begun::Repeated(row.record.clone())
                } else {
                    Begun::KeyReused
                });
            }
            let running = |row: &&Row| row.record.status == TurnStatus::Running;
            if let Some(row) = rows.values().find(running) {
                return Ok(Begun::Busy(row.record.id));
            }
            let TurnInput::Message { id, content } = begin.input else { return Ok(Begun::NothingToAnswer) };
            let record = TurnRecord {
                id: begin.turn_id,
                chat_id: begin.chat_id,
                user_message_id: id,
                assistant_message_id: begin.assistant_message_id,
                status: TurnStatus::Running,
                node_id: begin.node_id,
                fingerprint: begin.fingerprint,
                started_at: begin.now,
                ended_at: None,
            };
            let message = Message { id, ..crate::chat::testing::message(MessageRole::User, &content) };
            let row = Row {
                record: record.clone(),
                key: begin.idempotency_key,
                title: begin.title,
                appends: vec![],
                stop: false,
                end: None,
            };
            rows.insert(record.id, row);
            Begun::Started { turn: record, message, history: vec![], told: Box::default(), before: None }
        };
        if self.0.faults.hang_after_begin.load(Ordering::Relaxed) {
            std::future::pending::<()>().await;
        }
        self.0.acknowledge(begun)
    }

    async fn append_log(&self, turn: TurnId, events: Vec<Sequenced>) -> StorageResult<TurnOrder> {
        self.0.reach()?;
        let mut rows = self.0.rows.lock();
        let Some(row) = rows.get_mut(&turn).filter(|row| row.record.status == TurnStatus::Running) else {
            return Ok(TurnOrder::Lost);
        };
        if !events.is_empty() {
            if row.log().last().is_some_and(|last| last.seq >= events[0].seq) {
                return Err(StorageError::Conflict("first_seq"));
            }
            row.appends.push(events);
        }
        let order = if row.stop { TurnOrder::Stop } else { TurnOrder::Continue };
        self.0.acknowledge(order)
    }

    async fn finish_turn(&self, turn: TurnId, end: FinishTurn) -> StorageResult<bool> {
        self.0.ends.lock().push(turn);
        self.0.reach()?;
        let mut rows = self.0.rows.lock();
        let Some(row) = rows.get_mut(&turn).filter(|row| row.record.status == TurnStatus::Running) else {
            return Ok(false);
        };
        if row.log().last().zip(end.log.first()).is_some_and(|(last, first)| last.seq >= first.seq) {
            return Err(StorageError::Conflict("first_seq"));
        }
        row.record.status = end.status;
        row.end = Some(end);
        self.0.acknowledge(true)
    }

    async fn request_stop(&self, _: ChatOwner, chat: ChatId) -> StorageResult<Option<TurnId>> {
        self.0.reach()?;
        let mut rows = self.0.rows.lock();
        let running = |row: &&mut Row| row.record.chat_id == chat && row.record.status == TurnStatus::Running;
        Ok(rows.values_mut().find(running).map(|row| {
            row.stop = true;
            row.record.id
        }))
    }

    async fn turn(&self, id: TurnId) -> StorageResult<Option<TurnRecord>> {
        self.0.reach()?;
        Ok(self.0.rows.lock().get(&id).map(|row| row.record.clone()))
    }

    async fn log(&self, turn: TurnId, after: u64) -> StorageResult<Vec<Sequenced>> {
        self.0.reach()?;
        let rows = self.0.rows.lock();
        let log = rows.get(&turn).map(Row::log).unwrap_or_default();
        Ok(log.into_iter().filter(|event| event.seq > after).collect())
    }

    async fn put_visitor(&self, _: &Visitor) -> StorageResult<Visitor> {
        unimplemented!()
    }
    async fn visitor(&self, _: ChatOwner) -> StorageResult<Option<Visitor>> {
        unimplemented!()
    }
    async fn set_visit(&self, _: ChatOwner, _: &str) -> StorageResult<bool> {
        unimplemented!()
    }
    async fn create_chat(&self, _: &Chat, _: Option<&str>) -> StorageResult<()> {
        unimplemented!()
    }
    async fn chat(&self, _: ChatOwner, _: ChatId) -> StorageResult<Option<Chat>> {
        unimplemented!()
    }
    async fn chats(&self, _: ChatOwner, _: PageRequest) -> StorageResult<Page<Chat>> {
        unimplemented!()
    }
    async fn rename_chat(
        &self,
        _: ChatOwner,
        _: ChatId,
        _: &str,
        _: Timestamp,
    ) -> StorageResult<Option<Chat>> {
        unimplemented!()
    }
    async fn delete_chat(&self, _: ChatOwner, _: ChatId) -> StorageResult<bool> {
        unimplemented!()
    }
    async fn messages(&self, _: ChatId, _: u32) -> StorageResult<Vec<Message>> {
        self.0.reach()?;
        Ok(vec![])
    }
    async fn set_feedback(&self, _: ChatOwner, _: MessageId, _: Option<&Feedback>) -> StorageResult<bool> {
        unimplemented!()
    }
    async fn latest_turn(&self, _: ChatId) -> StorageResult<Option<TurnRecord>> {
        unimplemented!()
    }
    async fn import_messages(&self, _: ChatId, _: &[Message]) -> StorageResult<()> {
        unimplemented!()
    }
    async fn enter_call(&self, _: &Call) -> StorageResult<()> {
        unimplemented!()
    }
    async fn usage(&self, from: Day, _: Day) -> StorageResult<Vec<UsageDay>> {
        self.0.reach()?;
        let calls = self.0.ends.lock().len() as u64;
        let (input_tokens, output_tokens, cost_micros) = (0, 0, 0);
        Ok(vec![UsageDay { day: from, model: "m".into(), calls, input_tokens, output_tokens, cost_micros }])
    }
    async fn told(&self, _: ChatId) -> StorageResult<Told> {
        unimplemented!()
    }
}
