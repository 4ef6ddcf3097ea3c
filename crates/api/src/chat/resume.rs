//! `GET /api/chats/{id}/stream`: a client comes back to an answer.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use domain::chat::TurnStatus;
use domain::id::ChatId;

use super::input::{ForAgent, ForVisitor};
use crate::auth::Visitor;
use crate::context::Edge;
use crate::error::{ApiError, ApiResult};
use crate::sse::{EventStream, Form, respond};
use crate::wire::IdPath;

/// Resume an answer
///
/// While an answer is being written: everything from its start, then the rest as it comes. With `Last-Event-ID`: only later events,
/// also of the answer that has just ended. Otherwise 204.
#[utoipa::path(
    get,
    path = "/api/chats/{id}/stream",
    tag = "chat",
    params(
        ("id" = String, Path, description = "The chat"),
        ("Last-Event-ID" = Option<String>, Header, description = "The last `id` that was seen"),
        ForAgent, ForVisitor
    ),
    responses(
        (status = 200, description = "`StreamPart`s, one a `data:` line", body = String, content_type = "text/event-stream"),
        (status = 204, description = "No answer is being written")
    ),
    security(("visitorToken" = []), ("secretKey" = ["chat"]))
)]
pub async fn resume_answer(
    State(edge): State<Edge>,
    visitor: Visitor,
    IdPath(id): IdPath<ChatId>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let after = last_event_id(&headers)?;
    visitor.chat(id).await?;
    let Some(turn) = visitor.chats.latest_turn(id).await? else {
        return Ok(StatusCode::NO_CONTENT.into_response());
    };
    if turn.status != TurnStatus::Running && after.is_none() {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let form = Form::wanted(&headers);
    // An AG-UI client knows no event ids and no middle of a run.
    let after = after.filter(|_| form == Form::Native);
    let batches = edge.engine.follow(visitor.tenant, &turn, after.unwrap_or(0));
    Ok(respond(EventStream {
        batches,
        encoder: form.encoder(id, visitor.sees_cost),
        standing: visitor.standing(edge.gate),
        clock: edge.clock,
        closing: edge.lifecycle.closing,
    }))
}

fn last_event_id(headers: &HeaderMap) -> ApiResult<Option<u64>> {
    let Some(value) = headers.get("last-event-id") else { return Ok(None) };
    let text = value.to_str().unwrap_or_default();
    // A client that has seen no event yet may send the header empty.
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| ApiError::invalid("Last-Event-ID", "must be the id of an event"))
}
