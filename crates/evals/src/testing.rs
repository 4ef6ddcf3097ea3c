//! What several test modules need: a clock that stands still, ids that count, a house with one agent, a journal in memory.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use async_trait::async_trait;
use domain::agent::{AgentConfig, LiveAgent, RetrievalSettings};
use domain::chat::model::{ModelError, ModelInfo, ModelRequest, ModelStream, Models};
use domain::chat::run::{EnginePorts, PassageSource};
use domain::clock::{Clock, Timestamp};
use domain::document::retrieve::{Passage, RetrieveError};
use domain::document::{Chunk, IndexedChunk};
use domain::id::{AgentId, Ids, TenantId};
use domain::storage::HotStorage;
use domain::tool::builtin::BuiltIn;
use domain::tool::builtin::calculate::calculate;
use domain::tool::{
    Tool, ToolAction, ToolError, ToolOutput, ToolPolicy, ToolRun, ToolRunner, ToolSpec, Webhook,
    WebhookMethod,
};
use domain::usage::Plan;
use domain::usage::allowance::Allowance;
use domain::vault::Sealed;
use parking_lot::Mutex;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::run::journal::{Line, Lines};
use crate::run::{Attempt, Progress};
use crate::script::Script;

/// Stands still but for sleeps of less than a second, which take no time at all; longer ones never end.
#[derive(Debug, Default)]
pub struct StillClock(AtomicU64);

#[async_trait]
impl Clock for StillClock {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(i64::try_from(self.0.load(Ordering::Relaxed)).unwrap())
    }

    async fn sleep(&self, duration: Duration) {
        if duration >= Duration::from_secs(1) || duration == Duration::from_millis(250) {
            std::future::pending::<()>().await;
        }
        self.0.fetch_add(u64::try_from(duration.as_millis()).unwrap(), Ordering::Relaxed);
    }
}

#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Ids for Counter {
    fn uuid(&self) -> Uuid {
        Uuid::from_u128(u128::from(self.0.fetch_add(1, Ordering::Relaxed)) + 1)
    }

    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(0);
    }
}

/// Counts calls, and can be told to fail.
pub struct Counted {
    pub inner: Arc<dyn Models>,
    pub calls: AtomicU64,
    pub failures: AtomicU64,
}

impl Counted {
    pub fn script(text: &str) -> Arc<Self> {
        let inner = Arc::new(Script::read("script.yaml", text).unwrap().alone());
        Arc::new(Self { inner, calls: AtomicU64::new(0), failures: AtomicU64::new(0) })
    }

    pub fn count(&self) -> u64 {
        self.calls.load(Ordering::Relaxed)
    }
}

#[async_trait]
impl Models for Counted {
    fn default_model(&self) -> &str {
        self.inner.default_model()
    }

    async fn list(&self) -> Vec<ModelInfo> {
        self.inner.list().await
    }

    async fn generate(&self, request: ModelRequest) -> Result<ModelStream, ModelError> {
        self.calls.fetch_add(1, Ordering::Relaxed);
        let failing =
            self.failures.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        if failing.is_ok() {
            return Err(ModelError::RateLimited("slow down".into()));
        }
        self.inner.generate(request).await
    }
}

/// Lines in memory; the `n`-th write and all after it can be made to fail.
#[derive(Default)]
pub struct Memory {
    pub text: Mutex<String>,
    pub fails_after: Option<usize>,
}

#[async_trait]
impl Lines for Memory {
    async fn write(&self, line: &Line) -> std::io::Result<()> {
        let mut text = self.text.lock();
        if self.fails_after.is_some_and(|most| text.lines().count() >= most) {
            return Err(std::io::ErrorKind::StorageFull.into());
        }
        text.push_str(&line.to_text());
        text.push('\n');
        Ok(())
    }
}

pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: usize, _: usize) {}
    fn done(&self, _: &Attempt) {}
}

