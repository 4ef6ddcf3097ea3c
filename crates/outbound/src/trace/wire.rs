//! OTLP's JSON: spans, attributes, the request around them. What a span says is up to whoever writes it.

use data_encoding::HEXLOWER;
use domain::clock::Timestamp;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// `SPAN_KIND_INTERNAL`.
pub(crate) const INTERNAL: u8 = 1;
/// `STATUS_CODE_ERROR`.
pub(crate) const ERROR: u8 = 2;

/// A span within the process.
pub(crate) struct Span<'a> {
    /// 32 hexadecimal digits.
    pub trace: &'a str,
    /// 16 hexadecimal digits.
    pub id: String,
    /// The span it is part of.
    pub parent: Option<String>,
    /// What it is.
    pub name: &'a str,
    /// From when till when.
    pub times: (Timestamp, Timestamp),
    /// Made by [`text`] and [`number`].
    pub attributes: Vec<Value>,
}

impl Span<'_> {
    /// As it is sent.
    pub(crate) fn value(self, failed: bool) -> Value {
        let mut span = json!({
            "traceId": self.trace,
            "spanId": self.id,
            "name": self.name,
            "kind": INTERNAL,
            "startTimeUnixNano": nanos(self.times.0),
            "endTimeUnixNano": nanos(self.times.1),
            "attributes": self.attributes,
        });
        if let Some(parent) = self.parent {
            span["parentSpanId"] = json!(parent);
        }
        if failed {
            span["status"] = json!({"code": ERROR});
        }
        span
    }
}

/// The body of an `ExportTraceServiceRequest`.
pub(crate) fn request(service: &str, spans: Vec<Value>) -> Value {
    json!({"resourceSpans": [{
        "resource": {"attributes": [text("service.name", service)]},
        "scopeSpans": [{"scope": {"name": "parlor", "version": env!("CARGO_PKG_VERSION")}, "spans": spans}],
    }]})
}

/// The id of a span that follows from what it belongs to and its place there.
pub(crate) fn id(of: &[u8], place: u8) -> String {
    let digest = Sha256::new().chain_update(of).chain_update([place]).finalize();
    HEXLOWER.encode(&digest[..8])
}

/// 64-bit numbers are text in OTLP's JSON.
pub(crate) fn nanos(time: Timestamp) -> String {
    i128::from(time.as_millis()).saturating_mul(1_000_000).to_string()
}

/// An attribute.
pub(crate) fn text(key: &str, value: &str) -> Value {
    json!({"key": key, "value": {"stringValue": value}})
}

/// An attribute.
pub(crate) fn number(key: &str, value: u64) -> Value {
    json!({"key": key, "value": {"intValue": value.to_string()}})
}
