//! People on a tenant's page: rows and the statements on them. The port is in [`crate::chat`].

use domain::chat::ChatOwner;
use domain::id::{TenantId, VisitorId};
use domain::storage::{StorageError, StorageResult};
use domain::visitor::Visitor;

use crate::db::Tx;
use crate::group::Command;
use crate::query::Row;
use crate::scope::Scope;

fn read(row: &Row) -> StorageResult<Visitor> {
    Ok(Visitor {
        id: row.id("id")?,
        agent_id: row.id("agent_id")?,
        external_id: row.get("external_id")?,
        name: row.get("name")?,
        email: row.get("email")?,
        created_at: row.time("created_at")?,
    })
}

/// Stores a visitor, or tells a known one what is new about them: what is not given stays.
pub(crate) struct Put {
    pub(crate) tenant: TenantId,
    pub(crate) visitor: Visitor,
}

impl Command for Put {
    type Answer = Visitor;

    async fn run(&self, tx: &mut Tx) -> StorageResult<Visitor> {
        // The tenant's own id decides when there is one, else the visitor's id: the same anonymous visitor may come again.
        let query = if self.visitor.external_id.is_some() {
            tx.sql(
                "INSERT INTO visitors (tenant_id, id, agent_id, external_id, name, email, created_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                ON CONFLICT (tenant_id, agent_id, external_id) DO UPDATE SET
                    name = COALESCE(excluded.name, visitors.name), email = COALESCE(excluded.email, visitors.email)
                RETURNING id, agent_id, external_id, name, email, created_at",
            )
        } else {
            tx.sql(
                "INSERT INTO visitors (tenant_id, id, agent_id, external_id, name, email, created_at)
                VALUES ($1, $2, $3, $4, $5, $6, $7)
                ON CONFLICT (tenant_id, id) DO UPDATE SET
                    name = COALESCE(excluded.name, visitors.name), email = COALESCE(excluded.email, visitors.email)
                WHERE visitors.agent_id = excluded.agent_id
                RETURNING id, agent_id, external_id, name, email, created_at",
            )
        };
        let visitor = &self.visitor;
        query
            .id(self.tenant)
            .id(visitor.id)
            .id(visitor.agent_id)
            .bind(visitor.external_id.as_deref())
            .bind(visitor.name.as_deref())
            .bind(visitor.email.as_deref())
            .time(visitor.created_at)
            .optional_as(read)
            .await?
            .ok_or(StorageError::Conflict("id"))
    }
}

/// Replaces what the page told about a visit.
pub(crate) struct SetVisit {
    pub(crate) tenant: TenantId,
    pub(crate) owner: ChatOwner,
    pub(crate) told: String,
}

impl Command for SetVisit {
    type Answer = bool;

    async fn run(&self, tx: &mut Tx) -> StorageResult<bool> {
        tx.sql("UPDATE visitors SET told = $4 WHERE tenant_id = $1 AND id = $2 AND agent_id = $3")
            .id(self.tenant)
            .id(self.owner.visitor)
            .id(self.owner.agent)
            .bind(&self.told)
            .changed()
            .await
    }
}

/// A visitor of whichever agent.
pub(crate) async fn known(scope: &Scope, id: VisitorId) -> StorageResult<Option<Visitor>> {
    scope
        .read()
        .await?
        .sql(
            "SELECT id, agent_id, external_id, name, email, created_at FROM visitors
            WHERE tenant_id = $1 AND id = $2",
        )
        .id(scope.tenant)
        .id(id)
        .optional_as(read)
        .await
}

pub(crate) async fn one(scope: &Scope, owner: ChatOwner) -> StorageResult<Option<Visitor>> {
    Ok(known(scope, owner.visitor).await?.filter(|visitor| visitor.agent_id == owner.agent))
}
