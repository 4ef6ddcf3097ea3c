//! robots.txt (RFC 9309), once per origin for a while. A site that has none allows everything; one whose robots.txt cannot be had
//! allows nothing until it can.

use std::sync::Arc;
use std::time::Duration;

use domain::source::web::VisitError;
use moka::future::Cache;
use reqwest::Method;
use texting_robots::Robot;
use url::Url;

use crate::egress::{Egress, EgressError, EgressRequest};

/// What the rules are looked up for.
const AGENT: &str = "parlor";
/// How long rules are believed.
const AGE: Duration = Duration::from_secs(600);
/// Origins that are remembered.
const ORIGINS: u64 = 1_000;
/// How much of a file is read (RFC 9309, section 2.5).
const READ: usize = 500 * 1024;
/// The longest delay that a site may ask for.
const LONGEST_DELAY: Duration = Duration::from_secs(10);

/// What one origin allows; `None` is everything.
type Rules = Option<Arc<Robot>>;

pub(super) struct Robots {
    rules: Cache<String, Rules>,
}

impl Default for Robots {
    fn default() -> Self {
        Self { rules: Cache::builder().max_capacity(ORIGINS).time_to_live(AGE).build() }
    }
}

impl Robots {
    /// Whether an address may be asked for, and the delay between requests that the site wants.
    pub(super) async fn ask(&self, egress: &Egress, url: &Url) -> Result<Duration, VisitError> {
        let origin = url.origin().ascii_serialization();
        let found = self.rules.try_get_with(origin, fetch(egress, url)).await;
        let Some(rules) = found.map_err(|error: Arc<VisitError>| (*error).clone())? else {
            return Ok(Duration::ZERO);
        };
        if !rules.allowed(url.as_str()) {
            return Err(VisitError::Gone("The site's robots.txt does not allow it to be read.".into()));
        }
        let seconds = rules.delay.filter(|delay| delay.is_finite() && *delay > 0.0).unwrap_or(0.0);
        Ok(Duration::from_secs_f32(seconds.min(LONGEST_DELAY.as_secs_f32())))
    }
}

async fn fetch(egress: &Egress, url: &Url) -> Result<Rules, VisitError> {
    let closed = |reason: String| {
        Err(VisitError::Unreachable(format!(
            "The site's robots.txt cannot be read, so nothing is: {reason}."
        )))
    };
    let Ok(file) = url.join("/robots.txt") else { return Ok(None) };
    let answer = match egress.send(EgressRequest::new(Method::GET, file)).await {
        Ok(answer) => answer,
        Err(EgressError::Blocked(_)) => return Err(VisitError::Blocked),
        Err(error) => return closed(error.to_string()),
    };
    match answer.status.as_u16() {
        200..=299 => {
            let mut text = answer.body;
            text.truncate(READ);
            // What cannot be parsed has no rules.
            super::apart(move || Ok(Robot::new(AGENT, &text).ok().map(Arc::new))).await
        }
        500..=599 | 429 => closed(format!("status {}", answer.status.as_u16())),
        _ => Ok(None),
    }
}
