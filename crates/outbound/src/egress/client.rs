//! The guarded client: one request, its redirects, one bounded answer.

use std::error::Error as _;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures::stream::{self, BoxStream, StreamExt};
use ipnet::IpNet;
use reqwest::header::HeaderMap;
use reqwest::redirect::Policy;
use reqwest::{Client, Method, Proxy, Response, StatusCode};
use tokio::time::{Instant, timeout, timeout_at};
use url::Url;

use super::hop;
use super::resolve::{Blocked, Guard, Lookup, System};
use crate::http::{self, BodyError, SetupError};
use crate::tls;

/// How tenants' addresses are reached.
#[derive(Debug, Clone)]
pub struct EgressSettings {
    /// Ranges beside the public internet that the operator permits.
    pub permitted: Vec<IpNet>,
    /// A proxy that all of it goes through. Destinations are checked before; the proxy looks names up itself, so it should refuse
    /// private addresses, too.
    pub proxy: Option<Url>,
    /// Most bytes of an answer.
    pub max_body: usize,
    /// Longest time for one request with its redirects and the whole answer.
    pub time: Duration,
    /// Most redirects that are followed.
    pub redirects: u32,
}

impl Default for EgressSettings {
    fn default() -> Self {
        Self {
            permitted: Vec::new(),
            proxy: None,
            max_body: 1 << 20,
            time: Duration::from_secs(10),
            redirects: 3,
        }
    }
}

/// One request.
#[derive(Debug, Clone)]
pub struct EgressRequest {
    /// How.
    pub method: Method,
    /// Where to.
    pub url: Url,
    /// Sent along; on a redirect to another origin only those that are no credential.
    pub headers: HeaderMap,
    /// Sent along; empty sends none.
    pub body: Bytes,
}

impl EgressRequest {
    /// A request without headers and body.
    pub fn new(method: Method, url: Url) -> Self {
        Self { method, url, headers: HeaderMap::new(), body: Bytes::new() }
    }
}

/// The whole answer.
#[derive(Debug, Clone)]
pub struct EgressResponse {
    /// Any status but a followed redirect.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body, decoded.
    pub body: Vec<u8>,
    /// Where it came from after redirects.
    pub url: Url,
}

/// What one request led to.
#[derive(Debug, Clone)]
pub enum Hop {
    /// An answer.
    Answer(EgressResponse),
    /// Another address, which nobody has asked yet.
    Redirect(Url),
}

