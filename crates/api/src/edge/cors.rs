//! Which pages may read an answer (Fetch standard, CORS protocol). Only the chat routes are ever readable across origins, and only
//! by the very origin that admission found allowed. Credentials (cookies) are never allowed across origins.
//!
//! A refusal is the exception: a page that is not allowed may read why, or its widget could only guess that the server is away. It
//! says nothing that the caller did not send or anybody could not find out without a browser.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::auth::Notes;
use crate::error::ApiError;

const METHODS: HeaderValue = HeaderValue::from_static("GET, POST, PUT, PATCH, DELETE");
const HEADERS: HeaderValue =
    HeaderValue::from_static("authorization, content-type, idempotency-key, last-event-id, x-request-id");
const EXPOSED: HeaderValue = HeaderValue::from_static(
    "x-request-id, retry-after, ratelimit-limit, ratelimit-remaining, ratelimit-reset, x-vercel-ai-ui-message-stream",
);
/// Any page, but never with credentials: browsers show such an answer only to requests that carried no cookie.
const ANY_PAGE: HeaderValue = HeaderValue::from_static("*");
/// How long browsers remember the answer to a preflight, in seconds.
const MAX_AGE: HeaderValue = HeaderValue::from_static("600");

/// Answers preflights, and names the page that may read the answer. A preflight carries no credential, so it cannot be judged; it
/// says what may be asked, and the request itself is then judged by its key.
pub async fn cors(mut request: Request, next: Next) -> Response {
    let notes = request.extensions().get::<Notes>().cloned().unwrap_or_default();
    request.extensions_mut().insert(notes.clone());
    let origin = request.headers().get(header::ORIGIN).cloned();
    if let Some(origin) = &origin
        && request.method() == Method::OPTIONS
        && request.headers().contains_key(header::ACCESS_CONTROL_REQUEST_METHOD)
    {
        return preflight(origin.clone());
    }
    let has_cookie = request.headers().contains_key(header::COOKIE);
    let mut response = next.run(request).await;
    let refused = response.extensions().get::<ApiError>().is_some();
    let headers = response.headers_mut();
    headers.append(header::VARY, HeaderValue::from_static("origin"));
    let reader = match notes.read() {
        (_, None) if origin.is_some() && refused && !has_cookie => Some(ANY_PAGE),
        (_, reader) => reader,
    };
    if let Some(reader) = reader {
        headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, reader);
        headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    }
    response
}

fn preflight(origin: HeaderValue) -> Response {
    let rows: [(HeaderName, HeaderValue); 5] = [
        (header::ACCESS_CONTROL_ALLOW_ORIGIN, origin),
        (header::ACCESS_CONTROL_ALLOW_METHODS, METHODS),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, HEADERS),
        (header::ACCESS_CONTROL_MAX_AGE, MAX_AGE),
        (header::VARY, HeaderValue::from_static("origin")),
    ];
    (StatusCode::NO_CONTENT, rows).into_response()
}
