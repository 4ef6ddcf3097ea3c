//! Opening a database by URL, and bringing its schema up to date.

use std::str::FromStr;
use std::time::Duration;

use sqlx::migrate::{MigrateError, Migrator};
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, PgPool, SqlitePool};

use crate::db::Db;
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
            Self::Pg(pool) => PG_MIGRATIONS.run(pool).await?,
        }
        Ok(())
    }
}

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
        .statement_cache_capacity(256)
        .disable_statement_logging();
    let writer = lite_writer(file.clone(), options.wait).await.map_err(OpenError::Connect)?;
    let readers: SqlitePool = SqlitePoolOptions::new()
        .max_connections(options.readers)
        .acquire_timeout(options.wait)
        .test_before_acquire(false)
        .connect_lazy_with(file);
    Ok(Db::Lite { group: Group::start(writer.clone()), writer, readers })
}

/// The only connection that writes.
pub(crate) async fn lite_writer(
    file: SqliteConnectOptions,
    wait: Duration,
) -> Result<SqlitePool, sqlx::Error> {
    SqlitePoolOptions::new()
        .max_connections(1)
        .acquire_timeout(wait)
        .test_before_acquire(false)
        // When the disk is full SQLite ends a transaction by itself and the connection no longer knows where it
        // stands: it is replaced.
        .before_acquire(|connection, _| Box::pin(async move { Ok(!connection.is_in_transaction()) }))
        .connect_with(file)
        .await
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
