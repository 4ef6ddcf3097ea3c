//! The storage that a turn under evaluation sees: one conversation that the case wrote, and nothing that lasts.

use std::sync::Arc;

use async_trait::async_trait;
use domain::alert::Ratings;
use domain::audit::Acting;
use domain::chat::event::Sequenced;
use domain::chat::store::{BeginTurn, Begun, ChatStore, FinishTurn, StaleTurn, TurnInput, TurnOrder};
use domain::chat::{Chat, ChatOwner, Feedback, Message, MessageRole, Told, TurnRecord, TurnStatus};
use domain::clock::Timestamp;
use domain::conversation::{Conversation as Listed, ConversationFilter, ConversationStore, Note};
use domain::id::{AgentId, ChatId, MessageId, NodeId, NoteId, TenantId, TurnId, VisitorId};
use domain::insight::{self, InsightStore, ReportRange};
use domain::page::{Page, PageRequest};
use domain::storage::{HotStorage, StorageError, StorageResult};
use domain::usage::{Call, Day, UsageDay};
use domain::visitor::Visitor;
use uuid::Uuid;

use crate::suite::Said;

/// What was said so far.
#[derive(Debug, Clone)]
pub(crate) struct Conversation {
    said: Arc<[Said]>,
}

impl Conversation {
    pub(crate) fn new(said: &[Said]) -> Self {
        Self { said: said.into() }
    }

    fn history(&self, begin: &BeginTurn) -> Vec<Message> {
        let limit = usize::try_from(begin.history_limit).unwrap_or(usize::MAX);
        let from = self.said.len().saturating_sub(limit);
        let messages = self.said[from..].iter().zip(1_u128..).map(|(said, n)| {
            let (role, content) = match said {
                Said::User(content) => (MessageRole::User, content),
                Said::Assistant(content) => (MessageRole::Assistant, content),
            };
            message(begin, Uuid::from_u128(n).into(), role, content.clone())
        });
        messages.collect()
    }
}

fn message(begin: &BeginTurn, id: MessageId, role: MessageRole, content: String) -> Message {
    Message {
        id,
        chat_id: begin.chat_id,
        role,
        content,
        parts: Vec::new(),
        citations: Vec::new(),
        outcome: (role == MessageRole::Assistant).then_some(TurnStatus::Complete),
        feedback: None,
        turn_id: begin.turn_id,
        created_at: begin.now,
    }
}

/// A turn needs none of the other calls; one that is made all the same is a defect that must be seen.
fn absent<T>() -> StorageResult<T> {
    Err(StorageError::Internal("an evaluation stores nothing".to_owned()))
}

#[async_trait]
impl HotStorage for Conversation {
    fn tenant(&self, _: TenantId) -> Arc<dyn ChatStore> {
        Arc::new(self.clone())
    }
    fn conversations(&self, _: TenantId, _: Option<Acting>) -> Arc<dyn ConversationStore> {
        Arc::new(self.clone())
    }
    fn insight(&self, _: TenantId) -> Arc<dyn InsightStore> {
        Arc::new(self.clone())
    }
    async fn beat(&self, _: NodeId, _: Timestamp) -> StorageResult<()> {
        Ok(())
    }
    async fn stale_turns(&self, _: Timestamp, _: u32) -> StorageResult<Vec<StaleTurn>> {
        Ok(Vec::new())
    }
    async fn purge_logs(&self, _: Timestamp, _: u32) -> StorageResult<u64> {
        Ok(0)
    }
    async fn check(&self) -> StorageResult<()> {
        Ok(())
    }
}

