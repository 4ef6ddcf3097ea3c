//! The synchronization job: asks a site for its pages, slice by slice, and makes documents of what is new. All it knows is in storage, so
//! a slice that is cut off is done again by the next.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use super::address::canonical;
use super::web::{Validators, Visit, VisitError, Web, WebPage};
use super::{PageOutcome, PageState, Source, SourceKind, SourcePage, SyncEnd};
use crate::clock::{Clock, Timestamp};
use crate::document::{BlobError, Blobs, Document, DocumentStatus};
use crate::id::{DocumentId, Ids, SourceId, TenantId};
use crate::job::{Job, JobKind};
use crate::storage::{ColdStorage, StorageError, TenantStore};
use crate::usage::Plan;

/// How long one slice goes on before other jobs get their turn.
const SLICE: Duration = Duration::from_secs(5);
/// Documents that are erased at once.
const ERASED: u32 = 100;
/// Longest title, in characters.
const TITLE: usize = 200;

/// Whether a synchronization is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// It goes on with the next slice.
    Slice,
    /// It is over.
    Over,
}

/// Why a slice did not come to its end; try again.
#[derive(Debug, thiserror::Error)]
pub enum SyncError {
    /// Storage failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// A page could not be stored, or read again.
    #[error(transparent)]
    Blob(#[from] BlobError),
}

/// Runs synchronizations.
pub struct Syncer {
    /// Sources, pages and documents.
    pub storage: Arc<dyn ColdStorage>,
    /// Pages' content.
    pub blobs: Arc<dyn Blobs>,
    /// Sites.
    pub web: Arc<dyn Web>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Identifiers.
    pub ids: Arc<dyn Ids>,
    /// What organizations may use.
    pub plan: Plan,
}

/// One slice at work.
struct Slice<'a> {
    run: &'a Syncer,
    tenant: TenantId,
    store: Arc<dyn TenantStore>,
    source: Source,
}

impl Syncer {
    /// Begins the synchronization that was planned for a time, unless that plan was changed meanwhile.
    pub async fn begin(&self, tenant: TenantId, id: SourceId, planned: Timestamp) -> Result<(), SyncError> {
        let job = Job::due(self.ids.next(), JobKind::SyncSource { source_id: id, sync: 0 }, self.clock.now());
        self.storage.tenant(tenant).begin_sync(id, Some(planned), &job).await?;
        Ok(())
    }

    /// Goes on with synchronization `sync` for a while.
    pub async fn run(&self, tenant: TenantId, id: SourceId, sync: i64) -> Result<Progress, SyncError> {
        let store = self.storage.tenant(tenant);
        let Some(source) = store.source(id).await? else { return Ok(Progress::Over) };
        if !source.syncing || source.sync != sync {
            return Ok(Progress::Over);
        }
        let until = self.clock.now().plus(SLICE);
        let slice = Slice { run: self, tenant, store, source };
        if let Err(reason) = slice.seed().await? {
            slice.end(Some(reason)).await?;
            return Ok(Progress::Over);
        }
        while let Some(page) = slice.next().await? {
            slice.page(page).await?;
            if self.clock.now() >= until {
                return Ok(Progress::Slice);
            }
        }
        slice.end(None).await?;
        Ok(Progress::Over)
    }

    /// Ends a synchronization that cannot be brought to its end.
    pub async fn fail(
        &self,
        tenant: TenantId,
        id: SourceId,
        sync: i64,
        reason: &str,
    ) -> Result<(), SyncError> {
        let store = self.storage.tenant(tenant);
        let Some(source) = store.source(id).await? else { return Ok(()) };
        if source.sync == sync {
            Slice { run: self, tenant, store, source }.end(Some(reason.to_owned())).await?;
        }
        Ok(())
    }
}

