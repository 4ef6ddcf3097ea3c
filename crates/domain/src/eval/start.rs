//! Beginning runs: what they are frozen with, when they wait, and which ones an agent's gate needs.

use std::time::Duration;

use super::gate::{self, Answering, Evidence, Seen};
use super::{MAX_CASES, Run, RunStatus, RunSuite, RunWork, Suite, Trigger, Written};
use crate::agent::{Agent, AgentConfig};
use crate::clock::Clock;
use crate::id::{EvalRunId, Ids, MemberId, SuiteId};
use crate::job::{Job, JobKind};
use crate::page::PageRequest;
use crate::storage::{StorageError, StorageResult, TenantStore};
use crate::tool::digest::digest;

/// A draft is run when it has not changed for this long.
pub const SETTLE: Duration = Duration::from_secs(2);

/// What is to be run.
#[derive(Debug, Clone)]
pub struct Wish {
    /// Why.
    pub trigger: Trigger,
    /// The live version instead of the draft.
    pub live: bool,
    /// Which suites; all that have cases when empty.
    pub suites: Vec<SuiteId>,
    /// The run's id, when it was chosen before; a fresh one when `None`.
    pub id: Option<EvalRunId>,
    /// Who asks.
    pub by: Option<MemberId>,
    /// How long it waits.
    pub wait: Duration,
}

/// Why nothing begins.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// There is no case to run.
    #[error("there are no cases to run")]
    NoCases,
    /// A suite is not one of the agent's.
    #[error("{0} is no suite of this agent")]
    Unknown(SuiteId),
    /// Storage failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Queues a run.
pub async fn queue(
    store: &dyn TenantStore,
    clock: &dyn Clock,
    ids: &dyn Ids,
    agent: &Agent,
    wish: Wish,
) -> Result<Run, StartError> {
    let all = store.suites(agent.id).await?;
    if let Some(unknown) = wish.suites.iter().find(|id| all.iter().all(|suite| suite.id != **id)) {
        return Err(StartError::Unknown(*unknown));
    }
    let wanted = |suite: &&Suite| wish.suites.is_empty() || wish.suites.contains(&suite.id);
    let (mut suites, mut documents) = (Vec::new(), Vec::new());
    for suite in all.iter().filter(wanted).filter(|suite| suite.cases > 0) {
        let cases = store.cases(suite.id).await?.into_iter().take(MAX_CASES).map(|case| case.spec).collect();
        documents.push(Written { suite: suite.spec.clone(), cases }.document());
        suites.push(RunSuite {
            suite_id: suite.id,
            name: suite.spec.name.clone(),
            revision: suite.revision,
            threshold: suite.spec.threshold,
            result: None,
        });
    }
    if suites.is_empty() {
        return Err(StartError::NoCases);
    }
    let config = if wish.live { live_config(store, agent).await? } else { agent.draft.clone() };
    let now = clock.now();
    let run = Run {
        id: wish.id.unwrap_or_else(|| ids.next()),
        agent_id: agent.id,
        trigger: wish.trigger,
        version: wish.live.then_some(agent.live_version),
        revision: (!wish.live).then_some(agent.revision),
        knowledge_version: agent.knowledge_version,
        tools: digest(&store.tools(agent.id).await?),
        status: RunStatus::Queued,
        error: None,
        suites,
        units: 0,
        done: 0,
        spent_micros: 0,
        created_by: wish.by,
        created_at: now,
        started_at: None,
        ended_at: None,
    };
    let job =
        Job { run_at: now.plus(wish.wait), ..Job::due(ids.next(), JobKind::RunEval { run_id: run.id }, now) };
    store.queue_run(&run, &RunWork { config, documents }, &job).await?;
    Ok(run)
}

async fn live_config(store: &dyn TenantStore, agent: &Agent) -> StorageResult<AgentConfig> {
    let version = store.version(agent.id, agent.live_version).await?;
    Ok(version.map_or_else(|| agent.draft.clone(), |version| version.config))
}

