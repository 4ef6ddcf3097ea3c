//! Group commit for SQLite's hot path: one thread takes every waiting command into one transaction, commits once, and answers
//! each after the commit. Under load a commit is shared by many; alone a command waits for nobody.
//!
//! A command that fails disturbs no other: the group is rolled back and run again with a savepoint around each. So a command may
//! run twice, and must depend on nothing but its own value and the database.

use std::future::Future;
use std::thread;

use async_trait::async_trait;
use domain::storage::{StorageError, StorageResult};
use futures::FutureExt;
use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use crate::db::{Turn, Tx};
use crate::dialect::LITE_BEGIN_WRITE;
use crate::error::{again, from_rusqlite};

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

/// The way to the writing thread; it ends when it is closed or the last clone is dropped.
#[derive(Clone)]
pub(crate) struct Group {
    queue: mpsc::Sender<Entry>,
}

enum Entry {
    Command(Box<dyn Waiting>),
    /// Take no more, do what is waiting, close the file, then say so.
    Close(oneshot::Sender<()>),
}

impl Group {
    /// Starts the writing thread on its own connection. `turn` is taken for each group.
    pub(crate) fn start(connection: Connection, turn: Turn) -> std::io::Result<Self> {
        let (queue, waiting) = mpsc::channel(QUEUE);
        thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || write_all(connection, &turn, waiting))?;
        Ok(Self { queue })
    }

    /// Hands a command over and waits until it is durable.
    pub(crate) async fn submit<C: Command>(&self, command: C) -> StorageResult<C::Answer> {
        let (reply, answer) = oneshot::channel();
        let waiting = Box::new(Submitted { command, answer: None, reply });
        let gone = || StorageError::Unavailable("the writer has stopped".to_owned());
        self.queue.send(Entry::Command(waiting)).await.map_err(|_| gone())?;
        answer.await.map_err(|_| gone())?
    }

    /// Ends the thread when it has done what was handed over.
    pub(crate) async fn close(&self) {
        let (closed, done) = oneshot::channel();
        if self.queue.send(Entry::Close(closed)).await.is_ok() {
            // An error means that the thread has ended already.
            let _ = done.await;
        }
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

fn write_all(connection: Connection, turn: &Turn, mut queue: mpsc::Receiver<Entry>) {
    let mut tx = Tx::Local(connection);
    let (mut entries, mut group, mut closing) = (Vec::new(), Vec::new(), Vec::new());
    while queue.blocking_recv_many(&mut entries, LARGEST_GROUP) > 0 {
        for entry in entries.drain(..) {
            match entry {
                Entry::Command(command) => group.push(command),
                Entry::Close(closed) => {
                    queue.close();
                    closing.push(closed);
                }
            }
        }
        let committed = {
            let _turn = turn.blocking_lock();
            write(&mut tx, &mut group)
        };
        for command in group.drain(..) {
            command.answer(committed.as_ref().copied());
        }
    }
    drop(tx);
    for closed in closing {
        let _ = closed.send(());
    }
}

fn write(tx: &mut Tx, group: &mut [Box<dyn Waiting>]) -> StorageResult<()> {
    let outcome = transaction(tx, group, together);
    match outcome {
        Err(error) if concerns_one(&error) => transaction(tx, group, one_by_one),
        outcome => outcome,
    }
}

/// Whether an error may be the fault of a single command. The others hit every command alike.
fn concerns_one(error: &StorageError) -> bool {
    matches!(error, StorageError::Conflict(_) | StorageError::Internal(_))
}

fn transaction(
    tx: &mut Tx,
    group: &mut [Box<dyn Waiting>],
    work: impl Fn(&mut Tx, &mut [Box<dyn Waiting>]) -> StorageResult<()>,
) -> StorageResult<()> {
    if group.is_empty() {
        return Ok(());
    }
    execute(tx, LITE_BEGIN_WRITE)?;
    let outcome = work(tx, group).and_then(|()| execute(tx, "COMMIT"));
    if outcome.is_err() && in_transaction(tx) {
        // What failed is what the callers hear of; a rollback that fails, too, leaves the next group's begin to fail.
        let _ = execute(tx, "ROLLBACK");
    }
    outcome
}

fn together(tx: &mut Tx, group: &mut [Box<dyn Waiting>]) -> StorageResult<()> {
    group.iter_mut().try_for_each(|command| at_once(command.run(tx)))
}

fn one_by_one(tx: &mut Tx, group: &mut [Box<dyn Waiting>]) -> StorageResult<()> {
    for command in group {
        execute(tx, "SAVEPOINT command")?;
        match at_once(command.run(tx)) {
            Ok(()) => {}
            // SQLite may have ended the transaction itself: then nothing of the group is kept.
            Err(error) if concerns_one(&error) && in_transaction(tx) => execute(tx, "ROLLBACK TO command")?,
            Err(error) => return Err(error),
        }
        execute(tx, "RELEASE command")?;
    }
    Ok(())
}

/// The result of work that has nothing to wait for: the connection is at hand.
fn at_once(work: impl Future<Output = StorageResult<()>>) -> StorageResult<()> {
    work.now_or_never()
        .unwrap_or_else(|| Err(StorageError::Internal("a command of the hot path waited".to_owned())))
}

fn execute(tx: &Tx, statement: &str) -> StorageResult<()> {
    match tx {
        Tx::Local(connection) => {
            connection
                .prepare_cached(statement)
                .and_then(|mut ready| ready.execute([]))
                .map_err(from_rusqlite)?;
            Ok(())
        }
        _ => Err(StorageError::Internal("a group needs the local connection".to_owned())),
    }
}

fn in_transaction(tx: &Tx) -> bool {
    matches!(tx, Tx::Local(connection) if !connection.is_autocommit())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use futures::future::join_all;

    use super::*;

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

    /// A group on a fresh file, and another connection to the same file.
    fn start(folder: &tempfile::TempDir) -> (Group, Connection) {
        let path = folder.path().join("t.db");
        let other = Connection::open(&path).unwrap();
        other
            .execute_batch(
                "PRAGMA journal_mode = WAL;
                CREATE TABLE t (name BIGINT NOT NULL PRIMARY KEY, body BLOB NOT NULL);",
            )
            .unwrap();
        let connection = Connection::open(&path).unwrap();
        // 50 pages of 4 KiB: as if the disk were full after that.
        connection.execute_batch("PRAGMA max_page_count = 50").unwrap();
        (Group::start(connection, Arc::default()).unwrap(), other)
    }

    fn names(connection: &Connection) -> Vec<i64> {
        let mut select = connection.prepare("SELECT name FROM t ORDER BY name").unwrap();
        let names = select.query_map([], |row| row.get(0)).unwrap();
        names.collect::<Result<_, _>>().unwrap()
    }

    #[tokio::test]
    async fn a_failed_command_is_undone_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (group, other) = start(&folder);
        let puts = (0..20).map(|name| group.submit(Put { name, size: 1, fails: name % 5 == 0 }));
        for (name, answer) in join_all(puts).await.into_iter().enumerate() {
            assert_eq!(answer.is_err(), name % 5 == 0, "{name}");
        }
        assert_eq!(names(&other).len(), 16);
    }

    #[tokio::test]
    async fn a_full_disk_fails_writes_until_there_is_room() {
        let folder = tempfile::tempdir().unwrap();
        let (group, other) = start(&folder);
        assert_eq!(group.submit(Put { name: 1, size: 100_000, fails: false }).await.unwrap(), 1);
        let puts = (2..6).map(|name| group.submit(Put { name, size: 150_000, fails: false }));
        for answer in join_all(puts).await {
            assert!(matches!(answer, Err(StorageError::Full)), "{answer:?}");
        }
        assert_eq!(names(&other), [1], "reads work");
        other.execute("DELETE FROM t", []).unwrap();
        assert_eq!(group.submit(Put { name: 7, size: 100_000, fails: false }).await.unwrap(), 7);
        assert_eq!(names(&other), [7]);
    }

    #[tokio::test]
    async fn closing_finishes_what_was_handed_over() {
        let folder = tempfile::tempdir().unwrap();
        let (group, other) = start(&folder);
        let put = group.submit(Put { name: 1, size: 1, fails: false });
        let (answer, ()) = tokio::join!(put, group.close());
        assert_eq!(answer.unwrap(), 1);
        assert_eq!(names(&other), [1]);
        let late = group.submit(Put { name: 2, size: 1, fails: false }).await;
        assert!(matches!(late, Err(StorageError::Unavailable(_))), "{late:?}");
        group.close().await;
    }
}
