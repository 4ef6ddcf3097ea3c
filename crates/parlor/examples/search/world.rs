//! Tenants with documents in a database, made through the product's own ports.

use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::Result;
use domain::agent::{Agent, AgentConfig, AgentVersion};
use domain::clock::Timestamp;
use domain::document::{Chunk, Document, DocumentStatus};
use domain::id::{AgentId, DocumentId, TenantId};
use domain::job::{Job, JobKind};
use domain::member::{Member, MemberStatus, Role, User};
use domain::storage::{ColdStorage, TenantStore};
use domain::tenant::{Directory, SignUp, Tenant, TenantStatus};
use domain::vault::Sealed;
use store::Store;
use uuid::Uuid;

use super::vectors::Material;

/// Names the model of the material.
pub const MODEL: &str = "prepared";
/// Chunks of one document.
const DOCUMENT: u64 = 500;

static NEXT: AtomicU64 = AtomicU64::new(1);

fn id<T: From<Uuid>>() -> T {
    T::from(Uuid::from_u128(u128::from(NEXT.fetch_add(1, Ordering::Relaxed))))
}

/// An agent that knows `count` chunks, beginning with number `from` of the material.
#[derive(Debug, Clone, Copy)]
pub struct Agency {
    pub tenant: TenantId,
    pub agent: AgentId,
    pub knowledge: i64,
    pub from: u64,
    pub count: u64,
}

/// Signs a tenant up and gives its agent `count` chunks.
pub async fn agency(store: &Store, material: &Material, from: u64, count: u64) -> Result<Agency> {
    let now = Timestamp::from_millis(0);
    let sign_up = sign_up(now);
    store.sign_up(&sign_up).await?;
    let tenant = ColdStorage::tenant(store, sign_up.tenant.id);
    let config = AgentConfig::new("Bench".into(), "Help.".into());
    let agent = Agent {
        id: id(),
        slug: "bench".into(),
        draft: config.clone(),
        revision: 1,
        live_version: 1,
        knowledge_version: 0,
        identity_secret: Sealed::from_text(String::new()),
        created_at: now,
        updated_at: now,
    };
    let first =
        AgentVersion { version: 1, config, note: None, published_by: None, published_at: now, gate: None };
    tenant.create_agent(&agent, &first).await?;
    let mut begin = from;
    while begin < from + count {
        let end = (begin + DOCUMENT).min(from + count);
        document(&*tenant, agent.id, material, begin..end, now).await?;
        begin = end;
    }
    let knowledge = tenant.agent(agent.id).await?.map_or(0, |agent| agent.knowledge_version);
    Ok(Agency { tenant: sign_up.tenant.id, agent: agent.id, knowledge, from, count })
}

async fn document(
    tenant: &dyn TenantStore,
    agent: AgentId,
    material: &Material,
    numbers: std::ops::Range<u64>,
    now: Timestamp,
) -> Result<()> {
    let document_id: DocumentId = id();
    let document = Document {
        id: document_id,
        agent_id: agent,
        source_id: None,
        title: format!("Handbook {}", numbers.start / DOCUMENT),
        filename: "handbook.md".into(),
        media_type: "text/markdown".into(),
        size: 1,
        status: DocumentStatus::Queued,
        error: None,
        progress: None,
        chunk_count: 0,
        page_count: None,
        created_at: now,
        updated_at: now,
    };
    let ingest = Job::due(id(), JobKind::IngestDocument { document_id }, now);
    tenant.create_document(&document, &ingest).await?;
    let chunk = |(position, number): (u32, u64)| {
        let (text, vector) = material.chunk(number);
        Chunk {
            id: id(),
            document_id,
            position,
            heading: String::new(),
            page: None,
            text,
            span: (0, 0),
            embedding: Some(vector),
            embedding_model: Some(MODEL.into()),
        }
    };
    let chunks: Vec<Chunk> = (0..).zip(numbers).map(chunk).collect();
    tenant.replace_chunks(document_id, &chunks, None, now).await?;
    Ok(())
}

fn sign_up(created_at: Timestamp) -> SignUp {
    let (tenant_id, user_id): (TenantId, _) = (id(), id());
    let email = format!("{}@bench.example", Uuid::from(tenant_id));
    SignUp {
        tenant: Tenant {
            id: tenant_id,
            name: "Bench".into(),
            slug: Uuid::from(tenant_id).to_string(),
            status: TenantStatus::Active,
            created_at,
        },
        user: User {
            id: user_id,
            email: email.clone(),
            name: None,
            password_hash: "none".into(),
            created_at,
        },
        member: Member {
            id: id(),
            user_id,
            email,
            name: None,
            role: Role::Owner,
            status: MemberStatus::Active,
            created_at,
        },
    }
}
