//! `GET /api/admin/evals/suites/{id}/labels`: what waits for people, and how far judges agree with them.

use axum::Json;
use domain::eval::CaseResult;
use domain::eval::label::Tally;
use domain::id::{EvalResultId, EvalRunId, SuiteId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::judgements;
use crate::auth::{Can, EvalsRead};
use crate::error::{ApiError, ApiResult};
use crate::eval::find_suite;
use crate::eval::run::body::{AttemptBody, CaseDetailBody, CitedBody, ScoreBody, VoteBody};
use crate::wire::{IdPath, Params};

/// Judgements that are answered unless told otherwise, and at most.
const USUAL: u32 = 10;
const MOST: u32 = 50;

/// How many.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LabelQuery {
    /// At most so many judgements, 1 to 50; 10 by default.
    #[param(minimum = 1, maximum = 50)]
    limit: Option<u32>,
}

/// A suite's judges and people.
#[derive(Debug, Serialize, ToSchema)]
pub struct Labels {
    /// Judgements of the newest runs that nobody has labelled.
    queue: Vec<Judgement>,
    /// How far each judge agrees with people, by name.
    agreement: Vec<AgreementBody>,
}

/// An answer that a model has judged.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Judgement {
    /// The result.
    #[schema(value_type = String)]
    result_id: EvalResultId,
    /// The run.
    #[schema(value_type = String)]
    run_id: EvalRunId,
    /// Which of the result's judgements; a label names it.
    place: u32,
    /// The case's name.
    case: String,
    /// What was asked.
    input: String,
    /// The reference answer.
    expected: Option<String>,
    /// The answer.
    answer: String,
    /// What it cites.
    citations: Vec<CitedBody>,
    /// The check that asked the judge: `correct`, `faithful`, `helpful`, `safe` or `rubric`.
    judge: String,
    /// Whether the judge let it pass.
    passed: bool,
    /// The judge's mean score, 0 to 1.
    score: f64,
    /// What the judge said, vote by vote.
    votes: Vec<VoteBody>,
}

/// How far a judge agrees with people.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct AgreementBody {
    /// The check that asks the judge.
    judge: String,
    /// How many labels there are.
    labels: u32,
    /// The share that the judge shares.
    agreement: f64,
    /// Cohen's kappa: 1 is perfect, 0 no better than chance; null when it cannot be told.
    kappa: Option<f64>,
    /// How often only the judge let it pass.
    only_judge_passed: u32,
    /// How often only the person did.
    only_people_passed: u32,
}

/// List what waits for people's labels
///
/// With how far each judge of the suite agrees with the labels that there are.
#[utoipa::path(
    get,
    path = "/api/admin/evals/suites/{id}/labels",
    tag = "evaluations",
    params(("id" = String, Path, description = "The suite"), LabelQuery),
    responses((status = 200, body = Labels)),
    security(("sessionCookie" = ["viewer"]), ("secretKey" = ["agents:read"]))
)]
pub async fn list_to_label(
    can: Can<EvalsRead>,
    IdPath(id): IdPath<SuiteId>,
    Params(query): Params<LabelQuery>,
) -> ApiResult<Json<Labels>> {
    find_suite(&can, id).await?;
    let limit = query.limit.unwrap_or(USUAL);
    if !(1..=MOST).contains(&limit) {
        return Err(ApiError::invalid("limit", format!("must be 1 to {MOST}")));
    }
    let mut queue = Vec::new();
    for (run, result) in can.store.unlabelled(id, limit).await? {
        let labelled = can.store.labelled(result.id).await?;
        queue.extend(waiting(run, result, &labelled)?);
    }
    queue.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let agreement = can.store.tallies(id).await?.into_iter().map(agreement).collect();
    Ok(Json(Labels { queue, agreement }))
}

fn waiting(run_id: EvalRunId, result: CaseResult, labelled: &[u32]) -> ApiResult<Vec<Judgement>> {
    let detail: CaseDetailBody = serde_json::from_value(result.detail).map_err(ApiError::internal)?;
    let judgement = |(place, (attempt, score)): (u32, (&AttemptBody, &ScoreBody))| {
        let seen = attempt.observation.as_ref();
        Judgement {
            result_id: result.id,
            run_id,
            place,
            case: result.case.clone(),
            input: detail.input.clone(),
            expected: detail.expected.clone(),
            answer: seen.map(|seen| seen.answer.clone()).unwrap_or_default(),
            citations: seen.map(|seen| seen.citations.clone()).unwrap_or_default(),
            judge: score.check.clone(),
            passed: score.passed(),
            score: score.value,
            votes: score.votes.clone(),
        }
    };
    let open = |(place, _): &(u32, (&AttemptBody, &ScoreBody))| !labelled.contains(place);
    Ok((0..).zip(judgements(&detail)).filter(open).map(judgement).collect())
}

fn agreement((judge, tally): (String, Tally)) -> AgreementBody {
    AgreementBody {
        judge,
        labels: tally.count(),
        agreement: tally.agreement().unwrap_or(0.0),
        kappa: tally.kappa(),
        only_judge_passed: tally.only_judge_good,
        only_people_passed: tally.only_people_good,
    }
}
