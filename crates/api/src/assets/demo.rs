//! `GET /demo`: a page that embeds the widget, as a tenant's page would.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};

use super::policy;
use crate::error::{ApiError, ApiResult};
use crate::settings::{Demo, Settings};

const PAGE: &str = include_str!("demo.html");
const STYLE: &str = include_str!("demo.css");

/// The page.
pub async fn demo(State(settings): State<Arc<Settings>>) -> ApiResult<Response> {
    let demo = settings.demo.as_ref().ok_or_else(ApiError::not_found)?;
    let mut response = Html(page(demo)).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy::DEMO));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Its style sheet.
pub async fn demo_style() -> Response {
    let kind = HeaderValue::from_static("text/css; charset=utf-8");
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, HeaderValue::from_static("no-cache"))], STYLE)
        .into_response()
}

/// Key and id consist of letters, digits and underscores, so nothing needs escaping.
fn page(demo: &Demo) -> String {
    PAGE.replace("{{key}}", &demo.key).replace("{{agent}}", &demo.agent.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_embeds_the_widget_with_the_published_snippet() {
        let demo = Demo { key: "pk_live_x".into(), agent: uuid::Uuid::from_u128(1).into() };
        let html = page(&demo);
        assert!(html.contains(
            r#"<script async src="/widget.js" data-key="pk_live_x" data-agent="agt_00000000000000000000000000000001"></script>"#
        ));
        assert!(!html.contains("{{") && !html.contains("<style") && !html.contains(" style="));
    }
}
