//! One statement on either database: bind, run, read rows by column name.

use domain::clock::Timestamp;
use domain::storage::{StorageError, StorageResult};
use rusqlite::types::Value;
use serde::Serialize;
use serde::de::DeserializeOwned;
use sqlx::error::BoxDynError;
use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Arguments, AssertSqlSafe, Decode, Encode, Executor, Postgres, Row as _, Sqlite, Type};
use uuid::Uuid;

use crate::db::Tx;
use crate::dialect::Sql;
use crate::error::{from_sqlx, unreadable};
use crate::local::{self, FromLocal, LocalRow, Ran, ToLocal};
use crate::scope::Scope;

/// A statement being put together.
#[must_use = "a statement does nothing until it is run"]
pub(crate) struct Query<'c> {
    tx: &'c mut Tx,
    sql: Sql,
    args: Result<Args, BoxDynError>,
}

enum Args {
    Local(Vec<Value>),
    Lite(SqliteArguments),
    Pg(PgArguments),
}

/// Runs an [`Executor`] method on whichever database the transaction belongs to; `$local` makes the same of what ran locally.
macro_rules! run {
    ($query:expr, $method:ident, $lite:expr, $pg:expr, $local:expr) => {{
        let Query { tx, sql, args } = $query;
        match (tx, args.map_err(|error| from_sqlx(sqlx::Error::Encode(error)))?) {
            (Tx::Local(connection), Args::Local(binds)) => {
                return local::run(connection, sql.lite_each(), &binds).map($local);
            }
            (Tx::Lite(tx, _), Args::Lite(args)) => {
                tx.$method(sqlx::query_with(AssertSqlSafe(sql.lite()), args)).await.map($lite)
            }
            (Tx::LiteRead(tx), Args::Lite(args)) => {
                tx.$method(sqlx::query_with(AssertSqlSafe(sql.lite()), args)).await.map($lite)
            }
            (Tx::Pg(tx), Args::Pg(args)) => {
                tx.$method(sqlx::query_with(AssertSqlSafe(sql.pg()), args)).await.map($pg)
            }
            (_, _) => return Err(StorageError::Internal("arguments of another database".to_owned())),
        }
        .map_err(from_sqlx)
    }};
}

impl<'c> Query<'c> {
    pub(crate) fn new(tx: &'c mut Tx, sql: Sql) -> Self {
        let args = match tx {
            Tx::Local(_) => Args::Local(Vec::new()),
            Tx::Lite(..) | Tx::LiteRead(_) => Args::Lite(SqliteArguments::default()),
            Tx::Pg(_) => Args::Pg(PgArguments::default()),
        };
        Self { tx, sql, args: Ok(args) }
    }

    /// Binds the next `$n`.
    pub(crate) fn bind<'t, T>(mut self, value: T) -> Self
    where
        T: ToLocal + Encode<'t, Sqlite> + Type<Sqlite> + Encode<'t, Postgres> + Type<Postgres>,
    {
        if let Ok(args) = &mut self.args {
            let added = match args {
                Args::Local(binds) => {
                    binds.push(value.to_local());
                    Ok(())
                }
                Args::Lite(args) => Arguments::add(args, value),
                Args::Pg(args) => Arguments::add(args, value),
            };
            if let Err(error) = added {
                self.args = Err(error);
            }
        }
        self
    }

    /// Binds an identifier.
    pub(crate) fn id(self, id: impl Into<Uuid>) -> Self {
        self.bind(id.into())
    }

    /// Binds an identifier or nothing.
    pub(crate) fn optional_id(self, id: Option<impl Into<Uuid>>) -> Self {
        self.bind(id.map(Into::into))
    }

    /// Binds a time.
    pub(crate) fn time(self, time: Timestamp) -> Self {
        self.bind(time.as_millis())
    }

    /// Binds a time or nothing.
    pub(crate) fn optional_time(self, time: Option<Timestamp>) -> Self {
        self.bind(time.map(Timestamp::as_millis))
    }

    /// Binds a value as JSON text.
    pub(crate) fn json(mut self, value: &impl Serialize) -> Self {
        match serde_json::to_string(value) {
            Ok(text) => self.bind(text),
            Err(error) => {
                self.args = Err(error.into());
                self
            }
        }
    }

    /// Runs it; how many rows it changed.
    pub(crate) async fn execute(self) -> StorageResult<u64> {
        run!(self, execute, |done| done.rows_affected(), |done| done.rows_affected(), |ran| ran.changed)
    }

    /// Runs it; whether it changed a row.
    pub(crate) async fn changed(self) -> StorageResult<bool> {
        Ok(self.execute().await? > 0)
    }

    /// The first row.
    pub(crate) async fn optional(self) -> StorageResult<Option<Row>> {
        let local = |ran: Ran| ran.rows.into_iter().next().map(Row::Local);
        run!(self, fetch_optional, |row| row.map(Row::Lite), |row| row.map(Row::Pg), local)
    }

