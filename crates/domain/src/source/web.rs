//! The port to the web: asking for pages and sitemaps as a polite visitor does. What it brings is foreign and may say anything.

use async_trait::async_trait;
use bytes::Bytes;

use crate::document::kind::FileKind;

/// What a site said about the version of a page; sent back to ask whether it has changed (RFC 9110, section 8.8).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validators {
    /// `ETag`.
    pub etag: Option<String>,
    /// `Last-Modified`.
    pub last_modified: Option<String>,
}

/// What a site answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Visit {
    /// The page is what it was.
    Unchanged,
    /// The page.
    Page(Box<WebPage>),
}

/// A page that was fetched.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebPage {
    /// Where it came from, after redirects.
    pub address: String,
    /// The address it names as its own, when it names one.
    pub canonical: Option<String>,
    /// Its title, when it has one.
    pub title: Option<String>,
    /// What it is, decided by content.
    pub kind: FileKind,
    /// Its content; text in UTF-8, whatever it was sent in.
    pub bytes: Bytes,
    /// Changes with what a reader sees, not with what is different each time, such as tokens in scripts.
    pub digest: String,
    /// Its version.
    pub validators: Validators,
    /// Where it links to, absolute, in order.
    pub links: Vec<String>,
}

/// What a sitemap lists.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// Pages, in its order.
    pub addresses: Vec<String>,
    /// Whether these are all: endless lists are cut.
    pub whole: bool,
}

/// Why there is no page. The texts are for people.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum VisitError {
    /// The address must not be reached.
    #[error("The address is not on the public internet.")]
    Blocked,
    /// It is not there, or asks not to be read: what was read before must go.
    #[error("{0}")]
    Gone(String),
    /// It cannot be had now, or not in this way.
    #[error("{0}")]
    Unreachable(String),
}

/// Visits sites that tenants chose.
#[async_trait]
pub trait Web: Send + Sync {
    /// Whether an address may be used at all, to be told when it is entered. Connects to nobody.
    async fn check(&self, address: &str) -> Result<(), VisitError>;
    /// Asks for a page, unless `validators` say that it has not changed. Waits until the host may be asked again.
    async fn visit(&self, address: &str, validators: &Validators) -> Result<Visit, VisitError>;
    /// The pages that a sitemap lists, and those that the sitemaps it names list. Fails when one of them cannot be read.
    async fn sitemap(&self, address: &str) -> Result<Listing, VisitError>;
    /// Where a page links to that was fetched before.
    async fn links(&self, address: &str, html: Bytes) -> Vec<String>;
}
