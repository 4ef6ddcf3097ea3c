//! Everything that no route answers: a file of the dashboard, its shell for pages that its own router knows, or 404.

use axum::extract::{OriginalUri, State};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::response::Response;

use super::file::{Assets, Keep, keep, respond};
use super::policy;
use crate::context::Web;
use crate::error::{ApiError, ApiResult, Code};

/// The page that the dashboard's router starts from.
const SHELL: &str = "_shell.html";

/// See the module.
pub async fn fallback(
    State(web): State<Web>,
    method: Method,
    OriginalUri(uri): OriginalUri,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let path = uri.path().trim_start_matches('/');
    let is_api = path == "api" || path.starts_with("api/") || path.starts_with("v1/");
    if is_api {
        return Err(ApiError::not_found());
    }
    if !matches!(method, Method::GET | Method::HEAD) {
        return Err(ApiError::new(Code::MethodNotAllowed, "Pages can only be read."));
    }
    let is_page = path.is_empty() || path.ends_with(".html");
    if !is_page && let Some(asset) = web.dashboard.get(path) {
        return Ok(respond(asset, &headers, keep(path)));
    }
    if !accepts_html(&headers) {
        return Err(ApiError::not_found());
    }
    let shell = web.dashboard.get(SHELL).ok_or_else(ApiError::not_found)?;
    let mut response = respond(shell, &headers, Keep::Revalidate);
    let policy = policy::dashboard(&script_hashes(web.dashboard.as_ref()));
    if let Ok(value) = HeaderValue::from_str(&policy) {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, value);
    }
    Ok(response)
}

fn accepts_html(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .any(|text| text.contains("text/html"))
}

/// Hashes of inline scripts that the build lists in `csp-hashes.json`; none when there is no such file.
fn script_hashes(assets: &dyn Assets) -> Vec<String> {
    let listed = assets.get("csp-hashes.json");
    listed.and_then(|file| serde_json::from_slice(&file.bytes).ok()).unwrap_or_default()
}
