//! Chats as members see them. This file is the port; searching is in [`search`], what members add in [`label`] and [`note`].

mod label;
mod note;
mod search;

use async_trait::async_trait;
use domain::change::Change;
use domain::conversation::{Conversation, ConversationFilter, ConversationStore, Note};
use domain::id::{AgentId, ChatId, NoteId};
use domain::page::{Page, PageRequest};
use domain::storage::StorageResult;

use crate::scope::Scope;

#[async_trait]
impl ConversationStore for Scope {
    async fn conversations(
        &self,
        filter: &ConversationFilter,
        page: PageRequest,
    ) -> StorageResult<Page<Conversation>> {
        search::page(self, filter, page).await
    }

    async fn conversation(&self, id: ChatId) -> StorageResult<Option<Conversation>> {
        search::one(self, id).await
    }

    async fn erase_conversation(&self, id: ChatId) -> StorageResult<bool> {
        let mut tx = self.write().await?;
        let existed = tx
            .sql("DELETE FROM chats WHERE tenant_id = $1 AND id = $2")
            .id(self.tenant)
            .id(id)
            .changed()
            .await?;
        tx.commit().await?;
        self.tell_if(existed, Change::Conversation { id });
        Ok(existed)
    }

    /// Chats go first, so that visitors find nothing that refers to them.
    async fn erase_agent(&self, agent: AgentId) -> StorageResult<()> {
        let mut tx = self.write().await?;
        for statement in [
            "DELETE FROM chats WHERE tenant_id = $1 AND agent_id = $2",
            "DELETE FROM visitors WHERE tenant_id = $1 AND agent_id = $2",
        ] {
            tx.sql(statement).id(self.tenant).id(agent).execute().await?;
        }
        tx.commit().await?;
        self.tell(Change::Missed);
        Ok(())
    }

    async fn set_labels(&self, id: ChatId, labels: &[String]) -> StorageResult<bool> {
        let exists = label::replace(self, id, labels).await?;
        self.tell_if(exists, Change::Conversation { id });
        Ok(exists)
    }

    async fn labels(&self, limit: u32) -> StorageResult<Vec<String>> {
        label::in_use(self, limit).await
    }

    async fn add_note(&self, note: &Note) -> StorageResult<()> {
        note::insert(self, note).await?;
        self.tell(Change::Conversation { id: note.chat_id });
        Ok(())
    }

    async fn notes(&self, id: ChatId, limit: u32) -> StorageResult<Vec<Note>> {
        note::of_chat(self, id, limit).await
    }

    async fn note(&self, id: NoteId) -> StorageResult<Option<Note>> {
        note::one(self, id).await
    }

    async fn delete_note(&self, id: NoteId) -> StorageResult<bool> {
        let chat = note::delete(self, id).await?;
        if let Some(id) = chat {
            self.tell(Change::Conversation { id });
        }
        Ok(chat.is_some())
    }
}