    /// The first row, read by `read`.
    pub(crate) async fn optional_as<T>(
        self,
        read: impl FnOnce(&Row) -> StorageResult<T>,
    ) -> StorageResult<Option<T>> {
        self.optional().await?.as_ref().map(read).transpose()
    }

    /// All rows.
    pub(crate) async fn all(self) -> StorageResult<Vec<Row>> {
        let lite = |rows: Vec<SqliteRow>| rows.into_iter().map(Row::Lite).collect();
        let pg = |rows: Vec<PgRow>| rows.into_iter().map(Row::Pg).collect();
        let local = |ran: Ran| ran.rows.into_iter().map(Row::Local).collect();
        run!(self, fetch_all, lite, pg, local)
    }

    /// All rows, read by `read`.
    pub(crate) async fn all_as<T>(self, read: impl FnMut(&Row) -> StorageResult<T>) -> StorageResult<Vec<T>> {
        self.all().await?.iter().map(read).collect()
    }
}

/// A row of either database.
pub(crate) enum Row {
    Local(LocalRow),
    Lite(SqliteRow),
    Pg(PgRow),
}

impl Row {
    /// A value that both databases can hold.
    pub(crate) fn get<T>(&self, column: &str) -> StorageResult<T>
    where
        T: FromLocal
            + for<'r> Decode<'r, Sqlite>
            + Type<Sqlite>
            + for<'r> Decode<'r, Postgres>
            + Type<Postgres>,
    {
        match self {
            Self::Local(row) => {
                let value = row.value(column).ok_or_else(|| unreadable(column, "no such column"))?;
                return T::from_local(value).ok_or_else(|| unreadable(column, "another type"));
            }
            Self::Lite(row) => row.try_get(column),
            Self::Pg(row) => row.try_get(column),
        }
        .map_err(from_sqlx)
    }

    pub(crate) fn text(&self, column: &str) -> StorageResult<String> {
        self.get(column)
    }

    pub(crate) fn id<T: From<Uuid>>(&self, column: &str) -> StorageResult<T> {
        Ok(T::from(self.get::<Uuid>(column)?))
    }

    pub(crate) fn optional_id<T: From<Uuid>>(&self, column: &str) -> StorageResult<Option<T>> {
        Ok(self.get::<Option<Uuid>>(column)?.map(T::from))
    }

    pub(crate) fn time(&self, column: &str) -> StorageResult<Timestamp> {
        Ok(Timestamp::from_millis(self.get(column)?))
    }

    pub(crate) fn optional_time(&self, column: &str) -> StorageResult<Option<Timestamp>> {
        Ok(self.get::<Option<i64>>(column)?.map(Timestamp::from_millis))
    }

    /// A whole number in the range of `T`.
    pub(crate) fn number<T: TryFrom<i64>>(&self, column: &str) -> StorageResult<T> {
        let number: i64 = self.get(column)?;
        T::try_from(number).map_err(|_| unreadable(column, number))
    }

    /// A whole number in the range of `T`, or nothing.
    pub(crate) fn optional_number<T: TryFrom<i64>>(&self, column: &str) -> StorageResult<Option<T>> {
        let number: Option<i64> = self.get(column)?;
        number.map(|number| T::try_from(number).map_err(|_| unreadable(column, number))).transpose()
    }

    pub(crate) fn json<T: DeserializeOwned>(&self, column: &str) -> StorageResult<T> {
        serde_json::from_str(&self.text(column)?).map_err(|error| unreadable(column, error))
    }

    /// JSON, or nothing.
    pub(crate) fn optional_json<T: DeserializeOwned>(&self, column: &str) -> StorageResult<Option<T>> {
        let text: Option<String> = self.get(column)?;
        text.map(|text| serde_json::from_str(&text).map_err(|error| unreadable(column, error))).transpose()
    }

    /// A word that `parse` knows.
    pub(crate) fn word<T>(&self, column: &str, parse: impl FnOnce(&str) -> Option<T>) -> StorageResult<T> {
        let word = self.text(column)?;
        parse(&word).ok_or_else(|| unreadable(column, word))
    }

    /// Exactly 32 bytes.
    pub(crate) fn hash(&self, column: &str) -> StorageResult<[u8; 32]> {
        let bytes: Vec<u8> = self.get(column)?;
        <[u8; 32]>::try_from(bytes).map_err(|bytes| unreadable(column, format!("{} bytes", bytes.len())))
    }
}

/// The number `n` that a statement about a tenant finds.
pub(crate) async fn count(scope: &Scope, sql: &'static str) -> StorageResult<u64> {
    let found = scope.read().await?.sql(sql).id(scope.tenant).optional_as(|row| row.number("n")).await?;
    Ok(found.unwrap_or(0))
}

/// A list's limit plus the one row that tells whether there is more.
pub(crate) fn overfetch(limit: u32) -> i64 {
    i64::from(limit) + 1
}
