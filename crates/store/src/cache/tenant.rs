//! One tenant's cold storage, with live agents remembered and every change that touches a cache forgetting what it changed.

use std::sync::Arc;

use async_trait::async_trait;
use domain::agent::{Agent, AgentConfig, AgentStore, AgentVersion, LiveAgent};
use domain::audit::{AuditEntry, AuditFilter, AuditStore};
use domain::clock::Timestamp;
use domain::document::content::Progress;
use domain::document::index::{KnowledgeSize, OutsizedStore};
use domain::document::{Chunk, Document, DocumentStatus, DocumentStore, IndexedChunk};
use domain::id::{AgentId, ChunkId, DocumentId, InvitationId, JobId, KeyId, McpServerId, MemberId, ToolId};
use domain::invitation::{Invitation, InvitationStore};
use domain::job::{Job, JobOutcome, JobStore};
use domain::key::{ApiKey, KeyStore, SecretHash};
use domain::mcp::{McpServer, McpServerStore};
use domain::member::change::MemberChange;
use domain::member::{Member, MemberStore};
use domain::page::{Page, PageRequest};
use domain::repeat::{Claimed, RepeatKey, RepeatStore};
use domain::storage::StorageResult;
use domain::tenant::OrganizationStore;
use domain::tool::{Tool, ToolStore};
use domain::vault::Sealed;

use super::Caches;
use crate::scope::Scope;

/// Cold storage of one tenant behind the caches.
pub(crate) struct CachedTenant {
    pub(crate) inner: Scope,
    pub(crate) caches: Arc<Caches>,
}

#[async_trait]
impl AgentStore for CachedTenant {
    async fn live_agent(&self, id: AgentId) -> StorageResult<Option<LiveAgent>> {
        self.caches.agents.or_find((self.inner.tenant, id), self.inner.live_agent(id)).await
    }

    async fn publish(
        &self,
        id: AgentId,
        expected: i64,
        version: &AgentVersion,
    ) -> StorageResult<Option<Agent>> {
        let published = self.inner.publish(id, expected, version).await;
        self.caches.agents.forget(&(self.inner.tenant, id));
        published
    }

    async fn delete_agent(&self, id: AgentId, cleanup: &Job) -> StorageResult<bool> {
        let existed = self.inner.delete_agent(id, cleanup).await;
        self.caches.agents.forget(&(self.inner.tenant, id));
        self.caches.keys.forget_where(|owner| owner.tenant.id == self.inner.tenant);
        existed
    }

    async fn replace_identity(&self, id: AgentId, stored: &Sealed, sealed: &Sealed) -> StorageResult<bool> {
        let replaced = self.inner.replace_identity(id, stored, sealed).await;
        self.caches.agents.forget(&(self.inner.tenant, id));
        replaced
    }

    async fn plain_identities(&self, limit: u32) -> StorageResult<Vec<(AgentId, Sealed)>> {
        self.inner.plain_identities(limit).await
    }

    async fn create_agent(&self, agent: &Agent, first: &AgentVersion) -> StorageResult<()> {
        self.inner.create_agent(agent, first).await
    }

    async fn agent(&self, id: AgentId) -> StorageResult<Option<Agent>> {
        self.inner.agent(id).await
    }

    async fn count_agents(&self) -> StorageResult<u64> {
        self.inner.count_agents().await
    }

    async fn agents(&self, page: PageRequest) -> StorageResult<Page<Agent>> {
        self.inner.agents(page).await
    }

    async fn update_draft(
        &self,
        id: AgentId,
        expected: i64,
        draft: &AgentConfig,
        now: Timestamp,
    ) -> StorageResult<Option<Agent>> {
        self.inner.update_draft(id, expected, draft, now).await
    }

    async fn versions(&self, id: AgentId, page: PageRequest) -> StorageResult<Vec<AgentVersion>> {
        self.inner.versions(id, page).await
    }

    async fn version(&self, id: AgentId, version: i64) -> StorageResult<Option<AgentVersion>> {
        self.inner.version(id, version).await
    }
}

#[async_trait]
impl ToolStore for CachedTenant {
    async fn create_tool(&self, tool: &Tool) -> StorageResult<()> {
        let created = self.inner.create_tool(tool).await;
        self.caches.agents.forget(&(self.inner.tenant, tool.agent_id));
        created
    }

    async fn update_tool(&self, expected: i64, tool: &Tool) -> StorageResult<Option<Tool>> {
        let updated = self.inner.update_tool(expected, tool).await;
        self.caches.agents.forget(&(self.inner.tenant, tool.agent_id));
        updated
    }

