//! `PUT /api/admin/evals/results/{id}/labels`: a person's word on one judgement.

use axum::Json;
use axum::extract::State;
use domain::clock::Timestamp;
use domain::eval::RunStatus;
use domain::eval::label::{Label, MAX_NOTE};
use domain::id::{EvalResultId, MemberId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::judgements;
use crate::auth::{Can, EvalsWrite};
use crate::context::Edge;
use crate::error::{ApiError, ApiResult, Code};
use crate::eval::run::body::CaseDetailBody;
use crate::wire::{IdPath, JsonBody};

/// A person's word.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SetLabel {
    /// Which judgement of the result.
    place: u32,
    /// Whether the answer passes.
    passes: bool,
    /// Why, for other members.
    #[schema(max_length = 2000)]
    note: Option<String>,
}

/// A person's word on a judgement.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct LabelBody {
    /// The result.
    #[schema(value_type = String)]
    result_id: EvalResultId,
    /// Which judgement of it.
    place: u32,
    /// The check that asked the judge.
    judge: String,
    /// Whether the judge let it pass.
    judge_passes: bool,
    /// Whether the person does.
    passes: bool,
    /// Why.
    note: Option<String>,
    /// Who; null for a server.
    #[schema(value_type = Option<String>)]
    member_id: Option<MemberId>,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
}

/// Label a judgement
///
/// In place of an earlier label on it. How far the judge agrees with all labels is told with the suite's labels.
#[utoipa::path(
    put,
    path = "/api/admin/evals/results/{id}/labels",
    tag = "evaluations",
    params(("id" = String, Path, description = "The result")),
    request_body = SetLabel,
    responses((status = 200, body = LabelBody)),
    security(("sessionCookie" = ["member"]), ("secretKey" = ["agents:write"]))
)]
pub async fn set_label(
    State(edge): State<Edge>,
    can: Can<EvalsWrite>,
    IdPath(id): IdPath<EvalResultId>,
    JsonBody(body): JsonBody<SetLabel>,
) -> ApiResult<Json<LabelBody>> {
    let (run_id, result) = can.store.result(id).await?.ok_or_else(ApiError::not_found)?;
    let run = can.store.run(run_id).await?.ok_or_else(ApiError::not_found)?;
    can.reaches(run.agent_id)?;
    if matches!(run.status, RunStatus::Queued | RunStatus::Running) {
        return Err(ApiError::new(
            Code::Conflict,
            "The run goes on; its results are labelled when it has ended.",
        ));
    }
    let note = body.note.map(|note| note.trim().to_owned()).filter(|note| !note.is_empty());
    if note.as_ref().is_some_and(|note| note.chars().count() > MAX_NOTE) {
        return Err(ApiError::invalid("note", format!("must have at most {MAX_NOTE} characters")));
    }
    let detail: CaseDetailBody = serde_json::from_value(result.detail).map_err(ApiError::internal)?;
    let place = usize::try_from(body.place).unwrap_or(usize::MAX);
    let (_, score) = judgements(&detail)
        .nth(place)
        .ok_or_else(|| ApiError::invalid("place", "is no judgement of this result"))?;
    let label = Label {
        result_id: id,
        place: body.place,
        run_id,
        suite_id: result.suite_id,
        case: result.case,
        judge: score.check.clone(),
        judge_good: score.passed(),
        good: body.passes,
        note,
        member_id: can.actor.member(),
        created_at: edge.clock.now(),
    };
    can.store.set_label(&label).await?;
    Ok(Json(label.into()))
}

impl From<Label> for LabelBody {
    fn from(label: Label) -> Self {
        Self {
            result_id: label.result_id,
            place: label.place,
            judge: label.judge,
            judge_passes: label.judge_good,
            passes: label.good,
            note: label.note,
            member_id: label.member_id,
            created_at: label.created_at,
        }
    }
}
