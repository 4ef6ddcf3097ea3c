//! A fresh Postgres database for one test, dropped with its handle.

use std::{
    process,
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

use anyhow::{Context, Result};
use sqlx::{Connection, PgConnection, postgres::PgConnectOptions};

/// Names the server that tests may use: a URL with the right to create databases. `cargo xtask test` sets it.
pub const URL_VARIABLE: &str = "PARLOR_TEST_POSTGRES_URL";

static MADE: AtomicUsize = AtomicUsize::new(0);

/// An empty database of its own.
pub struct Database {
    server: PgConnectOptions,
    name: String,
    url: String,
}

impl Database {
    /// Creates one on the server that [`URL_VARIABLE`] names.
    ///
    /// Fails when the variable is not set: a test that quietly leaves one of two databases out proves half of what its
    /// name says. `cargo xtask postgres` starts a server for use outside `cargo xtask test`.
    pub async fn create() -> Result<Self> {
        #[expect(
            clippy::disallowed_methods,
            reason = "the test runner hands the server over in the environment"
        )]
        let server = std::env::var(URL_VARIABLE).with_context(|| {
            format!("{URL_VARIABLE} is not set: run `cargo xtask test`, or `cargo xtask postgres`")
        })?;
        Self::on(&server).await
    }

    async fn on(server_url: &str) -> Result<Self> {
        let server: PgConnectOptions = server_url.parse().context("the Postgres URL cannot be read")?;
        let name = format!("parlor_test_{}_{}", process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        // A killed process may have had the same number and left its database behind.
        execute(&server, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await?;
        execute(&server, &format!("CREATE DATABASE {name}")).await?;
        let url = with_database(server_url, &name);
        Ok(Self { server, name, url })
    }

    /// The URL to give to the product: `postgres://…/name`.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let server = self.server.clone();
        let drop = format!("DROP DATABASE IF EXISTS {} WITH (FORCE)", self.name);
        // Its own thread: a test's runtime cannot wait inside a destructor.
        let dropped = thread::spawn(move || -> Result<()> {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(execute(&server, &drop))
        });
        // A database that stays behind harms no other test, and the server's folder goes with the test run.
        let _ = dropped.join();
    }
}

async fn execute(server: &PgConnectOptions, statement: &str) -> Result<()> {
    let mut connection = PgConnection::connect_with(server).await.context("Postgres does not answer")?;
    sqlx::raw_sql(sqlx::AssertSqlSafe(statement.to_owned())).execute(&mut connection).await?;
    connection.close().await?;
    Ok(())
}

/// Puts another database name into the URL, keeping user, host, port and parameters.
fn with_database(url: &str, name: &str) -> String {
    let (main, parameters) = match url.split_once('?') {
        Some((main, parameters)) => (main, format!("?{parameters}")),
        None => (url, String::new()),
    };
    let authority_at = main.find("://").map_or(0, |at| at + 3);
    let authority_end = main[authority_at..].find('/').map_or(main.len(), |at| authority_at + at);
    format!("{}/{name}{parameters}", &main[..authority_end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_database_name_changes() {
        for (url, expected) in [
            ("postgres://u:p@h:5432/postgres", "postgres://u:p@h:5432/x"),
            ("postgres://u@h:5432", "postgres://u@h:5432/x"),
            ("postgres://h/db?sslmode=disable", "postgres://h/x?sslmode=disable"),
        ] {
            assert_eq!(with_database(url, "x"), expected);
        }
    }

    #[tokio::test]
    async fn a_database_is_empty_and_goes_with_its_handle() {
        let database = Database::create().await.unwrap();
        let options: PgConnectOptions = database.url().parse().unwrap();
        let mut connection = PgConnection::connect_with(&options).await.unwrap();
        let tables: i64 = sqlx::query_scalar("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
            .fetch_one(&mut connection)
            .await
            .unwrap();
        assert_eq!(tables, 0);
        drop(database);
        assert!(PgConnection::connect_with(&options).await.is_err());
    }
}