impl Slice<'_> {
    /// Sees to it that the synchronization knows where to begin. `Err`: nowhere, and why.
    async fn seed(&self) -> Result<Result<(), String>, SyncError> {
        let scope = &self.source.scope;
        if self.meet(0, Vec::new()).await? > 0 {
            return Ok(Ok(()));
        }
        let addresses = match self.source.kind {
            SourceKind::Page | SourceKind::Site => vec![scope.address.clone()],
            SourceKind::Sitemap => match self.run.web.sitemap(&scope.address).await {
                Ok(listing) => listing.addresses,
                Err(error) => return Ok(Err(error.to_string())),
            },
        };
        if self.meet(0, addresses).await? == 0 {
            return Ok(Err("The sitemap lists no page that belongs to this source.".into()));
        }
        Ok(Ok(()))
    }

    /// Notes the addresses that belong to the source, as many as it may have; how many the synchronization knows then.
    async fn meet(&self, depth: u32, addresses: Vec<String>) -> Result<u64, SyncError> {
        let scope = &self.source.scope;
        let mut admitted: Vec<String> = addresses.iter().filter_map(|address| scope.admit(address)).collect();
        let mut seen = HashSet::new();
        admitted.retain(|address| seen.insert(address.clone()));
        let admitted: Vec<_> = admitted.into_iter().map(|address| (self.run.ids.next(), address)).collect();
        let (id, sync) = (self.source.id, self.source.sync);
        Ok(self.store.meet_pages(id, sync, depth, &admitted, scope.max_pages).await?)
    }

    /// The next page; when all that was met is done, pages that nothing leads to any more.
    async fn next(&self) -> Result<Option<SourcePage>, SyncError> {
        if let Some(page) = self.store.next_page(self.source.id).await? {
            return Ok(Some(page));
        }
        if self.source.kind == SourceKind::Sitemap {
            self.drop_unlisted().await?;
        }
        if self.store.meet_forgotten_pages(self.source.id, self.source.sync).await? == 0 {
            return Ok(None);
        }
        Ok(self.store.next_page(self.source.id).await?)
    }

    /// Pages that the sitemap does not list any more go, whether they are still there or not. Only a list that was read whole can say so;
    /// else the site is asked about each. Pages that are listed, and beyond the bound, stay as long as they are there.
    async fn drop_unlisted(&self) -> Result<(), SyncError> {
        let forgotten = self.store.forgotten_pages(self.source.id, self.source.sync).await?;
        if forgotten.is_empty() {
            return Ok(());
        }
        let listing = match self.run.web.sitemap(&self.source.scope.address).await {
            Ok(listing) if listing.whole => listing,
            Ok(_) | Err(_) => return Ok(()),
        };
        let listed: HashSet<String> =
            listing.addresses.iter().filter_map(|address| canonical(address)).collect();
        for page in forgotten.iter().filter(|page| !listed.contains(&page.address)) {
            let reason = "The sitemap does not list it any more.".to_owned();
            self.settle(page, PageOutcome::Gone(reason)).await?;
        }
        Ok(())
    }

    async fn page(&self, page: SourcePage) -> Result<(), SyncError> {
        if self.source.scope.admit(&page.address).is_none() {
            return self
                .settle(&page, PageOutcome::Gone("It does not belong to this source any more.".into()))
                .await;
        }
        // Without its document there is nothing that could be unchanged.
        let validators = page.document.as_ref().map(|_| page.validators.clone()).unwrap_or_default();
        match self.run.web.visit(&page.address, &validators).await {
            Ok(Visit::Unchanged) => {
                self.follow_again(&page).await?;
                self.settle(&page, PageOutcome::Unchanged(validators)).await
            }
            Ok(Visit::Page(fetched)) => self.fetched(page, *fetched).await,
            Err(VisitError::Gone(reason)) => self.settle(&page, PageOutcome::Gone(reason)).await,
            Err(error @ (VisitError::Blocked | VisitError::Unreachable(_))) => {
                self.settle(&page, PageOutcome::Unreachable(error.to_string())).await
            }
        }
    }

    /// Links of a page that has not changed: from what was fetched before.
    async fn follow_again(&self, page: &SourcePage) -> Result<(), SyncError> {
        let Some(of) = &page.document else { return Ok(()) };
        if page.depth >= self.source.scope.depth(self.source.kind) {
            return Ok(());
        }
        let Some(document) = self.store.document(of.id).await? else { return Ok(()) };
        let Some(bytes) = self.run.blobs.get(self.tenant, &document.blob_path()).await? else {
            return Ok(());
        };
        let links = self.run.web.links(&page.address, bytes).await;
        self.meet(page.depth + 1, links).await?;
        Ok(())
    }

    async fn fetched(&self, page: SourcePage, fetched: WebPage) -> Result<(), SyncError> {
        if page.depth < self.source.scope.depth(self.source.kind) {
            self.meet(page.depth + 1, fetched.links.clone()).await?;
        }
        let scope = &self.source.scope;
        let Some(arrived) = scope.admit(&fetched.address) else {
            let reason =
                format!("It redirects to {}, which does not belong to this source.", fetched.address);
            return self.settle(&page, PageOutcome::Gone(reason)).await;
        };
        let own =
            fetched.canonical.as_deref().and_then(|canonical| scope.admit(canonical)).unwrap_or(arrived);
        if own == page.address {
            return self.keep(&page, fetched).await;
        }
        self.settle(&page, PageOutcome::Duplicate(format!("Its content is that of {own}."))).await?;
        // The same content under its own address: unless that was asked for already, this is what it holds. Whatever the number of
        // pages, since this one is none any more.
        let (id, sync) = (self.source.id, self.source.sync);
        self.store.meet_pages(id, sync, page.depth, &[(self.run.ids.next(), own.clone())], u32::MAX).await?;
        match self.store.page_at(id, &own).await? {
            Some(own) if own.state == PageState::Waiting => {
                // What the site said about the version was about the other address.
                self.keep(&own, WebPage { validators: Validators::default(), ..fetched }).await
            }
            _ => Ok(()),
        }
    }

    async fn keep(&self, page: &SourcePage, fetched: WebPage) -> Result<(), SyncError> {
        let same = page.document.as_ref().filter(|document| document.digest == fetched.digest);
        if same.is_some() {
            return self.settle(page, PageOutcome::Unchanged(fetched.validators)).await;
        }
        if page.document.is_none() && self.plan_is_used_up().await? {
            let reason = "The organization's plan allows no more documents.".to_owned();
            return self.settle(page, PageOutcome::Unreachable(reason)).await;
        }
        let now = self.run.clock.now();
        let document = document(self.run.ids.next(), &self.source, &page.address, &fetched, now);
        self.run.blobs.put(self.tenant, &document.blob_path(), fetched.bytes).await?;
        let ingest = Job::due(self.run.ids.next(), JobKind::IngestDocument { document_id: document.id }, now);
        let stored = self
            .store
            .create_page_document(page.id, &document, &fetched.digest, &fetched.validators, &ingest)
            .await?;
        if !stored {
            // The source is gone, and with it whoever would erase this.
            self.run.blobs.delete_prefix(self.tenant, &document.blob_path()).await?;
        }
        Ok(())
    }

    async fn plan_is_used_up(&self) -> Result<bool, SyncError> {
        let Some(most) = self.run.plan.documents else { return Ok(false) };
        Ok(self.store.count_documents().await? >= most)
    }

    async fn settle(&self, page: &SourcePage, outcome: PageOutcome) -> Result<(), SyncError> {
        self.store.settle_page(self.source.id, page.id, &outcome, self.run.clock.now()).await?;
        Ok(())
    }

    async fn end(&self, error: Option<String>) -> Result<(), SyncError> {
        let (id, now) = (self.source.id, self.run.clock.now());
        let end = SyncEnd { error, snapshot: self.run.ids.next(), next: self.run.ids.next() };
        self.store.end_sync(id, self.source.sync, &end, now).await?;
        self.erase_retired(now).await
    }

    /// Erases what no snapshot holds any more.
    async fn erase_retired(&self, now: Timestamp) -> Result<(), SyncError> {
        loop {
            let retired = self.store.retired_documents(self.source.id, ERASED).await?;
            for document in &retired {
                let kind = JobKind::DeleteBlobs { prefix: document.blob_path() };
                self.store.delete_document(document.id, &Job::due(self.run.ids.next(), kind, now)).await?;
            }
            if retired.len() < ERASED as usize {
                return Ok(());
            }
        }
    }
}