/// Finds every passage for every question.
struct Shelf(&'static [(&'static str, &'static str)]);

#[async_trait]
impl PassageSource for Shelf {
    async fn passages(
        &self,
        _: TenantId,
        _: AgentId,
        _: i64,
        _: &str,
        _: &RetrievalSettings,
    ) -> Result<Vec<Passage>, RetrieveError> {
        Ok(self.0.iter().zip(1_u128..).map(|((title, text), n)| passage(n, title, text)).collect())
    }
}

pub fn passage(n: u128, title: &str, text: &str) -> Passage {
    let chunk = Chunk {
        id: Uuid::from_u128(100 + n).into(),
        document_id: Uuid::from_u128(200 + n).into(),
        position: 0,
        heading: "".into(),
        page: None,
        text: text.into(),
        span: (0, 0),
        embedding: None,
        embedding_model: None,
    };
    let source = IndexedChunk {
        chunk,
        title: title.into(),
        media_type: "text/markdown".into(),
        filename: format!("{title}.md").into(),
    };
    Passage {
        source: Arc::new(source),
        score: 1.0,
        evidence: 1.0,
        vector_score: None,
        vector_rank: None,
        text_score: Some(1.0),
        text_rank: Some(1),
    }
}

/// Calculates, and calls nothing else.
struct Abacus;

#[async_trait]
impl ToolRunner for Abacus {
    async fn run(&self, run: ToolRun) -> Result<ToolOutput, ToolError> {
        match (&run.tool.action, run.arguments.get("expression").and_then(Value::as_str)) {
            (ToolAction::BuiltIn { built_in: BuiltIn::Calculate }, Some(expression)) => {
                Ok(ToolOutput::Value(json!({"result": calculate(expression)?})))
            }
            _ => Err(ToolError::NotAllowed(run.tool.spec.name)),
        }
    }
}

/// Ports of an agent that knows these documents.
pub fn ports(models: Arc<dyn Models>, documents: &'static [(&'static str, &'static str)]) -> EnginePorts {
    let nothing: Arc<dyn HotStorage> = Arc::new(crate::target::conversation::Conversation::new(&[]));
    let clock: Arc<dyn Clock> = Arc::new(StillClock::default());
    EnginePorts {
        allowance: Arc::new(Allowance::new(nothing.clone(), clock.clone(), Plan::default())),
        storage: nothing,
        passages: Arc::new(Shelf(documents)),
        models,
        tools: Arc::new(Abacus),
        clock,
        ids: Arc::new(Counter::default()),
        observers: Vec::new(),
    }
}

pub fn agent(prompt: &str) -> LiveAgent {
    LiveAgent {
        id: Uuid::from_u128(7).into(),
        version: Some(1),
        config: AgentConfig::new("Ada".into(), prompt.into()),
        knowledge_version: 1,
        identity_secret: Sealed::from_text(String::new()),
        tools: Arc::new([]),
    }
}

/// A tool that runs here.
pub fn built_in(built_in: BuiltIn) -> Tool {
    tool(built_in.spec(), ToolPolicy::Allowed, ToolAction::BuiltIn { built_in })
}

/// A tool that would leave the house, and asks first.
pub fn webhook(name: &str) -> Tool {
    let spec = ToolSpec {
        name: name.into(),
        description: "Looks up an order.".into(),
        parameters: json!({"type": "object"}),
    };
    let action = ToolAction::Webhook(Webhook {
        url: "https://shop.example/hook".into(),
        method: WebhookMethod::Post,
        secret: Sealed::from_text(String::new()),
    });
    tool(spec, ToolPolicy::AskVisitor, action)
}

fn tool(spec: ToolSpec, policy: ToolPolicy, action: ToolAction) -> Tool {
    Tool {
        id: Uuid::from_u128(8).into(),
        agent_id: Uuid::from_u128(7).into(),
        spec,
        policy,
        enabled: true,
        action,
        revision: 1,
        created_at: Timestamp::from_millis(0),
        updated_at: Timestamp::from_millis(0),
    }
}
