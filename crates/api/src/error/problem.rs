//! RFC 9457 problem documents.

use axum::body::Body;
use axum::http::{HeaderValue, header};
use axum::response::Response;
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use super::ApiError;

/// Media type of problem documents (RFC 9457).
pub const PROBLEM_JSON: &str = "application/problem+json";

/// A part of the request that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct FieldError {
    /// Where: JSON path in the body (`retrieval.topK`), or the name of a parameter or header.
    pub path: String,
    /// What is wrong, for people.
    pub message: String,
}

impl FieldError {
    /// A field error.
    pub fn new(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self { path: path.into(), message: message.into() }
    }
}

/// Every error of the API: RFC 9457 `application/problem+json`.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Problem<'a> {
    /// Identifies the kind of problem; ends with the code.
    #[serde(rename = "type")]
    #[schema(example = "urn:parlor:problem:not_found")]
    pub kind: String,
    /// The kind of problem, for people.
    pub title: &'a str,
    /// The HTTP status, repeated.
    pub status: u16,
    /// Stable code to switch on, e.g. `not_found`.
    pub code: &'a str,
    /// This occurrence, for people.
    pub detail: &'a str,
    /// The request's id, as in `X-Request-Id`.
    pub request_id: &'a str,
    /// Which parts of the request are wrong.
    #[serde(skip_serializing_if = "<[FieldError]>::is_empty")]
    #[schema(required = false)]
    pub errors: &'a [FieldError],
}

/// The error body of OpenAI's API, with this server's codes.
pub fn openai_error(message: &str, kind: &str, code: &str, param: Option<&str>) -> Value {
    json!({"error": {"message": message, "type": kind, "param": param, "code": code}})
}

/// Writes the problem document and its headers into a response that carries an [`ApiError`].
pub fn render(error: &ApiError, request_id: &str, response: &mut Response) {
    write(problem(error, request_id), PROBLEM_JSON, error, response);
}

/// As [`render`], in the shape that clients of OpenAI's API read.
pub fn render_openai(error: &ApiError, response: &mut Response) {
    let kind = match error.code.status().as_u16() {
        401 => "authentication_error",
        402 => "insufficient_quota",
        403 => "permission_error",
        429 => "rate_limit_error",
        400..=499 => "invalid_request_error",
        _ => "api_error",
    };
    let param = error.fields.first().map(|field| field.path.as_str());
    let body = openai_error(&error.detail, kind, error.code.as_str(), param);
    write(body.to_string().into_bytes(), "application/json", error, response);
}

fn problem(error: &ApiError, request_id: &str) -> Vec<u8> {
    let problem = Problem {
        kind: format!("urn:parlor:problem:{}", error.code.as_str()),
        title: error.code.title(),
        status: error.code.status().as_u16(),
        code: error.code.as_str(),
        detail: &error.detail,
        request_id,
        errors: &error.fields,
    };
    serde_json::to_vec(&problem).unwrap_or_default()
}

fn write(body: Vec<u8>, media_type: &'static str, error: &ApiError, response: &mut Response) {
    *response.body_mut() = Body::from(body);
    let headers = response.headers_mut();
    headers.remove(header::CONTENT_LENGTH);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
    if let Some(wait) = error.retry_after {
        // Rounded up: a client that waits a little less would be refused again.
        let seconds = wait.as_millis().div_ceil(1_000).max(1);
        if let Ok(value) = HeaderValue::from_str(&seconds.to_string()) {
            headers.insert(header::RETRY_AFTER, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use axum::body::to_bytes;
    use axum::response::IntoResponse;

    use super::*;
    use crate::error::Code;

    #[tokio::test]
    async fn document_has_the_public_shape() {
        let error =
            ApiError::invalid("retrieval.topK", "must be 1 to 20").retry_after(Duration::from_millis(1_200));
        let mut response = error.clone().into_response();
        render(&error, "req_1", &mut response);
        assert_eq!(response.headers()[header::RETRY_AFTER], "2");
        assert_eq!(response.headers()[header::CONTENT_TYPE], PROBLEM_JSON);
        let body = to_bytes(response.into_body(), 10_000).await.unwrap();
        insta::assert_snapshot!(String::from_utf8_lossy(&body), @r#"{"type":"urn:parlor:problem:invalid_request","title":"Request is not valid","status":422,"code":"invalid_request","detail":"`retrieval.topK` must be 1 to 20.","requestId":"req_1","errors":[{"path":"retrieval.topK","message":"must be 1 to 20"}]}"#);
    }

    #[test]
    fn codes_are_distinct_and_have_the_promised_statuses() {
        let rows: Vec<String> =
            Code::ALL.iter().map(|c| format!("{} {}", c.as_str(), c.status().as_u16())).collect();
        insta::assert_snapshot!(rows.join("\n"), @"
        unauthenticated 401
        forbidden 403
        origin_not_allowed 403
        not_found 404
        method_not_allowed 405
        conflict 409
        gate_closed 409
        payload_too_large 413
        unsupported_media_type 415
        invalid_token 400
        invalid_signature 400
        invalid_request 422
        quota_exceeded 402
        blocked_destination 422
        rate_limited 429
        upstream_error 502
        unavailable 503
        storage_full 507
        internal 500
        ");
    }
}
