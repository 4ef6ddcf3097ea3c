//! A web site on 127.0.0.1: pages that a test sets, changes and takes away, and a record of who asked for what.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use bytes::Bytes;

/// What is at an address.
#[derive(Debug, Clone)]
pub enum Answer {
    /// A page with an `ETag` of its content.
    Page {
        /// `Content-Type`.
        content_type: String,
        /// The body.
        body: Bytes,
    },
    /// Another address.
    Redirect(String),
    /// A status without a page.
    Status(u16),
    /// A body without end.
    Endless,
    /// Nothing, for this long.
    Silence(Duration),
}

/// A request that was made.
#[derive(Debug, Clone)]
pub struct Asked {
    /// Path and query.
    pub path: String,
    /// `If-None-Match`.
    pub if_none_match: Option<String>,
    /// `User-Agent`.
    pub user_agent: Option<String>,
    /// What was sent along.
    pub body: Bytes,
}

/// Makes pages up for paths that are not set.
type Maker = Box<dyn Fn(&str) -> Option<Answer> + Send + Sync>;

#[derive(Default)]
struct Shared {
    pages: HashMap<String, Answer>,
    otherwise: Option<Maker>,
    asked: Vec<Asked>,
}

/// A running site.
pub struct Site {
    base: String,
    shared: Arc<Mutex<Shared>>,
}

impl Site {
    /// On a free port.
    ///
    /// # Errors
    /// When there is none.
    pub async fn start() -> std::io::Result<Self> {
        let shared = Arc::new(Mutex::new(Shared::default()));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let base = format!("http://{}", listener.local_addr()?);
        let router = Router::new().fallback(answer).with_state(shared.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Ok(Self { base, shared })
    }

    /// The address of a path.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// Puts a page of HTML in UTF-8 at a path.
    pub fn page(&self, path: &str, html: &str) {
        self.put(path, "text/html; charset=utf-8", html.to_owned());
    }

    /// Puts a body at a path.
    pub fn put(&self, path: &str, content_type: &str, body: impl Into<Bytes>) {
        self.set(path, Answer::Page { content_type: content_type.to_owned(), body: body.into() });
    }

    /// Sets what is at a path.
    pub fn set(&self, path: &str, answer: Answer) {
        self.lock().pages.insert(path.to_owned(), answer);
    }

    /// Takes away what is at a path: 404.
    pub fn remove(&self, path: &str) {
        self.lock().pages.remove(path);
    }

    /// Makes up what is at paths that are not set.
    pub fn otherwise(&self, maker: impl Fn(&str) -> Option<Answer> + Send + Sync + 'static) {
        self.lock().otherwise = Some(Box::new(maker));
    }

    /// What was asked since this was last called, in order.
    pub fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.lock().asked)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Shared> {
        self.shared.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn answer(
    State(shared): State<Arc<Mutex<Shared>>>,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let path = uri.path_and_query().map_or_else(|| "/".to_owned(), ToString::to_string);
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let if_none_match = text(header::IF_NONE_MATCH);
    let found = {
        let mut shared = shared.lock().unwrap_or_else(PoisonError::into_inner);
        let asked = Asked {
            path: path.clone(),
            if_none_match: if_none_match.clone(),
            user_agent: text(header::USER_AGENT),
            body,
        };
        shared.asked.push(asked);
        let made_up = || shared.otherwise.as_ref().and_then(|make| make(&path));
        shared.pages.get(&path).cloned().or_else(made_up)
    };
    match found {
        None => StatusCode::NOT_FOUND.into_response(),
        Some(Answer::Status(status)) => {
            StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR).into_response()
        }
        Some(Answer::Redirect(to)) => (StatusCode::FOUND, [(header::LOCATION, to)]).into_response(),
        Some(Answer::Endless) => {
            let piece = Bytes::from_static(&[b'a'; 64 * 1024]);
            let endless = futures::stream::repeat_with(move || Ok::<_, std::io::Error>(piece.clone()));
            ([(header::CONTENT_TYPE, "text/html")], Body::from_stream(endless)).into_response()
        }
        Some(Answer::Silence(time)) => {
            tokio::time::sleep(time).await;
            StatusCode::NO_CONTENT.into_response()
        }
        Some(Answer::Page { content_type, body }) => {
            let etag = format!("\"{:x}\"", digest(&body));
            if if_none_match.as_deref() == Some(&etag) {
                return StatusCode::NOT_MODIFIED.into_response();
            }
            ([(header::CONTENT_TYPE, content_type), (header::ETAG, etag)], body).into_response()
        }
    }
}

/// FNV-1a: enough to tell two versions of a test's page apart.
fn digest(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}
