//! Closeness in meaning to a golden answer, by the cosine of their embeddings.

use domain::document::{EmbedError, Embedder};

use crate::observation::Observation;
use crate::score::Finding;
use crate::suite::Case;
use crate::suite::check::Similar;

pub(super) async fn score(
    embedder: Option<&dyn Embedder>,
    case: &Case,
    wanted: &Similar,
    observed: &Observation,
) -> Result<Finding, String> {
    let Some(embedder) = embedder else { return Ok(Finding::skipped("there is no embedding model")) };
    let Some(golden) = wanted.to.as_ref().or(case.expect.answer.as_ref()) else {
        return Ok(Finding::skipped("there is nothing to compare with"));
    };
    let vectors = match embedder.embed(vec![golden.clone(), observed.answer.clone()]).await {
        Ok(vectors) => vectors,
        Err(EmbedError::Missing(reason)) => return Ok(Finding::skipped(reason)),
        Err(error) => return Err(error.to_string()),
    };
    let [golden, answer] = vectors.as_slice() else { return Err("the model gave no two vectors".to_owned()) };
    // Unit length: the dot product is the cosine.
    let cosine: f64 = golden.iter().zip(answer.iter()).map(|(a, b)| f64::from(*a) * f64::from(*b)).sum();
    let least = wanted.at_least.get();
    Ok(Finding::graded(cosine >= least, cosine, format!("similarity {cosine:.3}, at least {least} is asked")))
}
