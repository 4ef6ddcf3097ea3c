//! Which visitor somebody is: vouched for, returning, or new.

use domain::agent::{LiveAgent, identity};
use domain::clock::Timestamp;
use domain::id::TenantId;
use domain::visitor::Visitor;

use crate::auth::{Claims, Vouched, verify_identity};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};

/// Recognises the visitor. The tenant's word counts most; else an earlier token of the same page brings its visitor back; else
/// they are new. A word or a token that does not hold makes nobody somebody else.
pub async fn recognise(
    edge: &Edge,
    tenant: TenantId,
    agent: &LiveAgent,
    origin: &str,
    identity_token: Option<&str>,
    visitor_token: Option<&str>,
) -> ApiResult<Visitor> {
    let now = edge.clock.now();
    let store = edge.hot.tenant(tenant);
    let fresh = |external_id| Visitor {
        id: edge.ids.next(),
        agent_id: agent.id,
        external_id,
        name: None,
        email: None,
        created_at: now,
    };
    if let Some(vouched) = vouched(edge, tenant, agent, identity_token)? {
        let visitor = Visitor { name: vouched.name, email: vouched.email, ..fresh(Some(vouched.sub)) };
        return Ok(store.put_visitor(&visitor).await?);
    }
    if let Some(claims) = returning(edge, tenant, agent, origin, visitor_token, now)
        && let Some(known) =
            store.visitor(domain::chat::ChatOwner { agent: agent.id, visitor: claims.visitor }).await?
    {
        return Ok(known);
    }
    Ok(store.put_visitor(&fresh(None)).await?)
}

/// Who the tenant's backend says the visitor is, if it does and the word holds.
fn vouched(
    edge: &Edge,
    tenant: TenantId,
    agent: &LiveAgent,
    identity_token: Option<&str>,
) -> ApiResult<Option<Vouched>> {
    let Some(token) = identity_token else { return Ok(None) };
    let secret =
        identity::open(edge.vault.as_ref(), tenant, &agent.identity_secret).map_err(ApiError::internal)?;
    Ok(verify_identity(token, &secret, edge.clock.now()))
}

/// An earlier token, if it was given for the same agent to the same origin and has not been gone for too long.
pub fn returning(
    edge: &Edge,
    tenant: TenantId,
    agent: &LiveAgent,
    origin: &str,
    token: Option<&str>,
    now: Timestamp,
) -> Option<Claims> {
    let claims = Claims::open(token?, &edge.gate.secrets)?;
    let same = claims.tenant == tenant && claims.agent == agent.id && claims.origin == origin;
    let recent = claims.expires_at.plus(edge.settings.visitor_return) > now;
    (same && recent).then_some(claims)
}
