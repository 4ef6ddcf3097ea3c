//! Chats as members see them. This file is the port; searching is in [`search`], what members add in [`label`] and [`note`].

mod label;
mod note;
mod search;

use async_trait::async_trait;
use domain::change::Change;
use domain::conversation::{Conversation, ConversationFilter, ConversationStore, Note};
use domain::id::{AgentId, ChatId, NoteId, VisitorId};
use domain::page::{Page, PageRequest};
use domain::storage::StorageResult;
use domain::visitor::Visitor;
use serde_json::json;
use uuid::Uuid;

use crate::audit::Entry;
use crate::scope::Scope;
use crate::visitor;

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
        let mut tx = self.edit().await?;
        let erased = tx
            .sql("DELETE FROM chats WHERE tenant_id = $1 AND id = $2 RETURNING agent_id, visitor_id")
            .id(self.tenant)
            .id(id)
            .optional_as(|row| {
                let (agent, visitor) = (row.id::<AgentId>("agent_id")?, row.id::<VisitorId>("visitor_id")?);
                Ok(json!({"agent": agent, "visitor": visitor}))
            })
            .await?;
        if erased.is_none() {
            return Ok(false);
        }
        // What was said is not recorded: it was to be erased.
        tx.commit(Entry::new("conversation.erase", id).before(erased)).await?;
        self.tell(Change::Conversation { id });
        Ok(true)
    }

    async fn known_visitor(&self, id: VisitorId) -> StorageResult<Option<Visitor>> {
        visitor::known(self, id).await
    }

    async fn erase_visitor(&self, id: VisitorId) -> StorageResult<Option<Vec<ChatId>>> {
        let mut tx = self.edit().await?;
        let chats: Vec<ChatId> = tx
            .sql("DELETE FROM chats WHERE tenant_id = $1 AND visitor_id = $2 RETURNING id")
            .id(self.tenant)
            .id(id)
            .all_as(|row| row.id("id"))
            .await?;
        let agent = tx
            .sql("DELETE FROM visitors WHERE tenant_id = $1 AND id = $2 RETURNING agent_id")
            .id(self.tenant)
            .id(id)
            .optional_as(|row| row.id::<AgentId>("agent_id"))
            .await?;
        let Some(agent) = agent else { return Ok(None) };
        // What was spent stays spent; on whom is nobody's business any more.
        tx.sql("UPDATE ledger SET visitor_id = $3 WHERE tenant_id = $1 AND visitor_id = $2")
            .id(self.tenant)
            .id(id)
            .id(Uuid::nil())
            .execute()
            .await?;
        let before = json!({"agent": agent, "conversations": chats.len()});
        tx.commit(Entry::new("visitor.erase", id).before(Some(before))).await?;
        for id in &chats {
            self.tell(Change::Conversation { id: *id });
        }
        Ok(Some(chats))
    }

    /// Chats go first, so that visitors find nothing that refers to them. A part of deleting the agent, and recorded with that.
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
