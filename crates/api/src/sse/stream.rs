//! The life of one event stream: batches as they come, a comment when nothing comes, the end when the turn or the credential ends.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;
use domain::chat::event::Sequenced;
use domain::chat::live::EventBatches;
use domain::clock::Clock;
use futures::StreamExt;
use futures::future::BoxFuture;
use tokio_util::sync::CancellationToken;

use crate::auth::Standing;

/// Proxies close connections that are silent for longer.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
const COMMENT: &[u8] = b": \n\n";

/// A wire form.
pub trait Encode: Send {
    /// All events of a batch as one piece, and whether the turn is over with it.
    fn batch(&mut self, events: &[Sequenced]) -> (Bytes, bool);

    /// A header by which clients know the form.
    fn header(&self) -> Option<(&'static str, &'static str)> {
        None
    }
}

/// Everything one stream needs.
pub struct EventStream {
    /// The turn's events.
    pub batches: EventBatches,
    /// Writes them.
    pub encoder: Box<dyn Encode>,
    /// Whether the credential still stands.
    pub standing: Standing,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Cancelled when the server goes down.
    pub closing: CancellationToken,
}

struct Life {
    stream: EventStream,
    tick: BoxFuture<'static, ()>,
    silent: Duration,
    over: bool,
}

/// The response. It reads from the turn only as fast as the client reads from it, and holds one batch at most.
pub fn respond(stream: EventStream) -> Response {
    let form = stream.encoder.header();
    let life = Life { tick: tick(&stream.clock), stream, silent: Duration::ZERO, over: false };
    let body = futures::stream::unfold(life, |mut life| async move {
        let bytes = life.next().await?;
        Some((Ok::<_, std::convert::Infallible>(bytes), life))
    });
    let mut response = Response::new(Body::from_stream(body));
    *response.status_mut() = StatusCode::OK;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    for (name, value) in [("x-accel-buffering", "no")].into_iter().chain(form) {
        headers.insert(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    response
}

fn tick(clock: &Arc<dyn Clock>) -> BoxFuture<'static, ()> {
    let clock = clock.clone();
    Box::pin(async move { clock.sleep(Standing::EVERY).await })
}

impl Life {
    async fn next(&mut self) -> Option<Bytes> {
        while !self.over {
            tokio::select! {
                biased;
                () = self.stream.closing.cancelled() => return None,
                () = &mut self.tick => {
                    self.tick = tick(&self.stream.clock);
                    if !self.stream.standing.holds().await {
                        return None;
                    }
                    self.silent += Standing::EVERY;
                    if self.silent >= KEEP_ALIVE {
                        self.silent = Duration::ZERO;
                        return Some(Bytes::from_static(COMMENT));
                    }
                }
                batch = self.stream.batches.next() => {
                    self.silent = Duration::ZERO;
                    let (bytes, over) = self.stream.encoder.batch(&batch?);
                    self.over = over;
                    return Some(bytes);
                }
            }
        }
        None
    }
}
