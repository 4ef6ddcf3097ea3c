//! Web sources: synchronizations, addresses, versions of pages, snapshots.

use domain::document::{Document, DocumentStatus};
use domain::id::{AgentId, DocumentId, PageId, SourceId};
use domain::job::{Job, JobKind, JobOutcome};
use domain::page::PageRequest;
use domain::source::scope::Scope;
use domain::source::snapshot::{Difference, Snapshot};
use domain::source::web::Validators;
use domain::source::{PageCounts, PageOutcome, PageState, Schedule, Source, SourceKind, SourcePage, SyncEnd};
use domain::storage::StorageError;
use domain::tenant::Directory;

use crate::documents::chunk;
use crate::world::{Home, World, at};

const BASE: &str = "https://shop.example";

/// A source whose first synchronization runs, with its job.
pub fn source(world: &World, agent: AgentId) -> (Source, Job) {
    let source = Source {
        id: world.id(),
        agent_id: agent,
        kind: SourceKind::Site,
        scope: Scope::new(BASE, 10),
        schedule: Schedule::Manual,
        revision: 1,
        sync: 1,
        syncing: true,
        synced_at: None,
        error: None,
        next_sync_at: None,
        created_at: at(3_000),
        updated_at: at(3_000),
    };
    let job = Job::due(world.id(), JobKind::SyncSource { source_id: source.id, sync: 1 }, at(90_000));
    (source, job)
}

/// A source of one page after its first synchronization.
pub async fn synced_once(world: &World, home: &Home, agent: AgentId) -> (Source, Vec<SourcePage>, Snapshot) {
    let (source, job) = source(world, agent);
    home.cold.create_source(&source, &job).await.unwrap();
    meet(world, home, source.id, 1, &["/"]).await;
    read(world, home, agent, source.id, "/", "first").await;
    end(world, home, source.id, 1).await;
    let pages = home.cold.pages(source.id, PageRequest::first()).await.unwrap().items;
    let snapshot = home.cold.source_snapshots(source.id).await.unwrap().remove(0);
    (home.cold.source(source.id).await.unwrap().unwrap(), pages, snapshot)
}

async fn meet(world: &World, home: &Home, source: SourceId, sync: i64, paths: &[&str]) -> u64 {
    let met: Vec<(PageId, String)> = paths.iter().map(|path| (world.id(), format!("{BASE}{path}"))).collect();
    home.cold.meet_pages(source, sync, 0, &met, 10).await.unwrap()
}

/// The page gets a new document, which becomes ready.
async fn read(
    world: &World,
    home: &Home,
    agent: AgentId,
    source: SourceId,
    path: &str,
    digest: &str,
) -> DocumentId {
    let id = fetch(world, home, agent, source, path, digest).await;
    assert!(home.cold.replace_chunks(id, &[chunk(world, id, 0)], None, at(9)).await.unwrap());
    id
}

/// The page gets a new document, which is still to be read.
async fn fetch(
    world: &World,
    home: &Home,
    agent: AgentId,
    source: SourceId,
    path: &str,
    digest: &str,
) -> DocumentId {
    let page = at_path(home, source, path).await;
    let (document, _) = world.document(agent);
    let document = Document { source_id: Some(source), filename: page.address.clone(), ..document };
    let kind = JobKind::IngestDocument { document_id: document.id };
    let ingest = Job::due(world.id(), kind, at(90_000));
    let validators = Validators { etag: Some(format!("\"{digest}\"")), last_modified: None };
    let stored = home.cold.create_page_document(page.id, &document, digest, &validators, &ingest).await;
    assert!(stored.unwrap());
    assert_eq!(home.cold.document(document.id).await.unwrap().as_ref(), Some(&document));
    document.id
}

async fn at_path(home: &Home, source: SourceId, path: &str) -> SourcePage {
    home.cold.page_at(source, &format!("{BASE}{path}")).await.unwrap().unwrap()
}

async fn settle(home: &Home, source: SourceId, path: &str, outcome: PageOutcome) {
    let page = at_path(home, source, path).await;
    assert!(home.cold.settle_page(source, page.id, &outcome, at(9)).await.unwrap());
}

