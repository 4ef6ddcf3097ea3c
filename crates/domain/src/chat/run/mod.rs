//! The chat engine: performs what the pure machine ([`super::turn`]) asks for, through ports. The only place where a turn meets
//! time and storage. Everything that answers visitors goes through [`ChatEngine::start`]: there is no second engine.
//!
//! It owns the turns of this node: begin, drive, follow, stop, and the clearing up after dead nodes. It must not know
//! SQL, HTTP, wire formats or which models exist.

mod drive;
mod end;
mod follow;
mod observe;
mod save;
mod settle;
mod start;
mod work;

#[cfg(test)]
mod tests;

use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use parking_lot::Mutex;

pub use self::observe::{TurnObserver, TurnReport, TurnTimes};
pub use self::start::{BeginRequest, Prompt, StartError, Started, TurnDriver};
use super::ChatOwner;
use super::live::LiveTurns;
use super::model::Models;
use super::prompt::PromptBudget;
use super::turn::TurnLimits;
use crate::agent::RetrievalSettings;
use crate::clock::Clock;
use crate::document::rerank::Reranking;
use crate::document::retrieve::{Passage, RetrieveError, Retriever};
use crate::id::{AgentId, ChatId, Ids, NodeId, TenantId, TurnId};
use crate::storage::{HotStorage, StorageResult};
use crate::tool::ToolRunner;
use crate::usage::Plan;
use crate::usage::allowance::Allowance;

/// Where passages come from.
#[async_trait]
pub trait PassageSource: Send + Sync {
    /// The best passages of the agent's documents for a query, best first. See [`Retriever::retrieve`].
    async fn passages(
        &self,
        tenant: TenantId,
        agent: AgentId,
        knowledge_version: i64,
        query: &str,
        settings: &RetrievalSettings,
    ) -> Result<Vec<Passage>, RetrieveError>;
}

/// Searches, and lets a reranker put what was found in order when the settings ask for it.
pub struct RankedSource {
    /// The search.
    pub retriever: Arc<Retriever>,
    /// The second opinion.
    pub reranking: Arc<Reranking>,
}

#[async_trait]
impl PassageSource for RankedSource {
    async fn passages(
        &self,
        tenant: TenantId,
        agent: AgentId,
        knowledge_version: i64,
        query: &str,
        settings: &RetrievalSettings,
    ) -> Result<Vec<Passage>, RetrieveError> {
        let wide = self.reranking.widened(settings);
        let found = self.retriever.retrieve(tenant, agent, knowledge_version, query, &wide).await?;
        let (placed, _) = self.reranking.order(tenant, agent, query, found, settings).await;
        Ok(placed.into_iter().map(|placed| placed.passage).collect())
    }
}

/// The bounds of a turn and of the node's turns together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EngineLimits {
    /// Turns that may run on this node at once.
    pub running_turns: usize,
    /// Longest time from begin to end of an answer.
    pub turn_time: Duration,
    /// How much one answer may say and do.
    pub turn: TurnLimits,
    /// Longest time of one call of a tool, its repetitions included.
    pub tool_time: Duration,
    /// Most tokens a model may write; `None` leaves it to the provider.
    pub output_tokens: Option<u32>,
    /// Earlier messages that are read for the model.
    pub history_messages: u32,
    /// How much of them, and of passages, the model gets.
    pub prompt: PromptBudget,
    /// Events wait at most this long before they are appended to the stored log …
    pub flush_interval: Duration,
    /// … or until this much text waits.
    pub flush_bytes: usize,
    /// Appends a second that all turns of the node may make because of `flush_interval`. With more turns than it allows each waits
    /// longer, so that writing logs never takes the time that answering needs.
    pub appends_per_second: u32,
    /// A silent turn asks for its orders (stop, lost) this often.
    pub order_interval: Duration,
    /// How long storing the end of an answer is retried while storage is unavailable.
    pub finish_patience: Duration,
    /// A reader of a turn on another node polls this often.
    pub poll_interval: Duration,
    /// A node that has not beaten for this long is dead.
    pub node_silence: Duration,
}

impl Default for EngineLimits {
    fn default() -> Self {
        Self {
            running_turns: 10_000,
            turn_time: Duration::from_secs(300),
            turn: TurnLimits::default(),
            tool_time: Duration::from_secs(30),
            output_tokens: None,
            history_messages: 40,
            prompt: PromptBudget::default(),
            flush_interval: Duration::from_millis(250),
            flush_bytes: 2 * 1024,
            appends_per_second: 4_000,
            order_interval: Duration::from_secs(1),
            finish_patience: Duration::from_secs(60),
            poll_interval: Duration::from_millis(250),
            node_silence: Duration::from_secs(4),
        }
    }
}

/// The outside of the engine.
#[derive(Clone)]
pub struct EnginePorts {
    /// Where chats and turns are stored.
    pub storage: Arc<dyn HotStorage>,
    /// Where passages come from.
    pub passages: Arc<dyn PassageSource>,
    /// Who answers.
    pub models: Arc<dyn Models>,
    /// What performs calls of tools.
    pub tools: Arc<dyn ToolRunner>,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// Fresh ids.
    pub ids: Arc<dyn Ids>,
    /// What organizations may use.
    pub allowance: Arc<Allowance>,
    /// Who is told of each turn's end.
    pub observers: Vec<Arc<dyn TurnObserver>>,
}

/// Runs turns. One per process.
pub struct ChatEngine {
    ports: EnginePorts,
    node: NodeId,
    limits: EngineLimits,
    live: LiveTurns,
    abandoned: Mutex<Vec<settle::Abandoned>>,
}

impl ChatEngine {
    /// `node` names this run of the process. It must have beaten once ([`ChatEngine::beat`]) before the first turn begins.
    pub fn new(ports: EnginePorts, node: NodeId, limits: EngineLimits) -> Arc<Self> {
        Arc::new(Self { ports, node, limits, live: LiveTurns::default(), abandoned: Mutex::default() })
    }

    /// What every organization may use.
    pub fn plan(&self) -> &Plan {
        self.ports.allowance.plan()
    }

    /// The turns that run here.
    pub const fn live(&self) -> &LiveTurns {
        &self.live
    }

    /// How long a turn's events wait before they are appended to its log.
    fn flush_interval(&self) -> Duration {
        let running = u32::try_from(self.live.count()).unwrap_or(u32::MAX);
        let fair = Duration::from_secs(1).saturating_mul(running) / self.limits.appends_per_second.max(1);
        self.limits.flush_interval.max(fair)
    }

    /// Says that this node is alive. To be called each second.
    pub async fn beat(&self) -> StorageResult<()> {
        self.ports.storage.beat(self.node, self.ports.clock.now()).await
    }

    /// Stops the chat's running turn, wherever it runs: here at once, on another node with its next append (at most
    /// [`EngineLimits::order_interval`] later). `None`: nothing runs, or the chat is not this owner's.
    pub async fn stop(
        &self,
        tenant: TenantId,
        owner: ChatOwner,
        chat: ChatId,
    ) -> StorageResult<Option<TurnId>> {
        let turn = self.ports.storage.tenant(tenant).request_stop(owner, chat).await?;
        if let Some(live) = turn.and_then(|id| self.live.get(tenant, id)) {
            live.stop();
        }
        Ok(turn)
    }
}
