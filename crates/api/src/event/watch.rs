//! `GET /api/admin/events`: tells a signed-in member what changes, while it changes.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::Response;
use domain::change::Change;
use domain::clock::Clock;
use domain::key::SecretHash;
use futures::future::BoxFuture;
use futures::stream::{self, BoxStream};
use futures::{FutureExt, StreamExt};
use serde::Serialize;
use tokio_util::sync::CancellationToken;
use utoipa::ToSchema;

use crate::auth::{Gate, SignedIn, Standing};
use crate::context::Edge;
use crate::error::Code;

/// Changes are gathered for this long: many of one moment concern the same conversation.
const GATHER: Duration = Duration::from_millis(200);
/// Proxies close connections that are silent for longer.
const KEEP_ALIVE: Duration = Duration::from_secs(14);
const COMMENT: &[u8] = b": \n\n";

/// Something that changed: each event's data.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "lowercase")]
#[expect(dead_code, reason = "describes the domain's enum to OpenAPI")]
pub enum ChangeBody {
    /// A conversation began, went on, was annotated or erased.
    Conversation {
        /// Which.
        id: String,
    },
    /// A document was added, changed its status or was deleted.
    Document {
        /// Which.
        id: String,
    },
    /// A web source was added or deleted, or a synchronization of it came on.
    Source {
        /// Which.
        id: String,
    },
    /// A run of evaluations was queued, went on or ended.
    Evaluation {
        /// Which.
        id: String,
    },
    /// An alert was raised or dismissed.
    Alert {
        /// Which.
        id: String,
    },
    /// Changes came faster than they were read: anything may have changed.
    Missed,
}

/// Watch what changes
///
/// Server-sent events, one per change, also of changes made through other servers of the install. Ends when the session does.
#[utoipa::path(
    get,
    path = "/api/admin/events",
    tag = "organization",
    responses((status = 200, body = ChangeBody, content_type = "text/event-stream")),
    security(("sessionCookie" = ["viewer"]))
)]
pub async fn watch_changes(State(edge): State<Edge>, SignedIn(member): SignedIn) -> Response {
    let watch = Watch {
        changes: edge.changes.watch(member.tenant.id),
        tick: tick(&edge.clock),
        silent: Duration::ZERO,
        greeted: false,
        gate: edge.gate,
        session: member.session,
        clock: edge.clock,
        closing: edge.lifecycle.closing,
    };
    let body = stream::unfold(watch, |mut watch| async move {
        let bytes = watch.next().await?;
        Some((Ok::<_, std::convert::Infallible>(bytes), watch))
    });
    let mut response = Response::new(Body::from_stream(body));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    headers.insert(HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));
    response
}

struct Watch {
    changes: BoxStream<'static, Change>,
    tick: BoxFuture<'static, ()>,
    silent: Duration,
    greeted: bool,
    gate: Arc<Gate>,
    session: SecretHash,
    clock: Arc<dyn Clock>,
    closing: CancellationToken,
}

fn tick(clock: &Arc<dyn Clock>) -> BoxFuture<'static, ()> {
    let clock = clock.clone();
    Box::pin(async move { clock.sleep(Standing::EVERY).await })
}

impl Watch {
    async fn next(&mut self) -> Option<Bytes> {
        // Said at once, so that the client knows that it is being told from now on.
        if !std::mem::replace(&mut self.greeted, true) {
            return Some(Bytes::from_static(COMMENT));
        }
        loop {
            tokio::select! {
                biased;
                () = self.closing.cancelled() => return None,
                () = &mut self.tick => {
                    self.tick = tick(&self.clock);
                    if !self.stands().await {
                        return None;
                    }
                    self.silent += Standing::EVERY;
                    if self.silent >= KEEP_ALIVE {
                        self.silent = Duration::ZERO;
                        return Some(Bytes::from_static(COMMENT));
                    }
                }
                change = self.changes.next() => {
                    let change = change?;
                    self.silent = Duration::ZERO;
                    return Some(self.gather(change).await);
                }
            }
        }
    }

    /// The change and those that follow at once, each of them once.
    async fn gather(&mut self, first: Change) -> Bytes {
        self.clock.sleep(GATHER).await;
        let mut seen = HashSet::from([first]);
        let mut text = event(first);
        while let Some(Some(change)) = self.changes.next().now_or_never() {
            if seen.insert(change) {
                text.push_str(&event(change));
            }
        }
        text.into()
    }

    /// Storage that cannot be asked is no reason to end the stream.
    async fn stands(&mut self) -> bool {
        match self.gate.standing_session(&self.session).await {
            Ok(_) => true,
            Err(error) => error.code != Code::Unauthenticated,
        }
    }
}

fn event(change: Change) -> String {
    // A change always serialises: it is a word and an id.
    format!("data: {}\n\n", serde_json::to_string(&change).unwrap_or_default())
}
