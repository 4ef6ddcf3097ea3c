//! Group commit for SQLite's hot path: one task takes every waiting command into one transaction, commits once, and answers
//! each after the commit. Under load a commit is shared by many; alone a command waits for nobody.
//!
//! A command that fails disturbs no other: the group is rolled back and run again with a savepoint around each. So a command may
//! run twice, and must depend on nothing but its own value and the database.

use std::future::Future;

use async_trait::async_trait;
use domain::storage::{StorageError, StorageResult};
use sqlx::SqlitePool;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use crate::db::{Tx, begin_lite};
use crate::error::again;

/// Commands in one transaction, at most.
const LARGEST_GROUP: usize = 64;
/// Commands that may wait; more callers wait for a place.
const QUEUE: usize = 1024;

/// A unit of work of the hot path.
pub(crate) trait Command: Send + Sync + 'static {
    /// What it answers.
    type Answer: Send + 'static;

    /// Commands with the same lock never overlap. SQLite needs none: it has one writer.
    fn lock(&self) -> Option<Uuid> {
        None
    }

    /// Does the work inside a transaction that the caller commits.
    fn run(&self, tx: &mut Tx) -> impl Future<Output = StorageResult<Self::Answer>> + Send;
}

/// The way to the writing task; it ends when the last clone is dropped.
#[derive(Clone)]
pub(crate) struct Group {
    queue: mpsc::Sender<Box<dyn Waiting>>,
}

impl Group {
    /// Starts the writing task.
    pub(crate) fn start(writer: SqlitePool) -> Self {
        let (queue, waiting) = mpsc::channel(QUEUE);
        tokio::spawn(write_all(writer, waiting));
        Self { queue }
    }

    /// Hands a command over and waits until it is durable.
    pub(crate) async fn submit<C: Command>(&self, command: C) -> StorageResult<C::Answer> {
        let (reply, answer) = oneshot::channel();
        let waiting = Box::new(Submitted { command, answer: None, reply });
        let gone = || StorageError::Unavailable("the writer has stopped".to_owned());
        self.queue.send(waiting).await.map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }
}

struct Submitted<C: Command> {
    command: C,
    answer: Option<StorageResult<C::Answer>>,
    reply: oneshot::Sender<StorageResult<C::Answer>>,
}

/// A submitted command whose answer's type is nobody else's business.
#[async_trait]
trait Waiting: Send {
    /// Runs the command and keeps its answer. `Err`: it failed, and its writes must be undone.
    async fn run(&mut self, tx: &mut Tx) -> StorageResult<()>;
    /// Tells the caller: its answer when the group was committed, else why not.
    fn answer(self: Box<Self>, committed: Result<(), &StorageError>);
}

#[async_trait]
impl<C: Command> Waiting for Submitted<C> {
    async fn run(&mut self, tx: &mut Tx) -> StorageResult<()> {
        let answer = self.command.run(tx).await;
        let outcome = answer.as_ref().map(|_| ()).map_err(again);
        self.answer = Some(answer);
        outcome
    }

    fn answer(self: Box<Self>, committed: Result<(), &StorageError>) {
        let answer = match (committed, self.answer) {
            (Ok(()), Some(answer)) => answer,
            (Ok(()), None) => Err(StorageError::Internal("a command was never run".to_owned())),
            (Err(error), _) => Err(again(error)),
        };
        // The caller may have gone; its work is done all the same.
        let _ = self.reply.send(answer);
    }
}

async fn write_all(writer: SqlitePool, mut waiting: mpsc::Receiver<Box<dyn Waiting>>) {
    let mut group = Vec::with_capacity(LARGEST_GROUP);
    while waiting.recv_many(&mut group, LARGEST_GROUP).await > 0 {
        let committed = write(&writer, &mut group).await;
        for command in group.drain(..) {
            command.answer(committed.as_ref().copied());
        }
    }
}

async fn write(writer: &SqlitePool, group: &mut [Box<dyn Waiting>]) -> StorageResult<()> {
    match together(writer, group).await {
        Err(error) if concerns_one(&error) => one_by_one(writer, group).await,
        outcome => outcome,
    }
}