#[async_trait]
impl ChatStore for Conversation {
    async fn begin_turn(&self, begin: BeginTurn) -> StorageResult<Begun> {
        let history = self.history(&begin);
        let TurnInput::Message { id, content } = begin.input.clone() else {
            return Ok(Begun::NothingToAnswer);
        };
        let turn = TurnRecord {
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
        let message = message(&begin, id, MessageRole::User, content);
        Ok(Begun::Started { turn, message, history, told: Box::default(), before: None })
    }
    async fn append_log(&self, _: TurnId, _: Vec<Sequenced>) -> StorageResult<TurnOrder> {
        Ok(TurnOrder::Continue)
    }
    async fn finish_turn(&self, _: TurnId, _: FinishTurn) -> StorageResult<bool> {
        Ok(true)
    }
    async fn log(&self, _: TurnId, _: u64) -> StorageResult<Vec<Sequenced>> {
        Ok(Vec::new())
    }
    async fn turn(&self, _: TurnId) -> StorageResult<Option<TurnRecord>> {
        Ok(None)
    }
    async fn request_stop(&self, _: ChatOwner, _: ChatId) -> StorageResult<Option<TurnId>> {
        Ok(None)
    }
    async fn latest_turn(&self, _: ChatId) -> StorageResult<Option<TurnRecord>> {
        Ok(None)
    }
    async fn put_visitor(&self, _: &Visitor) -> StorageResult<Visitor> {
        absent()
    }
    async fn visitor(&self, _: ChatOwner) -> StorageResult<Option<Visitor>> {
        absent()
    }
    async fn set_visit(&self, _: ChatOwner, _: &str) -> StorageResult<bool> {
        absent()
    }
    async fn create_chat(&self, _: &Chat, _: Option<&str>) -> StorageResult<()> {
        absent()
    }
    async fn import_messages(&self, _: ChatId, _: &[Message]) -> StorageResult<()> {
        absent()
    }
    async fn told(&self, _: ChatId) -> StorageResult<Told> {
        absent()
    }
    async fn chat(&self, _: ChatOwner, _: ChatId) -> StorageResult<Option<Chat>> {
        absent()
    }
    async fn chats(&self, _: ChatOwner, _: PageRequest) -> StorageResult<Page<Chat>> {
        absent()
    }
    async fn rename_chat(
        &self,
        _: ChatOwner,
        _: ChatId,
        _: &str,
        _: Timestamp,
    ) -> StorageResult<Option<Chat>> {
        absent()
    }
    async fn delete_chat(&self, _: ChatOwner, _: ChatId) -> StorageResult<bool> {
        absent()
    }
    async fn messages(&self, _: ChatId, _: u32) -> StorageResult<Vec<Message>> {
        absent()
    }
    async fn set_feedback(&self, _: ChatOwner, _: MessageId, _: Option<&Feedback>) -> StorageResult<bool> {
        absent()
    }
    /// What is asked for an evaluation is nobody's usage.
    async fn enter_call(&self, _: &Call) -> StorageResult<()> {
        Ok(())
    }
    async fn usage(&self, _: Day, _: Day) -> StorageResult<Vec<UsageDay>> {
        Ok(Vec::new())
    }
}

#[async_trait]
impl InsightStore for Conversation {
    async fn days(&self, _: ReportRange) -> StorageResult<Vec<insight::Day>> {
        absent()
    }
    async fn latency(&self, _: ReportRange) -> StorageResult<insight::Latency> {
        absent()
    }
    async fn ratings(&self, _: ReportRange, _: u32) -> StorageResult<Ratings> {
        absent()
    }
    async fn unanswered(&self, _: ReportRange, _: u32) -> StorageResult<Vec<insight::Question>> {
        absent()
    }
}

#[async_trait]
impl ConversationStore for Conversation {
    async fn conversations(&self, _: &ConversationFilter, _: PageRequest) -> StorageResult<Page<Listed>> {
        absent()
    }
    async fn conversation(&self, _: ChatId) -> StorageResult<Option<Listed>> {
        absent()
    }
    async fn erase_conversation(&self, _: ChatId) -> StorageResult<bool> {
        absent()
    }
    async fn known_visitor(&self, _: VisitorId) -> StorageResult<Option<Visitor>> {
        absent()
    }
    async fn erase_visitor(&self, _: VisitorId) -> StorageResult<Option<Vec<ChatId>>> {
        absent()
    }
    async fn erase_agent(&self, _: AgentId) -> StorageResult<()> {
        absent()
    }
    async fn set_labels(&self, _: ChatId, _: &[String]) -> StorageResult<bool> {
        absent()
    }
    async fn labels(&self, _: u32) -> StorageResult<Vec<String>> {
        absent()
    }
    async fn add_note(&self, _: &Note) -> StorageResult<()> {
        absent()
    }
    async fn notes(&self, _: ChatId, _: u32) -> StorageResult<Vec<Note>> {
        absent()
    }
    async fn note(&self, _: NoteId) -> StorageResult<Option<Note>> {
        absent()
    }
    async fn delete_note(&self, _: NoteId) -> StorageResult<bool> {
        absent()
    }
}
