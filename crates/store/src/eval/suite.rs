//! Rows of suites and cases.

use domain::clock::Timestamp;
use domain::eval::life::Origin;
use domain::eval::{Case, Suite, SuiteSpec, case_name};
use domain::id::{AgentId, CaseId, ChatId, SuiteId, TenantId};
use domain::storage::StorageResult;

use crate::db::Tx;
use crate::query::Row;

fn read(row: &Row) -> StorageResult<Suite> {
    Ok(Suite {
        id: row.id("id")?,
        agent_id: row.id("agent_id")?,
        spec: row.json("spec")?,
        revision: row.get("revision")?,
        cases: row.number("cases")?,
        created_at: row.time("created_at")?,
        updated_at: row.time("updated_at")?,
    })
}

pub(super) fn read_case(row: &Row) -> StorageResult<Case> {
    let origin = row
        .get::<bool>("from_life")?
        .then_some(Origin { chat: row.optional_id("chat_id")?, message: row.optional_id("message_id")? });
    Ok(Case { id: row.id("id")?, suite_id: row.id("suite_id")?, spec: row.json("spec")?, origin })
}

pub(super) async fn insert(tx: &mut Tx, tenant: TenantId, suite: &Suite) -> StorageResult<()> {
    tx.sql(
        "INSERT INTO eval_suites (tenant_id, id, agent_id, name, spec, revision, created_at, updated_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .id(tenant)
    .id(suite.id)
    .id(suite.agent_id)
    .bind(&suite.spec.name)
    .json(&suite.spec)
    .bind(suite.revision)
    .time(suite.created_at)
    .time(suite.updated_at)
    .execute()
    .await?;
    Ok(())
}

pub(super) async fn one(tx: &mut Tx, tenant: TenantId, id: SuiteId) -> StorageResult<Option<Suite>> {
    tx.sql(
        "SELECT s.id, s.agent_id, s.spec, s.revision, s.created_at, s.updated_at,
            (SELECT COUNT(*) FROM eval_cases c WHERE c.tenant_id = s.tenant_id AND c.suite_id = s.id) AS cases
        FROM eval_suites s WHERE s.tenant_id = $1 AND s.id = $2",
    )
    .id(tenant)
    .id(id)
    .optional_as(read)
    .await
}

pub(super) async fn of_agent(tx: &mut Tx, tenant: TenantId, agent: AgentId) -> StorageResult<Vec<Suite>> {
    tx.sql(
        "SELECT s.id, s.agent_id, s.spec, s.revision, s.created_at, s.updated_at,
            (SELECT COUNT(*) FROM eval_cases c WHERE c.tenant_id = s.tenant_id AND c.suite_id = s.id) AS cases
        FROM eval_suites s WHERE s.tenant_id = $1 AND s.agent_id = $2 ORDER BY s.name, s.id",
    )
    .id(tenant)
    .id(agent)
    .all_as(read)
    .await
}

/// Whether there was a suite of this revision.
pub(super) async fn update(
    tx: &mut Tx,
    tenant: TenantId,
    id: SuiteId,
    expected: i64,
    spec: &SuiteSpec,
    now: Timestamp,
) -> StorageResult<bool> {
    tx.sql(
        "UPDATE eval_suites SET name = $4, spec = $5, revision = revision + 1, updated_at = $6
        WHERE tenant_id = $1 AND id = $2 AND revision = $3",
    )
    .id(tenant)
    .id(id)
    .bind(expected)
    .bind(&spec.name)
    .json(spec)
    .time(now)
    .changed()
    .await
}

/// A case of it changed.
pub(super) async fn touch(tx: &mut Tx, tenant: TenantId, id: SuiteId, now: Timestamp) -> StorageResult<()> {
    tx.sql(
        "UPDATE eval_suites SET revision = revision + 1, updated_at = $3 WHERE tenant_id = $1 AND id = $2",
    )
    .id(tenant)
    .id(id)
    .time(now)
    .execute()
    .await?;
    Ok(())
}

pub(super) async fn insert_case(tx: &mut Tx, tenant: TenantId, case: &Case) -> StorageResult<()> {
    let origin = case.origin.unwrap_or_default();
    tx.sql(
        "INSERT INTO eval_cases (tenant_id, id, suite_id, name, spec, from_life, chat_id, message_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .id(tenant)
    .id(case.id)
    .id(case.suite_id)
    .bind(case_name(&case.spec))
    .json(&case.spec)
    .bind(case.origin.is_some())
    .optional_id(origin.chat)
    .optional_id(origin.message)
    .execute()
    .await?;
    Ok(())
}

pub(super) async fn replace_case(tx: &mut Tx, tenant: TenantId, case: &Case) -> StorageResult<bool> {
    tx.sql("UPDATE eval_cases SET name = $4, spec = $5 WHERE tenant_id = $1 AND id = $2 AND suite_id = $3")
        .id(tenant)
        .id(case.id)
        .id(case.suite_id)
        .bind(case_name(&case.spec))
        .json(&case.spec)
        .changed()
        .await
}

pub(super) async fn case(tx: &mut Tx, tenant: TenantId, id: CaseId) -> StorageResult<Option<Case>> {
    tx.sql(
        "SELECT id, suite_id, spec, from_life, chat_id, message_id FROM eval_cases WHERE tenant_id = $1 AND id = $2",
    )
    .id(tenant)
    .id(id)
    .optional_as(read_case)
    .await
}

pub(super) async fn cases(tx: &mut Tx, tenant: TenantId, suite: SuiteId) -> StorageResult<Vec<Case>> {
    tx.sql(
        "SELECT id, suite_id, spec, from_life, chat_id, message_id
        FROM eval_cases WHERE tenant_id = $1 AND suite_id = $2 ORDER BY id",
    )
    .id(tenant)
    .id(suite)
    .all_as(read_case)
    .await
}

pub(super) async fn of_conversation(
    tx: &mut Tx,
    tenant: TenantId,
    chat: ChatId,
    limit: u32,
) -> StorageResult<Vec<Case>> {
    tx.sql(
        "SELECT id, suite_id, spec, from_life, chat_id, message_id
        FROM eval_cases WHERE tenant_id = $1 AND chat_id = $2 ORDER BY id LIMIT $3",
    )
    .id(tenant)
    .id(chat)
    .bind(i64::from(limit))
    .all_as(read_case)
    .await
}
