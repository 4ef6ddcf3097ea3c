//! Checks of what an answer cites and what was retrieved for it.

use crate::observation::{Observation, is_named};
use crate::score::Finding;
use crate::suite::check::Retrieves;

fn cited(observed: &Observation) -> String {
    let titles: Vec<&str> = observed.citations.iter().map(|cited| cited.title.as_str()).collect();
    if titles.is_empty() { "it cites nothing".to_owned() } else { format!("it cites {}", titles.join(", ")) }
}

pub(super) fn cites(observed: &Observation, document: &str) -> Finding {
    Finding::of(observed.cites(document), format!("“{document}” is expected; {}", cited(observed)))
}

pub(super) fn cites_any(observed: &Observation, documents: &[String]) -> Finding {
    if documents.is_empty() {
        return Finding::of(!observed.citations.is_empty(), cited(observed));
    }
    let found = documents.iter().any(|document| observed.cites(document));
    Finding::of(found, format!("one of {} is expected; {}", documents.join(", "), cited(observed)))
}

pub(super) fn cites_not(observed: &Observation, document: &str) -> Finding {
    Finding::of(!observed.cites(document), cited(observed))
}

pub(super) fn retrieves(observed: &Observation, wanted: &Retrieves) -> Finding {
    let Some(retrieved) = &observed.retrieved else {
        return Finding::skipped("the target does not tell what it retrieved");
    };
    let within = &retrieved[..wanted.within.unwrap_or(retrieved.len()).min(retrieved.len())];
    let found = |source: &&String| within.iter().any(|p| is_named(source, &p.title, Some(&p.filename)));
    let missing: Vec<&str> =
        wanted.sources.iter().filter(|source| !found(source)).map(String::as_str).collect();
    let recall = 1.0 - missing.len() as f64 / wanted.sources.len() as f64;
    let reason = if missing.is_empty() {
        format!("all found among {} passages", within.len())
    } else {
        format!("recall {recall:.2}, not among {} passages: {}", within.len(), missing.join(", "))
    };
    Finding::graded(recall >= wanted.recall.get(), recall, reason)
}
