//! The storage ports as a whole: which port exists, and the one error they share. The methods live with their nouns.
//!
//! Nothing is stored or read without a tenant: work starts with [`ColdStorage::tenant`] or [`HotStorage::tenant`]. The few
//! look-ups before a tenant is known sit on [`crate::tenant::Directory`] and [`HotStorage`] itself.

use std::sync::Arc;

use async_trait::async_trait;

use crate::agent::AgentStore;
use crate::alert::AlertStore;
use crate::audit::{Acting, AuditStore};
use crate::chat::store::{ChatStore, StaleTurn};
use crate::clock::Timestamp;
use crate::conversation::ConversationStore;
use crate::document::DocumentStore;
use crate::document::index::OutsizedStore;
use crate::eval::EvalStore;
use crate::id::{NodeId, TenantId};
use crate::insight::InsightStore;
use crate::invitation::InvitationStore;
use crate::job::JobStore;
use crate::key::KeyStore;
use crate::langfuse::connection::ConnectionStore;
use crate::mcp::McpServerStore;
use crate::member::MemberStore;
use crate::repeat::RepeatStore;
use crate::source::SourceStore;
use crate::tenant::OrganizationStore;
use crate::tool::ToolStore;

/// What can go wrong in any storage call. "Not found" is not among them: a missing row is `None` or `false`.
#[derive(Debug, thiserror::Error)]
pub enum StorageError {
    /// A uniqueness rule or an expected version was violated; the field that clashed.
    #[error("conflict on {0}")]
    Conflict(&'static str),
    /// The disk (or the database's quota) is full: nothing was written.
    #[error("storage is full")]
    Full,
    /// The database cannot be reached right now; trying again later makes sense.
    #[error("storage is unavailable: {0}")]
    Unavailable(String),
    /// A stored value that cannot be read, or a statement that the database refused: a defect.
    #[error("storage failed: {0}")]
    Internal(String),
}

/// Shorthand for results of storage calls.
pub type StorageResult<T> = Result<T, StorageError>;

/// Everything that changes rarely, of one tenant.
pub trait TenantStore:
    AgentStore
    + AlertStore
    + AuditStore
    + ConnectionStore
    + DocumentStore
    + EvalStore
    + InvitationStore
    + JobStore
    + KeyStore
    + McpServerStore
    + MemberStore
    + OrganizationStore
    + OutsizedStore
    + RepeatStore
    + SourceStore
    + ToolStore
{
}
impl<
    T: AgentStore
        + AlertStore
        + AuditStore
        + ConnectionStore
        + DocumentStore
        + EvalStore
        + InvitationStore
        + JobStore
        + KeyStore
        + McpServerStore
        + MemberStore
        + OrganizationStore
        + OutsizedStore
        + OutsizedStore
        + RepeatStore
        + SourceStore
        + ToolStore,
> TenantStore for T
{
}

/// The cold path: tenants, members, agents, tools, MCP servers, keys, documents, chunks, web sources, evaluations, jobs.
pub trait ColdStorage: Send + Sync {
    /// The same storage, seen by one tenant. What is changed through it is nobody's change: for workers, operators and tests.
    fn tenant(&self, tenant: TenantId) -> Arc<dyn TenantStore>;

    /// The same, on somebody's behalf: what they change is recorded together with the change.
    fn acting(&self, tenant: TenantId, acting: Acting) -> Arc<dyn TenantStore>;
}

/// The hot path: visitors, chats, messages, turns and their logs. May live in another database than the cold path.
#[async_trait]
pub trait HotStorage: Send + Sync {
    /// The same storage, seen by one tenant.
    fn tenant(&self, tenant: TenantId) -> Arc<dyn ChatStore>;

    /// The same chats as members see them; on somebody's behalf, when `acting` is given, as with [`ColdStorage::acting`].
    fn conversations(&self, tenant: TenantId, acting: Option<Acting>) -> Arc<dyn ConversationStore>;

    /// The same chats in numbers.
    fn insight(&self, tenant: TenantId) -> Arc<dyn InsightStore>;

    /// Records that `node` was alive at `now`.
    async fn beat(&self, node: NodeId, now: Timestamp) -> StorageResult<()>;

    /// Running turns of nodes that have not beaten since `dead_since` (or never), at most `limit`.
    async fn stale_turns(&self, dead_since: Timestamp, limit: u32) -> StorageResult<Vec<StaleTurn>>;

    /// Deletes the logs of turns that ended before `ended_before` and forgets nodes that were last seen before it.
    /// Returns how many turns were cleaned; at most `limit`.
    async fn purge_logs(&self, ended_before: Timestamp, limit: u32) -> StorageResult<u64>;

    /// A trivial read and write that proves that the storage works (readiness).
    async fn check(&self) -> StorageResult<()>;
}
