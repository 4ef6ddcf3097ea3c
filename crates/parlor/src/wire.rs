//! Builds the ports from the configuration and holds them together: the one place that knows every implementation.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context as _;
use api::{Context, Lifecycle, Metrics, Network, Settings};
use domain::agent::identity;
use domain::chat::model::Models;
use domain::chat::run::{ChatEngine, EngineLimits, EnginePorts, PassageSource, RankedSource};
use domain::clock::Clock;
use domain::document::content::Extractor;
use domain::document::ingest::Ingestor;
use domain::document::reembed::Reembedder;
use domain::document::rerank::Reranking;
use domain::document::retrieve::Retriever;
use domain::document::{Blobs, Embedders};
use domain::id::{Ids, NodeId};
use domain::key::SecretHash;
use domain::langfuse::Langfuse;
use domain::member::accounts::Accounts;
use domain::source::sync::Syncer;
use domain::source::web::Web;
use domain::storage::{ColdStorage, HotStorage};
use domain::tenant::Directory;
use domain::tool::toolbox::Toolbox;
use domain::usage::Plan;
use domain::usage::allowance::Allowance;
use domain::vault::Vault;
use outbound::egress::{Egress, EgressSettings, IpNet};
use outbound::mcp::{McpSessions, McpSettings};
use outbound::system::{SystemClock, SystemIds};
use outbound::vault::MasterVault;
use outbound::web::{Visitor, WebSettings};
use outbound::webhook::Webhooks;
use store::Store;
use tokio::sync::Semaphore;
use tokio::task::JoinHandle;
use tokio_util::sync::CancellationToken;
use url::Url;

use crate::assets;
use crate::background::{Upkeep, Worker};
use crate::commands::serve::Options;
use crate::config::{Config, Switch};
use crate::evaluate::format::Files;
use crate::evaluate::report::Reporter;
use crate::evaluate::{Bounds, Evaluator};
use crate::master_key::{self, MasterKey};
use crate::watch::Watcher;

pub mod langfuse;
pub mod models;
mod traces;

/// Everything that is running in this process.
pub struct App {
    /// See [`master_key`].
    pub master_key: MasterKey,
    /// Look-ups before a tenant is known.
    pub directory: Arc<dyn Directory>,
    /// Users across organizations.
    pub accounts: Arc<dyn Accounts>,
    /// The cold path.
    pub cold: Arc<dyn ColdStorage>,
    /// The hot path.
    pub hot: Arc<dyn HotStorage>,
    /// Uploads.
    pub blobs: Arc<dyn Blobs>,
    /// Bytes to blocks.
    pub extractor: Arc<dyn Extractor>,
    /// Text to vectors.
    pub embedders: Arc<dyn Embedders>,
    /// Language models.
    pub models: Arc<dyn Models>,
    /// Performs calls of tools.
    pub toolbox: Arc<Toolbox>,
    /// Reaches Langfuse projects.
    pub langfuse: Arc<dyn Langfuse>,
    /// Finds passages.
    pub retriever: Arc<Retriever>,
    /// Finds passages, and puts them in order.
    pub passages: Arc<dyn PassageSource>,
    /// Asks a reranker.
    pub reranking: Arc<Reranking>,
    /// Visits web sources.
    pub web: Arc<dyn Web>,
    /// Makes answers.
    pub engine: Arc<ChatEngine>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Identifiers and random bytes.
    pub ids: Arc<dyn Ids>,
    /// Counters of this node.
    pub metrics: Arc<Metrics>,
    /// Seals secrets before they are stored.
    pub vault: Arc<dyn Vault>,
    /// How the server goes down.
    pub lifecycle: Lifecycle,
    node: NodeId,
    plan: Plan,
    jobs: usize,
    evaluations: Arc<Semaphore>,
    bounds: Bounds,
    feedback_every: Duration,
    store: Store,
}

/// Opens the database and brings it up to date.
pub async fn open_store(config: &Config) -> anyhow::Result<Store> {
    let dir = &config.storage.data_dir;
    std::fs::create_dir_all(dir).with_context(|| format!("cannot create {}", dir.display()))?;
    let store = Store::open(&config.database_url(), store::Options::default()).await?;
    store.migrate().await?;
    Ok(store)
}

