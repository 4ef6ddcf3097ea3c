//! What the edge is built from: ports and plain values, and the state that handlers take their part of.

use std::sync::Arc;

use axum::extract::FromRef;
use domain::audit::Stamp;
use domain::change::Changes;
use domain::chat::model::Models;
use domain::chat::run::ChatEngine;
use domain::clock::Clock;
use domain::document::Blobs;
use domain::document::rerank::Reranking;
use domain::document::retrieve::Retriever;
use domain::document::upload::Uploader;
use domain::eval::SuiteFormat;
use domain::id::Ids;
use domain::langfuse::Langfuse;
use domain::member::accounts::Accounts;
use domain::source::web::Web as Sites;
use domain::storage::{ColdStorage, HotStorage};
use domain::tenant::Directory;
use domain::tool::toolbox::Toolbox;
use domain::vault::Vault;
use tokio_util::sync::CancellationToken;

use crate::assets::Assets;
use crate::auth::Gate;
use crate::limits::PasswordPool;
use crate::metrics::Metrics;
use crate::settings::Settings;

/// Everything the edge needs, built in one place by the binary.
#[derive(Clone)]
pub struct Context {
    /// Look-ups before a tenant is known.
    pub directory: Arc<dyn Directory>,
    /// Users across organizations.
    pub accounts: Arc<dyn Accounts>,
    /// Agents, documents, keys, members.
    pub cold: Arc<dyn ColdStorage>,
    /// Chats.
    pub hot: Arc<dyn HotStorage>,
    /// What changes.
    pub changes: Arc<dyn Changes>,
    /// Makes answers.
    pub engine: Arc<ChatEngine>,
    /// Finds passages.
    pub retriever: Arc<Retriever>,
    /// Asks a reranker.
    pub reranking: Arc<Reranking>,
    /// Language models.
    pub models: Arc<dyn Models>,
    /// Performs calls of tools.
    pub toolbox: Arc<Toolbox>,
    /// Visits web sources.
    pub web: Arc<dyn Sites>,
    /// The form of suites of evaluation cases.
    pub suites: Arc<dyn SuiteFormat>,
    /// Reaches Langfuse projects.
    pub langfuse: Arc<dyn Langfuse>,
    /// Uploads.
    pub blobs: Arc<dyn Blobs>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Identifiers and random bytes.
    pub ids: Arc<dyn Ids>,
    /// Seals secrets before they are stored.
    pub vault: Arc<dyn Vault>,
    /// The install's master key: signing keys are derived from it.
    pub master_key: Arc<[u8]>,
    /// Built files of the widget.
    pub widget: Arc<dyn Assets>,
    /// Built files of the dashboard.
    pub dashboard: Arc<dyn Assets>,
    /// Counters.
    pub metrics: Arc<Metrics>,
    /// Plain values.
    pub settings: Settings,
    /// How the server goes down.
    pub lifecycle: Lifecycle,
}

/// How the server goes down: first it says so, later it ends what still runs.
#[derive(Clone, Default)]
pub struct Lifecycle {
    /// Cancelled when the server starts to drain: readiness answers 503, everything else still works.
    pub draining: CancellationToken,
    /// Cancelled when open streams must end; their clients resume elsewhere.
    pub closing: CancellationToken,
}

/// The state of the router. Handlers take a part of it (`State<Arc<…>>`), extractors all.
#[derive(Clone, FromRef)]
pub struct Edge {
    pub gate: Arc<Gate>,
    pub directory: Arc<dyn Directory>,
    pub accounts: Arc<dyn Accounts>,
    pub cold: Arc<dyn ColdStorage>,
    pub hot: Arc<dyn HotStorage>,
    pub changes: Arc<dyn Changes>,
    pub engine: Arc<ChatEngine>,
    pub retriever: Arc<Retriever>,
    pub reranking: Arc<Reranking>,
    pub models: Arc<dyn Models>,
    pub toolbox: Arc<Toolbox>,
    pub sites: Arc<dyn Sites>,
    pub suites: Arc<dyn SuiteFormat>,
    pub langfuse: Arc<dyn Langfuse>,
    pub uploader: Arc<Uploader>,
    pub clock: Arc<dyn Clock>,
    pub ids: Arc<dyn Ids>,
    pub vault: Arc<dyn Vault>,
    pub metrics: Arc<Metrics>,
    pub settings: Arc<Settings>,
    pub lifecycle: Lifecycle,
    pub passwords: PasswordPool,
    pub web: Web,
}

impl Edge {
    /// Now, for the record of a change.
    pub fn stamp(&self) -> Stamp {
        Stamp { at: self.clock.now(), ids: self.ids.clone() }
    }
}

/// Built files of both web apps.
#[derive(Clone)]
pub struct Web {
    pub widget: Arc<dyn Assets>,
    pub dashboard: Arc<dyn Assets>,
}

impl From<Context> for Edge {
    fn from(context: Context) -> Self {
        let settings = Arc::new(context.settings);
        let gate = Gate::new(
            context.directory.clone(),
            context.cold.clone(),
            context.clock.clone(),
            &context.master_key,
            settings.clone(),
        );
        let uploader =
            Uploader { blobs: context.blobs, clock: context.clock.clone(), ids: context.ids.clone() };
        Self {
            gate: Arc::new(gate),
            directory: context.directory,
            accounts: context.accounts,
            cold: context.cold,
            hot: context.hot,
            changes: context.changes,
            engine: context.engine,
            retriever: context.retriever,
            reranking: context.reranking,
            models: context.models,
            toolbox: context.toolbox,
            sites: context.web,
            suites: context.suites,
            langfuse: context.langfuse,
            uploader: Arc::new(uploader),
            clock: context.clock,
            ids: context.ids,
            vault: context.vault,
            metrics: context.metrics,
            settings,
            lifecycle: context.lifecycle,
            passwords: PasswordPool::default(),
            web: Web { widget: context.widget, dashboard: context.dashboard },
        }
    }
}