/// What the gate of an agent looks at.
pub async fn evidence(store: &dyn TenantStore, agent: &Agent) -> StorageResult<Evidence> {
    let settings = store.gate(agent.id).await?;
    let suites = store.suites(agent.id).await?;
    let page = PageRequest { limit: PageRequest::MAX, ..PageRequest::first() };
    let runs = if settings.suites.is_empty() { Vec::new() } else { store.runs(agent.id, page).await?.items };
    let now = Answering {
        revision: agent.revision,
        knowledge_version: agent.knowledge_version,
        tools: digest(&store.tools(agent.id).await?),
    };
    // A run that was stopped says nothing; an older one may.
    let fits = |run: &&Run| {
        run.status != RunStatus::Stopped && fits(run, &now) && gate::covers(run, &settings, &suites)
    };
    let draft = runs.iter().filter(fits).find(|run| run.revision == Some(agent.revision)).map(|run| run.id);
    let of_live = |run: &&Run| run.status == RunStatus::Done && run.version == Some(agent.live_version);
    let baseline = runs.iter().filter(fits).find(of_live).map(|run| run.id);
    let draft = see(store, &runs, draft).await?;
    let latest = runs.iter().find(|run| {
        run.revision.is_some() && !matches!(run.status, RunStatus::Superseded | RunStatus::Stopped)
    });
    let latest = latest.filter(|_| draft.is_none()).cloned();
    let baseline = if settings.no_regression { see(store, &runs, baseline).await? } else { None };
    Ok(Evidence { settings, suites, draft, latest, now, baseline })
}

/// Whether a run had the tools and the knowledge that would answer now.
fn fits(run: &Run, now: &Answering) -> bool {
    run.knowledge_version == now.knowledge_version && run.tools == now.tools
}

async fn see(store: &dyn TenantStore, runs: &[Run], id: Option<EvalRunId>) -> StorageResult<Option<Seen>> {
    let Some(run) = runs.iter().find(|run| Some(run.id) == id) else { return Ok(None) };
    Ok(Some(Seen { run: run.clone(), results: store.results(run.id).await? }))
}

/// Queues what the agent's gate is missing, if it demands anything: a run of the draft, and one of the live version to compare with.
pub async fn for_gate(
    store: &dyn TenantStore,
    clock: &dyn Clock,
    ids: &dyn Ids,
    agent: &Agent,
    by: Option<MemberId>,
) -> Result<(), StartError> {
    let evidence = evidence(store, agent).await?;
    let suites: Vec<SuiteId> = evidence.settings.suites.iter().map(|wanted| wanted.suite_id).collect();
    if suites.is_empty() {
        return Ok(());
    }
    let wish = |trigger, live, wait| Wish { trigger, live, suites: suites.clone(), id: None, by, wait };
    if evidence.settings.no_regression
        && evidence.baseline.is_none()
        && !baseline_runs(store, agent, &evidence).await?
    {
        queue(store, clock, ids, agent, wish(Trigger::Baseline, true, Duration::ZERO)).await?;
    }
    let has_one = evidence.draft.as_ref().is_some_and(|seen| {
        matches!(seen.run.status, RunStatus::Queued | RunStatus::Running | RunStatus::Done)
    });
    if !has_one {
        queue(store, clock, ids, agent, wish(Trigger::Draft, false, SETTLE)).await?;
    }
    Ok(())
}

/// Whether a run to compare with is under way.
async fn baseline_runs(store: &dyn TenantStore, agent: &Agent, evidence: &Evidence) -> StorageResult<bool> {
    let runs = store.runs(agent.id, PageRequest::first()).await?.items;
    Ok(runs.iter().any(|run| {
        matches!(run.status, RunStatus::Queued | RunStatus::Running)
            && run.version == Some(agent.live_version)
            && fits(run, &evidence.now)
            && gate::covers(run, &evidence.settings, &evidence.suites)
    }))
}