impl App {
    /// Opens storage and builds every port. Dials nobody.
    pub async fn build(config: &Config) -> anyhow::Result<Self> {
        Self::build_with(config, None).await
    }

    /// The same with other language models than the configured ones.
    pub async fn build_with(config: &Config, models: Option<Arc<dyn Models>>) -> anyhow::Result<Self> {
        let store = open_store(config).await?;
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let ids: Arc<dyn Ids> = Arc::new(SystemIds);
        let master_key = master_key::load(config, &*ids)?;
        let vault: Arc<dyn Vault> = Arc::new(MasterVault::new(&master_key, ids.clone()));
        let directory: Arc<dyn Directory> = Arc::new(store.clone());
        let accounts: Arc<dyn Accounts> = Arc::new(store.clone());
        let cold: Arc<dyn ColdStorage> = Arc::new(store.clone());
        let hot: Arc<dyn HotStorage> = Arc::new(store.clone());
        let blobs = models::blobs(config)?;
        let extractor = models::extractor(config)?;
        let embedders = models::embedders(config)?;
        let models = match models {
            Some(models) => models,
            None => models::language(config)?,
        };
        let retriever =
            Arc::new(Retriever::new(cold.clone(), embedders.clone(), config.limits.index_cache_bytes));
        let reranking = Arc::new(Reranking {
            reranker: models::reranker(config)?,
            candidates: config.rerank.candidates,
            ledger: hot.clone(),
            clock: clock.clone(),
            ids: ids.clone(),
        });
        let ranked = RankedSource { retriever: retriever.clone(), reranking: reranking.clone() };
        let passages: Arc<dyn PassageSource> = Arc::new(ranked);
        let node: NodeId = ids.next();
        let metrics: Arc<Metrics> = Arc::default();
        let web = Arc::new(web(config, clock.clone())?);
        let egress = Arc::new(egress(config, EgressSettings::default())?);
        let toolbox = Arc::new(Toolbox {
            passages: passages.clone(),
            webhooks: Arc::new(Webhooks::new(egress.clone(), vault.clone(), clock.clone())),
            mcp: Arc::new(McpSessions::new(egress, vault.clone(), McpSettings::default())),
            storage: cold.clone(),
            clock: clock.clone(),
        });
        let langfuse: Arc<dyn Langfuse> = Arc::new(langfuse::projects(config, clock.clone())?);
        let mut observers = traces::tracers(config)?;
        observers.push(metrics.clone());
        let ports = EnginePorts {
            storage: hot.clone(),
            passages: passages.clone(),
            models: models.clone(),
            tools: toolbox.clone(),
            clock: clock.clone(),
            ids: ids.clone(),
            allowance: Arc::new(Allowance::new(hot.clone(), clock.clone(), plan(config))),
            observers,
        };
        let engine = ChatEngine::new(ports, node, EngineLimits::default());
        Ok(Self {
            master_key,
            directory,
            accounts,
            cold,
            hot,
            blobs,
            extractor,
            embedders,
            models,
            toolbox,
            langfuse,
            retriever,
            passages,
            reranking,
            web,
            engine,
            clock,
            ids,
            metrics,
            vault,
            lifecycle: Lifecycle::default(),
            node,
            plan: plan(config),
            jobs: config.limits.jobs.max(1),
            evaluations: Arc::new(Semaphore::new(config.evals.runs.max(1))),
            feedback_every: Duration::from_secs(u64::from(config.evals.feedback_seconds.max(1))),
            bounds: Bounds {
                parallel: config.evals.parallel.max(1),
                retries: config.evals.retries,
                budget_micros: config.evals.budget_micros,
            },
            store,
        })
    }

    /// Seals the secrets that earlier versions stored as they are.
    pub async fn seal_secrets(&self) -> anyhow::Result<u64> {
        Ok(identity::seal_all(&*self.directory, &*self.cold, &*self.vault).await?)
    }

