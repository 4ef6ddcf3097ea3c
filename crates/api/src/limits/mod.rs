//! How many requests are served: per key, per address, and for sign-in attempts. In memory of this node.
//!
//! Owns the counters and the `RateLimit-*` figures. It must not know who is allowed what.

mod bucket;
mod ip;
mod password;

use std::net::IpAddr;
use std::sync::Arc;

use domain::clock::Clock;
use domain::id::TenantId;
use domain::key::SecretHash;

pub use bucket::{Bucket, Figures};
pub use ip::Network;
pub use password::PasswordPool;

use crate::error::ApiError;

/// How many requests are served. Bursts up to a whole minute's worth are fine.
#[derive(Debug, Clone)]
pub struct LimitSettings {
    /// `false` serves everything (load tests).
    pub enabled: bool,
    /// Requests per minute with one API key, visitor tokens opened with it included.
    pub per_key: u32,
    /// Requests per minute from one address (IPv6: one /64) to the API.
    pub per_address: u32,
    /// Sign-in and sign-up attempts per minute from one address.
    pub sign_ins_per_address: u32,
    /// Sign-in attempts per minute for one account.
    pub sign_ins_per_account: u32,
    /// Proxies whose `X-Forwarded-For` is believed.
    pub trusted_proxies: Vec<Network>,
}

impl Default for LimitSettings {
    fn default() -> Self {
        Self {
            enabled: true,
            per_key: 600,
            per_address: 600,
            sign_ins_per_address: 30,
            sign_ins_per_account: 10,
            trusted_proxies: Vec::new(),
        }
    }
}

/// All counters of this node.
pub struct Limits {
    keys: Bucket<SecretHash>,
    members: Bucket<(TenantId, SecretHash)>,
    addresses: Bucket<IpAddr>,
    sign_ins: Bucket<IpAddr>,
    accounts: Bucket<[u8; 32]>,
    settings: LimitSettings,
}

impl Limits {
    /// Counters that start empty.
    pub fn new(settings: LimitSettings, clock: &Arc<dyn Clock>) -> Self {
        Self {
            keys: Bucket::new("key", settings.per_key, clock),
            members: Bucket::new("session", settings.per_key, clock),
            addresses: Bucket::new("address", settings.per_address, clock),
            sign_ins: Bucket::new("sign-in", settings.sign_ins_per_address, clock),
            accounts: Bucket::new("account", settings.sign_ins_per_account, clock),
            settings,
        }
    }

    /// The address that a request counts for.
    pub fn client(&self, peer: IpAddr, headers: &axum::http::HeaderMap) -> IpAddr {
        ip::bucket(ip::client(peer, headers, &self.settings.trusted_proxies))
    }

    /// Counts a request with an API key.
    pub fn key(&self, key: SecretHash) -> Result<Option<Figures>, ApiError> {
        self.count(&self.keys, &key)
    }

    /// Counts a request of a signed-in member.
    pub fn member(&self, tenant: TenantId, session: SecretHash) -> Result<Option<Figures>, ApiError> {
        self.count(&self.members, &(tenant, session))
    }

    /// Counts a request from an address.
    pub fn address(&self, address: IpAddr) -> Result<Option<Figures>, ApiError> {
        self.count(&self.addresses, &address)
    }

    /// Counts a sign-in or sign-up attempt from an address.
    pub fn sign_in(&self, address: IpAddr) -> Result<Option<Figures>, ApiError> {
        self.count(&self.sign_ins, &address)
    }

    /// Counts a sign-in attempt for an account, whether or not it exists.
    pub fn account(&self, email: &str) -> Result<Option<Figures>, ApiError> {
        self.count(&self.accounts, &SecretHash::of(email).0)
    }

    fn count<K: bucket::Key>(&self, bucket: &Bucket<K>, key: &K) -> Result<Option<Figures>, ApiError> {
        if self.settings.enabled { bucket.count(key).map(Some) } else { Ok(None) }
    }
}
