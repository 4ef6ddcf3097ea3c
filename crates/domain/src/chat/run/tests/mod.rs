//! The engine against scripted ports: a store that can fail at will, a model fed by hand, a clock that only moves when told.

mod answer;
mod clock;
mod faults;
mod follow;
mod model;
mod settle;
mod store;
mod tool;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use async_trait::async_trait;
use futures::StreamExt;
use uuid::Uuid;

use self::clock::ManualClock;
use self::model::{Feed, ScriptedModels};
use self::store::Memory;
use super::*;
use crate::chat::event::{Sequenced, TurnEvent};
use crate::chat::live::{EventBatches, LiveTurn};
use crate::chat::model::{FinishReason, ModelEvent};
use crate::chat::testing::{agent, passage};
use crate::chat::{TurnRecord, TurnStatus};

/// Counts up.
#[derive(Default)]
struct Counter(AtomicU64);

impl Ids for Counter {
    fn uuid(&self) -> Uuid {
        Uuid::from_u128(u128::from(self.0.fetch_add(1, Ordering::Relaxed)) + 1_000)
    }

    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(0);
    }
}

/// What a search does.
#[derive(Clone, Copy)]
enum Search {
    Finds,
    Fails,
    Panics,
}

#[async_trait]
impl PassageSource for Search {
    async fn passages(
        &self,
        _: TenantId,
        _: AgentId,
        _: i64,
        _: &str,
        _: &RetrievalSettings,
    ) -> Result<Vec<Passage>, RetrieveError> {
        match self {
            Self::Finds => Ok(vec![passage(1, "Returns", "", "Items can be returned within 30 days.")]),
            Self::Fails => Err(crate::document::EmbedError::Failed("no GPU".into()).into()),
            Self::Panics => panic!("a defect"),
        }
    }
}

/// One engine over the shared ports.
struct House {
    store: Arc<Memory>,
    clock: Arc<ManualClock>,
    models: Arc<ScriptedModels>,
    ports: EnginePorts,
    engine: Arc<ChatEngine>,
    feed: Feed,
    watcher: Arc<Watcher>,
}

/// Remembers what it is told.
#[derive(Default)]
struct Watcher(Mutex<Vec<TurnReport>>);

impl TurnObserver for Watcher {
    fn ended(&self, report: &TurnReport) {
        self.0.lock().push(report.clone());
    }
}

fn tenant() -> TenantId {
    Uuid::from_u128(1).into()
}

fn owner() -> ChatOwner {
    ChatOwner { agent: Uuid::from_u128(7).into(), visitor: Uuid::from_u128(8).into() }
}

fn node(n: u128) -> NodeId {
    Uuid::from_u128(n).into()
}

fn house() -> House {
    searching(Search::Finds)
}

fn searching(search: Search) -> House {
    house_with(search, Plan::default())
}

fn house_with(search: Search, plan: Plan) -> House {
    let (models, feed) = ScriptedModels::new();
    let (store, clock) = (Arc::new(Memory::default()), Arc::new(ManualClock::default()));
    let watcher = Arc::new(Watcher::default());
    let ports = EnginePorts {
        storage: Arc::new(store.clone()),
        passages: Arc::new(search),
        models: models.clone(),
        tools: Arc::new(tool::Echo),
        clock: clock.clone(),
        ids: Arc::new(Counter::default()),
        allowance: Arc::new(Allowance::new(Arc::new(store.clone()), clock.clone(), plan)),
        observers: vec![watcher.clone()],
    };
    let engine = ChatEngine::new(ports.clone(), node(1), EngineLimits::default());
    House { store, clock, models, ports, engine, feed, watcher }
}

fn request() -> BeginRequest {
    BeginRequest {
        chat: Uuid::from_u128(50).into(),
        owner: owner(),
        prompt: Prompt::Message("How long can I return it?".into()),
        idempotency_key: None,
        fingerprint: [0; 32],
    }
}

/// Lets every spawned task run until it waits for something.
async fn idle() {
    for _ in 0..200 {
        tokio::task::yield_now().await;
    }
}

impl House {
    async fn start(&self) -> (TurnRecord, Arc<LiveTurn>, TurnDriver) {
        match self.engine.start(tenant(), agent("Help."), request()).await.unwrap() {
            Started::New { turn, live, driver } => (turn, live, driver),
            Started::Existing { .. } => panic!("not new"),
        }
    }

    /// Begins a turn and spawns its driver.
    async fn run(&self) -> (TurnRecord, Arc<LiveTurn>) {
        let (turn, live, driver) = self.start().await;
        tokio::spawn(driver);
        idle().await;
        (turn, live)
    }

    fn say(&self, text: &str) {
        self.feed.send(Ok(ModelEvent::Text(text.into())));
    }

    fn finish(&self) {
        self.feed.send(Ok(ModelEvent::Finish(FinishReason::Stop)));
    }

    async fn pass(&self, millis: u64) {
        idle().await;
        self.clock.advance(Duration::from_millis(millis));
        idle().await;
    }
}

/// Everything a reader gets until the end.
async fn all(batches: EventBatches) -> Vec<Sequenced> {
    batches.collect::<Vec<_>>().await.concat()
}

/// What is there already.
fn so_far(live: &LiveTurn) -> Vec<TurnEvent> {
    live.events_after(0).into_iter().map(|event| event.event).collect()
}

fn text_of(events: &[Sequenced]) -> String {
    let text = |event: &Sequenced| match &event.event {
        TurnEvent::TextDelta { text } => text.clone(),
        _ => String::new(),
    };
    events.iter().map(text).collect()
}

fn end_of(events: &[Sequenced]) -> Option<TurnStatus> {
    match events.last()?.event {
        TurnEvent::Finish { status, .. } => Some(status),
        _ => None,
    }
}

fn error_of(events: &[Sequenced]) -> Option<&str> {
    events.iter().find_map(|event| match &event.event {
        TurnEvent::Error { code, .. } => Some(code.as_str()),
        _ => None,
    })
}

/// Numbered 1, 2, 3, … from `first`.
#[track_caller]
fn assert_gapless(events: &[Sequenced], first: u64) {
    let seqs: Vec<u64> = events.iter().map(|event| event.seq).collect();
    assert_eq!(seqs, (first..first + events.len() as u64).collect::<Vec<_>>());
}