    /// What the chat engine works with when nobody's plan is counted and nobody is told: for evaluations.
    pub fn ports(&self) -> EnginePorts {
        EnginePorts {
            storage: self.hot.clone(),
            passages: self.passages.clone(),
            models: self.models.clone(),
            tools: self.toolbox.clone(),
            clock: self.clock.clone(),
            ids: self.ids.clone(),
            allowance: Arc::new(Allowance::new(self.hot.clone(), self.clock.clone(), Plan::default())),
            observers: Vec::new(),
        }
    }

    /// The whole HTTP side.
    pub fn router(&self, options: &Options, address: SocketAddr) -> anyhow::Result<axum::Router> {
        Ok(api::router(Context {
            directory: self.directory.clone(),
            accounts: self.accounts.clone(),
            cold: self.cold.clone(),
            hot: self.hot.clone(),
            changes: Arc::new(self.store.clone()),
            engine: self.engine.clone(),
            retriever: self.retriever.clone(),
            reranking: self.reranking.clone(),
            models: self.models.clone(),
            toolbox: self.toolbox.clone(),
            web: self.web.clone(),
            suites: Arc::new(Files),
            langfuse: self.langfuse.clone(),
            blobs: self.blobs.clone(),
            clock: self.clock.clone(),
            ids: self.ids.clone(),
            vault: self.vault.clone(),
            master_key: Arc::from(self.master_key.as_slice()),
            widget: assets::widget(),
            dashboard: assets::dashboard(),
            metrics: self.metrics.clone(),
            settings: settings(options, address)?,
            lifecycle: self.lifecycle.clone(),
        }))
    }

    /// A job worker: one job at a time.
    pub fn worker(&self) -> Worker {
        Worker {
            directory: self.directory.clone(),
            cold: self.cold.clone(),
            ingestor: Arc::new(Ingestor {
                storage: self.cold.clone(),
                blobs: self.blobs.clone(),
                extractor: self.extractor.clone(),
                embedder: self.embedders.current(),
                clock: self.clock.clone(),
            }),
            reembedder: Reembedder {
                storage: self.cold.clone(),
                embedders: self.embedders.clone(),
                clock: self.clock.clone(),
                ids: self.ids.clone(),
            },
            syncer: Syncer {
                storage: self.cold.clone(),
                blobs: self.blobs.clone(),
                web: self.web.clone(),
                clock: self.clock.clone(),
                ids: self.ids.clone(),
                plan: self.plan,
            },
            evaluator: Evaluator {
                ports: self.ports(),
                cold: self.cold.clone(),
                embedder: self.embedders.current(),
                slots: self.evaluations.clone(),
                changes: Arc::new(self.store.clone()),
                bounds: self.bounds,
            },
            watcher: self.watcher(),
            reporter: Reporter {
                cold: self.cold.clone(),
                langfuse: self.langfuse.clone(),
                vault: self.vault.clone(),
            },
            blobs: self.blobs.clone(),
            clock: self.clock.clone(),
            ids: self.ids.clone(),
            metrics: self.metrics.clone(),
            node: self.node,
        }
    }

    /// What begins by itself.
    pub fn watcher(&self) -> Watcher {
        Watcher {
            directory: self.directory.clone(),
            cold: self.cold.clone(),
            hot: self.hot.clone(),
            clock: self.clock.clone(),
            ids: self.ids.clone(),
            feedback_every: self.feedback_every,
        }
    }

    /// Starts the loops that run beside the server.
    pub fn spawn_background(&self, jobs: bool) -> Background {
        let stop = CancellationToken::new();
        let upkeep = Upkeep {
            engine: self.engine.clone(),
            hot: self.hot.clone(),
            directory: self.directory.clone(),
            clock: self.clock.clone(),
        };
        let told = stop.clone();
        let mut tasks = vec![tokio::spawn(async move { upkeep.run(told).await })];
        let (store, node, told) = (self.store.clone(), self.node, stop.clone());
        tasks.push(tokio::spawn(async move {
            tokio::select! {
                () = store.relay(node) => {}
                () = told.cancelled() => {}
            }
        }));
        if jobs {
            tasks.extend(self.spawn_workers(&stop));
        }
        Background { stop, tasks }
    }

