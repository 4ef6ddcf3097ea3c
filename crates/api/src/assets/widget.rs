//! `GET /widget.js`, `/parlor-chat.js`, `/panel`, `/panel/assets/…`: what a tenant's page embeds.

use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::Response;

use super::file::{Keep, keep, respond};
use super::policy;
use crate::context::Web;
use crate::error::{ApiError, ApiResult};

/// Any page may load it.
const ANYBODY: (HeaderName, HeaderValue) =
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin"));

/// The launcher.
pub async fn launcher(State(web): State<Web>, headers: HeaderMap) -> ApiResult<Response> {
    script(&web, "widget.js", &headers)
}

/// The launcher's other half, and the inline element.
pub async fn element(State(web): State<Web>, headers: HeaderMap) -> ApiResult<Response> {
    script(&web, "parlor-chat.js", &headers)
}

/// A script that runs in somebody else's page. A module is only run when its server lets anybody read it.
fn script(web: &Web, path: &str, headers: &HeaderMap) -> ApiResult<Response> {
    let asset = web.widget.get(path).ok_or_else(ApiError::not_found)?;
    let mut response = respond(asset, headers, Keep::Revalidate);
    response.headers_mut().extend([ANYBODY]);
    response.headers_mut().insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    Ok(response)
}

/// The panel's page.
pub async fn panel(State(web): State<Web>, headers: HeaderMap) -> ApiResult<Response> {
    let asset = web.widget.get("panel.html").ok_or_else(ApiError::not_found)?;
    let mut response = respond(asset, &headers, Keep::Revalidate);
    response.headers_mut().extend([ANYBODY]);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy::PANEL));
    Ok(response)
}

/// A file of the panel.
pub async fn panel_file(
    State(web): State<Web>,
    Path(path): Path<String>,
    headers: HeaderMap,
) -> ApiResult<Response> {
    let path = format!("assets/{path}");
    let asset = web.widget.get(&path).ok_or_else(ApiError::not_found)?;
    Ok(respond(asset, &headers, keep(&path)))
}
