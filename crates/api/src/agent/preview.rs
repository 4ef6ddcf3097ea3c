//! `POST /api/admin/agents/{id}/preview`: a member tries the draft in the real widget.

use axum::Json;
use axum::extract::State;
use domain::chat::ChatOwner;
use domain::id::AgentId;
use domain::visitor::Visitor;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::auth::{Issuer, SignedIn};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::session::{SessionBody, issue, returning};
use crate::wire::{IdPath, OptionalJsonBody};

/// Who tries.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PreviewAgent {
    /// A token of an earlier preview: its conversation goes on.
    visitor_token: Option<String>,
}

/// Open a preview session
///
/// The token works like a visitor's, but answers come from the draft and the conversations stay out of the list.
#[utoipa::path(
    post,
    path = "/api/admin/agents/{id}/preview",
    tag = "agents",
    params(("id" = String, Path, description = "The agent")),
    request_body = Option<PreviewAgent>,
    responses((status = 200, body = SessionBody)),
    security(("sessionCookie" = ["viewer"]))
)]
pub async fn preview_agent(
    State(edge): State<Edge>,
    SignedIn(member): SignedIn,
    IdPath(id): IdPath<AgentId>,
    OptionalJsonBody(body): OptionalJsonBody<PreviewAgent>,
) -> ApiResult<Json<SessionBody>> {
    let tenant = member.tenant.id;
    let store = edge.cold.tenant(tenant);
    let agent = store.agent(id).await?.ok_or_else(ApiError::not_found)?.draft_as_live(store.tools(id).await?);
    let now = edge.clock.now();
    let chats = edge.hot.tenant(tenant);
    let earlier = returning(&edge, tenant, &agent, "", body.visitor_token.as_deref(), now)
        .filter(|claims| matches!(claims.issuer, Issuer::Preview(_)));
    let known = match earlier {
        Some(claims) => chats.visitor(ChatOwner { agent: id, visitor: claims.visitor }).await?,
        None => None,
    };
    let visitor = match known {
        Some(visitor) => visitor,
        None => {
            let fresh = Visitor {
                id: edge.ids.next(),
                agent_id: id,
                external_id: None,
                name: None,
                email: None,
                created_at: now,
            };
            chats.put_visitor(&fresh).await?
        }
    };
    let issuer = Issuer::Preview(member.session);
    // No origin: the panel of a preview is a page of this server.
    Ok(Json(issue(&edge, tenant, agent, visitor.id, issuer, String::new())))
}
