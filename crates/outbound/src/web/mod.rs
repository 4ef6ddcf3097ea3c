//! Visiting tenants' sites as a polite stranger: robots.txt is obeyed, a host is asked slowly, redirects are followed by hand, each one
//! judged like the first address. Pages come back with their text in UTF-8 and what a crawler reads in them. It must not know which
//! pages belong to a source, or what becomes of them.

mod pace;
mod page;
mod robots;
mod sitemap;

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use domain::clock::Clock;
use domain::source::web::{Listing, Validators, Visit, VisitError, Web};
use reqwest::header::{
    ACCEPT, ETAG, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED,
};
use reqwest::{Method, StatusCode};
use url::Url;

use self::pace::Pace;
use self::robots::Robots;
use crate::egress::{Egress, EgressError, EgressRequest, EgressResponse, Hop};

/// Most redirects from an address to its page.
const MOST_HOPS: usize = 5;
/// Most sitemaps that one sitemap may name and have read.
const MOST_SITEMAPS: usize = 50;
/// Most pages that all of them together are read for.
const MOST_LISTED: usize = 50_000;
/// Longest validator that is kept and sent back.
const LONGEST_VALIDATOR: usize = 1_024;
const ACCEPTED: &str = "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5";

/// How sites are visited.
#[derive(Debug, Clone, Copy)]
pub struct WebSettings {
    /// Least time between two requests to one host; robots.txt may ask for more.
    pub delay: Duration,
    /// Largest page, in bytes; told to people.
    pub page_bytes: usize,
}

/// Visits sites through the guarded client.
pub struct Visitor {
    egress: Arc<Egress>,
    clock: Arc<dyn Clock>,
    robots: Robots,
    pace: Pace,
    settings: WebSettings,
}

impl Visitor {
    /// Over this client, whose bound for bodies is that of pages.
    pub fn new(egress: Arc<Egress>, clock: Arc<dyn Clock>, settings: WebSettings) -> Self {
        Self { egress, robots: Robots::default(), pace: Pace::new(clock.clone()), clock, settings }
    }

    /// Asks once, from the first address to wherever it redirects; `headers` are for the first one only.
    async fn fetch(&self, url: Url, headers: HeaderMap) -> Result<EgressResponse, VisitError> {
        let mut seen = HashSet::new();
        let mut request = EgressRequest { headers, ..EgressRequest::new(Method::GET, url) };
        while seen.len() <= MOST_HOPS {
            if !seen.insert(request.url.clone()) {
                return Err(VisitError::Unreachable("It redirects in circles.".into()));
            }
            let delay = self.robots.ask(&self.egress, &request.url).await?.max(self.settings.delay);
            self.pace.wait(&request.url, delay).await;
            request.headers.insert(ACCEPT, HeaderValue::from_static(ACCEPTED));
            match self.egress.send_once(request).await.map_err(|error| self.failed(error))? {
                Hop::Answer(response) => return Ok(response),
                Hop::Redirect(url) => request = EgressRequest::new(Method::GET, url),
            }
        }
        Err(VisitError::Unreachable("It redirects too often.".into()))
    }

    /// A server that has no time now is asked a second time.
    async fn fetch_patiently(&self, url: &Url, headers: &HeaderMap) -> Result<EgressResponse, VisitError> {
        let first = self.fetch(url.clone(), headers.clone()).await;
        match &first {
            Ok(response) if is_passing(response.status) => {
                self.clock.sleep(self.settings.delay).await;
                self.fetch(url.clone(), headers.clone()).await
            }
            _ => first,
        }
    }

    fn failed(&self, error: EgressError) -> VisitError {
        let reason = match error {
            EgressError::Blocked(_) => return VisitError::Blocked,
            EgressError::TooLarge => {
                format!("It is larger than {} MB.", self.settings.page_bytes.div_ceil(1_000_000))
            }
            EgressError::Timeout => "The site did not answer in time.".to_owned(),
            EgressError::Redirect(reason) => format!("It cannot be followed: {reason}."),
            EgressError::Failed(reason) => format!("The site could not be reached ({reason})."),
        };
        VisitError::Unreachable(reason)
    }
}

#[async_trait]
impl Web for Visitor {
    async fn check(&self, address: &str) -> Result<(), VisitError> {
        self.egress.check(&parse(address)?).await.map_err(|error| self.failed(error))
    }

