//! Transactions. Every one begins for a tenant, or for the directory; on Postgres that opens the row-level policies.

use std::path::Path;
use std::sync::Arc;

use domain::id::TenantId;
use domain::storage::{StorageError, StorageResult};
use sqlx::pool::PoolConnection;
use sqlx::{AssertSqlSafe, PgPool, Postgres, Sqlite, SqlitePool, Transaction};
use tokio::sync::{Mutex, OwnedMutexGuard};
use uuid::Uuid;

use crate::dialect::{LITE_BEGIN_READ, LITE_BEGIN_WRITE, PgMode, Sql, pg_begin};
use crate::error::from_sqlx;
use crate::group::{Command, Group};
use crate::query::Query;

/// Whose turn it is to write to a SQLite file. Its two writing connections queue here in order; SQLite itself would let them
/// poll for its lock, and the busier one would starve the other.
pub(crate) type Turn = Arc<Mutex<()>>;

/// An open database.
#[derive(Clone)]
pub(crate) enum Db {
    /// One file: one writer, several readers, and the group that commits the hot path.
    Lite { writer: SqlitePool, turn: Turn, readers: SqlitePool, group: Group },
    /// A server.
    Pg(PgPool),
}

/// Whose rows a transaction may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Whose {
    /// One tenant's.
    Tenant(TenantId),
    /// What is looked up before a tenant is known.
    Directory,
}

impl Whose {
    fn setting(self) -> String {
        match self {
            Self::Tenant(id) => Uuid::from(id).hyphenated().to_string(),
            Self::Directory => "directory".to_owned(),
        }
    }
}

/// A transaction; rolled back when dropped without [`Tx::commit`].
pub(crate) enum Tx {
    /// The hot path's own connection; [`crate::group`] begins and commits.
    Local(rusqlite::Connection),
    /// A transaction, with its turn to write when it may.
    Lite(Transaction<'static, Sqlite>, Option<OwnedMutexGuard<()>>),
    /// A reader outside any transaction: each statement sees the newest state.
    LiteRead(PoolConnection<Sqlite>),
    Pg(Transaction<'static, Postgres>),
}

impl Tx {
    /// Starts a statement.
    pub(crate) fn sql(&mut self, sql: impl Into<Sql>) -> Query<'_> {
        Query::new(self, sql.into())
    }

    /// Makes the writes durable.
    pub(crate) async fn commit(self) -> StorageResult<()> {
        match self {
            Self::Lite(tx, _turn) => tx.commit().await.map_err(from_sqlx),
            Self::Local(_) | Self::LiteRead(_) => Ok(()),
            Self::Pg(tx) => tx.commit().await.map_err(from_sqlx),
        }
    }
}

impl Db {
    /// Reads, each statement for itself.
    pub(crate) async fn read(&self, whose: Whose) -> StorageResult<Tx> {
        match self {
            Self::Lite { readers, .. } => Ok(Tx::LiteRead(readers.acquire().await.map_err(from_sqlx)?)),
            Self::Pg(pool) => begin_pg(pool, PgMode::Usual, whose, None).await,
        }
    }

    /// Reads that see one and the same state.
    pub(crate) async fn snapshot(&self, whose: Whose) -> StorageResult<Tx> {
        match self {
            Self::Lite { readers, .. } => {
                let begun = readers.begin_with(LITE_BEGIN_READ).await;
                begun.map(|tx| Tx::Lite(tx, None)).map_err(from_sqlx)
            }
            Self::Pg(pool) => begin_pg(pool, PgMode::Snapshot, whose, None).await,
        }
    }

    /// Reads and writes.
    pub(crate) async fn write(&self, whose: Whose) -> StorageResult<Tx> {
        match self {
            Self::Lite { writer, turn, .. } => {
                let turn = turn.clone().lock_owned().await;
                let begun = writer.begin_with(LITE_BEGIN_WRITE).await;
                begun.map(|tx| Tx::Lite(tx, Some(turn))).map_err(from_sqlx)
            }
            Self::Pg(pool) => begin_pg(pool, PgMode::Usual, whose, None).await,
        }
    }

    /// Runs a command of the hot path; durable when it returns.
    pub(crate) async fn hot<C: Command>(&self, tenant: TenantId, command: C) -> StorageResult<C::Answer> {
        match self {
            Self::Lite { group, .. } => group.submit(command).await,
            Self::Pg(pool) => {
                let mut tx = begin_pg(pool, PgMode::Usual, Whose::Tenant(tenant), command.lock()).await?;
                let answer = command.run(&mut tx).await?;
                tx.commit().await?;
                Ok(answer)
            }
        }
    }

    /// See [`crate::Store::snapshot_to`].
    pub(crate) async fn snapshot_to(&self, file: &Path) -> StorageResult<()> {
        let Self::Lite { readers, .. } = self else {
            return Err(StorageError::Internal("only a SQLite database is copied into a file".to_owned()));
        };
        let file = file.to_string_lossy().into_owned();
        sqlx::query("VACUUM INTO $1").bind(file).execute(readers).await.map(drop).map_err(from_sqlx)
    }

    /// Waits for what is in progress and closes every connection.
    pub(crate) async fn close(&self) {
        match self {
            Self::Lite { writer, readers, group, .. } => {
                group.close().await;
                readers.close().await;
                writer.close().await;
            }
            Self::Pg(pool) => pool.close().await,
        }
    }
}

async fn begin_pg(pool: &PgPool, mode: PgMode, whose: Whose, lock: Option<Uuid>) -> StorageResult<Tx> {
    // Safe as text: the tenant is printed from a UUID, the lock from a number.
    let begin = AssertSqlSafe(pg_begin(mode, &whose.setting(), lock));
    pool.begin_with(begin).await.map(Tx::Pg).map_err(from_sqlx)
}
