//! Suites of evaluation cases, runs of them, gates. What members write is JSON, read and written whole. [`suite`] has suites and cases,
//! [`run`] what becomes of them.

mod label;
mod run;
mod suite;

use async_trait::async_trait;
use domain::change::Change;
use domain::clock::Timestamp;
use domain::eval::due::next_night;
use domain::eval::gate::GateSettings;
use domain::eval::label::{Label, Tally};
use domain::eval::{Case, CaseResult, EvalStore, Run, RunEnd, RunWork, Scored, Suite, SuiteSpec, Trigger};
use domain::id::{AgentId, CaseId, ChatId, EvalResultId, EvalRunId, SuiteId};
use domain::job::Job;
use domain::page::{Page, PageRequest};
use domain::storage::{StorageError, StorageResult};
use serde_json::{Value, json};

pub(crate) use self::run::ran_as;
use crate::audit::Entry;
use crate::job;
use crate::query::overfetch;
use crate::scope::Scope;

/// What the record keeps of a case: all of it, unless it was made of a conversation. What visitors said is not recorded, and its name may be
/// their words.
fn recorded(stored: &Case, case: &Case) -> Value {
    match stored.origin {
        Some(origin) => json!({"conversation": origin.chat, "message": origin.message}),
        None => json!(case.spec),
    }
}

#[async_trait]
impl EvalStore for Scope {
    async fn create_suite(&self, suite: &Suite, cases: &[Case]) -> StorageResult<()> {
        let mut tx = self.edit().await?;
        suite::insert(&mut tx, self.tenant, suite).await?;
        for case in cases {
            suite::insert_case(&mut tx, self.tenant, case).await?;
        }
        tx.commit(
            Entry::new("suite.create", suite.id)
                .after(Some(json!({"suite": suite.spec, "cases": cases.len()}))),
        )
        .await
    }

    async fn suite(&self, id: SuiteId) -> StorageResult<Option<Suite>> {
        suite::one(&mut self.read().await?, self.tenant, id).await
    }

    async fn suites(&self, agent: AgentId) -> StorageResult<Vec<Suite>> {
        suite::of_agent(&mut self.read().await?, self.tenant, agent).await
    }

    async fn update_suite(
        &self,
        id: SuiteId,
        expected: i64,
        spec: &SuiteSpec,
        now: Timestamp,
    ) -> StorageResult<Option<Suite>> {
        let mut tx = self.edit().await?;
        let before = suite::one(&mut tx, self.tenant, id).await?.map(|suite| json!(suite.spec));
        let updated = suite::update(&mut tx, self.tenant, id, expected, spec, now).await?;
        let stored = suite::one(&mut tx, self.tenant, id).await?;
        if !updated {
            return stored.map_or(Ok(None), |_| Err(StorageError::Conflict("version")));
        }
        tx.commit(Entry::new("suite.update", id).before(before).after(Some(json!(spec)))).await?;
        Ok(stored)
    }

    async fn delete_suite(&self, id: SuiteId) -> StorageResult<bool> {
        let mut tx = self.edit().await?;
        let before = suite::one(&mut tx, self.tenant, id).await?.map(|suite| json!(suite.spec));
        let existed = tx
            .sql("DELETE FROM eval_suites WHERE tenant_id = $1 AND id = $2")
            .id(self.tenant)
            .id(id)
            .changed()
            .await?;
        if !existed {
            return Ok(false);
        }
        tx.commit(Entry::new("suite.delete", id).before(before)).await?;
        Ok(existed)
    }

    async fn cases(&self, suite: SuiteId) -> StorageResult<Vec<Case>> {
        suite::cases(&mut self.read().await?, self.tenant, suite).await
    }

    async fn case(&self, id: CaseId) -> StorageResult<Option<Case>> {
        suite::case(&mut self.read().await?, self.tenant, id).await
    }

    async fn add_cases(&self, suite: SuiteId, cases: &[Case], now: Timestamp) -> StorageResult<()> {
        let mut tx = self.edit().await?;
        for case in cases {
            suite::insert_case(&mut tx, self.tenant, case).await?;
        }
        suite::touch(&mut tx, self.tenant, suite, now).await?;
        let entry = match cases {
            [case] => Entry::new("case.create", case.id).after(Some(recorded(case, case))),
            _ => {
                let cases: Vec<_> = cases.iter().map(|case| recorded(case, case)).collect();
                Entry::new("suite.add_cases", suite).after(Some(json!({"cases": cases})))
            }
        };
        tx.commit(entry).await
    }

    async fn cases_of_conversation(&self, chat: ChatId, limit: u32) -> StorageResult<Vec<Case>> {
        suite::of_conversation(&mut self.read().await?, self.tenant, chat, limit).await
    }

