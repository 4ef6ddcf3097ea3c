//! `PUT /api/admin/conversations/{id}/labels`.

use axum::Json;
use axum::extract::State;
use domain::conversation::{MAX_LABEL, MAX_LABELS, labels};
use domain::id::ChatId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::{Can, ConversationsWrite};
use crate::context::Edge;
use crate::conversation::find;
use crate::error::{ApiError, ApiResult};
use crate::wire::{IdPath, JsonBody};

/// All labels of a conversation.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelsBody {
    /// At most 10, each of 1 to 40 characters.
    #[schema(max_items = 10)]
    labels: Vec<String>,
}

/// Label a conversation
///
/// Replaces its labels; they come back trimmed, sorted and without doubles.
#[utoipa::path(
    put,
    path = "/api/admin/conversations/{id}/labels",
    tag = "conversations",
    params(("id" = String, Path, description = "The conversation's chat")),
    request_body = LabelsBody,
    responses((status = 200, body = LabelsBody)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["conversations:write"]))
)]
pub async fn set_labels(
    State(edge): State<Edge>,
    can: Can<ConversationsWrite>,
    IdPath(id): IdPath<ChatId>,
    JsonBody(body): JsonBody<LabelsBody>,
) -> ApiResult<Json<LabelsBody>> {
    let labels = labels(body.labels).ok_or_else(|| {
        let message = format!("must be at most {MAX_LABELS}, each of 1 to {MAX_LABEL} characters");
        ApiError::invalid("labels", message)
    })?;
    find(&edge, &can, id).await?;
    if can.conversations(&edge).set_labels(id, &labels).await? {
        Ok(Json(LabelsBody { labels }))
    } else {
        Err(ApiError::not_found())
    }
}
