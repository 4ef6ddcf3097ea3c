//! `GET /chat/{agent}?key=pk_…`: a page of our own with nothing but a tenant's chat, for a link or a QR code.
//!
//! A tenant opts in by a publishable key that is bound to the agent and allows this server's own origin; without one there is no page.

use axum::extract::{Path, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use domain::id::AgentId;

use super::policy;
use crate::auth::PageLink;
use crate::context::Edge;
use crate::error::{ApiError, ApiResult, Code};

const PAGE: &str = include_str!("hosted.html");
const REFUSED: &str = include_str!("hosted-refused.html");
const STYLE: &str = include_str!("hosted.css");

/// The page, or one that says that there is none: whoever follows a link reads pages, not problem documents.
pub async fn hosted(
    State(edge): State<Edge>,
    link: Result<PageLink, ApiError>,
    Path(agent): Path<String>,
) -> Response {
    let mut response = match show(&edge, link, &agent).await {
        Ok(page) => Html(page).into_response(),
        Err(error) => refusal(&error).into_response(),
    };
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy::HOSTED));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// Its style sheet.
pub async fn hosted_style() -> Response {
    let kind = HeaderValue::from_static("text/css; charset=utf-8");
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, HeaderValue::from_static("no-cache"))], STYLE)
        .into_response()
}

async fn show(edge: &Edge, link: Result<PageLink, ApiError>, agent: &str) -> ApiResult<String> {
    let PageLink { key, text } = link?;
    let id: AgentId = agent.parse().map_err(|_| ApiError::not_found())?;
    if !key.key.covers(id) {
        return Err(ApiError::not_found());
    }
    let live = edge.cold.tenant(key.tenant.id).live_agent(id).await?.ok_or_else(ApiError::not_found)?;
    Ok(page(&live.config.name, live.config.locale.as_deref(), id, &text))
}

/// Why there is no page is nobody's business, unless it will pass.
fn refusal(error: &ApiError) -> (StatusCode, Html<&'static str>) {
    let status = match error.code {
        Code::RateLimited => StatusCode::TOO_MANY_REQUESTS,
        Code::Unavailable | Code::Internal => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::NOT_FOUND,
    };
    (status, Html(REFUSED))
}

/// Key and id consist of letters, digits and underscores; what people wrote is escaped.
fn page(name: &str, locale: Option<&str>, agent: AgentId, key: &str) -> String {
    PAGE.replace("{{lang}}", &escaped(locale.unwrap_or("en")))
        .replace("{{key}}", &escaped(key))
        .replace("{{agent}}", &agent.to_string())
        .replace("{{name}}", &escaped(name))
}

/// Text as it may stand in HTML, between tags and in quoted attributes. Braces too, so that no text is taken for a place to fill.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&#39;"),
            '{' => safe.push_str("&#123;"),
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_people_wrote_breaks_out_of_its_place() {
        let name = "</title><script>alert('1')</script>{{key}}\"";
        let html = page(name, Some("de\"><script>"), uuid::Uuid::from_u128(1).into(), "pk_live_x");
        assert!(html.contains(
            r#"<parlor-chat data-key="pk_live_x" data-agent="agt_00000000000000000000000000000001""#
        ));
        assert!(!html.contains("<script>") && !html.contains("{{") && !html.contains("</title><"));
        assert_eq!(html.matches("pk_live_x").count(), 1);
        assert!(!html.contains("<style") && !html.contains(" style="));
    }
}
