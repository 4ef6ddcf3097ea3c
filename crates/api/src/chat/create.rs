//! `POST /api/chats`: a visitor begins a conversation.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use domain::chat::{Chat, ChatStatus};
use domain::storage::StorageError;
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{ChatBody, rename::clean_title};
use crate::auth::Visitor;
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::repeat::{Answer, IdempotencyKey, Repeat};
use crate::session::told;
use crate::wire::OptionalJsonBody;

/// How the conversation begins.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CreateChat {
    /// A title; without one it is made from the first message.
    #[schema(min_length = 1, max_length = 120)]
    title: Option<String>,
    /// What the page wants known about the conversation, at most 4096 bytes of JSON: the agent reads it, as untrusted data.
    context: Option<Map<String, Value>>,
}

/// Begin a chat
#[utoipa::path(
    post,
    path = "/api/chats",
    tag = "chat",
    params(super::input::ForAgent, super::input::ForVisitor, IdempotencyKey),
    request_body = Option<CreateChat>,
    responses((status = 201, body = ChatBody)),
    security(("visitorToken" = []), ("secretKey" = ["chat"]))
)]
pub async fn create_chat(
    State(edge): State<Edge>,
    visitor: Visitor,
    repeat: Repeat,
    OptionalJsonBody(body): OptionalJsonBody<CreateChat>,
) -> ApiResult<Response> {
    let told = told(body.context.as_ref())?;
    let title = body.title.as_deref().map(clean_title).transpose()?;
    visitor.agent().await?;
    let now = edge.clock.now();
    let chat = Chat {
        id: edge.ids.next(),
        agent_id: visitor.owner.agent,
        visitor_id: visitor.owner.visitor,
        title,
        status: ChatStatus::Open,
        preview: visitor.preview,
        created_at: now,
        updated_at: now,
    };
    let scope = format!("chat/{}/{}", visitor.owner.agent, visitor.owner.visitor);
    let chats = visitor.chats;
    let create = async move {
        chats.create_chat(&chat, told.as_deref()).await.map_err(|error| match error {
            // The visitor was erased: the token belongs to nobody any more.
            StorageError::Conflict("reference") => ApiError::unauthenticated(),
            error => error.into(),
        })?;
        Answer::new(StatusCode::CREATED, &ChatBody::from(chat))
    };
    repeat.once(&edge, visitor.tenant, scope, create).await
}
