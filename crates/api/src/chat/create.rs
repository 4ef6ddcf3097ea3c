//! `POST /api/chats`: a visitor begins a conversation.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use domain::chat::{Chat, ChatStatus};
use domain::clock::Clock;
use domain::id::Ids;
use serde::Deserialize;
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::{ChatBody, rename::clean_title};
use crate::auth::Visitor;
use crate::error::ApiResult;
use crate::session::check_context;
use crate::wire::OptionalJsonBody;

/// How the conversation begins.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CreateChat {
    /// A title; without one it is made from the first message.
    #[schema(min_length = 1, max_length = 120)]
    title: Option<String>,
    /// What the page wants known about the conversation; at most 4096 bytes of JSON.
    context: Option<Map<String, Value>>,
}

/// Begin a chat
#[utoipa::path(
    post,
    path = "/api/chats",
    tag = "chat",
    params(super::input::ForAgent, super::input::ForVisitor),
    request_body = Option<CreateChat>,
    responses((status = 201, body = ChatBody)),
    security(("visitorToken" = []), ("secretKey" = ["chat"]))
)]
pub async fn create_chat(
    State(clock): State<Arc<dyn Clock>>,
    State(ids): State<Arc<dyn Ids>>,
    visitor: Visitor,
    OptionalJsonBody(body): OptionalJsonBody<CreateChat>,
) -> ApiResult<(StatusCode, Json<ChatBody>)> {
    check_context(body.context.as_ref())?;
    let title = body.title.as_deref().map(clean_title).transpose()?;
    visitor.agent().await?;
    let now = clock.now();
    let chat = Chat {
        id: ids.next(),
        agent_id: visitor.owner.agent,
        visitor_id: visitor.owner.visitor,
        title,
        status: ChatStatus::Open,
        preview: visitor.preview,
        created_at: now,
        updated_at: now,
    };
    visitor.chats.create_chat(&chat).await?;
    Ok((StatusCode::CREATED, Json(chat.into())))
}
