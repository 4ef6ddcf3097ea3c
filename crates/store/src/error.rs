//! What a database's errors mean to the rest of Parlor.

use domain::storage::StorageError;
use sqlx::error::{DatabaseError, ErrorKind};

/// Fields whose uniqueness callers tell apart: the last part of a SQLite column and of a Postgres `<table>_<field>_unique`.
const FIELDS: [&str; 9] =
    ["slug", "email", "hash", "token", "user_id", "external_id", "chat_id", "idempotency_key", "position"];

/// Translates an error of sqlx.
pub(crate) fn from_sqlx(error: sqlx::Error) -> StorageError {
    match &error {
        sqlx::Error::Database(inner) => from_database(inner.as_ref()),
        sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::WorkerCrashed
        | sqlx::Error::BeginFailed => StorageError::Unavailable(error.to_string()),
        _ => StorageError::Internal(error.to_string()),
    }
}

fn from_database(error: &dyn DatabaseError) -> StorageError {
    let code = error.code().unwrap_or_default();
    match error.kind() {
        ErrorKind::UniqueViolation => return StorageError::Conflict(field(error)),
        // The row that this one belongs to was erased meanwhile.
        ErrorKind::ForeignKeyViolation => return StorageError::Conflict("reference"),
        _ => {}
    }
    let text = error.to_string();
    let is_postgres = error.try_downcast_ref::<sqlx::postgres::PgDatabaseError>().is_some();
    let kind = if is_postgres { postgres_kind(&code) } else { sqlite_kind(&code) };
    match kind {
        Kind::Full => StorageError::Full,
        Kind::Away => StorageError::Unavailable(text),
        Kind::Defect => StorageError::Internal(text),
    }
}

enum Kind {
    Full,
    Away,
    Defect,
}

/// Result codes: <https://www.sqlite.org/rescode.html>.
fn sqlite_kind(code: &str) -> Kind {
    const BUSY: i32 = 5;
    const LOCKED: i32 = 6;
    const IOERR: i32 = 10;
    const FULL: i32 = 13;
    const CANTOPEN: i32 = 14;
    // Growing the shared-memory file needs space, too.
    const IOERR_SHMSIZE: i32 = IOERR | (19 << 8);
    match code.parse::<i32>() {
        Ok(IOERR_SHMSIZE) => Kind::Full,
        Ok(extended) => match extended & 0xff {
            FULL => Kind::Full,
            BUSY | LOCKED | IOERR | CANTOPEN => Kind::Away,
            _ => Kind::Defect,
        },
        Err(_) => Kind::Defect,
    }
}

/// SQLSTATE classes: <https://www.postgresql.org/docs/18/errcodes-appendix.html>.
fn postgres_kind(code: &str) -> Kind {
    match code {
        "53100" => Kind::Full,
        // Out of connections; shutdown and start-up; deadlock and serialization: the next attempt may work.
        "53300" | "57P01" | "57P02" | "57P03" | "40001" | "40P01" => Kind::Away,
        _ if code.starts_with("08") => Kind::Away,
        _ => Kind::Defect,
    }
}

fn field(error: &dyn DatabaseError) -> &'static str {
    // Postgres names the constraint; SQLite says "UNIQUE constraint failed: agents.tenant_id, agents.slug".
    let name = error.constraint().and_then(|name| name.strip_suffix("_unique"));
    let column = error.message().rsplit('.').next().unwrap_or_default();
    FIELDS
        .into_iter()
        .find(|field| match name {
            Some(name) => name.ends_with(&format!("_{field}")),
            None => column == *field,
        })
        .unwrap_or("id")
}

/// A stored value that cannot be read.
pub(crate) fn unreadable(column: &str, why: impl std::fmt::Display) -> StorageError {
    StorageError::Internal(format!("column {column} holds what cannot be read: {why}"))
}

/// The same error again, for each caller of a group that failed together.
pub(crate) fn again(error: &StorageError) -> StorageError {
    match error {
        StorageError::Conflict(field) => StorageError::Conflict(field),
        StorageError::Full => StorageError::Full,
        StorageError::Unavailable(why) => StorageError::Unavailable(why.clone()),
        StorageError::Internal(why) => StorageError::Internal(why.clone()),
    }
}
