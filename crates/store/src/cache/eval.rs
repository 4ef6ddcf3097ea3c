//! Evaluations touch no cache: they are passed on.

use async_trait::async_trait;
use domain::clock::Timestamp;
use domain::eval::gate::GateSettings;
use domain::eval::label::{Label, Tally};
use domain::eval::{Case, CaseResult, EvalStore, Run, RunEnd, RunWork, Scored, Suite, SuiteSpec};
use domain::id::{AgentId, CaseId, ChatId, EvalResultId, EvalRunId, SuiteId};
use domain::job::Job;
use domain::page::{Page, PageRequest};
use domain::storage::StorageResult;

use super::tenant::CachedTenant;

/// Methods that only pass on.
macro_rules! pass_on {
    ($(async fn $name:ident($($argument:ident: $kind:ty),*) -> $result:ty;)*) => {
        #[async_trait]
        impl EvalStore for CachedTenant {
            $(async fn $name(&self, $($argument: $kind),*) -> $result {
                self.inner.$name($($argument),*).await
            })*
        }
    };
}

pass_on! {
    async fn create_suite(suite: &Suite, cases: &[Case]) -> StorageResult<()>;
    async fn suite(id: SuiteId) -> StorageResult<Option<Suite>>;
    async fn suites(agent: AgentId) -> StorageResult<Vec<Suite>>;
    async fn update_suite(id: SuiteId, expected: i64, spec: &SuiteSpec, now: Timestamp) -> StorageResult<Option<Suite>>;
    async fn delete_suite(id: SuiteId) -> StorageResult<bool>;
    async fn cases(suite: SuiteId) -> StorageResult<Vec<Case>>;
    async fn case(id: CaseId) -> StorageResult<Option<Case>>;
    async fn add_cases(suite: SuiteId, cases: &[Case], now: Timestamp) -> StorageResult<()>;
    async fn cases_of_conversation(chat: ChatId, limit: u32) -> StorageResult<Vec<Case>>;
    async fn forget_conversation(chat: ChatId) -> StorageResult<()>;
    async fn replace_case(case: &Case, now: Timestamp) -> StorageResult<bool>;
    async fn delete_case(id: CaseId, now: Timestamp) -> StorageResult<bool>;
    async fn queue_run(run: &Run, work: &RunWork, job: &Job) -> StorageResult<()>;
    async fn run(id: EvalRunId) -> StorageResult<Option<Run>>;
    async fn run_work(id: EvalRunId) -> StorageResult<Option<RunWork>>;
    async fn runs(agent: AgentId, page: PageRequest) -> StorageResult<Page<Run>>;
    async fn begin_run(id: EvalRunId, units: u32, now: Timestamp) -> StorageResult<bool>;
    async fn run_lines(id: EvalRunId) -> StorageResult<Vec<String>>;
    async fn remember(run: EvalRunId, number: u32, line: &str, scored: Option<&Scored>) -> StorageResult<bool>;
    async fn end_run(id: EvalRunId, end: &RunEnd) -> StorageResult<bool>;
    async fn stop_run(id: EvalRunId, now: Timestamp) -> StorageResult<bool>;
    async fn runs_of_suite(agent: AgentId, suite: SuiteId, limit: u32) -> StorageResult<Vec<Run>>;
    async fn results(run: EvalRunId) -> StorageResult<Vec<CaseResult>>;
    async fn result(id: EvalResultId) -> StorageResult<Option<(EvalRunId, CaseResult)>>;
    async fn unlabelled(suite: SuiteId, limit: u32) -> StorageResult<Vec<(EvalRunId, CaseResult)>>;
    async fn labelled(result: EvalResultId) -> StorageResult<Vec<u32>>;
    async fn set_label(label: &Label) -> StorageResult<()>;
    async fn tallies(suite: SuiteId) -> StorageResult<Vec<(String, Tally)>>;
    async fn gate(agent: AgentId) -> StorageResult<GateSettings>;
    async fn set_gate(agent: AgentId, gate: &GateSettings, now: Timestamp) -> StorageResult<()>;
}