    async fn visit(&self, address: &str, validators: &Validators) -> Result<Visit, VisitError> {
        let response = self.fetch_patiently(&parse(address)?, &conditions(validators)).await?;
        if response.status == StatusCode::NOT_MODIFIED {
            return Ok(Visit::Unchanged);
        }
        refuse(response.status)?;
        let validators = Validators {
            etag: kept(&response.headers, &ETAG),
            last_modified: kept(&response.headers, &LAST_MODIFIED),
        };
        let mut page = apart(move || page::read(&response)).await?;
        page.validators = validators;
        Ok(Visit::Page(Box::new(page)))
    }

    async fn sitemap(&self, address: &str) -> Result<Listing, VisitError> {
        let (mut waiting, mut found) =
            (vec![parse(address)?], Listing { addresses: Vec::new(), whole: true });
        let mut read = HashSet::new();
        while let Some(url) = waiting.pop() {
            if read.contains(&url) {
                continue;
            }
            if found.addresses.len() >= MOST_LISTED || read.len() >= MOST_SITEMAPS {
                found.whole = false;
                break;
            }
            read.insert(url.clone());
            let response = self.fetch_patiently(&url, &HeaderMap::new()).await?;
            refuse(response.status)?;
            let listed = apart(move || sitemap::read(&response.body)).await?;
            let room = MOST_LISTED - found.addresses.len();
            found.whole &= !listed.cut && listed.pages.len() <= room;
            found.addresses.extend(listed.pages.into_iter().take(room));
            // Named sitemaps are read in their order.
            waiting.extend(listed.sitemaps.iter().rev().filter_map(|named| url.join(named).ok()));
        }
        Ok(found)
    }

    async fn links(&self, address: &str, html: Bytes) -> Vec<String> {
        let Ok(url) = Url::parse(address) else { return Vec::new() };
        let scan = move || {
            Ok(std::str::from_utf8(&html).map(|html| page::scan(html, &url).links).unwrap_or_default())
        };
        apart(scan).await.unwrap_or_default()
    }
}

/// Reads what is foreign on a thread for that: it takes its time there, and a reader that panics ends nothing else.
async fn apart<T: Send + 'static>(
    read: impl FnOnce() -> Result<T, String> + Send + 'static,
) -> Result<T, VisitError> {
    let read = tokio::task::spawn_blocking(read).await;
    read.unwrap_or_else(|_| Err("It cannot be read: its reader gave up.".into()))
        .map_err(VisitError::Unreachable)
}

fn parse(address: &str) -> Result<Url, VisitError> {
    Url::parse(address).map_err(|_| VisitError::Unreachable("It is no web address.".into()))
}

fn conditions(validators: &Validators) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in [(IF_NONE_MATCH, &validators.etag), (IF_MODIFIED_SINCE, &validators.last_modified)] {
        if let Some(value) = value.as_deref().and_then(|text| HeaderValue::from_str(text).ok()) {
            headers.insert(name, value);
        }
    }
    headers
}

fn kept(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let text = headers.get(name)?.to_str().ok()?;
    (text.len() <= LONGEST_VALIDATOR).then(|| text.to_owned())
}

fn is_passing(status: StatusCode) -> bool {
    status == StatusCode::TOO_MANY_REQUESTS || status.is_server_error()
}

/// What an answer that is no page means.
fn refuse(status: StatusCode) -> Result<(), VisitError> {
    let unreachable = |text: String| Err(VisitError::Unreachable(text));
    match status.as_u16() {
        200..=299 => Ok(()),
        404 | 410 => Err(VisitError::Gone(format!("The page does not exist ({}).", status.as_u16()))),
        401 | 403 | 407 => {
            unreachable(format!("The page needs a login, or refuses visitors ({}).", status.as_u16()))
        }
        429 => unreachable("The site refuses so many requests (429). Try again later.".into()),
        500..=599 => unreachable(format!("The site has an error ({}). Try again later.", status.as_u16())),
        other => unreachable(format!("The site answered with status {other}.")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_not_there_is_gone() {
        let gone = |status| matches!(refuse(StatusCode::from_u16(status).unwrap()), Err(VisitError::Gone(_)));
        assert!(refuse(StatusCode::OK).is_ok());
        assert!(gone(404) && gone(410));
        for kept in [401, 403, 418, 429, 500, 503] {
            assert!(!gone(kept) && refuse(StatusCode::from_u16(kept).unwrap()).is_err(), "{kept}");
        }
    }
}