    /// Starts as many workers as jobs may run at the same time, and finds out what a new embedding model makes necessary.
    pub fn spawn_workers(&self, stop: &CancellationToken) -> Vec<JoinHandle<()>> {
        let first = self.worker();
        let following = tokio::spawn(async move {
            if let Err(error) = first.follow_model().await {
                tracing::warn!(%error, "whether passages need another embedding model could not be found out");
            }
        });
        let spawn = |_| {
            let (worker, told) = (self.worker(), stop.clone());
            tokio::spawn(async move { worker.run(told).await })
        };
        let (watcher, told) = (self.watcher(), stop.clone());
        let watching = tokio::spawn(async move { watcher.run(told).await });
        (0..self.jobs).map(spawn).chain([following, watching]).collect()
    }

    /// Lets go of the database.
    pub async fn close(self) {
        self.store.close().await;
    }
}

/// The loops that run beside the server.
pub struct Background {
    stop: CancellationToken,
    tasks: Vec<JoinHandle<()>>,
}

impl Background {
    /// Ends them; what is in hand is finished first.
    pub async fn stop(self) {
        self.stop.cancel();
        for task in self.tasks {
            // A loop that panicked has ended, which is all that is asked here.
            let _ = task.await;
        }
    }
}

fn egress(config: &Config, settings: EgressSettings) -> anyhow::Result<Egress> {
    let range = |text: &String| -> anyhow::Result<IpNet> {
        let one = || text.parse::<IpAddr>().map(IpNet::from);
        text.parse()
            .or_else(|_| one())
            .with_context(|| format!("egress.allow: {text} is no range of addresses"))
    };
    let permitted = config.egress.allow.iter().map(range).collect::<Result<_, _>>()?;
    let proxy = config.egress.proxy.clone();
    Ok(Egress::new(EgressSettings { permitted, proxy, ..settings })?)
}

fn web(config: &Config, clock: Arc<dyn Clock>) -> anyhow::Result<Visitor> {
    let page_bytes = usize::try_from(config.limits.upload_bytes)?;
    let time = Duration::from_secs(config.crawl.seconds);
    let settings = EgressSettings { max_body: page_bytes, time, ..EgressSettings::default() };
    let delay = Duration::from_millis(config.crawl.delay_ms);
    Ok(Visitor::new(Arc::new(egress(config, settings)?), clock, WebSettings { delay, page_bytes }))
}

fn settings(options: &Options, address: SocketAddr) -> anyhow::Result<Settings> {
    let config = &options.config;
    let public_url = match &config.server.public_url {
        Some(url) => url.clone(),
        None => Url::parse(&format!("http://{address}"))?,
    };
    let mut settings = Settings::new(public_url);
    settings.limits.enabled = config.limits.rate_limits == Switch::On;
    settings.limits.per_key = config.limits.requests_per_minute_per_key;
    settings.limits.per_address = config.limits.requests_per_minute_per_address;
    settings.limits.trusted_proxies = networks(&config.server.trusted_proxies)?;
    settings.max_source_pages = config.crawl.pages;
    settings.max_upload_bytes = usize::try_from(config.limits.upload_bytes)?;
    let token = config.server.metrics_token.as_ref();
    settings.metrics_token = token.map(|token| SecretHash::of(token.reveal().trim()));
    settings.demo = options.demo.as_ref().map(|demo| api::Demo { key: demo.key.clone(), agent: demo.agent });
    Ok(settings)
}

fn plan(config: &Config) -> Plan {
    Plan {
        messages_per_month: config.plan.messages_per_month,
        cost_micros_per_day: config.plan.cost_micros_per_day,
        documents: config.plan.documents,
        agents: config.plan.agents,
    }
}

fn networks(texts: &[String]) -> anyhow::Result<Vec<Network>> {
    let parse = |text: &String| text.parse().with_context(|| format!("server.trusted_proxies: {text}"));
    texts.iter().map(parse).collect()
}