    /// A part of erasing the conversation, and recorded with that.
    async fn forget_conversation(&self, chat: ChatId) -> StorageResult<()> {
        let mut tx = self.write().await?;
        tx.sql(
            "UPDATE eval_cases SET chat_id = NULL, message_id = NULL WHERE tenant_id = $1 AND chat_id = $2",
        )
        .id(self.tenant)
        .id(chat)
        .execute()
        .await?;
        tx.commit().await
    }

    async fn replace_case(&self, case: &Case, now: Timestamp) -> StorageResult<bool> {
        let mut tx = self.edit().await?;
        let stored = suite::case(&mut tx, self.tenant, case.id).await?;
        let existed = suite::replace_case(&mut tx, self.tenant, case).await?;
        if existed {
            suite::touch(&mut tx, self.tenant, case.suite_id, now).await?;
            let before = stored.as_ref().map(|stored| recorded(stored, stored));
            let after = recorded(stored.as_ref().unwrap_or(case), case);
            tx.commit(Entry::new("case.update", case.id).before(before).after(Some(after))).await?;
        }
        Ok(existed)
    }

    async fn delete_case(&self, id: CaseId, now: Timestamp) -> StorageResult<bool> {
        let mut tx = self.edit().await?;
        let before = suite::case(&mut tx, self.tenant, id).await?.map(|case| recorded(&case, &case));
        let suite = tx
            .sql("DELETE FROM eval_cases WHERE tenant_id = $1 AND id = $2 RETURNING suite_id")
            .id(self.tenant)
            .id(id)
            .optional_as(|row| row.id("suite_id"))
            .await?;
        let Some(suite) = suite else { return Ok(false) };
        suite::touch(&mut tx, self.tenant, suite, now).await?;
        tx.commit(Entry::new("case.delete", id).before(before)).await?;
        Ok(true)
    }

    async fn queue_run(&self, run: &Run, work: &RunWork, job: &Job) -> StorageResult<()> {
        let mut tx = self.edit().await?;
        if run.trigger == Trigger::Draft {
            run::supersede(&mut tx, self.tenant, run.agent_id, run.created_at).await?;
        }
        run::insert(&mut tx, self.tenant, run, work).await?;
        run::forget_old(&mut tx, self.tenant, run.agent_id).await?;
        job::insert(&mut tx, self.tenant, job).await?;
        let asked = json!({"agent": run.agent_id, "version": run.version, "suites": run.suites.len()});
        tx.commit(Entry::new("evaluation.run", run.id).after(Some(asked))).await?;
        self.tell(Change::Evaluation { id: run.id });
        Ok(())
    }

    async fn run(&self, id: EvalRunId) -> StorageResult<Option<Run>> {
        run::one(&mut self.read().await?, self.tenant, id).await
    }

    async fn run_work(&self, id: EvalRunId) -> StorageResult<Option<RunWork>> {
        self.read()
            .await?
            .sql("SELECT config, documents FROM eval_runs WHERE tenant_id = $1 AND id = $2")
            .id(self.tenant)
            .id(id)
            .optional_as(|row| Ok(RunWork { config: row.json("config")?, documents: row.json("documents")? }))
            .await
    }

    async fn runs(&self, agent: AgentId, page: PageRequest) -> StorageResult<Page<Run>> {
        let mut tx = self.read().await?;
        let runs = run::of_agent(&mut tx, self.tenant, agent, page.after, overfetch(page.limit)).await?;
        Ok(Page::from_overfetch(runs, page.limit, |run| run.id.into()))
    }

    async fn begin_run(&self, id: EvalRunId, units: u32, now: Timestamp) -> StorageResult<bool> {
        let mut tx = self.write().await?;
        let begun = tx
            .sql(
                "UPDATE eval_runs SET status = 'running', units = $3, started_at = COALESCE(started_at, $4)
                WHERE tenant_id = $1 AND id = $2 AND status IN ('queued', 'running')",
            )
            .id(self.tenant)
            .id(id)
            .bind(i64::from(units))
            .time(now)
            .changed()
            .await?;
        tx.commit().await?;
        self.tell_if(begun, Change::Evaluation { id });
        Ok(begun)
    }

    async fn run_lines(&self, id: EvalRunId) -> StorageResult<Vec<String>> {
        self.read()
            .await?
            .sql("SELECT line FROM eval_lines WHERE tenant_id = $1 AND run_id = $2 ORDER BY number")
            .id(self.tenant)
            .id(id)
            .all_as(|row| row.text("line"))
            .await
    }

