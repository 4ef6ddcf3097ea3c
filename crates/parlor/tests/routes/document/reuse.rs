//! What has not changed is not embedded again: neither when a document is read again, nor when a web page is.

use std::fmt::Write as _;

use bytes::Bytes;
use domain::document::Document;
use domain::document::upload::Uploader;
use domain::id::{AgentId, SourceId, TenantId};
use domain::job::{Job, JobKind};
use domain::page::PageRequest;
use domain::source::scope::Scope;
use domain::source::{Schedule, Source, SourceKind};
use parlor::wire::App;
use testkit::postgres::Database;
use testkit::site::Site;
use testkit::upstream::Upstream;

use super::reembed::{app, home};

/// Twelve sections, of which one says something else.
fn sections(open: &str, close: &str, special: &str) -> String {
    (0..12).fold(String::new(), |mut text, n| {
        let words = if n == 7 { special.to_owned() } else { format!("Article {n} weighs {n} grams.") };
        let _ = write!(text, "{open}Item {n}{close}{words}\n\n");
        text
    })
}

/// The texts that were sent to be embedded since the last time.
struct Embedded<'a> {
    upstream: &'a Upstream,
    seen: usize,
}

impl Embedded<'_> {
    fn texts(&mut self) -> Vec<String> {
        let received = self.upstream.received();
        let fresh = received[self.seen..].iter().filter(|request| request.path.ends_with("/embeddings"));
        let texts = fresh
            .flat_map(|request| request.body["input"].as_array().unwrap().clone())
            .map(|text| text.as_str().unwrap().to_owned())
            .collect();
        self.seen = received.len();
        texts
    }
}

/// Works until nothing is due: jobs make others.
async fn settle(app: &App) {
    let worker = app.worker();
    for _ in 0..6 {
        worker.run_due().await.unwrap();
    }
}

/// Every passage of the agent has a vector; their number.
async fn all_embedded(app: &App, tenant: TenantId, agent: AgentId) -> usize {
    let (_, chunks) = app.cold.tenant(tenant).index_chunks(agent).await.unwrap();
    assert!(chunks.iter().all(|indexed| indexed.chunk.embedding.is_some()));
    chunks.len()
}

async fn read_again(app: &App, tenant: TenantId, document: &Document, text: String) {
    app.blobs.put(tenant, &document.blob_path(), Bytes::from(text)).await.unwrap();
    let ingest = JobKind::IngestDocument { document_id: document.id };
    let ingest = Job::due(app.ids.next(), ingest, app.clock.now());
    assert!(app.cold.tenant(tenant).requeue_document(document.id, &ingest, app.clock.now()).await.unwrap());
    settle(app).await;
}

async fn a_document(app: &App, upstream: &Upstream, tenant: TenantId, agent: AgentId) {
    let mut embedded = Embedded { upstream, seen: upstream.received().len() };
    let uploader = Uploader { blobs: app.blobs.clone(), clock: app.clock.clone(), ids: app.ids.clone() };
    let store = app.cold.tenant(tenant);
    let first = Bytes::from(sections("# ", "\n\n", "Article 7 is sold out."));
    let document = uploader.upload(store.as_ref(), tenant, agent, "items.md", first).await.unwrap();
    settle(app).await;
    assert_eq!(embedded.texts().len(), 12);
    assert_eq!(all_embedded(app, tenant, agent).await, 12);

    let changed = sections("# ", "\n\n", "Article 7 is back in stock.");
    read_again(app, tenant, &document, changed.clone()).await;
    assert_eq!(embedded.texts(), ["items\nItem 7\nArticle 7 is back in stock."]);
    assert_eq!(all_embedded(app, tenant, agent).await, 12);
    read_again(app, tenant, &document, changed).await;
    assert_eq!(embedded.texts(), Vec::<String>::new());
    assert_eq!(all_embedded(app, tenant, agent).await, 12);
}

async fn a_page(app: &App, upstream: &Upstream, tenant: TenantId, agent: AgentId) {
    let mut embedded = Embedded { upstream, seen: upstream.received().len() };
    let before = all_embedded(app, tenant, agent).await;
    let site = Site::start().await.unwrap();
    let page = |special: &str| {
        site.page("/", &format!("<title>Items</title>{}", sections("<h2>", "</h2><p>", special)))
    };
    page("Article 7 is sold out.");
    let now = app.clock.now();
    let source = Source {
        id: app.ids.next(),
        agent_id: agent,
        kind: SourceKind::Page,
        scope: Scope::new(&site.url("/"), 1),
        schedule: Schedule::Manual,
        revision: 1,
        sync: 1,
        syncing: true,
        synced_at: None,
        error: None,
        next_sync_at: None,
        created_at: now,
        updated_at: now,
    };
    let store = app.cold.tenant(tenant);
    let job = |id: SourceId, sync| {
        Job::due(app.ids.next(), JobKind::SyncSource { source_id: id, sync }, app.clock.now())
    };
    store.create_source(&source, &job(source.id, 1)).await.unwrap();
    settle(app).await;
    let sent = embedded.texts();
    assert_eq!((sent.len(), all_embedded(app, tenant, agent).await), (12, before + 12), "{sent:?}");

    page("Article 7 is back in stock.");
    assert!(store.begin_sync(source.id, None, &job(source.id, 0)).await.unwrap());
    settle(app).await;
    assert_eq!(embedded.texts(), ["Items\nItem 7\nArticle 7 is back in stock."]);
    assert_eq!(all_embedded(app, tenant, agent).await, before + 12);
    let pages = store.pages(source.id, PageRequest::first()).await.unwrap().items;
    assert_eq!(pages[0].document.as_ref().unwrap().chunk_count, 12);
}

async fn check(database: Option<Database>) {
    let (dir, upstream) = (tempfile::tempdir().unwrap(), Upstream::start().unwrap());
    let app = app(dir.path(), database.as_ref(), &upstream, "model-a").await;
    let (tenant, agent) = home(&app).await;
    a_document(&app, &upstream, tenant, agent).await;
    a_page(&app, &upstream, tenant, agent).await;
    app.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_changed_passages_are_embedded_on_sqlite() {
    check(None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_changed_passages_are_embedded_on_postgres() {
    check(Some(Database::create().await.unwrap())).await;
}