/// An answer whose body is still to come.
pub struct EgressStream {
    /// Any status but a followed redirect.
    pub status: StatusCode,
    /// Its headers.
    pub headers: HeaderMap,
    /// Its body, decoded, bounded in size and time like every other.
    pub body: BoxStream<'static, Result<Bytes, EgressError>>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EgressError {
    /// The destination may not be reached; the sentence may be shown to the tenant.
    #[error("blocked destination: {0}")]
    Blocked(&'static str),
    /// The answer is larger than the bound.
    #[error("the answer is too large")]
    TooLarge,
    /// It took too long.
    #[error("no answer in time")]
    Timeout,
    /// Redirects that do not end or lead nowhere; the sentence may be shown.
    #[error("redirect: {0}")]
    Redirect(&'static str),
    /// The connection failed; the text says how.
    #[error("{0}")]
    Failed(String),
}

impl EgressError {
    pub(super) const fn not_public() -> Self {
        Self::Blocked("the address is not on the public internet")
    }
}

/// Reaches addresses that tenants chose.
pub struct Egress {
    client: Client,
    guard: Guard,
    proxied: bool,
    settings: EgressSettings,
}

impl Egress {
    /// With the system's resolver.
    pub fn new(settings: EgressSettings) -> Result<Self, SetupError> {
        Self::with(settings, Arc::new(System))
    }

    /// With another resolver, for tests.
    pub fn with(settings: EgressSettings, lookup: Arc<dyn Lookup>) -> Result<Self, SetupError> {
        tls::install_crypto_provider();
        let guard = Guard { lookup, permitted: settings.permitted.clone().into() };
        let builder = Client::builder()
            .http1_only()
            .redirect(Policy::none())
            .connect_timeout(settings.time)
            .timeout(settings.time)
            .pool_max_idle_per_host(4)
            .user_agent(concat!("parlor/", env!("CARGO_PKG_VERSION")));
        let builder = match &settings.proxy {
            // The proxy's own name is the operator's: it is looked up without the guard.
            Some(proxy) => {
                let proxy = Proxy::all(proxy.clone())
                    .map_err(|error| SetupError(format!("the egress proxy: {}", http::chain(&error))))?;
                builder.no_proxy().proxy(proxy)
            }
            None => builder.no_proxy().dns_resolver(guard.clone()),
        };
        let client = builder.build().map_err(|error| {
            SetupError(format!("cannot set up the client for tenants' addresses: {}", http::chain(&error)))
        })?;
        Ok(Self { client, guard, proxied: settings.proxy.is_some(), settings })
    }

    /// Whether an address may be used at all, to be told when it is saved. Connects to nobody.
    pub async fn check(&self, url: &Url) -> Result<(), EgressError> {
        timeout(self.settings.time, self.guard.check(url)).await.unwrap_or(Ok(()))
    }

    /// Sends a request and reads the whole answer.
    pub async fn send(&self, request: EgressRequest) -> Result<EgressResponse, EgressError> {
        let whole = async {
            let (response, url) = self.follow(request).await?;
            self.read(response, url).await
        };
        timeout(self.settings.time, whole).await.unwrap_or(Err(EgressError::Timeout))
    }

    /// Sends a request and tells of a redirect in place of following it: for whoever has to ask somebody else before they go on.
    pub async fn send_once(&self, request: EgressRequest) -> Result<Hop, EgressError> {
        let once = async {
            let response = self.once(&request).await?;
            match hop::next(&request, response.status(), response.headers()) {
                None => self.read(response, request.url.clone()).await.map(Hop::Answer),
                Some(next) => next.map(|next| Hop::Redirect(next.url)).map_err(EgressError::Redirect),
            }
        };
        timeout(self.settings.time, once).await.unwrap_or(Err(EgressError::Timeout))
    }

    /// Sends a request and hands its answer on as it comes.
    pub async fn open(&self, request: EgressRequest) -> Result<EgressStream, EgressError> {
        let until = Instant::now() + self.settings.time;
        let opened = timeout_at(until, self.follow(request)).await;
        let (response, _) = opened.unwrap_or(Err(EgressError::Timeout))?;
        let (status, headers) = (response.status(), response.headers().clone());
        let pieces = Pieces { response, left: self.settings.max_body, until };
        Ok(EgressStream { status, headers, body: stream::try_unfold(pieces, Pieces::next).boxed() })
    }

    async fn read(&self, response: Response, url: Url) -> Result<EgressResponse, EgressError> {
        let (status, headers) = (response.status(), response.headers().clone());
        let body = http::read(response, self.settings.max_body).await.map_err(unread)?;
        Ok(EgressResponse { status, headers, body, url })
    }

    async fn follow(&self, mut request: EgressRequest) -> Result<(Response, Url), EgressError> {
        for _ in 0..=self.settings.redirects {
            let response = self.once(&request).await?;
            match hop::next(&request, response.status(), response.headers()) {
                None => return Ok((response, request.url)),
                Some(next) => request = next.map_err(EgressError::Redirect)?,
            }
        }
        Err(EgressError::Redirect("there are too many redirects"))
    }

    async fn once(&self, request: &EgressRequest) -> Result<Response, EgressError> {
        if self.proxied {
            self.guard.check(&request.url).await?;
        } else {
            self.guard.admit(&request.url)?;
        }
        let mut call =
            self.client.request(request.method.clone(), request.url.clone()).headers(request.headers.clone());
        if !request.body.is_empty() {
            call = call.body(request.body.clone());
        }
        call.send().await.map_err(|error| failure(&error))
    }
}

/// The rest of a body.
struct Pieces {
    response: Response,
    left: usize,
    until: Instant,
}

impl Pieces {
    async fn next(mut self) -> Result<Option<(Bytes, Self)>, EgressError> {
        let piece = match timeout_at(self.until, http::next(&mut self.response)).await {
            Ok(Ok(Some(piece))) => piece,
            Ok(Ok(None)) => return Ok(None),
            // The client has the same limit of its own and may be the first to notice.
            Ok(Err(error)) if Instant::now() < self.until => return Err(unread(error)),
            Ok(Err(_)) | Err(_) => return Err(EgressError::Timeout),
        };
        self.left = self.left.checked_sub(piece.len()).ok_or(EgressError::TooLarge)?;
        Ok(Some((piece, self)))
    }
}

fn unread(error: BodyError) -> EgressError {
    match error {
        BodyError::TooLarge => EgressError::TooLarge,
        BodyError::Transport(text) => EgressError::Failed(text),
    }
}

/// The guard's own refusal is somewhere among the causes.
fn failure(error: &reqwest::Error) -> EgressError {
    let mut cause = error.source();
    while let Some(inner) = cause {
        if inner.is::<Blocked>() {
            return EgressError::not_public();
        }
        cause = inner.source();
    }
    if error.is_timeout() { EgressError::Timeout } else { EgressError::Failed(http::chain(error)) }
}