async fn end(world: &World, home: &Home, source: SourceId, sync: i64) {
    let end = SyncEnd { error: None, snapshot: world.id(), next: world.id() };
    assert!(home.cold.end_sync(source, sync, &end, at(10_000)).await.unwrap());
}

async fn serving(home: &Home, agent: AgentId) -> Vec<DocumentId> {
    let (_, chunks) = home.cold.index_chunks(agent).await.unwrap();
    chunks.into_iter().map(|indexed| indexed.chunk.document_id).collect()
}

pub async fn story(world: &World) {
    let home = world.settle("ada").await;
    let agent = world.stored_agent(&home, "helper").await;
    let (source, job) = source(world, agent);
    home.cold.create_source(&source, &job).await.unwrap();
    assert_eq!(home.cold.source(source.id).await.unwrap().as_ref(), Some(&source));
    let id = source.id;

    pages_are_met_and_settled(world, &home, agent, id).await;
    versions_take_over_when_they_are_ready(world, &home, agent, id).await;
    synchronizations_begin_once_and_as_planned(world, &home, &source).await;
    snapshots_compare_and_restore(world, &home, agent, id).await;
    everything_goes_with_the_source(world, &home, agent, id).await;
    a_page_comes_with_its_source(world, &home, agent).await;
}

async fn a_page_comes_with_its_source(world: &World, home: &Home, agent: AgentId) {
    let (source, sync) = source(world, agent);
    let source =
        Source { kind: SourceKind::Page, scope: Scope::new("https://shop.example/one", 1), ..source };
    let (document, _) = world.document(agent);
    let document = Document { source_id: Some(source.id), ..document };
    let kind = JobKind::IngestDocument { document_id: document.id };
    let ingest = Job::due(world.id(), kind, at(90_000));
    let validators = Validators { etag: Some("\"1\"".into()), last_modified: None };
    let page: (PageId, &str, &Validators) = (world.id(), "digest", &validators);
    home.cold.create_page_source(&source, page, &document, &sync, &ingest).await.unwrap();
    assert_eq!(home.cold.source(source.id).await.unwrap().as_ref(), Some(&source));
    assert_eq!(home.cold.document(document.id).await.unwrap().as_ref(), Some(&document));
    let kept = home.cold.page_at(source.id, "https://shop.example/one").await.unwrap().unwrap();
    assert_eq!((kept.state, &kept.validators, kept.id), (PageState::Kept, &validators, page.0));
    assert_eq!(kept.document.map(|document| document.digest).as_deref(), Some("digest"));
    assert_eq!(home.cold.next_page(source.id).await.unwrap(), None, "nothing waits to be asked for");
    assert!(home.cold.delete_source(source.id, &world.cleanup()).await.unwrap());
}

async fn pages_are_met_and_settled(world: &World, home: &Home, agent: AgentId, id: SourceId) {
    assert_eq!(meet(world, home, id, 1, &["/", "/a", "/b"]).await, 3);
    assert_eq!(meet(world, home, id, 1, &["/a", "/c"]).await, 4, "known ones count once");
    let bound = [(world.id(), format!("{BASE}/d"))];
    assert_eq!(home.cold.meet_pages(id, 1, 0, &bound, 4).await.unwrap(), 4, "the bound");
    let first = home.cold.next_page(id).await.unwrap().unwrap();
    assert_eq!(
        (first.address.as_str(), first.state, first.depth),
        ("https://shop.example/", PageState::Waiting, 0)
    );

    read(world, home, agent, id, "/", "first").await;
    read(world, home, agent, id, "/a", "first").await;
    settle(home, id, "/b", PageOutcome::Unreachable("No answer.".into())).await;
    settle(home, id, "/c", PageOutcome::Duplicate("Its content is that of /a.".into())).await;
    assert_eq!(home.cold.next_page(id).await.unwrap(), None);
    let counts = PageCounts { total: 3, waiting: 0, ready: 2, failed: 1 };
    assert_eq!(home.cold.page_counts(id).await.unwrap(), counts);
    assert_eq!(home.cold.sources(agent).await.unwrap()[0].1, counts);
    let b = at_path(home, id, "/b").await;
    assert_eq!((b.state, b.note.as_deref(), b.document), (PageState::Failed, Some("No answer."), None));
    let page = home.cold.pages(id, PageRequest { after: None, limit: 3 }).await.unwrap();
    let rest = home.cold.pages(id, PageRequest { after: page.next, limit: 3 }).await.unwrap();
    assert_eq!((page.items.len(), rest.items.len(), rest.next), (3, 1, None));

    assert_eq!(home.cold.count_documents().await.unwrap(), 2);
    assert_eq!(home.cold.documents(agent, PageRequest::first()).await.unwrap().items, []);
    let orphan = world.id();
    assert!(!home.cold.settle_page(id, orphan, &PageOutcome::Gone("Gone.".into()), at(9)).await.unwrap());
}

