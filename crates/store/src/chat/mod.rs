//! The hot path: visitors, chats, messages, turns and their logs. This file is the port; each method's work is beside it.

mod batch;
mod begin;
mod chats;
mod finish;
mod ledger;
mod log;
mod messages;
mod turns;

use async_trait::async_trait;
use domain::change::Change;
use domain::chat::event::Sequenced;
use domain::chat::store::{BeginTurn, Begun, ChatStore, FinishTurn, TurnOrder};
use domain::chat::{Chat, ChatOwner, Feedback, Message, Told, TurnRecord};
use domain::clock::Timestamp;
use domain::id::{ChatId, MessageId, TurnId};
use domain::page::{Page, PageRequest};
use domain::storage::StorageResult;
use domain::usage::{Call, Day, UsageDay};
use domain::visitor::Visitor;

use crate::scope::Scope;
use crate::visitor;

pub(crate) use chats::read as read_chat;
pub(crate) use messages::rating_word;
pub(crate) use turns::{beat, check, purge_logs, stale};

#[async_trait]
impl ChatStore for Scope {
    async fn put_visitor(&self, visitor: &Visitor) -> StorageResult<Visitor> {
        self.hot(visitor::Put { tenant: self.tenant, visitor: visitor.clone() }).await
    }

    async fn visitor(&self, owner: ChatOwner) -> StorageResult<Option<Visitor>> {
        visitor::one(self, owner).await
    }

    async fn set_visit(&self, owner: ChatOwner, told: &str) -> StorageResult<bool> {
        self.hot(visitor::SetVisit { tenant: self.tenant, owner, told: told.to_owned() }).await
    }

    async fn create_chat(&self, chat: &Chat, told: Option<&str>) -> StorageResult<()> {
        let told = told.map(str::to_owned);
        self.hot(chats::Create { tenant: self.tenant, chat: chat.clone(), told }).await?;
        self.tell(Change::Conversation { id: chat.id });
        Ok(())
    }

    async fn import_messages(&self, chat: ChatId, messages: &[Message]) -> StorageResult<()> {
        if messages.is_empty() {
            return Ok(());
        }
        let messages = messages.to_vec();
        self.hot(messages::Import { tenant: self.tenant, chat, messages }).await
    }

    async fn chat(&self, owner: ChatOwner, id: ChatId) -> StorageResult<Option<Chat>> {
        chats::one(self, owner, id).await
    }

    async fn chats(&self, owner: ChatOwner, page: PageRequest) -> StorageResult<Page<Chat>> {
        chats::list(self, owner, page).await
    }

    async fn rename_chat(
        &self,
        owner: ChatOwner,
        id: ChatId,
        title: &str,
        now: Timestamp,
    ) -> StorageResult<Option<Chat>> {
        let renamed = chats::rename(self, owner, id, title, now).await?;
        self.tell_if(renamed.is_some(), Change::Conversation { id });
        Ok(renamed)
    }

    async fn delete_chat(&self, owner: ChatOwner, id: ChatId) -> StorageResult<bool> {
        let existed = chats::delete(self, owner, id).await?;
        self.tell_if(existed, Change::Conversation { id });
        Ok(existed)
    }

    async fn messages(&self, chat: ChatId, limit: u32) -> StorageResult<Vec<Message>> {
        messages::last(&mut self.read().await?, self.tenant, chat, None, limit).await
    }

    async fn set_feedback(
        &self,
        owner: ChatOwner,
        message: MessageId,
        feedback: Option<&Feedback>,
    ) -> StorageResult<bool> {
        let chat = messages::set_feedback(self, owner, message, feedback).await?;
        if let Some(id) = chat {
            self.tell(Change::Conversation { id });
        }
        Ok(chat.is_some())
    }

    async fn begin_turn(&self, begin: BeginTurn) -> StorageResult<Begun> {
        let id = begin.chat_id;
        let begun = self.hot(begin::Begin { tenant: self.tenant, begin }).await?;
        self.tell_if(matches!(begun, Begun::Started { .. }), Change::Conversation { id });
        Ok(begun)
    }

    async fn append_log(&self, turn: TurnId, events: Vec<Sequenced>) -> StorageResult<TurnOrder> {
        self.hot(log::Append { tenant: self.tenant, turn, events }).await
    }

    async fn finish_turn(&self, turn: TurnId, finish: FinishTurn) -> StorageResult<bool> {
        let chat = self.hot(finish::Finish { tenant: self.tenant, turn, finish }).await?;
        if let Some(id) = chat {
            self.tell(Change::Conversation { id });
        }
        Ok(chat.is_some())
    }

    async fn request_stop(&self, owner: ChatOwner, chat: ChatId) -> StorageResult<Option<TurnId>> {
        turns::request_stop(self, owner, chat).await
    }

    async fn latest_turn(&self, chat: ChatId) -> StorageResult<Option<TurnRecord>> {
        turns::latest(self, chat).await
    }

    async fn turn(&self, id: TurnId) -> StorageResult<Option<TurnRecord>> {
        turns::one(&mut self.read().await?, self.tenant, id).await
    }

    async fn log(&self, turn: TurnId, after: u64) -> StorageResult<Vec<Sequenced>> {
        log::after(self, turn, after).await
    }

    async fn told(&self, id: ChatId) -> StorageResult<Told> {
        chats::told(self, id).await
    }

    async fn enter_call(&self, call: &Call) -> StorageResult<()> {
        ledger::enter_call(self, call).await
    }

    async fn usage(&self, from: Day, to: Day) -> StorageResult<Vec<UsageDay>> {
        ledger::usage(self, from, to).await
    }
}
