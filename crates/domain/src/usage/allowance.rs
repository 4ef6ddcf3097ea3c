//! Whether an organization may have another answer: what its plan allows, compared with what the ledger says.

use std::sync::Arc;
use std::time::Duration;

use moka::sync::Cache;

use super::{Day, OverPlan, Plan};
use crate::clock::Clock;
use crate::id::TenantId;
use crate::storage::{HotStorage, StorageError};

/// How long a yes is believed. Within it, and while answers are being made, a limit may be overrun by what runs at once.
const BELIEVED: Duration = Duration::from_secs(1);
/// Organizations that are remembered.
const REMEMBERED: u64 = 10_000;

/// Why there is no other answer. What cannot be looked up is refused, too: a budget that is not checked is none.
#[derive(Debug, thiserror::Error)]
pub enum NotAllowed {
    /// The plan.
    #[error(transparent)]
    Plan(#[from] OverPlan),
    /// The ledger could not be read.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Compares plan and ledger.
pub struct Allowance {
    storage: Arc<dyn HotStorage>,
    clock: Arc<dyn Clock>,
    plan: Plan,
    allowed: Cache<(TenantId, Day), ()>,
}

impl Allowance {
    /// The same plan for everybody.
    pub fn new(storage: Arc<dyn HotStorage>, clock: Arc<dyn Clock>, plan: Plan) -> Self {
        let allowed = Cache::builder().max_capacity(REMEMBERED).time_to_live(BELIEVED).build();
        Self { storage, clock, plan, allowed }
    }

    /// The plan.
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Whether one more answer may begin.
    pub async fn message(&self, tenant: TenantId) -> Result<(), NotAllowed> {
        let today = Day::of(self.clock.now());
        if !self.plan.limits_messages() || self.allowed.contains_key(&(tenant, today)) {
            return Ok(());
        }
        let used = self.storage.tenant(tenant).usage(today.month_start(), today).await?;
        self.plan.allows_message(&used, today)?;
        self.allowed.insert((tenant, today), ());
        Ok(())
    }
}