async fn versions_take_over_when_they_are_ready(world: &World, home: &Home, agent: AgentId, id: SourceId) {
    let before = at_path(home, id, "/a").await.document.unwrap();
    assert_eq!(
        (before.digest.as_str(), before.status, before.chunk_count),
        ("first", DocumentStatus::Ready, 1)
    );
    let second = fetch(world, home, agent, id, "/a", "second").await;
    let third = fetch(world, home, agent, id, "/a", "third").await;
    assert_eq!(at_path(home, id, "/a").await.document.unwrap().id, third);
    assert!(serving(home, agent).await.contains(&before.id), "until the new one is ready");
    let ready = async |id| home.cold.replace_chunks(id, &[chunk(world, id, 0)], None, at(9)).await.unwrap();
    let embedded = async |of: DocumentId, model: &str| {
        let chunks = home.cold.embedded_chunks(of, model).await.unwrap();
        chunks
            .into_iter()
            .map(|indexed| (indexed.chunk.document_id, indexed.chunk.embedding))
            .collect::<Vec<_>>()
    };
    let vector = chunk(world, before.id, 0).embedding;
    assert_eq!(embedded(third, "old").await, [(before.id, vector)], "what another version of the page has");
    assert_eq!(embedded(third, "new").await, []);
    assert!(ready(third).await);
    assert!(serving(home, agent).await.contains(&third) && !serving(home, agent).await.contains(&before.id));
    assert!(ready(second).await);
    assert!(!serving(home, agent).await.contains(&second), "a version that came too late");
    assert_eq!(home.cold.count_documents().await.unwrap(), 2, "what serves no more does not count");
    let retired = home.cold.retired_documents(id, 10).await.unwrap();
    assert_eq!(retired.iter().map(|d| d.id).collect::<Vec<_>>(), [before.id, second]);
    let (version, _) = home.cold.index_chunks(agent).await.unwrap();
    for document in retired {
        assert!(home.cold.delete_document(document.id, &world.cleanup()).await.unwrap());
    }
    assert_eq!(home.cold.index_chunks(agent).await.unwrap().0, version, "no index held them");
}

