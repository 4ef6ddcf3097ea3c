//! What was recorded.

use serde_json::{Value, json};

use super::otlp::Span;

/// Everything, in the order it came.
#[derive(Default)]
pub(super) struct Records {
    pub(super) datasets: Vec<Value>,
    pub(super) items: Vec<Value>,
    pub(super) run_items: Vec<Value>,
    pub(super) prompts: Vec<Value>,
    pub(super) scores: Vec<Score>,
    pub(super) spans: Vec<Span>,
    /// Part of a path, status, how often still.
    pub(super) faults: Vec<(String, u16, usize)>,
    pub(super) requests: usize,
}

/// A score as it was posted.
#[derive(Clone)]
pub(super) struct Score {
    pub(super) body: Value,
    pub(super) at: String,
}

impl Records {
    /// Counts a request, and says the status that it was planned to get.
    pub(super) fn fault(&mut self, path: &str) -> Option<u16> {
        self.requests += 1;
        let (_, status, left) =
            self.faults.iter_mut().find(|(part, _, left)| *left > 0 && path.contains(part.as_str()))?;
        *left -= 1;
        Some(*status)
    }

    pub(super) fn dataset(&self, name: &str) -> Option<&Value> {
        self.datasets.iter().find(|dataset| dataset["name"] == name)
    }
}

/// Now, as the API writes it.
#[expect(clippy::disallowed_methods, reason = "a stand-in for a server has a clock of its own")]
pub(super) fn now() -> String {
    format!("{:.3}", jiff::Timestamp::now())
}

/// Nanoseconds of the epoch, as the API writes times.
pub(super) fn time(nanos: u64) -> String {
    jiff::Timestamp::from_nanosecond(i128::from(nanos)).map_or_else(|_| now(), |time| format!("{time:.3}"))
}

/// A page of a list, counted from 1.
pub(super) fn page(all: &[Value], number: Option<usize>, limit: Option<usize>) -> Value {
    let (number, limit) = (number.unwrap_or(1).max(1), limit.unwrap_or(50).clamp(1, 100));
    let data: Vec<&Value> = all.iter().skip((number - 1) * limit).take(limit).collect();
    let pages = all.len().div_ceil(limit);
    json!({"data": data, "meta": {"page": number, "limit": limit, "totalItems": all.len(), "totalPages": pages}})
}

/// A page of a list whose cursor is where it goes on.
pub(super) fn slice(all: &[Value], cursor: Option<&str>, limit: Option<usize>) -> Value {
    let (from, limit) =
        (cursor.and_then(|text| text.parse().ok()).unwrap_or(0_usize), limit.unwrap_or(50).clamp(1, 100));
    let data: Vec<&Value> = all.iter().skip(from).take(limit).collect();
    let mut meta = json!({"limit": limit});
    if from + data.len() < all.len() {
        meta["cursor"] = json!((from + data.len()).to_string());
    }
    json!({"data": data, "meta": meta})
}

/// Whether a filter of values between commas lets one pass; no filter does.
pub(super) fn fits(filter: Option<&String>, value: &Value) -> bool {
    filter.is_none_or(|filter| filter.split(',').any(|one| value == one))
}
