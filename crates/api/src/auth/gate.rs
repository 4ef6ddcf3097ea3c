//! The gate's parts, and the two look-ups behind every credential.

use std::sync::Arc;
use std::time::Duration;

use domain::clock::Clock;
use domain::id::{AgentId, KeyId, TenantId, VisitorId};
use domain::key::{ApiKey, SecretHash};
use domain::member::{Identity, MemberStatus, Session};
use domain::storage::ColdStorage;
use domain::tenant::{Directory, KeyOwner, TenantStatus};
use moka::sync::Cache;

use super::secrets::Secrets;
use crate::error::{ApiError, ApiResult};
use crate::limits::Limits;
use crate::settings::Settings;

/// How often the last use of a key or a session is recorded.
const TOUCH_EVERY: Duration = Duration::from_secs(60);

/// The visitor that a tenant's server acts for: its own name for them -> ours.
pub type ActedFor = Cache<(TenantId, AgentId, String), VisitorId>;

/// Checks credentials.
pub struct Gate {
    /// Keys and sessions.
    pub directory: Arc<dyn Directory>,
    /// Where key use is recorded.
    pub cold: Arc<dyn ColdStorage>,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Signing keys.
    pub secrets: Secrets,
    /// Counters.
    pub limits: Limits,
    /// Plain values.
    pub settings: Arc<Settings>,
    /// Visitors that servers act for, so that not each of their requests writes.
    pub acted_for: ActedFor,
    touched: Cache<KeyId, ()>,
    touched_sessions: Cache<SecretHash, ()>,
}

impl Gate {
    /// A gate that has seen nobody.
    pub fn new(
        directory: Arc<dyn Directory>,
        cold: Arc<dyn ColdStorage>,
        clock: Arc<dyn Clock>,
        master_key: &[u8],
        settings: Arc<Settings>,
    ) -> Self {
        Self {
            directory,
            cold,
            secrets: Secrets::derive(master_key),
            limits: Limits::new(settings.limits.clone(), &clock),
            clock,
            settings,
            acted_for: Cache::builder().max_capacity(50_000).time_to_live(Duration::from_secs(600)).build(),
            touched: Cache::builder().max_capacity(10_000).time_to_live(TOUCH_EVERY).build(),
            touched_sessions: Cache::builder().max_capacity(10_000).time_to_live(TOUCH_EVERY).build(),
        }
    }

    /// The key with this hash, if it stands: known, not revoked, its organization active.
    pub async fn standing_key(&self, hash: &SecretHash) -> ApiResult<KeyOwner> {
        let now = self.clock.now();
        match self.directory.key(hash).await? {
            Some(owner)
                if owner.tenant.status == TenantStatus::Active
                    && owner.key.revoked_at.is_none_or(|at| at > now) =>
            {
                Ok(owner)
            }
            _ => Err(ApiError::unauthenticated()),
        }
    }

    /// The session with this hash, if it stands: known, not expired, member and organization active.
    pub async fn standing_session(&self, hash: &SecretHash) -> ApiResult<Identity> {
        let now = self.clock.now();
        match self.directory.session(hash).await? {
            Some(identity)
                if identity.session.expires_at > now
                    && identity.tenant.status == TenantStatus::Active
                    && identity.member.status == MemberStatus::Active =>
            {
                Ok(identity)
            }
            _ => Err(ApiError::unauthenticated()),
        }
    }

    /// Records a key's use, at most once a minute, without keeping the caller waiting.
    pub fn touch(&self, tenant: TenantId, key: &ApiKey) {
        let now = self.clock.now();
        let recent = key.last_used_at.is_some_and(|at| now.since(at) < TOUCH_EVERY);
        if recent || self.touched.contains_key(&key.id) {
            return;
        }
        self.touched.insert(key.id, ());
        let (store, id) = (self.cold.tenant(tenant), key.id);
        tokio::spawn(async move {
            if let Err(error) = store.touch_key(id, now).await {
                tracing::warn!(%error, key = %id, "could not record the use of a key");
            }
        });
    }
    /// Records a session's use, as [`Gate::touch`] does a key's.
    pub fn touch_session(&self, session: &Session) {
        let now = self.clock.now();
        let last = session.last_used_at.unwrap_or(session.created_at);
        if now.since(last) < TOUCH_EVERY || self.touched_sessions.contains_key(&session.token) {
            return;
        }
        self.touched_sessions.insert(session.token, ());
        let (directory, token) = (self.directory.clone(), session.token);
        tokio::spawn(async move {
            if let Err(error) = directory.touch_session(&token, now).await {
                tracing::warn!(%error, "could not record the use of a session");
            }
        });
    }
}
