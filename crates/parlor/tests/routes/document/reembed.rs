//! Another embedding model: passages move to it while the vectors of the old one serve, and then all at once.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::path::Path;

use bytes::Bytes;
use domain::agent::create::create_agent;
use domain::agent::{AgentConfig, RetrievalMode, RetrievalSettings, identity};
use domain::document::upload::Uploader;
use domain::id::{AgentId, TenantId};
use domain::tenant::sign_up::{NewOrganization, sign_up};
use parlor::config::{Config, Flags};
use parlor::wire::App;
use testkit::postgres::Database;
use testkit::upstream::Upstream;

const RETURNS: &str = "# Returns\n\nUnused goods come back within thirty days.\n";

/// One run of the product on a data folder.
pub(super) async fn app(dir: &Path, database: Option<&Database>, upstream: &Upstream, model: &str) -> App {
    outbound::tls::install_crypto_provider();
    let mut variables = HashMap::from([
        ("PARLOR_EMBED_MODEL".to_owned(), model.to_owned()),
        ("PARLOR_EMBED_BASE_URL".to_owned(), upstream.base_url()),
        // Sites of tests are on this machine.
        ("PARLOR_EGRESS_ALLOW".to_owned(), "127.0.0.1".to_owned()),
        ("PARLOR_CRAWL_DELAY_MS".to_owned(), "0".to_owned()),
        // This process is the test's, and cannot be started as a reader.
        ("PARLOR_EXTRACT_PROGRAM".to_owned(), env!("CARGO_BIN_EXE_parlor").to_owned()),
    ]);
    if let Some(database) = database {
        variables.insert("PARLOR_DATABASE_URL".into(), database.url().to_owned());
    }
    let flags = Flags { data_dir: Some(dir.to_owned()), ..Flags::default() };
    App::build(&Config::load(&flags, variables.into_iter()).unwrap()).await.unwrap()
}

/// An organization with an agent.
pub(super) async fn home(app: &App) -> (TenantId, AgentId) {
    let new = NewOrganization {
        organization: "Acme".into(),
        email: "a@acme.example".into(),
        name: None,
        password_hash: "none".into(),
    };
    let tenant = sign_up(&*app.directory, &*app.clock, &*app.ids, new).await.unwrap().tenant.id;
    let config = AgentConfig::new("Ada".into(), "Help.".into());
    let secret = identity::fresh(&*app.vault, tenant, &*app.ids).unwrap();
    let store = app.cold.tenant(tenant);
    (tenant, create_agent(&*store, &*app.clock, &*app.ids, secret, config, None).await.unwrap().id)
}

async fn upload(app: &App, tenant: TenantId, agent: AgentId, name: &str, text: String) {
    let uploader = Uploader { blobs: app.blobs.clone(), clock: app.clock.clone(), ids: app.ids.clone() };
    uploader.upload(app.cold.tenant(tenant).as_ref(), tenant, agent, name, Bytes::from(text)).await.unwrap();
}

/// The best passage's words, the model that embedded the question, and the knowledge version.
async fn ask(app: &App, upstream: &Upstream, tenant: TenantId, agent: AgentId) -> (String, String, i64) {
    let version = app.cold.tenant(tenant).agent(agent).await.unwrap().unwrap().knowledge_version;
    let settings =
        RetrievalSettings { mode: RetrievalMode::Vector, threshold: 0.1, ..RetrievalSettings::default() };
    let question = "unused goods within thirty days";
    let found = app.retriever.retrieve(tenant, agent, version, question, &settings).await.unwrap();
    assert!(found[0].vector_score.is_some(), "found by words alone");
    let embedded = upstream.received();
    let asked = embedded.iter().rfind(|request| request.body["input"][0] == question).unwrap();
    (found[0].source.chunk.text.clone(), asked.body["model"].as_str().unwrap().to_owned(), version)
}

async fn check(database: Option<Database>) {
    let (dir, upstream) = (tempfile::tempdir().unwrap(), Upstream::start().unwrap());
    let first = app(dir.path(), database.as_ref(), &upstream, "model-a").await;
    let (tenant, agent) = home(&first).await;
    let mut many = String::new();
    for n in 0..300 {
        let _ = write!(many, "# Item {n}\n\nArticle {n} weighs {n} grams.\n\n");
    }
    upload(&first, tenant, agent, "items.md", many).await;
    upload(&first, tenant, agent, "returns.md", RETURNS.into()).await;
    first.worker().run_due().await.unwrap();
    let (best, model, version) = ask(&first, &upstream, tenant, agent).await;
    assert_eq!((best.as_str(), model.as_str()), ("Unused goods come back within thirty days.", "model-a"));
    first.close().await;

    let second = app(dir.path(), database.as_ref(), &upstream, "another-model").await;
    assert_eq!(ask(&second, &upstream, tenant, agent).await, (best.clone(), "model-a".into(), version));
    let worker = second.worker();
    worker.follow_model().await.unwrap();
    worker.run_due().await.unwrap();
    // More passages than one slice: the old vectors serve until the last one is there.
    while !second.cold.tenant(tenant).agents_to_reembed("another-model").await.unwrap().is_empty() {
        assert_eq!(ask(&second, &upstream, tenant, agent).await, (best.clone(), "model-a".into(), version));
        worker.run_due().await.unwrap();
    }
    assert_eq!(ask(&second, &upstream, tenant, agent).await, (best, "another-model".into(), version + 1));
    let sent = upstream.received().len();
    worker.follow_model().await.unwrap();
    worker.run_due().await.unwrap();
    assert_eq!(upstream.received().len(), sent, "nothing is left to do");
    second.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn passages_move_to_another_model_at_once_on_sqlite() {
    check(None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn passages_move_to_another_model_at_once_on_postgres() {
    check(Some(Database::create().await.unwrap())).await;
}
