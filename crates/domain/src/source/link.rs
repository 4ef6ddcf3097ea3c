//! A single page by its address, which becomes a source of that page: fetched while the caller waits, so that its document is there at
//! once, and synchronized from then on like every other.

use super::scope::Scope;
use super::sync::document;
use super::web::{Validators, Visit, VisitError, Web};
use super::{Schedule, Source, SourceKind};
use crate::document::upload::Uploader;
use crate::document::{BlobError, Document};
use crate::id::{AgentId, TenantId};
use crate::job::{Job, JobKind};
use crate::storage::{StorageError, TenantStore};

/// Why a page did not become a document.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// It could not be had.
    #[error(transparent)]
    Visit(#[from] VisitError),
    /// The agent may not have the source.
    #[error(transparent)]
    Refused(#[from] SourceRefused),
    /// Its content could not be stored.
    #[error(transparent)]
    Blob(#[from] BlobError),
    /// It could not be recorded.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Why an agent may not have another source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SourceRefused {
    /// It has [`Source::MOST`].
    #[error("exceeds {} web sources of one agent", Source::MOST)]
    TooMany,
    /// It has this one.
    #[error("The agent has this web source already.")]
    Known,
}

/// Whether a source may be added to those that its agent has.
pub async fn admit(
    store: &dyn TenantStore,
    source: &Source,
) -> Result<Result<(), SourceRefused>, StorageError> {
    let others = store.sources(source.agent_id).await?;
    if others.len() >= Source::MOST {
        return Ok(Err(SourceRefused::TooMany));
    }
    let same = |other: &Source| other.kind == source.kind && other.scope.address == source.scope.address;
    Ok(if others.iter().any(|(other, _)| same(other)) { Err(SourceRefused::Known) } else { Ok(()) })
}

/// Fetches a page and stores it as a source with its document.
pub async fn link(
    uploader: &Uploader,
    web: &dyn Web,
    store: &dyn TenantStore,
    tenant: TenantId,
    agent: AgentId,
    address: &str,
) -> Result<Document, LinkError> {
    let Uploader { blobs, clock, ids } = uploader;
    let (scope, manual) = (Scope::new(address, 1), Schedule::Manual);
    let mut source = Source::new(ids.next(), agent, SourceKind::Page, scope, manual, clock.now());
    admit(store, &source).await??;
    let Visit::Page(page) = web.visit(&source.scope.address, &Validators::default()).await? else {
        let reason = "The site says that it has not changed, and not what it is.".to_owned();
        return Err(VisitError::Unreachable(reason).into());
    };
    // Known from now on by the address that it names as its own, or else by the one that it was found at.
    let of_its_host = |named: &str| source.scope.admit(named);
    let own = page.canonical.as_deref().and_then(of_its_host);
    let own = own.unwrap_or_else(|| Scope::new(&page.address, 1).address);
    if own != source.scope.address {
        source.scope.address = own;
        admit(store, &source).await??;
    }
    let now = clock.now();
    let made = document(ids.next(), &source, &source.scope.address, &page, now);
    let ingest = Job::due(ids.next(), JobKind::IngestDocument { document_id: made.id }, now);
    let sync = Job::due(ids.next(), JobKind::SyncSource { source_id: source.id, sync: source.sync }, now);
    blobs.put(tenant, &made.blob_path(), page.bytes).await?;
    let page = (ids.next(), page.digest.as_str(), &page.validators);
    let stored = store.create_page_source(&source, page, &made, &sync, &ingest).await;
    if stored.is_err() {
        blobs.delete_prefix(tenant, &made.blob_path()).await?;
    }
    stored?;
    Ok(made)
}