/// The document of a page that was fetched, still to be read.
pub(super) fn document(
    id: DocumentId,
    source: &Source,
    address: &str,
    fetched: &WebPage,
    now: Timestamp,
) -> Document {
    Document {
        id,
        agent_id: source.agent_id,
        source_id: Some(source.id),
        title: title(fetched.title.as_deref(), address),
        filename: address.to_owned(),
        media_type: fetched.kind.media_type().to_owned(),
        size: fetched.bytes.len() as u64,
        status: DocumentStatus::Queued,
        error: None,
        progress: None,
        chunk_count: 0,
        page_count: None,
        created_at: now,
        updated_at: now,
    }
}

/// The page's title on one line, else the last step of its path, else its host.
fn title(given: Option<&str>, address: &str) -> String {
    let line = |text: &str| {
        text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(TITLE).collect::<String>()
    };
    let given = given.map(line).filter(|title| !title.is_empty());
    given.unwrap_or_else(|| {
        let bare = address.split(['?', '#']).next().unwrap_or(address).trim_end_matches('/');
        line(bare.rsplit('/').next().unwrap_or(bare))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_without_a_title_is_called_by_its_address() {
        for (given, address, expect) in [
            (Some(" Opening\n hours "), "http://shop.example/a", "Opening hours"),
            (Some("  "), "http://shop.example/docs/price-list?x=1", "price-list"),
            (None, "http://shop.example/", "shop.example"),
        ] {
            assert_eq!(title(given, address), expect);
        }
    }
}
