//! Hot look-ups, remembered for seconds: live agents, keys, sessions. The SQL below knows nothing of this; a decorator stands in
//! front of it and forgets at once whatever this node changes. Other nodes see a change when the entry's time is over.

mod alert;
mod directory;
mod eval;
mod langfuse;
mod source;
mod tenant;

use std::future::Future;
use std::hash::Hash;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use domain::agent::LiveAgent;
use domain::id::{AgentId, TenantId};
use domain::key::SecretHash;
use domain::member::Identity;
use domain::storage::StorageResult;
use domain::tenant::KeyOwner;
use moka::sync::Cache;

pub(crate) use tenant::CachedTenant;

/// Entries per cache; the least used goes first.
const ENTRIES: u64 = 4096;
/// How long a published agent may look as before on another node.
const AGENT_AGE: Duration = Duration::from_secs(2);
/// How long a revoked key or an ended session may still work on another node.
const CREDENTIAL_AGE: Duration = Duration::from_secs(3);

/// Everything that is remembered.
pub(crate) struct Caches {
    agents: Remembered<(TenantId, AgentId), LiveAgent>,
    keys: Remembered<SecretHash, KeyOwner>,
    sessions: Remembered<SecretHash, Identity>,
}

impl Default for Caches {
    fn default() -> Self {
        Self {
            agents: Remembered::new(AGENT_AGE),
            keys: Remembered::new(CREDENTIAL_AGE),
            sessions: Remembered::new(CREDENTIAL_AGE),
        }
    }
}

impl Caches {
    /// After a change of somebody's sessions, name or password: rare, so all sessions are looked up again.
    pub(crate) fn forget_sessions(&self) {
        self.sessions.forget_all();
    }
}

/// A cache of what was found; what was not found is looked up each time.
struct Remembered<K, V> {
    found: Cache<K, V>,
    /// Grows with each change: a value read before a change is not remembered after it.
    changes: AtomicU64,
}

impl<K, V> Remembered<K, V>
where
    K: Hash + Eq + Send + Sync + 'static,
    V: Clone + Send + Sync + 'static,
{
    fn new(age: Duration) -> Self {
        let found = Cache::builder().max_capacity(ENTRIES).time_to_live(age).build();
        Self { found, changes: AtomicU64::new(0) }
    }

    /// What is remembered under `key`, else what `look_up` finds.
    async fn or_find(
        &self,
        key: K,
        look_up: impl Future<Output = StorageResult<Option<V>>>,
    ) -> StorageResult<Option<V>> {
        if let Some(value) = self.found.get(&key) {
            return Ok(Some(value));
        }
        let before = self.changes.load(Ordering::SeqCst);
        let found = look_up.await?;
        if let Some(value) = &found
            && self.changes.load(Ordering::SeqCst) == before
        {
            self.found.insert(key, value.clone());
        }
        Ok(found)
    }

    fn forget(&self, key: &K) {
        self.changes.fetch_add(1, Ordering::SeqCst);
        self.found.invalidate(key);
    }

    fn forget_all(&self) {
        self.changes.fetch_add(1, Ordering::SeqCst);
        self.found.invalidate_all();
    }

    /// Forgets the entries whose value `matches`.
    fn forget_where(&self, matches: impl Fn(&V) -> bool) {
        self.changes.fetch_add(1, Ordering::SeqCst);
        for (key, value) in &self.found {
            if matches(&value) {
                self.found.invalidate(&*key);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_value_read_before_a_change_is_not_remembered_after_it() {
        let cache = Remembered::<u8, &str>::new(Duration::from_secs(60));
        let old = cache.or_find(1, async {
            cache.forget(&1);
            Ok(Some("old"))
        });
        assert_eq!(old.await.unwrap(), Some("old"));
        assert_eq!(cache.or_find(1, async { Ok(Some("new")) }).await.unwrap(), Some("new"));
        assert_eq!(cache.or_find(1, async { Ok(None) }).await.unwrap(), Some("new"), "remembered");
        cache.forget_where(|value| *value == "other");
        assert_eq!(cache.or_find(1, async { Ok(None) }).await.unwrap(), Some("new"), "not concerned");
        cache.forget_where(|value| *value == "new");
        assert_eq!(cache.or_find(1, async { Ok(None) }).await.unwrap(), None, "forgotten");
    }
}
