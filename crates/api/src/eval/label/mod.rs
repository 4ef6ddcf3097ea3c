//! What people say of answers that a model has judged: what waits for them, their word, and how far judges agree with it.

pub mod queue;
pub mod set;

use crate::eval::run::body::{AttemptBody, CaseDetailBody, ScoreBody};

/// The judgements of a result, in the order of their places: with the attempt that each is about.
fn judgements(detail: &CaseDetailBody) -> impl Iterator<Item = (&AttemptBody, &ScoreBody)> {
    detail
        .attempts
        .iter()
        .flat_map(|attempt| attempt.scores.iter().map(move |score| (attempt, score)))
        .filter(|(_, score)| !score.votes.is_empty())
}
