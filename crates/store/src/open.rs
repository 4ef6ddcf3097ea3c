//! Opening a database by URL, and bringing its schema up to date.

use std::str::FromStr;
use std::time::Duration;

use rusqlite::Connection;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection as _, PgPool, SqlitePool};

use crate::db::{Db, Turn};
use crate::document::nearest;
use crate::group::Group;

static LITE_MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");
static PG_MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

/// How a database is opened.
#[derive(Debug, Clone, Copy)]
pub struct Options {
    /// Connections that read at once (SQLite).
    pub readers: u32,
    /// Connections to the server, at most (Postgres).
    pub connections: u32,
    /// How long a call waits for a free connection before it fails as unavailable.
    pub wait: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self { readers: 4, connections: 16, wait: Duration::from_secs(5) }
    }
}

/// Why a database could not be opened or brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Neither `sqlite://path` nor `postgres://…`, or an address that cannot be read.
    #[error("the database URL must be sqlite://path or postgres://…: {0}")]
    Url(String),
    /// The file or server does not answer, or refuses.
    #[error("the database cannot be opened: {0}")]
    Connect(sqlx::Error),
    /// The hot path's connection to the file failed.
    #[error("the database cannot be opened for the hot path: {0}")]
    Hot(#[from] rusqlite::Error),
    /// The writing thread could not be started.
    #[error("the writing thread cannot be started: {0}")]
    Thread(std::io::Error),
    /// A migration failed; the database stays as it was before that migration.
    #[error("the database schema cannot be brought up to date: {0}")]
    Migrate(#[from] MigrateError),
}

impl Db {
    /// Opens `sqlite://path` (made when missing) or `postgres://…`.
    pub(crate) async fn open(url: &str, options: Options) -> Result<Self, OpenError> {
        match url.split_once(':').map(|(scheme, _)| scheme) {
            Some("sqlite") if url.contains(":memory:") => {
                Err(OpenError::Url("a database in memory cannot be shared by its connections".to_owned()))
            }
            Some("sqlite") => open_lite(url, options).await,
            Some("postgres" | "postgresql") => open_pg(url, options).await.map(Self::Pg),
            scheme => Err(OpenError::Url(format!("unknown scheme {scheme:?}"))),
        }
    }

    /// Runs the migrations that are missing, in order, each in a transaction. Nodes that start together wait for each other.
    pub(crate) async fn migrate(&self) -> Result<(), OpenError> {
        match self {
            Self::Lite { writer, .. } => LITE_MIGRATIONS.run(writer).await?,
            Self::Pg(pool) => {
                PG_MIGRATIONS.run(pool).await?;
                if let Err(error) = nearest::install(pool).await {
                    tracing::warn!(%error, "pgvector cannot be set up, so agents too large for the cache of indexes are searched slowly; \
                        `CREATE EXTENSION vector` by a superuser and a restart help");
                }
            }
        }
        Ok(())
    }
}

/// Pages in SQLite's write-ahead log after which a commit moves them into the file, 32 MiB. Most turns write the same few pages, so the
/// longer the log, the fewer pages are moved, and the fewer commits wait for the disk.
const CHECKPOINT_PAGES: &str = "8192";

async fn open_lite(url: &str, options: Options) -> Result<Db, OpenError> {
    let file = SqliteConnectOptions::from_str(url)
        .map_err(|error| OpenError::Url(error.to_string()))?
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Normal)
        .busy_timeout(Duration::from_secs(5))
        .foreign_keys(true)
        .pragma("cache_size", "-4096")
        // The log is cut back to this after a checkpoint, so that one burst does not keep its space for ever.
        .pragma("journal_size_limit", "67108864")
        .pragma("wal_autocheckpoint", CHECKPOINT_PAGES)
        .statement_cache_capacity(256)
        .disable_statement_logging();
    let writer = SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(options.wait)
        .test_before_acquire(false)
        // When the disk is full SQLite ends a transaction by itself and the connection no longer knows where it
        // stands: it is replaced.
        .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }))
        .connect_with(file.clone())
        .await
        .map_err(OpenError::Connect)?;
    let turn = Turn::default();
    let group = Group::start(hot_connection(&file)?, turn.clone()).map_err(OpenError::Thread)?;
    let readers: SqlitePool = SqlitePoolOptions::new()
        .max_connections(options.readers)
        .acquire_timeout(options.wait)
        .test_before_acquire(false)
        .connect_lazy_with(file);
    Ok(Db::Lite { writer, turn, readers, group })
}

/// The hot path's own connection to the file that sqlx has made, with the same settings.
fn hot_connection(file: &SqliteConnectOptions) -> Result<Connection, OpenError> {
    let connection = Connection::open(file.get_filename())?;
    connection.execute_batch(
        "PRAGMA busy_timeout = 5000;
        PRAGMA synchronous = NORMAL;
        PRAGMA foreign_keys = ON;
        PRAGMA cache_size = -4096;
        PRAGMA journal_size_limit = 67108864;",
    )?;
    connection.pragma_update(None, "wal_autocheckpoint", CHECKPOINT_PAGES)?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

async fn open_pg(url: &str, options: Options) -> Result<PgPool, OpenError> {
    let server = PgConnectOptions::from_str(url)
        .map_err(|error| OpenError::Url(error.to_string()))?
        .application_name("parlor")
        .statement_cache_capacity(256)
        .disable_statement_logging();
    PgPoolOptions::new()
        .max_connections(options.connections)
        .acquire_timeout(options.wait)
        // A ping before each use would cost a round trip; one after a pause finds the connections that a restart of
        // the server has cut.
        .test_before_acquire(false)
        .before_acquire(|connection, state| {
            Box::pin(async move {
                if state.idle_for > Duration::from_secs(1) {
                    connection.ping().await?;
                }
                Ok(true)
            })
        })
        .connect_with(server)
        .await
        .map_err(OpenError::Connect)
}
