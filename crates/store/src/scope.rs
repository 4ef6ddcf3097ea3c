//! The storage as one tenant sees it: what every tenant port of this crate is implemented on.

use std::sync::Arc;

use domain::audit::Acting;
use domain::change::Change;
use domain::id::TenantId;
use domain::storage::StorageResult;

use crate::db::{Db, Tx, Whose};
use crate::feed::Feed;
use crate::group::Command;

/// A database and the only tenant whose rows may be touched through it.
#[derive(Clone)]
pub(crate) struct Scope {
    pub(crate) db: Db,
    pub(crate) tenant: TenantId,
    pub(crate) feed: Feed,
    /// On whose behalf changes are made; `None`: nobody's, and nothing is recorded.
    pub(crate) acting: Option<Arc<Acting>>,
}

impl Scope {
    pub(crate) async fn read(&self) -> StorageResult<Tx> {
        self.db.read(Whose::Tenant(self.tenant)).await
    }

    pub(crate) async fn snapshot(&self) -> StorageResult<Tx> {
        self.db.snapshot(Whose::Tenant(self.tenant)).await
    }

    /// A write that nobody is asked about later: of workers, of visitors, of the gate. What a member or a key changes goes through
    /// [`Scope::edit`].
    pub(crate) async fn write(&self) -> StorageResult<Tx> {
        self.db.write(Whose::Tenant(self.tenant)).await
    }

    pub(crate) async fn hot<C: Command>(&self, command: C) -> StorageResult<C::Answer> {
        self.db.hot(self.tenant, command).await
    }

    /// Tells whoever watches. Only after the commit: who hears of a change reads it at once.
    pub(crate) fn tell(&self, change: Change) {
        self.feed.tell(self.tenant, change);
    }

    pub(crate) fn tell_if(&self, changed: bool, change: Change) {
        if changed {
            self.tell(change);
        }
    }
}
