//! The crate's front: an open database with its caches, as the storage ports of `domain`.

use std::path::Path;
use std::sync::Arc;

use async_trait::async_trait;
use domain::audit::Acting;
use domain::change::{Change, Changes};
use domain::chat::store::{ChatStore, StaleTurn};
use domain::clock::Timestamp;
use domain::conversation::ConversationStore;
use domain::id::{NodeId, TenantId};
use domain::insight::InsightStore;
use domain::storage::{ColdStorage, HotStorage, StorageResult, TenantStore};
use futures::stream::BoxStream;

use crate::cache::{CachedTenant, Caches};
use crate::chat;
use crate::db::Db;
use crate::feed::Feed;
use crate::open::{OpenError, Options};
use crate::scope::Scope;

/// An open database. Implements [`domain::tenant::Directory`], [`ColdStorage`] and [`HotStorage`]; cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) db: Db,
    pub(crate) caches: Arc<Caches>,
    feed: Feed,
}

impl Store {
    /// Opens `sqlite://path` (the file is made when missing, its folder is not) or `postgres://…`. Must be called inside a tokio runtime.
    pub async fn open(url: &str, options: Options) -> Result<Self, OpenError> {
        Ok(Self { db: Db::open(url, options).await?, caches: Arc::default(), feed: Feed::default() })
    }

    /// Brings the schema up to date: each missing migration in order and in its own transaction.
    pub async fn migrate(&self) -> Result<(), OpenError> {
        self.db.migrate().await
    }

    /// Writes a consistent copy of a SQLite database into a new file, while others go on writing. Refused for a server, which has means of
    /// its own.
    pub async fn snapshot_to(&self, file: &Path) -> StorageResult<()> {
        self.db.snapshot_to(file).await
    }

    /// Passes changes on to other nodes and hears of theirs, until dropped. With one file there is nobody else: returns at once.
    pub async fn relay(&self, node: NodeId) {
        if let Db::Pg(pool) = &self.db {
            self.feed.relay(pool, node).await;
        }
    }

    fn scope(&self, tenant: TenantId) -> Scope {
        Scope { db: self.db.clone(), tenant, feed: self.feed.clone(), acting: None }
    }

    /// Waits for what is in progress, then closes every connection. Later calls fail as unavailable.
    pub async fn close(&self) {
        self.db.close().await;
    }
}

impl Changes for Store {
    fn watch(&self, tenant: TenantId) -> BoxStream<'static, Change> {
        self.feed.watch(tenant)
    }
}

impl ColdStorage for Store {
    fn tenant(&self, tenant: TenantId) -> Arc<dyn TenantStore> {
        Arc::new(CachedTenant { inner: self.scope(tenant), caches: self.caches.clone() })
    }

    fn acting(&self, tenant: TenantId, acting: Acting) -> Arc<dyn TenantStore> {
        let inner = Scope { acting: Some(Arc::new(acting)), ..self.scope(tenant) };
        Arc::new(CachedTenant { inner, caches: self.caches.clone() })
    }
}

#[async_trait]
impl HotStorage for Store {
    fn tenant(&self, tenant: TenantId) -> Arc<dyn ChatStore> {
        Arc::new(self.scope(tenant))
    }

    fn conversations(&self, tenant: TenantId, acting: Option<Acting>) -> Arc<dyn ConversationStore> {
        Arc::new(Scope { acting: acting.map(Arc::new), ..self.scope(tenant) })
    }

    fn insight(&self, tenant: TenantId) -> Arc<dyn InsightStore> {
        Arc::new(self.scope(tenant))
    }

    async fn beat(&self, node: NodeId, now: Timestamp) -> StorageResult<()> {
        chat::beat(&self.db, node, now).await
    }

    async fn stale_turns(&self, dead_since: Timestamp, limit: u32) -> StorageResult<Vec<StaleTurn>> {
        chat::stale(&self.db, dead_since, limit).await
    }

    async fn purge_logs(&self, ended_before: Timestamp, limit: u32) -> StorageResult<u64> {
        chat::purge_logs(&self.db, ended_before, limit).await
    }

    async fn check(&self) -> StorageResult<()> {
        chat::check(&self.db).await
    }
}
