//! Spans over OTLP, as protobuf or as JSON, packed with gzip or not, into one form. Numbers of fields are those of
//! `opentelemetry/proto/trace/v1`.

use std::collections::BTreeMap;
use std::io::Read as _;

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use bytes::{Buf as _, Bytes};
use data_encoding::HEXLOWER;
use prost::encoding::{WireType, decode_key, decode_varint};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{Shared, invalid};

/// A span that arrived.
#[derive(Debug, Clone, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Span {
    /// 32 hexadecimal digits.
    pub trace: String,
    /// 16 hexadecimal digits.
    pub id: String,
    /// The span it is part of; empty for a root.
    pub parent: String,
    /// What it is.
    pub name: String,
    /// Nanoseconds since the epoch.
    pub start: u64,
    /// Nanoseconds since the epoch.
    pub end: u64,
    /// By name.
    pub attributes: BTreeMap<String, Value>,
}

impl Span {
    /// One of its attributes.
    pub fn attribute(&self, key: &str) -> Option<&Value> {
        self.attributes.get(key)
    }
}

pub(super) async fn recorded(State(shared): State<Shared>) -> Json<Value> {
    Json(json!({"spans": shared.lock().spans}))
}

pub(super) async fn take(State(shared): State<Shared>, headers: HeaderMap, body: Bytes) -> Response {
    let is = |name, value: &str| {
        headers.get(name).and_then(|given| given.to_str().ok()).is_some_and(|given| given.starts_with(value))
    };
    let body = if is(header::CONTENT_ENCODING, "gzip") {
        let mut plain = Vec::new();
        if flate2::read::GzDecoder::new(&*body).take(64 << 20).read_to_end(&mut plain).is_err() {
            return invalid("the body is not gzip");
        }
        Bytes::from(plain)
    } else {
        body
    };
    let spans =
        if is(header::CONTENT_TYPE, "application/json") { from_json(&body) } else { from_protobuf(body) };
    match spans {
        Some(spans) => {
            shared.lock().spans.extend(spans);
            Json(json!({})).into_response()
        }
        None => invalid("the body is no ExportTraceServiceRequest"),
    }
}

fn from_json(body: &[u8]) -> Option<Vec<Span>> {
    #[derive(Deserialize)]
    #[serde(rename_all = "camelCase")]
    struct Request {
        resource_spans: Vec<Value>,
    }
    let request: Request = serde_json::from_slice(body).ok()?;
    let scopes = request
        .resource_spans
        .iter()
        .flat_map(|resource| resource["scopeSpans"].as_array().into_iter().flatten());
    let spans = scopes.flat_map(|scope| scope["spans"].as_array().into_iter().flatten());
    spans.map(span_of_json).collect()
}

fn span_of_json(span: &Value) -> Option<Span> {
    let text = |key: &str| span[key].as_str().unwrap_or_default().to_owned();
    let nanos = |key: &str| span[key].as_u64().or_else(|| span[key].as_str()?.parse().ok());
    let attributes = span["attributes"].as_array().into_iter().flatten();
    Some(Span {
        trace: text("traceId"),
        id: text("spanId"),
        parent: text("parentSpanId"),
        name: text("name"),
        start: nanos("startTimeUnixNano")?,
        end: nanos("endTimeUnixNano")?,
        attributes: attributes
            .map(|one| Some((one["key"].as_str()?.to_owned(), plain(&one["value"]))))
            .collect::<Option<_>>()?,
    })
}

fn plain(value: &Value) -> Value {
    if let Some(number) = value.get("intValue") {
        return number
            .as_str()
            .and_then(|text| text.parse::<i64>().ok())
            .map_or_else(|| number.clone(), |number| json!(number));
    }
    if let Some(values) = value.pointer("/arrayValue/values").and_then(Value::as_array) {
        return values.iter().map(plain).collect();
    }
    ["stringValue", "boolValue", "doubleValue"]
        .iter()
        .find_map(|key| value.get(*key))
        .cloned()
        .unwrap_or_default()
}

/// A field of a message.
enum Field {
    Number(u64),
    Bytes(Bytes),
}

impl Field {
    fn bytes(&self) -> Bytes {
        match self {
            Self::Bytes(bytes) => bytes.clone(),
            Self::Number(_) => Bytes::new(),
        }
    }

    fn number(&self) -> u64 {
        match self {
            Self::Bytes(_) => 0,
            Self::Number(number) => *number,
        }
    }

    fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes()).into_owned()
    }
}

/// The fields of a message, by their numbers, in order.
fn fields(mut message: Bytes) -> Option<Vec<(u32, Field)>> {
    let mut fields = Vec::new();
    while message.has_remaining() {
        let (number, form) = decode_key(&mut message).ok()?;
        let field = match form {
            WireType::Varint => Field::Number(decode_varint(&mut message).ok()?),
            WireType::SixtyFourBit => Field::Number(message.try_get_u64_le().ok()?),
            WireType::ThirtyTwoBit => Field::Number(u64::from(message.try_get_u32_le().ok()?)),
            WireType::LengthDelimited => {
                let length = usize::try_from(decode_varint(&mut message).ok()?).ok()?;
                if length > message.len() {
                    return None;
                }
                Field::Bytes(message.split_to(length))
            }
            WireType::StartGroup | WireType::EndGroup => return None,
        };
        fields.push((number, field));
    }
    Some(fields)
}

/// The messages in a field that repeats.
fn inside(message: Bytes, wanted: u32) -> Option<Vec<Bytes>> {
    let fields = fields(message)?.into_iter().filter(|(number, _)| *number == wanted);
    Some(fields.map(|(_, field)| field.bytes()).collect())
}

fn from_protobuf(body: Bytes) -> Option<Vec<Span>> {
    let mut spans = Vec::new();
    for resource in inside(body, 1)? {
        for scope in inside(resource, 2)? {
            for span in inside(scope, 2)? {
                spans.push(span_of_proto(span)?);
            }
        }
    }
    Some(spans)
}

fn span_of_proto(message: Bytes) -> Option<Span> {
    let mut span = Span::default();
    for (number, field) in fields(message)? {
        match number {
            1 => span.trace = HEXLOWER.encode(&field.bytes()),
            2 => span.id = HEXLOWER.encode(&field.bytes()),
            4 => span.parent = HEXLOWER.encode(&field.bytes()),
            5 => span.name = field.text(),
            7 => span.start = field.number(),
            8 => span.end = field.number(),
            9 => {
                let pair = fields(field.bytes())?;
                let part =
                    |wanted: u32| pair.iter().find(|(number, _)| *number == wanted).map(|(_, field)| field);
                let value = part(2).map_or(Some(Value::Null), |value| of_proto(value.bytes()));
                span.attributes.insert(part(1)?.text(), value?);
            }
            _ => {}
        }
    }
    Some(span)
}

/// An `AnyValue`.
fn of_proto(message: Bytes) -> Option<Value> {
    let Some((number, field)) = fields(message)?.pop() else { return Some(Value::Null) };
    Some(match number {
        1 => json!(field.text()),
        2 => json!(field.number() != 0),
        3 => json!(field.number().cast_signed()),
        4 => json!(f64::from_bits(field.number())),
        5 => inside(field.bytes(), 1)?.into_iter().map(of_proto).collect::<Option<_>>()?,
        _ => Value::Null,
    })
}