    async fn remember(
        &self,
        run: EvalRunId,
        number: u32,
        line: &str,
        scored: Option<&Scored>,
    ) -> StorageResult<bool> {
        let mut tx = self.write().await?;
        if !run::progress(&mut tx, self.tenant, run, scored).await? {
            return Ok(false);
        }
        tx.sql("INSERT INTO eval_lines (tenant_id, run_id, number, line) VALUES ($1, $2, $3, $4)")
            .id(self.tenant)
            .id(run)
            .bind(i64::from(number))
            .bind(line)
            .execute()
            .await?;
        if let Some(scored) = scored {
            run::replace_result(&mut tx, self.tenant, run, &scored.result).await?;
        }
        tx.commit().await?;
        self.tell_if(scored.is_some(), Change::Evaluation { id: run });
        Ok(true)
    }

    async fn end_run(&self, id: EvalRunId, end: &RunEnd) -> StorageResult<bool> {
        let mut tx = self.write().await?;
        if !run::end(&mut tx, self.tenant, id, end).await? {
            return Ok(false);
        }
        for table in ["DELETE FROM eval_lines", "DELETE FROM eval_results"] {
            let sql = format!("{table} WHERE tenant_id = $1 AND run_id = $2");
            tx.sql(crate::dialect::Sql::owned(sql.clone(), sql)).id(self.tenant).id(id).execute().await?;
        }
        for result in &end.results {
            run::insert_result(&mut tx, self.tenant, id, result).await?;
        }
        tx.commit().await?;
        self.tell(Change::Evaluation { id });
        Ok(true)
    }

    async fn stop_run(&self, id: EvalRunId, now: Timestamp) -> StorageResult<bool> {
        let mut tx = self.edit().await?;
        let Some(done) = run::stop(&mut tx, self.tenant, id, now).await? else { return Ok(false) };
        tx.commit(Entry::new("evaluation.stop", id).after(Some(json!({"done": done})))).await?;
        self.tell(Change::Evaluation { id });
        Ok(true)
    }

    async fn runs_of_suite(&self, agent: AgentId, suite: SuiteId, limit: u32) -> StorageResult<Vec<Run>> {
        run::of_suite(&mut self.read().await?, self.tenant, agent, suite, limit).await
    }

    async fn results(&self, run: EvalRunId) -> StorageResult<Vec<CaseResult>> {
        run::results(&mut self.read().await?, self.tenant, run).await
    }

    async fn result(&self, id: EvalResultId) -> StorageResult<Option<(EvalRunId, CaseResult)>> {
        run::result(&mut self.read().await?, self.tenant, id).await
    }

    async fn unlabelled(&self, suite: SuiteId, limit: u32) -> StorageResult<Vec<(EvalRunId, CaseResult)>> {
        label::missing(&mut self.read().await?, self.tenant, suite, limit).await
    }

    async fn labelled(&self, result: EvalResultId) -> StorageResult<Vec<u32>> {
        label::of_result(&mut self.read().await?, self.tenant, result).await
    }

    async fn set_label(&self, label: &Label) -> StorageResult<()> {
        let mut tx = self.edit().await?;
        label::set(&mut tx, self.tenant, label).await?;
        let set = json!({"place": label.place, "judge": label.judge, "judgeGood": label.judge_good, "good": label.good});
        tx.commit(Entry::new("label.set", label.result_id).after(Some(set))).await
    }

    async fn tallies(&self, suite: SuiteId) -> StorageResult<Vec<(String, Tally)>> {
        label::tallies(&mut self.read().await?, self.tenant, suite).await
    }

    async fn gate(&self, agent: AgentId) -> StorageResult<GateSettings> {
        Ok(run::gate(&mut self.read().await?, self.tenant, agent).await?.unwrap_or_default())
    }

    async fn set_gate(&self, agent: AgentId, gate: &GateSettings, now: Timestamp) -> StorageResult<()> {
        let mut tx = self.edit().await?;
        let before = run::gate(&mut tx, self.tenant, agent).await?.map(|gate| json!(gate));
        tx.sql(
            "INSERT INTO eval_gates (tenant_id, agent_id, settings, updated_at, nightly_at, nightly_hour)
            VALUES ($1, $2, $3, $4, $5, $6)
            ON CONFLICT (tenant_id, agent_id) DO UPDATE SET settings = $3, updated_at = $4, nightly_at = $5, nightly_hour = $6",
        )
        .id(self.tenant)
        .id(agent)
        .json(gate)
        .time(now)
        .optional_time(gate.nightly.map(|hour| next_night(now, hour)))
        .bind(gate.nightly.map(i64::from))
        .execute()
        .await?;
        tx.commit(Entry::new("gate.update", agent).before(before).after(Some(json!(gate)))).await
    }
}