    async fn delete_tool(&self, id: ToolId) -> StorageResult<bool> {
        let existed = self.inner.delete_tool(id).await;
        self.caches.agents.forget_all();
        existed
    }

    async fn tool(&self, id: ToolId) -> StorageResult<Option<Tool>> {
        self.inner.tool(id).await
    }

    async fn tools(&self, agent: AgentId) -> StorageResult<Vec<Tool>> {
        self.inner.tools(agent).await
    }
}

#[async_trait]
impl McpServerStore for CachedTenant {
    async fn delete_mcp_server(&self, id: McpServerId) -> StorageResult<bool> {
        let existed = self.inner.delete_mcp_server(id).await;
        self.caches.agents.forget_all();
        existed
    }

    async fn create_mcp_server(&self, server: &McpServer) -> StorageResult<()> {
        self.inner.create_mcp_server(server).await
    }

    async fn mcp_server(&self, id: McpServerId) -> StorageResult<Option<McpServer>> {
        self.inner.mcp_server(id).await
    }

    async fn mcp_servers(&self, agent: AgentId) -> StorageResult<Vec<McpServer>> {
        self.inner.mcp_servers(agent).await
    }

    async fn update_mcp_server(&self, expected: i64, server: &McpServer) -> StorageResult<Option<McpServer>> {
        self.inner.update_mcp_server(expected, server).await
    }
}

#[async_trait]
impl OutsizedStore for CachedTenant {
    async fn knowledge_size(&self, agent: AgentId) -> StorageResult<KnowledgeSize> {
        self.inner.knowledge_size(agent).await
    }

    async fn chunk_page(
        &self,
        agent: AgentId,
        after: Option<ChunkId>,
        limit: u32,
    ) -> StorageResult<Vec<IndexedChunk>> {
        self.inner.chunk_page(agent, after, limit).await
    }

    async fn prepare_nearest(&self, agent: AgentId, model: &str) -> StorageResult<()> {
        self.inner.prepare_nearest(agent, model).await
    }

    async fn nearest_chunks(
        &self,
        agent: AgentId,
        model: &str,
        vector: &[f32],
        limit: u32,
    ) -> StorageResult<Vec<ChunkId>> {
        self.inner.nearest_chunks(agent, model, vector, limit).await
    }

    async fn indexed_chunks(&self, agent: AgentId, ids: &[ChunkId]) -> StorageResult<Vec<IndexedChunk>> {
        self.inner.indexed_chunks(agent, ids).await
    }
}

#[async_trait]
impl DocumentStore for CachedTenant {
    async fn replace_chunks(
        &self,
        id: DocumentId,
        chunks: &[Chunk],
        page_count: Option<u32>,
        now: Timestamp,
    ) -> StorageResult<bool> {
        let replaced = self.inner.replace_chunks(id, chunks, page_count, now).await;
        self.caches.agents.forget_all();
        replaced
    }

    async fn delete_document(&self, id: DocumentId, cleanup: &Job) -> StorageResult<bool> {
        let existed = self.inner.delete_document(id, cleanup).await;
        self.caches.agents.forget_all();
        existed
    }

    async fn create_document(&self, document: &Document, ingest: &Job) -> StorageResult<()> {
        self.inner.create_document(document, ingest).await
    }

    async fn document(&self, id: DocumentId) -> StorageResult<Option<Document>> {
        self.inner.document(id).await
    }

    async fn count_documents(&self) -> StorageResult<u64> {
        self.inner.count_documents().await
    }

    async fn documents(&self, agent: AgentId, page: PageRequest) -> StorageResult<Page<Document>> {
        self.inner.documents(agent, page).await
    }

    async fn set_document_status(
        &self,
        id: DocumentId,
        status: DocumentStatus,
        error: Option<&str>,
        now: Timestamp,
    ) -> StorageResult<bool> {
        self.inner.set_document_status(id, status, error, now).await
    }

    async fn set_document_progress(&self, id: DocumentId, progress: Progress) -> StorageResult<bool> {
        self.inner.set_document_progress(id, progress).await
    }

    async fn requeue_document(&self, id: DocumentId, ingest: &Job, now: Timestamp) -> StorageResult<bool> {
        self.inner.requeue_document(id, ingest, now).await
    }

    async fn chunks(&self, id: DocumentId, from: u32, limit: u32) -> StorageResult<Vec<Chunk>> {
        self.inner.chunks(id, from, limit).await
    }

    async fn index_chunks(&self, agent: AgentId) -> StorageResult<(i64, Vec<IndexedChunk>)> {
        self.inner.index_chunks(agent).await
    }

    async fn switch_embeddings(&self, agent: AgentId, model: &str) -> StorageResult<bool> {
        let switched = self.inner.switch_embeddings(agent, model).await;
        self.caches.agents.forget_all();
        switched
    }

