//! What operators see of the service as a whole, in the text format of Prometheus (OpenMetrics 1.0). Counts and times only: no label
//! names a tenant, an agent or a person.

pub mod scrape;

use domain::chat::TurnStatus;
use domain::chat::run::{TurnObserver, TurnReport};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::{Registry, Unit};

/// Seconds, from a cached answer to a slow model.
const BUCKETS: [f64; 12] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 15.0, 60.0];

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    route: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Outcome {
    outcome: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Direction {
    direction: &'static str,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Job {
    kind: &'static str,
    outcome: &'static str,
}

/// Counters of this node.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Request, Counter>,
    request_seconds: Family<Route, Histogram, fn() -> Histogram>,
    turns: Family<Outcome, Counter>,
    tokens: Family<Direction, Counter>,
    first_token: Histogram,
    jobs: Family<Job, Counter>,
    running_turns: Gauge,
    index_cache_bytes: Gauge,
}

fn histogram() -> Histogram {
    Histogram::new(BUCKETS)
}

impl Default for Metrics {
    fn default() -> Self {
        let requests = Family::<Request, Counter>::default();
        let request_seconds: Family<Route, Histogram, fn() -> Histogram> =
            Family::new_with_constructor(histogram);
        let turns = Family::<Outcome, Counter>::default();
        let tokens = Family::<Direction, Counter>::default();
        let first_token = histogram();
        let jobs = Family::<Job, Counter>::default();
        let (running_turns, index_cache_bytes) = (Gauge::default(), Gauge::default());
        let mut registry = Registry::with_prefix("parlor");
        registry.register("http_requests", "Requests, by route and status", requests.clone());
        registry.register_with_unit(
            "http_request_duration",
            "Time until an answer began, by route",
            Unit::Seconds,
            request_seconds.clone(),
        );
        registry.register("turns", "Answers that ended, by how", turns.clone());
        registry.register("tokens", "Tokens that models read and wrote, as far as they tell", tokens.clone());
        registry.register_with_unit(
            "first_token",
            "Time from the beginning of a turn to its first token",
            Unit::Seconds,
            first_token.clone(),
        );
        registry.register("jobs", "Background jobs that ended, by kind and how", jobs.clone());
        registry.register("running_turns", "Answers that are being made", running_turns.clone());
        registry.register_with_unit(
            "index_cache",
            "Memory of search indexes",
            Unit::Bytes,
            index_cache_bytes.clone(),
        );
        Self {
            registry,
            requests,
            request_seconds,
            turns,
            tokens,
            first_token,
            jobs,
            running_turns,
            index_cache_bytes,
        }
    }
}

impl Metrics {
    /// A request was answered. `route` is the template, never the path: paths hold ids.
    pub(crate) fn request(&self, method: &http::Method, route: Option<&str>, status: u16, seconds: f64) {
        let route = route.unwrap_or("other");
        let labels = Request { method: known(method), route: route.to_owned(), status };
        self.requests.get_or_create(&labels).inc();
        self.request_seconds.get_or_create(&Route { route: route.to_owned() }).observe(seconds);
    }

    /// A background job ended.
    pub fn job(&self, kind: &'static str, outcome: &'static str) {
        self.jobs.get_or_create(&Job { kind, outcome }).inc();
    }
}

impl TurnObserver for Metrics {
    fn ended(&self, report: &TurnReport) {
        self.turns.get_or_create(&Outcome { outcome: TurnStatus::as_str(report.status) }).inc();
        if let Some(usage) = &report.usage {
            self.tokens.get_or_create(&Direction { direction: "input" }).inc_by(usage.input_tokens);
            self.tokens.get_or_create(&Direction { direction: "output" }).inc_by(usage.output_tokens);
        }
        if let Some(first) = report.times.first_token {
            self.first_token.observe(first.since(report.times.started).as_secs_f64());
        }
    }
}

/// Callers may invent methods; labels must stay few.
fn known(method: &http::Method) -> &'static str {
    match method.as_str() {
        "GET" => "GET",
        "HEAD" => "HEAD",
        "POST" => "POST",
        "PUT" => "PUT",
        "PATCH" => "PATCH",
        "DELETE" => "DELETE",
        "OPTIONS" => "OPTIONS",
        _ => "other",
    }
}
