//! `PUT /api/messages/{id}/feedback`: a visitor rates an answer.

use axum::Json;
use domain::chat::Feedback;
use domain::id::MessageId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::auth::Visitor;
use crate::chat::{FeedbackBody, RatingBody};
use crate::error::{ApiError, ApiResult};
use crate::wire::{IdPath, JsonBody};

/// Longest comment, in characters.
const MAX_COMMENT: usize = 2_000;

/// What the visitor thinks.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RateMessage {
    /// `up`, `down`, or null to take it back.
    #[serde(deserialize_with = "required")]
    #[schema(required = true)]
    rating: Option<RatingBody>,
    /// In their words.
    #[schema(max_length = 2000)]
    comment: Option<String>,
}

/// The rating as it stands now.
#[derive(Debug, Serialize, ToSchema)]
pub struct RatedMessage {
    /// Null when it was taken back.
    feedback: Option<FeedbackBody>,
}

/// Rate an answer
#[utoipa::path(
    put,
    path = "/api/messages/{id}/feedback",
    tag = "chat",
    params(("id" = String, Path, description = "The answer"), crate::chat::ForAgent, crate::chat::ForVisitor),
    request_body = RateMessage,
    responses((status = 200, body = RatedMessage)),
    security(("visitorToken" = []), ("secretKey" = ["chat"]))
)]
pub async fn rate_message(
    visitor: Visitor,
    IdPath(id): IdPath<MessageId>,
    JsonBody(body): JsonBody<RateMessage>,
) -> ApiResult<Json<RatedMessage>> {
    if body.comment.as_deref().is_some_and(|c| c.chars().count() > MAX_COMMENT) {
        return Err(ApiError::invalid("comment", format!("must have at most {MAX_COMMENT} characters")));
    }
    let feedback = body.rating.map(|rating| Feedback { rating: rating.into(), comment: body.comment });
    if !visitor.chats.set_feedback(visitor.owner, id, feedback.as_ref()).await? {
        return Err(ApiError::not_found());
    }
    Ok(Json(RatedMessage { feedback: feedback.map(Into::into) }))
}

/// `null` is an answer, silence is not.
fn required<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<RatingBody>, D::Error> {
    Option::deserialize(deserializer)
}
