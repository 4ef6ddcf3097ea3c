//! What begins by itself: looks for what is due, and does what its jobs say. What is due, and when, is decided in `domain`.

use std::sync::Arc;
use std::time::Duration;

use domain::alert::feedback;
use domain::clock::Clock;
use domain::eval::due;
use domain::eval::start::{StartError, for_gate};
use domain::id::{AgentId, EvalRunId, Ids, TenantId};
use domain::storage::{ColdStorage, HotStorage, StorageResult};
use domain::tenant::Directory;
use tokio_util::sync::CancellationToken;
use tracing::warn;

/// How often is looked for what is due.
const LOOK: Duration = Duration::from_secs(1);

/// See the module.
#[derive(Clone)]
pub struct Watcher {
    /// What is due, of all tenants.
    pub directory: Arc<dyn Directory>,
    /// Gates, runs, alerts.
    pub cold: Arc<dyn ColdStorage>,
    /// Ratings.
    pub hot: Arc<dyn HotStorage>,
    /// Time.
    pub clock: Arc<dyn Clock>,
    /// Identifiers.
    pub ids: Arc<dyn Ids>,
    /// How often is looked at what visitors say.
    pub feedback_every: Duration,
}

impl Watcher {
    /// Looks again and again, until told to stop. Any number of nodes may: each thing is claimed once.
    pub async fn run(&self, stop: CancellationToken) {
        let mut failing = false;
        while !stop.is_cancelled() {
            match due::claim(&*self.directory, &*self.clock, &*self.ids, self.feedback_every).await {
                Ok(_) => failing = false,
                // Said once: a database that is down would otherwise fill the log every second.
                Err(error) if !failing => {
                    failing = true;
                    warn!(%error, "what is due could not be looked for");
                }
                Err(_) => {}
            }
            tokio::select! {
                () = self.clock.sleep(LOOK) => {}
                () = stop.cancelled() => {}
            }
        }
    }

    /// Begins what the agent's gate needs now. `false`: documents are still being read, and what they say would be left out.
    pub async fn refresh_gate(&self, tenant: TenantId, agent: AgentId) -> StorageResult<bool> {
        let store = self.cold.tenant(tenant);
        let Some(agent) = store.agent(agent).await? else { return Ok(true) };
        if due::is_reading(&*store, agent.id).await? {
            return Ok(false);
        }
        match for_gate(&*store, &*self.clock, &*self.ids, &agent, None).await {
            Ok(()) | Err(StartError::NoCases | StartError::Unknown(_)) => Ok(true),
            Err(StartError::Storage(error)) => Err(error),
        }
    }

    /// Begins the run of a night.
    pub async fn begin_night(&self, tenant: TenantId, agent: AgentId, run: EvalRunId) -> StorageResult<()> {
        due::begin_night(&*self.cold.tenant(tenant), &*self.clock, &*self.ids, agent, run).await
    }

    /// Looks at what visitors say since the agent was published.
    pub async fn check_feedback(&self, tenant: TenantId, agent: AgentId) -> StorageResult<()> {
        let (store, insight) = (self.cold.tenant(tenant), self.hot.insight(tenant));
        feedback::check(&*store, &*insight, &*self.clock, &*self.ids, agent).await
    }
}