async fn synchronizations_begin_once_and_as_planned(world: &World, home: &Home, source: &Source) {
    let (id, job) = (source.id, world.cleanup());
    assert!(!home.cold.begin_sync(id, None, &job).await.unwrap(), "one runs");
    let wrong = SyncEnd { error: None, snapshot: world.id(), next: world.id() };
    assert!(!home.cold.end_sync(id, 2, &wrong, at(9)).await.unwrap(), "that one does not");
    end(world, home, id, 1).await;
    assert!(!home.cold.end_sync(id, 1, &wrong, at(9)).await.unwrap(), "only once");
    let ended = home.cold.source(id).await.unwrap().unwrap();
    assert_eq!((ended.syncing, ended.synced_at, ended.next_sync_at), (false, Some(at(10_000)), None));

    let planned =
        Source { schedule: Schedule::Daily, next_sync_at: Some(at(20_000)), updated_at: at(11_000), ..ended };
    let begin = Job::due(world.id(), JobKind::BeginSync { source_id: id, planned: at(20_000) }, at(20_000));
    let stale = home.cold.update_source(9, &planned, Some(&begin)).await.unwrap_err();
    assert!(matches!(stale, StorageError::Conflict("version")), "{stale:?}");
    let changed = home.cold.update_source(1, &planned, Some(&begin)).await.unwrap().unwrap();
    assert_eq!(changed, Source { revision: 2, ..planned });

    assert!(!home.cold.begin_sync(id, Some(at(19_999)), &world.cleanup()).await.unwrap(), "another plan");
    let go = Job::due(world.id(), JobKind::SyncSource { source_id: id, sync: 0 }, at(50));
    assert!(home.cold.begin_sync(id, Some(at(20_000)), &go).await.unwrap());
    let running = home.cold.source(id).await.unwrap().unwrap();
    assert_eq!((running.syncing, running.sync, running.next_sync_at), (true, 2, None));
    let node = world.id();
    let claimed = loop {
        let claimed = world.store.claim_job(node, at(60), at(70)).await.unwrap().unwrap();
        let job = &claimed.job;
        if job.id == go.id {
            break claimed;
        }
        assert!(home.cold.finish_job(job.id, job.attempts, &JobOutcome::Done).await.unwrap());
    };
    assert_eq!(claimed.job.kind, JobKind::SyncSource { source_id: id, sync: 2 });
    let next = Job { id: world.id(), ..go.clone() };
    let again = JobOutcome::Continue { job: next.clone() };
    assert!(home.cold.finish_job(go.id, 1, &again).await.unwrap());
    assert!(!home.cold.finish_job(go.id, 1, &again).await.unwrap(), "one follows, not two");
    let follows = world.store.claim_job(node, at(60), at(70)).await.unwrap().unwrap();
    assert_eq!((follows.job.id, follows.job.attempts), (next.id, 1));
    assert!(home.cold.finish_job(next.id, 1, &JobOutcome::Done).await.unwrap());
}

