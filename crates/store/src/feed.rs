//! Who watches hears of changes: those of this process at once, those of other nodes through Postgres. Changes are hints, so a lost
//! one costs a stale list until the next, never data: notifications ride beside the commits, not inside them, where each would make
//! every other commit of the server wait for it.

use std::collections::HashSet;
use std::time::Duration;

use domain::change::Change;
use domain::id::{NodeId, TenantId};
use domain::storage::StorageResult;
use futures::StreamExt;
use futures::stream::{self, BoxStream};
use serde::{Deserialize, Serialize};
use sqlx::PgPool;
use sqlx::postgres::PgListener;
use tokio::sync::broadcast::{Receiver, Sender, error::RecvError};

use crate::error::from_sqlx;

/// Changes that a slow watcher may lag behind before it is told that it has missed some.
const BACKLOG: usize = 1024;
/// Changes are gathered for this long before other nodes are told: many of one moment concern the same conversation.
const GATHER: Duration = Duration::from_millis(250);
/// Changes in one notification; Postgres takes 8,000 bytes.
const LETTER: usize = 40;
/// How long to wait after the server could not be reached.
const PAUSE: Duration = Duration::from_secs(2);
const CHANNEL: &str = "parlor_changes";

/// The changes of this process, and the way to those of others.
#[derive(Clone)]
pub(crate) struct Feed {
    heard: Sender<Told>,
}

#[derive(Clone, Copy)]
struct Told {
    tenant: TenantId,
    change: Change,
    /// Whether it happened here.
    own: bool,
}

/// What one node tells the others.
#[derive(Serialize, Deserialize)]
struct Letter {
    from: NodeId,
    changes: Vec<(TenantId, Change)>,
}

impl Default for Feed {
    fn default() -> Self {
        Self { heard: Sender::new(BACKLOG) }
    }
}

impl Feed {
    pub(crate) fn tell(&self, tenant: TenantId, change: Change) {
        // Nobody may be watching.
        let _ = self.heard.send(Told { tenant, change, own: true });
    }

    pub(crate) fn watch(&self, tenant: TenantId) -> BoxStream<'static, Change> {
        stream::unfold(self.heard.subscribe(), move |mut heard| async move {
            loop {
                match heard.recv().await {
                    Ok(told) if told.tenant == tenant => return Some((told.change, heard)),
                    Ok(_) => {}
                    Err(RecvError::Lagged(_)) => return Some((Change::Missed, heard)),
                    Err(RecvError::Closed) => return None,
                }
            }
        })
        .boxed()
    }

    /// Sends this node's changes to the others and theirs to this node's watchers. Never ends.
    pub(crate) async fn relay(&self, pool: &PgPool, node: NodeId) {
        loop {
            let own = self.heard.subscribe();
            let failed = tokio::select! {
                failed = self.send_own(pool, node, own) => failed,
                failed = self.hear_others(pool, node) => failed,
            };
            if failed.is_err() {
                // The server is away; what happens meanwhile is found out by looking.
                tokio::time::sleep(PAUSE).await;
            }
        }
    }

    async fn send_own(&self, pool: &PgPool, node: NodeId, mut own: Receiver<Told>) -> StorageResult<()> {
        loop {
            let mut gathered = HashSet::new();
            keep(&mut gathered, own.recv().await);
            tokio::time::sleep(GATHER).await;
            while let Ok(told) = own.try_recv() {
                keep(&mut gathered, Ok(told));
            }
            let changes: Vec<_> = gathered.into_iter().collect();
            for some in changes.chunks(LETTER) {
                let letter = Letter { from: node, changes: some.to_vec() };
                let Ok(text) = serde_json::to_string(&letter) else { continue };
                sqlx::query("SELECT pg_notify($1, $2)")
                    .bind(CHANNEL)
                    .bind(text)
                    .execute(pool)
                    .await
                    .map_err(from_sqlx)?;
            }
        }
    }

    async fn hear_others(&self, pool: &PgPool, node: NodeId) -> StorageResult<()> {
        let mut listener = PgListener::connect_with(pool).await.map_err(from_sqlx)?;
        listener.listen(CHANNEL).await.map_err(from_sqlx)?;
        loop {
            let notification = listener.recv().await.map_err(from_sqlx)?;
            let Ok(letter) = serde_json::from_str::<Letter>(notification.payload()) else { continue };
            if letter.from == node {
                continue;
            }
            for (tenant, change) in letter.changes {
                let _ = self.heard.send(Told { tenant, change, own: false });
            }
        }
    }
}

/// Other nodes' changes are not sent back, and lost ones are nobody's.
fn keep(gathered: &mut HashSet<(TenantId, Change)>, told: Result<Told, RecvError>) {
    if let Ok(told) = told
        && told.own
    {
        gathered.insert((told.tenant, told.change));
    }
}

#[cfg(test)]
mod tests {
    use domain::id::ChatId;
    use uuid::Uuid;

    use super::*;

    fn change(n: u128) -> Change {
        Change::Conversation { id: ChatId::from(Uuid::from_u128(n)) }
    }

    #[tokio::test]
    async fn a_watcher_hears_its_own_tenant_only_and_learns_when_it_missed_something() {
        let feed = Feed::default();
        let (ours, theirs) = (TenantId::from(Uuid::from_u128(1)), TenantId::from(Uuid::from_u128(2)));
        let mut heard = feed.watch(ours);
        feed.tell(theirs, change(1));
        feed.tell(ours, change(2));
        assert_eq!(heard.next().await, Some(change(2)));
        for n in 0..=BACKLOG as u128 {
            feed.tell(theirs, change(n));
        }
        assert_eq!(heard.next().await, Some(Change::Missed));
    }

    #[test]
    fn a_full_letter_fits_into_a_notification() {
        let id = TenantId::from(Uuid::max());
        let letter = Letter { from: Uuid::max().into(), changes: vec![(id, change(u128::MAX)); LETTER] };
        assert!(serde_json::to_string(&letter).unwrap().len() < 8_000);
    }
}