/// Whether an error may be the fault of a single command. The others hit every command alike, and SQLite may have ended
/// the transaction with them.
fn concerns_one(error: &StorageError) -> bool {
    matches!(error, StorageError::Conflict(_) | StorageError::Internal(_))
}

async fn together(writer: &SqlitePool, group: &mut [Box<dyn Waiting>]) -> StorageResult<()> {
    let mut tx = begin_lite(writer).await?;
    for command in group {
        command.run(&mut tx).await?;
    }
    tx.commit().await
}

async fn one_by_one(writer: &SqlitePool, group: &mut [Box<dyn Waiting>]) -> StorageResult<()> {
    let mut tx = begin_lite(writer).await?;
    for command in group {
        tx.sql("SAVEPOINT command").execute().await?;
        match command.run(&mut tx).await {
            Ok(()) => {}
            // Fails when SQLite has ended the transaction itself: then nothing of the group is kept.
            Err(error) if concerns_one(&error) => {
                tx.sql("ROLLBACK TO command").execute().await?;
            }
            Err(error) => return Err(error),
        }
        tx.sql("RELEASE command").execute().await?;
    }
    tx.commit().await
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use futures::future::join_all;
    use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode};

    use super::*;
    use crate::open::lite_writer;

    /// Stores `size` bytes under `name`, then fails when told to.
    struct Put {
        name: i64,
        size: i64,
        fails: bool,
    }

    impl Command for Put {
        type Answer = i64;

        async fn run(&self, tx: &mut Tx) -> StorageResult<i64> {
            tx.sql("INSERT INTO t (name, body) VALUES ($1, zeroblob($2))")
                .bind(self.name)
                .bind(self.size)
                .execute()
                .await?;
            if self.fails { Err(StorageError::Internal("told to".to_owned())) } else { Ok(self.name) }
        }
    }

    async fn writer(folder: &tempfile::TempDir) -> SqlitePool {
        let file = SqliteConnectOptions::new()
            .filename(folder.path().join("t.db"))
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // 50 pages of 4 KiB: as if the disk were full after that.
            .pragma("max_page_count", "50");
        let pool = lite_writer(file, Duration::from_secs(5)).await.unwrap();
        sqlx::query("CREATE TABLE t (name BIGINT NOT NULL PRIMARY KEY, body BLOB NOT NULL)")
            .execute(&pool)
            .await
            .unwrap();
        pool
    }

    async fn names(pool: &SqlitePool) -> Vec<i64> {
        sqlx::query_scalar("SELECT name FROM t ORDER BY name").fetch_all(pool).await.unwrap()
    }

    #[tokio::test]
    async fn a_failed_command_is_undone_alone() {
        let folder = tempfile::tempdir().unwrap();
        let pool = writer(&folder).await;
        let group = Group::start(pool.clone());
        let puts = (0..20).map(|name| group.submit(Put { name, size: 1, fails: name % 5 == 0 }));
        for (name, answer) in join_all(puts).await.into_iter().enumerate() {
            assert_eq!(answer.is_err(), name % 5 == 0, "{name}");
        }
        assert_eq!(names(&pool).await.len(), 16);
    }

    #[tokio::test]
    async fn a_full_disk_fails_writes_until_there_is_room() {
        let folder = tempfile::tempdir().unwrap();
        let pool = writer(&folder).await;
        let group = Group::start(pool.clone());
        assert_eq!(group.submit(Put { name: 1, size: 100_000, fails: false }).await.unwrap(), 1);
        let puts = (2..6).map(|name| group.submit(Put { name, size: 150_000, fails: false }));
        for answer in join_all(puts).await {
            assert!(matches!(answer, Err(StorageError::Full)), "{answer:?}");
        }
        assert_eq!(names(&pool).await, [1], "reads work");
        sqlx::query("DELETE FROM t").execute(&pool).await.unwrap();
        assert_eq!(group.submit(Put { name: 7, size: 100_000, fails: false }).await.unwrap(), 7);
        assert_eq!(names(&pool).await, [7]);
    }
}