async fn snapshots_compare_and_restore(world: &World, home: &Home, agent: AgentId, id: SourceId) {
    let first = home.cold.source_snapshots(id).await.unwrap().remove(0);
    assert_eq!((first.sync, first.live, first.pages, first.added), (1, true, 2, 2));
    assert_eq!(home.cold.source_snapshot(first.id).await.unwrap().as_ref(), Some(&first));
    let (root, old) = (at_path(home, id, "/").await, at_path(home, id, "/a").await);
    let (root, old) = (root.document.unwrap().id, old.document.unwrap().id);

    // The second synchronization: `/` is unchanged, `/a` is new inside, `/b` is there at last, `/c` is forgotten.
    meet(world, home, id, 2, &["/", "/b"]).await;
    settle(
        home,
        id,
        "/",
        PageOutcome::Unchanged(Validators { etag: Some("\"e\"".into()), last_modified: None }),
    )
    .await;
    assert_eq!(at_path(home, id, "/").await.validators.etag.as_deref(), Some("\"e\""));
    let b = read(world, home, agent, id, "/b", "first").await;
    let forgotten = home.cold.forgotten_pages(id, 2).await.unwrap();
    assert_eq!(forgotten.iter().map(|page| page.address.as_str()).collect::<Vec<_>>(), [format!("{BASE}/a")]);
    assert_eq!(home.cold.meet_forgotten_pages(id, 2).await.unwrap(), 1);
    assert_eq!(home.cold.forgotten_pages(id, 2).await.unwrap(), []);
    assert_eq!(home.cold.meet_forgotten_pages(id, 2).await.unwrap(), 0);
    let new = read(world, home, agent, id, "/a", "fourth").await;
    assert!(!home.cold.restore_snapshot(first.id, at(9)).await.unwrap(), "not while it is synchronized");
    end(world, home, id, 2).await;
    let planned = home.cold.source(id).await.unwrap().unwrap().next_sync_at;
    assert_eq!(planned, Schedule::Daily.next(at(10_000)));
    assert_eq!(home.cold.page_at(id, &format!("{BASE}/c")).await.unwrap(), None);

    let all = home.cold.source_snapshots(id).await.unwrap();
    assert_eq!(all.iter().map(|s| s.live).collect::<Vec<_>>(), [true, false]);
    let second = &all[0];
    assert_eq!((second.pages, second.added, second.changed, second.removed), (3, 1, 1, 0));
    let difference = |path: &str, document, before, chunks_removed| Difference {
        address: format!("{BASE}{path}"),
        document: Some(document),
        before,
        chunks_added: u64::from(before.is_none()),
        chunks_removed,
    };
    let differences = home.cold.differences(second.id, 10).await.unwrap();
    assert_eq!(
        differences,
        [difference("/a", new, Some(old), 0), difference("/b", b, None, 0)],
        "same words, same passages"
    );
    assert_eq!(home.cold.retired_documents(id, 10).await.unwrap(), [], "the snapshot holds it");

    let (version, _) = home.cold.index_chunks(agent).await.unwrap();
    assert!(home.cold.restore_snapshot(first.id, at(9)).await.unwrap());
    assert_eq!(serving(home, agent).await, [root, old]);
    assert!(home.cold.index_chunks(agent).await.unwrap().0 > version);
    assert_eq!(
        at_path(home, id, "/").await.validators,
        Validators::default(),
        "asked for whole the next time"
    );
    assert_eq!(home.cold.count_documents().await.unwrap(), 2);
    assert!(home.cold.restore_snapshot(second.id, at(9)).await.unwrap());
    let mut documents = serving(home, agent).await;
    documents.sort();
    assert_eq!(documents, [root, b, new]);

    // The third: `/b` is gone, and nothing else is new.
    assert!(home.cold.begin_sync(id, None, &world.cleanup()).await.unwrap());
    meet(world, home, id, 3, &["/", "/a", "/b"]).await;
    settle(home, id, "/b", PageOutcome::Gone("The page does not exist (404).".into())).await;
    end(world, home, id, 3).await;
    let third = home.cold.source_snapshots(id).await.unwrap().remove(0);
    assert_eq!((third.pages, third.added, third.changed, third.removed), (2, 0, 0, 1));
    let removed = home.cold.differences(third.id, 10).await.unwrap();
    assert_eq!((removed[0].document, removed[0].before, removed[0].chunks_removed), (None, Some(b), 1));
    assert_eq!(serving(home, agent).await, [root, new]);
    assert!(home.cold.begin_sync(id, None, &world.cleanup()).await.unwrap());
    meet(world, home, id, 4, &["/", "/a"]).await;
    end(world, home, id, 4).await;
    assert_eq!(home.cold.source_snapshots(id).await.unwrap().len(), 3, "nothing changed, nothing taken");

    // The fifth comes to nothing: what was there stays.
    assert!(home.cold.begin_sync(id, None, &world.cleanup()).await.unwrap());
    meet(world, home, id, 5, &["/"]).await;
    let failed = SyncEnd { error: Some("No answer.".into()), snapshot: world.id(), next: world.id() };
    assert!(home.cold.end_sync(id, 5, &failed, at(11_000)).await.unwrap());
    assert_eq!(at_path(home, id, "/").await.note.as_deref(), Some("No answer."));
    assert_eq!(home.cold.source(id).await.unwrap().unwrap().error.as_deref(), Some("No answer."));
    assert_eq!(serving(home, agent).await, [root, new]);
}

async fn everything_goes_with_the_source(world: &World, home: &Home, agent: AgentId, id: SourceId) {
    let page = at_path(home, id, "/").await;
    let document = page.document.as_ref().unwrap().id;
    let snapshot = home.cold.source_snapshots(id).await.unwrap().remove(0);
    assert!(home.cold.delete_source(id, &world.cleanup()).await.unwrap());
    assert!(!home.cold.delete_source(id, &world.cleanup()).await.unwrap());
    assert_eq!(home.cold.source(id).await.unwrap(), None);
    assert_eq!(home.cold.document(document).await.unwrap(), None);
    assert_eq!(home.cold.chunks(document, 0, 10).await.unwrap(), []);
    assert_eq!(serving(home, agent).await, []);
    assert_eq!(home.cold.source_snapshot(snapshot.id).await.unwrap(), None);
    assert_eq!(meet(world, home, id, 4, &["/late"]).await, 0, "a synchronization that comes too late");
    let (late, ingest) = world.document(agent);
    let late = Document { source_id: Some(id), ..late };
    let stored = home.cold.create_page_document(page.id, &late, "x", &Validators::default(), &ingest).await;
    assert!(!stored.unwrap() && home.cold.document(late.id).await.unwrap().is_none());
}
