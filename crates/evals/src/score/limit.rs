//! Checks of how long, how fast and how dear an answer is.

use crate::observation::Observation;
use crate::score::Finding;
use crate::suite::check::{Cost, Latency, Length, Unit};

pub(super) fn length(answer: &str, wanted: Length) -> Finding {
    let answer = answer.trim();
    let (length, unit) = match wanted.unit {
        Unit::Characters => (answer.chars().count(), "characters"),
        Unit::Words => (answer.split_whitespace().count(), "words"),
    };
    let fits = length >= wanted.min && wanted.max.is_none_or(|max| length <= max);
    Finding::of(fits, format!("it has {length} {unit}"))
}

pub(super) fn latency(observed: &Observation, wanted: Latency) -> Finding {
    let first = wanted.first_ms.is_none_or(|max| observed.first_ms.is_some_and(|first| first <= max));
    let total = wanted.total_ms.is_none_or(|max| observed.total_ms <= max);
    let told = observed.first_ms.map_or_else(|| "never".to_owned(), |first| format!("after {first} ms"));
    Finding::of(first && total, format!("the first word came {told}, the end after {} ms", observed.total_ms))
}

pub(super) fn cost(observed: &Observation, wanted: Cost) -> Finding {
    match observed.cost_micros() {
        Some(cost) => Finding::of(cost <= wanted.max_micros, format!("it cost {cost} micro-USD")),
        None => Finding::skipped("the provider does not tell what it cost"),
    }
}
