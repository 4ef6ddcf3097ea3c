//! What a database's errors mean to the rest of Parlor.

use domain::storage::StorageError;
use sqlx::error::{DatabaseError, ErrorKind};
use sqlx::postgres::PgDatabaseError;

/// Fields whose uniqueness callers tell apart: the last part of a SQLite column and of a Postgres `<table>_<field>_unique`.
const FIELDS: [&str; 11] = [
    "slug",
    "name",
    "email",
    "hash",
    "token",
    "user_id",
    "external_id",
    "chat_id",
    "message_id",
    "idempotency_key",
    "position",
];

/// What stands for a field when the row that a new one belongs to was erased meanwhile.
const PARENT_GONE: &str = "reference";

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

/// Translates an error of rusqlite.
pub(crate) fn from_rusqlite(error: rusqlite::Error) -> StorageError {
    // https://www.sqlite.org/rescode.html
    const FOREIGN_KEY: i32 = 787;
    const PRIMARY_KEY: i32 = 1555;
    const UNIQUE: i32 = 2067;
    let rusqlite::Error::SqliteFailure(failure, message) = &error else {
        return StorageError::Internal(error.to_string());
    };
    match failure.extended_code {
        UNIQUE | PRIMARY_KEY => StorageError::Conflict(lite_field(message.as_deref().unwrap_or_default())),
        FOREIGN_KEY => StorageError::Conflict(PARENT_GONE),
        code => sqlite_kind(code).error(error.to_string()),
    }
}

fn from_database(error: &dyn DatabaseError) -> StorageError {
    let code = error.code().unwrap_or_default();
    let postgres = error.try_downcast_ref::<PgDatabaseError>().is_some();
    match error.kind() {
        ErrorKind::UniqueViolation if postgres => StorageError::Conflict(pg_field(error.constraint())),
        ErrorKind::UniqueViolation => StorageError::Conflict(lite_field(error.message())),
        ErrorKind::ForeignKeyViolation => StorageError::Conflict(PARENT_GONE),
        _ if postgres => postgres_kind(&code).error(error.to_string()),
        _ => code.parse().map_or(Kind::Defect, sqlite_kind).error(error.to_string()),
    }
}

enum Kind {
    Full,
    Away,
    Defect,
}

impl Kind {
    fn error(self, text: String) -> StorageError {
        match self {
            Self::Full => StorageError::Full,
            Self::Away => StorageError::Unavailable(text),
            Self::Defect => StorageError::Internal(text),
        }
    }
}

/// Extended result codes: <https://www.sqlite.org/rescode.html>.
fn sqlite_kind(code: i32) -> Kind {
    const BUSY: i32 = 5;
    const LOCKED: i32 = 6;
    const IOERR: i32 = 10;
    const FULL: i32 = 13;
    const CANTOPEN: i32 = 14;
    // Growing the shared-memory file needs space, too.
    const IOERR_SHMSIZE: i32 = IOERR | (19 << 8);
    match (code, code & 0xff) {
        (IOERR_SHMSIZE, _) | (_, FULL) => Kind::Full,
        (_, BUSY | LOCKED | IOERR | CANTOPEN) => Kind::Away,
        _ => Kind::Defect,
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

/// SQLite says "UNIQUE constraint failed: agents.tenant_id, agents.slug".
fn lite_field(message: &str) -> &'static str {
    let column = message.rsplit('.').next().unwrap_or_default();
    FIELDS.into_iter().find(|field| column == *field).unwrap_or("id")
}

/// Postgres names the constraint: `agents_slug_unique`.
fn pg_field(constraint: Option<&str>) -> &'static str {
    let name = constraint.and_then(|name| name.strip_suffix("_unique")).unwrap_or_default();
    FIELDS.into_iter().find(|field| name.ends_with(&format!("_{field}"))).unwrap_or("id")
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
