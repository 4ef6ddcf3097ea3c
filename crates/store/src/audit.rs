//! The record of changes. Whoever changes something on a member's behalf does it in an [`Edit`], which commits only with its entry.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use async_trait::async_trait;
use domain::audit::{Acting, Actor, AuditEntry, AuditFilter, AuditStore, Stamp};
use domain::id::{TenantId, UserId, first_at};
use domain::page::{Page, PageRequest};
use domain::storage::{StorageError, StorageResult};
use serde_json::Value;
use uuid::Uuid;

use crate::db::Tx;
use crate::member;
use crate::query::{Row, overfetch};
use crate::scope::Scope;

fn actor_words(actor: Actor) -> (&'static str, Uuid) {
    match actor {
        Actor::Member(id) => ("member", id.into()),
        Actor::Key(id) => ("key", id.into()),
    }
}

fn read_actor(row: &Row) -> StorageResult<Actor> {
    let id: Uuid = row.get("actor_id")?;
    row.word("actor_kind", |word| match word {
        "member" => Some(Actor::Member(id.into())),
        "key" => Some(Actor::Key(id.into())),
        _ => None,
    })
}

fn read_value(row: &Row, column: &str) -> StorageResult<Option<Value>> {
    let text: Option<String> = row.get(column)?;
    text.map(|text| serde_json::from_str(&text))
        .transpose()
        .map_err(|error| crate::error::unreadable(column, error))
}

fn read(row: &Row) -> StorageResult<AuditEntry> {
    Ok(AuditEntry {
        id: row.id("id")?,
        at: row.time("at")?,
        actor: read_actor(row)?,
        actor_name: row.text("actor_name")?,
        action: row.text("action")?,
        subject: row.text("subject")?,
        before: read_value(row, "before")?,
        after: read_value(row, "after")?,
    })
}

/// Stores an entry.
pub(crate) async fn insert(tx: &mut Tx, tenant: TenantId, entry: &AuditEntry) -> StorageResult<()> {
    let (kind, actor) = actor_words(entry.actor);
    let text = |value: &Option<Value>| value.as_ref().map(Value::to_string);
    tx.sql(
        "INSERT INTO audit_log (tenant_id, id, at, actor_kind, actor_id, actor_name, action, subject, before, after)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .id(tenant)
    .id(entry.id)
    .time(entry.at)
    .bind(kind)
    .bind(actor)
    .bind(&entry.actor_name)
    .bind(&entry.action)
    .bind(&entry.subject)
    .bind(text(&entry.before))
    .bind(text(&entry.after))
    .execute()
    .await?;
    Ok(())
}

/// What a change says about itself.
pub(crate) struct Entry {
    action: &'static str,
    subject: String,
    before: Option<Value>,
    after: Option<Value>,
}

impl Entry {
    /// Noun and verb, and the id of what is changed.
    pub(crate) fn new(action: &'static str, subject: impl ToString) -> Self {
        Self { action, subject: subject.to_string(), before: None, after: None }
    }

    pub(crate) fn before(self, before: Option<Value>) -> Self {
        Self { before, ..self }
    }

    pub(crate) fn after(self, after: Option<Value>) -> Self {
        Self { after, ..self }
    }
}

/// A transaction of somebody who manages. There is no way to commit it without saying what was done.
pub(crate) struct Edit {
    tx: Tx,
    tenant: TenantId,
    acting: Option<Arc<Acting>>,
}

impl Scope {
    /// Begins a change that a member or a key asks for.
    pub(crate) async fn edit(&self) -> StorageResult<Edit> {
        Ok(Edit { tx: self.write().await?, tenant: self.tenant, acting: self.acting.clone() })
    }
}

impl Edit {
    /// Makes the change and its record durable, both or neither. Nothing is recorded when nobody acts.
    pub(crate) async fn commit(mut self, entry: Entry) -> StorageResult<()> {
        if let Some(acting) = &self.acting {
            insert(&mut self.tx, self.tenant, &signed(acting, entry)).await?;
        }
        self.tx.commit().await
    }
}

impl Deref for Edit {
    type Target = Tx;

    fn deref(&self) -> &Tx {
        &self.tx
    }
}

impl DerefMut for Edit {
    fn deref_mut(&mut self) -> &mut Tx {
        &mut self.tx
    }
}

/// The entry under somebody's name.
pub(crate) fn signed(acting: &Acting, entry: Entry) -> AuditEntry {
    AuditEntry {
        id: acting.stamp.ids.next(),
        at: acting.stamp.at,
        actor: acting.actor,
        actor_name: acting.name.clone(),
        action: entry.action.to_owned(),
        subject: entry.subject,
        before: entry.before,
        after: entry.after,
    }
}

/// The same entry in the record of every organization that the user is in, under their name there.
pub(crate) async fn insert_everywhere(
    tx: &mut Tx,
    user: UserId,
    stamp: &Stamp,
    entry: impl Fn() -> Entry,
) -> StorageResult<()> {
    for (tenant, member) in member::memberships(tx, user).await? {
        let acting = Acting { actor: Actor::Member(member.id), name: member.email, stamp: stamp.clone() };
        insert(tx, tenant.id, &signed(&acting, entry())).await?;
    }
    Ok(())
}

/// A value for an entry. What is recorded always serialises; should it not, the change is refused rather than left unrecorded.
pub(crate) fn value(of: &impl serde::Serialize) -> StorageResult<Option<Value>> {
    serde_json::to_value(of).map(Some).map_err(|error| StorageError::Internal(error.to_string()))
}

#[async_trait]
impl AuditStore for Scope {
    async fn audit_log(&self, filter: &AuditFilter, page: PageRequest) -> StorageResult<Page<AuditEntry>> {
        let (kind, actor) = filter.actor.map(actor_words).unzip();
        let noun = filter.action.as_ref().map(|action| format!("{action}.%"));
        let entries = self
            .read()
            .await?
            .sql(
                "SELECT id, at, actor_kind, actor_id, actor_name, action, subject, before, after FROM audit_log
                WHERE tenant_id = $1 AND ($2 IS NULL OR id < $2) AND ($3 IS NULL OR id >= $3) AND ($4 IS NULL OR id < $4)
                    AND ($5 IS NULL OR subject = $5) AND ($6 IS NULL OR (actor_id = $6 AND actor_kind = $7))
                    AND ($8 IS NULL OR action = $8 OR action LIKE $9)
                ORDER BY id DESC LIMIT $10",
            )
            .id(self.tenant)
            .bind(page.after)
            .bind(filter.from.map(first_at))
            .bind(filter.until.map(first_at))
            .bind(filter.subject.as_deref())
            .bind(actor)
            .bind(kind)
            .bind(filter.action.as_deref())
            .bind(noun)
            .bind(overfetch(page.limit))
            .all_as(read)
            .await?;
        Ok(Page::from_overfetch(entries, page.limit, |entry| entry.id.into()))
    }
}
