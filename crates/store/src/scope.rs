//! The storage as one tenant sees it: what every tenant port of this crate is implemented on.

use domain::id::TenantId;
use domain::storage::StorageResult;

use crate::db::{Db, Tx, Whose};
use crate::group::Command;

/// A database and the only tenant whose rows may be touched through it.
#[derive(Clone)]
pub(crate) struct Scope {
    pub(crate) db: Db,
    pub(crate) tenant: TenantId,
}

impl Scope {
    pub(crate) async fn read(&self) -> StorageResult<Tx> {
        self.db.read(Whose::Tenant(self.tenant)).await
    }

    pub(crate) async fn snapshot(&self) -> StorageResult<Tx> {
        self.db.snapshot(Whose::Tenant(self.tenant)).await
    }

    pub(crate) async fn write(&self) -> StorageResult<Tx> {
        self.db.write(Whose::Tenant(self.tenant)).await
    }

    pub(crate) async fn hot<C: Command>(&self, command: C) -> StorageResult<C::Answer> {
        self.db.hot(self.tenant, command).await
    }
}