    async fn embedded_chunks(&self, id: DocumentId, model: &str) -> StorageResult<Vec<IndexedChunk>> {
        self.inner.embedded_chunks(id, model).await
    }

    async fn agents_to_reembed(&self, model: &str) -> StorageResult<Vec<AgentId>> {
        self.inner.agents_to_reembed(model).await
    }

    async fn chunks_to_reembed(
        &self,
        agent: AgentId,
        model: &str,
        limit: u32,
    ) -> StorageResult<Vec<IndexedChunk>> {
        self.inner.chunks_to_reembed(agent, model, limit).await
    }

    async fn prepare_embeddings(&self, model: &str, vectors: &[(ChunkId, Arc<[f32]>)]) -> StorageResult<()> {
        self.inner.prepare_embeddings(model, vectors).await
    }
}

#[async_trait]
impl KeyStore for CachedTenant {
    async fn revoke_key(&self, id: KeyId, at: Timestamp) -> StorageResult<bool> {
        let revoked = self.inner.revoke_key(id, at).await;
        self.caches.keys.forget_where(|owner| owner.key.id == id);
        revoked
    }

    /// Forgets the key, too: callers decide by its last use whether to record another one.
    async fn touch_key(&self, id: KeyId, at: Timestamp) -> StorageResult<()> {
        let touched = self.inner.touch_key(id, at).await;
        self.caches.keys.forget_where(|owner| owner.key.id == id);
        touched
    }

    async fn create_key(&self, key: &ApiKey, hash: &SecretHash) -> StorageResult<()> {
        self.inner.create_key(key, hash).await
    }

    async fn keys(&self) -> StorageResult<Vec<ApiKey>> {
        self.inner.keys().await
    }
}

#[async_trait]
impl MemberStore for CachedTenant {
    async fn change_member(&self, id: MemberId, change: MemberChange) -> StorageResult<Option<Member>> {
        let before = self.inner.change_member(id, change).await;
        self.caches.sessions.forget_where(|identity| identity.member.id == id);
        before
    }

    async fn members(&self) -> StorageResult<Vec<Member>> {
        self.inner.members().await
    }

    async fn member(&self, id: MemberId) -> StorageResult<Option<Member>> {
        self.inner.member(id).await
    }
}

#[async_trait]
impl InvitationStore for CachedTenant {
    async fn invite(&self, invitation: &Invitation, token: &SecretHash) -> StorageResult<()> {
        self.inner.invite(invitation, token).await
    }

    async fn invitations(&self) -> StorageResult<Vec<Invitation>> {
        self.inner.invitations().await
    }

    async fn revoke_invitation(&self, id: InvitationId) -> StorageResult<bool> {
        self.inner.revoke_invitation(id).await
    }
}

#[async_trait]
impl OrganizationStore for CachedTenant {
    async fn rename_organization(&self, name: &str) -> StorageResult<()> {
        let renamed = self.inner.rename_organization(name).await;
        self.caches.sessions.forget_where(|identity| identity.tenant.id == self.inner.tenant);
        self.caches.keys.forget_where(|owner| owner.tenant.id == self.inner.tenant);
        renamed
    }
}

#[async_trait]
impl AuditStore for CachedTenant {
    async fn audit_log(&self, filter: &AuditFilter, page: PageRequest) -> StorageResult<Page<AuditEntry>> {
        self.inner.audit_log(filter, page).await
    }
}

#[async_trait]
impl JobStore for CachedTenant {
    async fn enqueue(&self, job: &Job) -> StorageResult<()> {
        self.inner.enqueue(job).await
    }

    async fn extend_lease(&self, id: JobId, attempt: u32, until: Timestamp) -> StorageResult<bool> {
        self.inner.extend_lease(id, attempt, until).await
    }

    async fn finish_job(&self, id: JobId, attempt: u32, outcome: &JobOutcome) -> StorageResult<bool> {
        self.inner.finish_job(id, attempt, outcome).await
    }
}

#[async_trait]
impl RepeatStore for CachedTenant {
    async fn claim(
        &self,
        key: &RepeatKey,
        fingerprint: &[u8; 32],
        now: Timestamp,
        lease_until: Timestamp,
    ) -> StorageResult<Claimed> {
        self.inner.claim(key, fingerprint, now, lease_until).await
    }

    async fn settle(&self, key: &RepeatKey, answer: &str, expires_at: Timestamp) -> StorageResult<()> {
        self.inner.settle(key, answer, expires_at).await
    }

    async fn release(&self, key: &RepeatKey) -> StorageResult<()> {
        self.inner.release(key).await
    }
}
