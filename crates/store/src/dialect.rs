//! Where SQLite and Postgres differ in SQL. Most statements are one text for both (`$1`, `RETURNING` and `ON CONFLICT` mean the
//! same); the others are made here, from one text, by the macros below.

use std::borrow::Cow;

/// One statement, as each database wants it; on SQLite it may be several, run one after another.
#[derive(Debug, Clone)]
pub(crate) struct Sql {
    lite: Lite,
    pg: Cow<'static, str>,
}

#[derive(Debug, Clone)]
enum Lite {
    One(Cow<'static, str>),
    Several(&'static [&'static str]),
}

impl Sql {
    /// Two texts known at compile time.
    pub(crate) const fn pair(lite: &'static str, pg: &'static str) -> Self {
        Self { lite: Lite::One(Cow::Borrowed(lite)), pg: Cow::Borrowed(pg) }
    }

    /// Two texts that were put together.
    pub(crate) fn owned(lite: String, pg: String) -> Self {
        Self { lite: Lite::One(Cow::Owned(lite)), pg: Cow::Owned(pg) }
    }

    /// Several statements for SQLite, one for Postgres.
    pub(crate) const fn several(lite: &'static [&'static str], pg: &'static str) -> Self {
        Self { lite: Lite::Several(lite), pg: Cow::Borrowed(pg) }
    }

    /// `insert` (up to and without `VALUES`) with `rows` rows of `columns` binds each.
    pub(crate) fn insert_rows(insert: &str, columns: usize, rows: usize) -> Self {
        let mut text = format!("{insert} VALUES ");
        for row in 0..rows {
            text.push_str(if row == 0 { "(" } else { ", (" });
            for column in 0..columns {
                let separator = if column == 0 { "" } else { ", " };
                text.push_str(&format!("{separator}${}", row * columns + column + 1));
            }
            text.push(')');
        }
        Self { lite: Lite::One(Cow::Owned(text.clone())), pg: Cow::Owned(text) }
    }

    /// The statement for Postgres.
    pub(crate) fn pg(self) -> Cow<'static, str> {
        self.pg
    }

    /// All of it for SQLite, as one text.
    pub(crate) fn lite(self) -> Cow<'static, str> {
        match self.lite {
            Lite::One(text) => text,
            Lite::Several(texts) => Cow::Owned(texts.join("; ")),
        }
    }

    /// The statements for SQLite, one by one.
    pub(crate) fn lite_each(&self) -> impl Iterator<Item = &str> {
        let (one, several): (Option<&str>, &[&str]) = match &self.lite {
            Lite::One(text) => (Some(text), &[]),
            Lite::Several(texts) => (None, texts),
        };
        one.into_iter().chain(several.iter().copied())
    }
}

impl From<&'static str> for Sql {
    fn from(text: &'static str) -> Self {
        Self::pair(text, text)
    }
}

/// A `SELECT` whose rows nobody else may change until the transaction ends. SQLite has one writer: nothing to lock.
macro_rules! locking {
    ($sql:literal) => {
        $crate::dialect::Sql::pair($sql, concat!($sql, " FOR UPDATE"))
    };
}

/// A subselect between `before` and `after` that passes over rows which another transaction has locked.
macro_rules! skipping_locked {
    ($before:literal, $after:literal) => {
        $crate::dialect::Sql::pair(
            concat!($before, $after),
            concat!($before, " FOR UPDATE SKIP LOCKED", $after),
        )
    };
}

/// Several writes in one round trip, sharing their binds; each bind must occur somewhere. SQLite runs them one after another;
/// on Postgres they are one statement, so none sees what another has written.
macro_rules! together {
    ($first:ident: $first_sql:literal $(, $name:ident: $sql:literal)*; $last:literal) => {
        $crate::dialect::Sql::several(
            &[$first_sql, $($sql,)* $last],
            concat!(
                "WITH ", stringify!($first), " AS (", $first_sql, ")",
                $(", ", stringify!($name), " AS (", $sql, ")",)* " ", $last
            ),
        )
    };
}

pub(crate) use {locking, skipping_locked, together};

/// Begins a write on SQLite: takes the lock now, so that no read can be overtaken before its write.
pub(crate) const LITE_BEGIN_WRITE: &str = "BEGIN IMMEDIATE";
/// Begins a consistent read on SQLite.
pub(crate) const LITE_BEGIN_READ: &str = "BEGIN DEFERRED";

/// Begins a transaction on Postgres, names its tenant for the row-level policies and, when asked, waits for the one other
/// transaction that holds `lock`: all in one round trip. `tenant` is hex and dashes, or the word `directory`.
pub(crate) fn pg_begin(mode: PgMode, tenant: &str, lock: Option<uuid::Uuid>) -> String {
    let mode = match mode {
        PgMode::Usual => "",
        PgMode::Snapshot => " ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    };
    let mut sql = format!("BEGIN{mode}; SET LOCAL parlor.tenant = '{tenant}'");
    if let Some(lock) = lock {
        let (_, low) = lock.as_u64_pair();
        sql.push_str(&format!("; SELECT pg_advisory_xact_lock({})", low.cast_signed()));
    }
    sql
}

/// How much of the database a Postgres transaction sees at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PgMode {
    /// Each statement sees what is committed when it starts.
    Usual,
    /// Every statement sees the same state; no writes.
    Snapshot,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_text_becomes_what_each_database_wants() {
        let sql = together!(a: "INSERT 1", b: "INSERT 2"; "UPDATE 3");
        assert_eq!(sql.lite_each().collect::<Vec<_>>(), ["INSERT 1", "INSERT 2", "UPDATE 3"]);
        assert_eq!(sql.clone().lite(), "INSERT 1; INSERT 2; UPDATE 3");
        assert_eq!(sql.pg(), "WITH a AS (INSERT 1), b AS (INSERT 2) UPDATE 3");
        assert_eq!(locking!("SELECT 1").lite(), "SELECT 1");
        assert_eq!(locking!("SELECT 1").pg(), "SELECT 1 FOR UPDATE");
        assert_eq!(
            Sql::insert_rows("INSERT INTO t (a, b)", 2, 2).pg(),
            "INSERT INTO t (a, b) VALUES ($1, $2), ($3, $4)"
        );
    }
}
