//! An agent in this process, answered by the chat engine that serves visitors. Only what surrounds the engine differs: the conversation so
//! far comes from the case and nothing is stored, model calls go over the tape, and what is retrieved is noted.

use std::sync::Arc;

use async_trait::async_trait;
use domain::agent::{LiveAgent, RetrievalSettings};
use domain::chat::ChatOwner;
use domain::chat::run::{
    BeginRequest, ChatEngine, EngineLimits, EnginePorts, PassageSource, Prompt, Started,
};
use domain::document::retrieve::{Passage, RetrieveError};
use domain::id::{AgentId, TenantId};
use domain::tool::{Tool, ToolPolicy};
use futures::StreamExt;
use futures::future::join;
use parking_lot::Mutex;

use super::conversation::Conversation;
use super::tools::Answers;
use super::{AskError, Target, answered};
use crate::observation::{Observation, Observer, Retrieved};
use crate::run::Unit;
use crate::suite::{Case, Suite, ToolUse};
use crate::tape::Tape;

/// See the module.
pub struct EngineTarget {
    ports: EnginePorts,
    tape: Arc<Tape>,
    tenant: TenantId,
    agent: LiveAgent,
}

impl EngineTarget {
    /// `ports` are those of production; `agent` is the version or draft under test.
    pub const fn new(ports: EnginePorts, tape: Arc<Tape>, tenant: TenantId, agent: LiveAgent) -> Self {
        Self { ports, tape, tenant, agent }
    }
}

#[async_trait]
impl Target for EngineTarget {
    async fn ask(&self, unit: &Unit, suite: &Suite, case: &Case) -> Result<Observation, AskError> {
        let clock = self.ports.clock.clone();
        let models = self.tape.wrap(unit.to_string(), self.ports.models.clone());
        let notes = Arc::new(Notes { inner: self.ports.passages.clone(), found: Mutex::default() });
        let (mut agent, mut tools) = (self.agent.clone(), self.ports.tools.clone());
        if suite.tools == ToolUse::Declared {
            // Nobody is there who could be asked, and nothing happens that would need it.
            let consenting = |tool: &Tool| Tool { policy: ToolPolicy::Allowed, ..tool.clone() };
            agent.tools = agent.tools.iter().map(consenting).collect();
            tools = Arc::new(Answers::new(&case.tool_results, tools));
        }
        let ports = EnginePorts {
            tools,
            storage: Arc::new(Conversation::new(&case.conversation)),
            passages: notes.clone(),
            models: models.clone(),
            // An evaluation is no traffic: nobody counts it.
            observers: Vec::new(),
            ..self.ports.clone()
        };
        let ids = self.ports.ids.clone();
        let engine = ChatEngine::new(ports, ids.next(), EngineLimits::default());
        let request = BeginRequest {
            chat: ids.next(),
            owner: ChatOwner { agent: agent.id, visitor: ids.next() },
            prompt: Prompt::Message(case.input.clone()),
            idempotency_key: None,
            fingerprint: [0; 32],
        };
        let started = clock.now();
        let since = || u64::try_from(clock.now().since(started).as_millis()).unwrap_or(u64::MAX);
        let begun = engine.start(self.tenant, agent, request).await;
        let (live, driver) = match begun.map_err(|error| AskError::Lasting(error.to_string()))? {
            Started::New { live, driver, .. } => (live, driver),
            Started::Existing { .. } => return Err(AskError::Lasting("the turn exists already".to_owned())),
        };
        let reading = async {
            let (mut observer, mut first) = (Observer::default(), None);
            let mut batches = live.read_from(0);
            while let Some(batch) = batches.next().await {
                for event in batch {
                    if observer.take(event.event) {
                        first = Some(since());
                    }
                }
            }
            (observer, first)
        };
        let ((), (observer, first)) = join(driver, reading).await;
        // A replay measures what was measured when it was recorded.
        let (first, total) = models.times().map_or((first, since()), |(first, total)| (Some(first), total));
        let retrieved = Some(std::mem::take(&mut *notes.found.lock()));
        answered(Observation { retrieved, ..observer.finish(first, total) })
    }
}

/// Notes what the search finds.
struct Notes {
    inner: Arc<dyn PassageSource>,
    found: Mutex<Vec<Retrieved>>,
}

#[async_trait]
impl PassageSource for Notes {
    async fn passages(
        &self,
        tenant: TenantId,
        agent: AgentId,
        knowledge_version: i64,
        query: &str,
        settings: &RetrievalSettings,
    ) -> Result<Vec<Passage>, RetrieveError> {
        let found = self.inner.passages(tenant, agent, knowledge_version, query, settings).await?;
        self.found.lock().extend(found.iter().map(Retrieved::from));
        Ok(found)
    }
}
