//! SQLite without a thread in between: the driver of the hot path's writer. The other connections go through sqlx, whose worker threads
//! cost two switches per statement; this one runs where it is called, and never waits.

use std::sync::Arc;

use domain::storage::StorageResult;
use rusqlite::types::Value;
use rusqlite::{CachedStatement, Connection};
use uuid::Uuid;

use crate::error::from_rusqlite;

/// What one run of a text did.
pub(crate) struct Ran {
    pub(crate) changed: u64,
    pub(crate) rows: Vec<LocalRow>,
}

/// A row whose values were copied out of SQLite.
pub(crate) struct LocalRow {
    columns: Arc<[String]>,
    values: Vec<Value>,
}

impl LocalRow {
    /// The value of a column; `None`: there is no such column.
    pub(crate) fn value(&self, column: &str) -> Option<&Value> {
        let at = self.columns.iter().position(|name| name == column)?;
        self.values.get(at)
    }
}

/// Runs statements one after another with the same binds; the rows are those of the last.
pub(crate) fn run<'s>(
    connection: &Connection,
    statements: impl Iterator<Item = &'s str>,
    binds: &[Value],
) -> StorageResult<Ran> {
    let mut ran = Ran { changed: 0, rows: Vec::new() };
    for text in statements {
        let mut statement = connection.prepare_cached(text).map_err(from_rusqlite)?;
        bind(&mut statement, binds).map_err(from_rusqlite)?;
        if statement.column_count() == 0 {
            ran.changed += statement.raw_execute().map_err(from_rusqlite)? as u64;
        } else {
            ran.rows = rows(&mut statement).map_err(from_rusqlite)?;
        }
    }
    Ok(ran)
}

/// Binds each `$n` that the statement has to the value `n`, from 1.
fn bind(statement: &mut CachedStatement<'_>, binds: &[Value]) -> rusqlite::Result<()> {
    for parameter in 1..=statement.parameter_count() {
        let number = statement.parameter_name(parameter).and_then(|name| name.strip_prefix('$'));
        let value = number
            .and_then(|number| number.parse::<usize>().ok())
            .and_then(|number| binds.get(number.checked_sub(1)?))
            .ok_or(rusqlite::Error::InvalidParameterCount(parameter, binds.len()))?;
        statement.raw_bind_parameter(parameter, value)?;
    }
    Ok(())
}

fn rows(statement: &mut CachedStatement<'_>) -> rusqlite::Result<Vec<LocalRow>> {
    let columns: Arc<[String]> = statement.column_names().into_iter().map(str::to_owned).collect();
    let mut found = Vec::new();
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        let values = (0..columns.len()).map(|at| row.get(at)).collect::<rusqlite::Result<_>>()?;
        found.push(LocalRow { columns: columns.clone(), values });
    }
    Ok(found)
}

/// A value that can be bound here.
pub(crate) trait ToLocal {
    fn to_local(&self) -> Value;
}

/// A value that can be read here; `None`: SQLite holds something else.
pub(crate) trait FromLocal: Sized {
    fn from_local(value: &Value) -> Option<Self>;
}

impl ToLocal for i64 {
    fn to_local(&self) -> Value {
        Value::Integer(*self)
    }
}

impl FromLocal for i64 {
    fn from_local(value: &Value) -> Option<Self> {
        if let Value::Integer(number) = value { Some(*number) } else { None }
    }
}

impl ToLocal for bool {
    fn to_local(&self) -> Value {
        Value::Integer(i64::from(*self))
    }
}

impl FromLocal for bool {
    fn from_local(value: &Value) -> Option<Self> {
        i64::from_local(value).map(|number| number != 0)
    }
}

impl ToLocal for str {
    fn to_local(&self) -> Value {
        Value::Text(self.to_owned())
    }
}

impl ToLocal for String {
    fn to_local(&self) -> Value {
        Value::Text(self.clone())
    }
}

impl FromLocal for String {
    fn from_local(value: &Value) -> Option<Self> {
        if let Value::Text(text) = value { Some(text.clone()) } else { None }
    }
}

impl ToLocal for [u8] {
    fn to_local(&self) -> Value {
        Value::Blob(self.to_vec())
    }
}

impl ToLocal for Vec<u8> {
    fn to_local(&self) -> Value {
        Value::Blob(self.clone())
    }
}

impl FromLocal for Vec<u8> {
    fn from_local(value: &Value) -> Option<Self> {
        if let Value::Blob(bytes) = value { Some(bytes.clone()) } else { None }
    }
}

impl ToLocal for Uuid {
    fn to_local(&self) -> Value {
        Value::Blob(self.as_bytes().to_vec())
    }
}

impl FromLocal for Uuid {
    fn from_local(value: &Value) -> Option<Self> {
        if let Value::Blob(bytes) = value { Self::from_slice(bytes).ok() } else { None }
    }
}

impl<T: ToLocal + ?Sized> ToLocal for &T {
    fn to_local(&self) -> Value {
        (**self).to_local()
    }
}

impl<T: ToLocal> ToLocal for Option<T> {
    fn to_local(&self) -> Value {
        self.as_ref().map_or(Value::Null, ToLocal::to_local)
    }
}

impl<T: FromLocal> FromLocal for Option<T> {
    fn from_local(value: &Value) -> Option<Self> {
        if *value == Value::Null { Some(None) } else { T::from_local(value).map(Some) }
    }
}
