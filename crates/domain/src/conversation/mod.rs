//! Chats as members see them: all of a tenant's, with who wrote, labels and notes. What visitors do is in [`crate::chat`].

use async_trait::async_trait;

use crate::chat::{Chat, Rating};
use crate::clock::Timestamp;
use crate::id::{AgentId, ChatId, MemberId, NoteId, VisitorId};
use crate::page::{Page, PageRequest};
use crate::storage::StorageResult;
use crate::visitor::Visitor;

/// A conversation with what an inbox shows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conversation {
    /// The chat.
    pub chat: Chat,
    /// Who writes.
    pub visitor: Visitor,
    /// Sorted.
    pub labels: Vec<String>,
    /// Answers that were found helpful.
    pub ups: u32,
    /// Answers that were not.
    pub downs: u32,
    /// Whether a question is [unanswered](ConversationFilter::unanswered).
    pub unanswered: bool,
}

/// Which conversations a member wants to see; every condition that is given must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ConversationFilter {
    /// Of this agent.
    pub agent: Option<AgentId>,
    /// Of this visitor.
    pub visitor: Option<VisitorId>,
    /// The visitor's name, address or the tenant's own id for them contains this.
    pub visitor_text: Option<String>,
    /// The title or a message contains this. Upper and lower case are one where the database knows them: SQLite knows ASCII.
    pub text: Option<String>,
    /// An answer was rated so.
    pub rating: Option<Rating>,
    /// Carries this label.
    pub label: Option<String>,
    /// A question has no complete answer that cites a passage, and none is being written.
    pub unanswered: bool,
    /// Begun at this time or later.
    pub from: Option<Timestamp>,
    /// Begun before this time.
    pub until: Option<Timestamp>,
}

/// What members write to each other about a conversation; visitors never see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// The conversation.
    pub chat_id: ChatId,
    /// Who wrote it; `None` for a server.
    pub member_id: Option<MemberId>,
    /// The text.
    pub text: String,
    /// When.
    pub created_at: Timestamp,
}

/// Most labels of one conversation.
pub const MAX_LABELS: usize = 10;
/// Longest label, in characters.
pub const MAX_LABEL: usize = 40;

/// Labels as they are stored: trimmed, without doubles, sorted. `None`: too many, too long or empty.
pub fn labels(given: Vec<String>) -> Option<Vec<String>> {
    let mut labels: Vec<String> = given.into_iter().map(|label| label.trim().to_owned()).collect();
    labels.sort_unstable();
    labels.dedup();
    let fit =
        labels.len() <= MAX_LABELS && labels.iter().all(|l| (1..=MAX_LABEL).contains(&l.chars().count()));
    fit.then_some(labels)
}

/// The conversations of one tenant.
#[async_trait]
pub trait ConversationStore: Send + Sync {
    /// Newest first (by id), previews left out. A search looks at a bounded number of conversations in one call, so a page may hold
    /// fewer than asked for, or none, and still have a next one.
    async fn conversations(
        &self,
        filter: &ConversationFilter,
        page: PageRequest,
    ) -> StorageResult<Page<Conversation>>;
    /// One of them, previews included.
    async fn conversation(&self, id: ChatId) -> StorageResult<Option<Conversation>>;
    /// Erases a conversation with everything that was said. `false`: no such conversation.
    async fn erase_conversation(&self, id: ChatId) -> StorageResult<bool>;
    /// Somebody who talks with one of the agents.
    async fn known_visitor(&self, id: VisitorId) -> StorageResult<Option<Visitor>>;
    /// Erases a visitor with every conversation of theirs, and cuts what was spent on them from their id. The conversations; `None`: no
    /// such visitor.
    async fn erase_visitor(&self, id: VisitorId) -> StorageResult<Option<Vec<ChatId>>>;
    /// Erases every visitor and chat of an agent.
    async fn erase_agent(&self, agent: AgentId) -> StorageResult<()>;

    /// Replaces the labels. `false`: no such conversation.
    async fn set_labels(&self, id: ChatId, labels: &[String]) -> StorageResult<bool>;
    /// Labels in use, sorted; at most `limit`.
    async fn labels(&self, limit: u32) -> StorageResult<Vec<String>>;

    /// Stores a note. `Conflict("reference")`: no such conversation.
    async fn add_note(&self, note: &Note) -> StorageResult<()>;
    /// A conversation's notes, oldest first; at most `limit`.
    async fn notes(&self, id: ChatId, limit: u32) -> StorageResult<Vec<Note>>;
    /// One note.
    async fn note(&self, id: NoteId) -> StorageResult<Option<Note>>;
    /// Deletes a note. `false`: no such note.
    async fn delete_note(&self, id: NoteId) -> StorageResult<bool>;
}

#[cfg(test)]
mod tests {
    #[test]
    fn labels_are_trimmed_sorted_and_bounded() {
        let given = |labels: &[&str]| super::labels(labels.iter().map(|&l| l.to_owned()).collect());
        assert_eq!(given(&[" refund", "bug", "refund "]), Some(vec!["bug".to_owned(), "refund".to_owned()]));
        assert_eq!(given(&[]), Some(Vec::new()));
        assert_eq!(given(&[" "]), None);
        assert_eq!(given(&[&"x".repeat(41)]), None);
        let many: Vec<String> = (0..11).map(|n| n.to_string()).collect();
        assert_eq!(super::labels(many), None);
    }
}
