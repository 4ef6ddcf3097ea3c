//! Runs that have ended, told to the agent's own Langfuse project: each suite is a dataset, the run an experiment on it. What a run is does not
//! depend on it.

use std::sync::Arc;

use domain::eval::{Run, RunStatus};
use domain::id::{EvalRunId, TenantId};
use domain::langfuse::{Langfuse, LangfuseError, Project};
use domain::storage::{ColdStorage, StorageError, TenantStore};
use domain::vault::{Vault, VaultError};
use evals::dataset::{dataset, experiment};
use evals::report::{CaseResult, SuiteResult};
use evals::suite::Suite;
use evals::suite::read::value;
use serde_json::{Map, json};

/// See the module.
pub struct Reporter {
    /// Runs and connections.
    pub cold: Arc<dyn ColdStorage>,
    /// Reaches projects.
    pub langfuse: Arc<dyn Langfuse>,
    /// Opens their keys.
    pub vault: Arc<dyn Vault>,
}

/// Why a run was not told, or only in part.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The keys cannot be opened.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// The project did not take it.
    #[error(transparent)]
    Langfuse(#[from] LangfuseError),
    /// Part of it did not arrive.
    #[error("{traces} traces and {scores} scores are lost: {problem}")]
    Lost {
        /// How many.
        traces: usize,
        /// How many.
        scores: usize,
        /// The first reason.
        problem: String,
    },
    /// Storage failed.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

impl ReportError {
    /// Whether it may be different in a moment.
    pub const fn passes(&self) -> bool {
        matches!(self, Self::Storage(_) | Self::Lost { .. } | Self::Langfuse(LangfuseError::Unavailable(_)))
    }
}

impl Reporter {
    /// Tells of a run, if its agent has a project that wants to hear. Told again it changes nothing.
    pub async fn report(&self, tenant: TenantId, id: EvalRunId) -> Result<(), ReportError> {
        let store = self.cold.tenant(tenant);
        let Some(run) = store.run(id).await?.filter(|run| run.status == RunStatus::Done) else {
            return Ok(());
        };
        let Some(connection) = store.connection(run.agent_id).await?.filter(|one| one.report_runs) else {
            return Ok(());
        };
        let Some(work) = store.run_work(id).await? else { return Ok(()) };
        let project = connection.project(tenant, &*self.vault)?;
        let cases = cases(&*store, &run).await?;
        for (index, document) in work.documents.into_iter().enumerate() {
            // A suite that cannot be read never ran.
            let Ok(suite) = value(document) else { continue };
            let mine = cases.iter().filter(|(of, _)| *of == index).map(|(_, case)| case.clone()).collect();
            let name = format!("{} {}", work.config.name, run.created_at);
            self.suite(&project, &run, &name, &suite, index, mine).await?;
        }
        Ok(())
    }

    async fn suite(
        &self,
        project: &Project,
        run: &Run,
        name: &str,
        suite: &Suite,
        index: usize,
        cases: Vec<CaseResult>,
    ) -> Result<(), ReportError> {
        let result = run.suites.get(index).and_then(|suite| suite.result);
        let threshold = run.suites.get(index).map_or(1.0, |suite| suite.threshold);
        let result = SuiteResult {
            name: suite.name.clone(),
            threshold,
            share: result.map_or(0.0, |result| result.share),
            value: result.map_or(0.0, |result| result.value),
            passed: result.is_some_and(|result| result.passed),
            cases,
        };
        let there = match self.langfuse.dataset(project, &suite.name).await {
            Ok(dataset) => Some(dataset),
            Err(LangfuseError::Missing(_)) => None,
            Err(error) => return Err(error.into()),
        };
        let wanted = dataset(suite, there.as_ref(), false);
        self.langfuse.push(project, &wanted).await?;
        let metadata = Map::from_iter([
            ("run".to_owned(), json!(run.id)),
            ("agent".to_owned(), json!(run.agent_id)),
            ("version".to_owned(), json!(run.version)),
            ("draft".to_owned(), json!(run.revision)),
            ("trigger".to_owned(), json!(run.trigger)),
        ]);
        let started = run.started_at.unwrap_or(run.created_at);
        let told = experiment(name, metadata, &result, &wanted, started);
        let reported = self.langfuse.report(project, &told).await?;
        match reported.problem {
            Some(problem) => {
                Err(ReportError::Lost { traces: reported.lost_traces, scores: reported.lost_scores, problem })
            }
            None => Ok(()),
        }
    }
}

/// What came of each case, with the place of its suite.
async fn cases(store: &dyn TenantStore, run: &Run) -> Result<Vec<(usize, CaseResult)>, StorageError> {
    let mut all = Vec::new();
    for listed in store.results(run.id).await? {
        let Some((_, result)) = store.result(listed.id).await? else { continue };
        let place = run.suites.iter().position(|suite| suite.suite_id == result.suite_id);
        let read = serde_json::from_value::<CaseResult>(result.detail);
        if let (Some(place), Ok(case)) = (place, read) {
            all.push((place, case));
        }
    }
    Ok(all)
}
