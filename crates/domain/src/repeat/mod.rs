//! Requests that are sent again (the header `Idempotency-Key`): which ones were seen, and what they were answered, so that a create that is
//! repeated after a lost connection makes nothing twice.

use std::time::Duration;

use async_trait::async_trait;

use crate::clock::Timestamp;
use crate::storage::StorageResult;

/// How long an answer is kept for repetitions.
pub const KEPT: Duration = Duration::from_secs(24 * 3600);
/// How long a request may take before it counts as broken off and the key is free again: the node that served it died.
pub const LEASE: Duration = Duration::from_secs(60);

/// A request as a key names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RepeatKey {
    /// What is done and for whom: the same key of another operation or another caller is another request.
    pub scope: String,
    /// The caller's `Idempotency-Key`.
    pub key: String,
}

/// What came of [`RepeatStore::claim`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Claimed {
    /// Nobody came before: the caller does the work, then settles or releases the key.
    New,
    /// The same request was answered so.
    Answered(String),
    /// The same request is being worked on.
    Running,
    /// The key came with another request before.
    Reused,
}

/// Seen requests of one tenant.
#[async_trait]
pub trait RepeatStore: Send + Sync {
    /// Takes the key for a request, until `lease_until` unless it is settled. What has expired is as if it had never been.
    async fn claim(
        &self,
        key: &RepeatKey,
        fingerprint: &[u8; 32],
        now: Timestamp,
        lease_until: Timestamp,
    ) -> StorageResult<Claimed>;
    /// Keeps the answer of a claimed request until `expires_at`.
    async fn settle(&self, key: &RepeatKey, answer: &str, expires_at: Timestamp) -> StorageResult<()>;
    /// Gives a claimed key back: the request failed and made nothing.
    async fn release(&self, key: &RepeatKey) -> StorageResult<()>;
}
