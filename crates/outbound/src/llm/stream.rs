//! An answer as it comes: the body of the response, decoded, with a limit on every silence.

use std::mem;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use bytes::{Buf, Bytes};
use domain::chat::model::{ModelError, ModelEvent};
use futures::stream::{self, BoxStream};
use futures::{FutureExt, Stream, StreamExt};
use tokio::time::{Instant, Sleep, sleep_until, timeout};

use super::decode::Decoder;
use crate::http;

/// How long usage may be awaited after the model said why it stopped.
const SETTLE: Duration = Duration::from_secs(2);
/// How long the end of a body may be awaited when the answer is already complete, so that the connection can be kept.
const DRAIN: Duration = Duration::from_secs(1);

type Body = BoxStream<'static, reqwest::Result<Bytes>>;

/// Yields events until `Finish` or an error, then nothing. Dropping it before closes the connection, which cancels the call.
pub(super) struct Answer {
    body: Body,
    /// Received and not yet decoded.
    piece: Bytes,
    decoder: Decoder,
    /// Runs while the model is silent.
    silence: Pin<Box<Sleep>>,
    gap: Duration,
    /// Read ahead by the caller.
    first: Option<ModelEvent>,
    is_over: bool,
}

impl Answer {
    /// Reads `body`. The first event must come before `deadline`, each later one within `gap` of the one before.
    pub(super) fn new(body: Body, deadline: Instant, gap: Duration) -> Self {
        Self {
            body,
            piece: Bytes::new(),
            decoder: Decoder::default(),
            silence: Box::pin(sleep_until(deadline)),
            gap,
            first: None,
            is_over: false,
        }
    }

    /// An answer of which everything is already decoded.
    pub(super) fn decoded_already(decoder: Decoder, deadline: Instant, gap: Duration) -> Self {
        Self { decoder, ..Self::new(stream::empty().boxed(), deadline, gap) }
    }

    /// Puts an event back to the front.
    pub(super) fn put_back(&mut self, event: ModelEvent) {
        self.first = Some(event);
    }

    /// The next event in what was already received.
    fn decoded(&mut self) -> Result<Option<ModelEvent>, ModelError> {
        let was_finishing = self.decoder.is_finishing();
        let mut rest = &*self.piece;
        let event = self.decoder.next(&mut rest);
        let taken = self.piece.len() - rest.len();
        self.piece.advance(taken);
        if self.piece.is_empty() {
            // Even an empty piece would keep the connection from using its buffer again.
            self.piece = Bytes::new();
        }
        if matches!(event, Ok(Some(_))) {
            self.silence.as_mut().reset(Instant::now() + self.gap);
        }
        if !was_finishing && self.decoder.is_finishing() {
            self.silence.as_mut().reset(Instant::now() + SETTLE);
        }
        event
    }

    /// Waits for more of the body. `Ready(Ok)`: there is something to decode.
    fn poll_body(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), ModelError>> {
        match self.body.poll_next_unpin(cx) {
            Poll::Ready(Some(Ok(piece))) => {
                self.piece = piece;
                Poll::Ready(Ok(()))
            }
            Poll::Ready(Some(Err(error))) => Poll::Ready(self.decoder.end(&http::chain(&error))),
            Poll::Ready(None) => Poll::Ready(self.decoder.end("the body ended before the answer did")),
            Poll::Pending => self.silence.as_mut().poll(cx).map(|()| {
                if self.decoder.is_finishing() {
                    self.decoder.end("")
                } else {
                    Err(ModelError::Timeout("the model was silent for too long".to_owned()))
                }
            }),
        }
    }

    /// Lets the connection go. A complete answer's body is read to its end, because only then the connection can be used again.
    fn release(&mut self, is_complete: bool) {
        self.is_over = true;
        let mut body = mem::replace(&mut self.body, stream::empty().boxed());
        if !is_complete {
            return;
        }
        // Nearly always the end is already there, and then this costs no task.
        for _ in 0..4 {
            match body.next().now_or_never() {
                Some(Some(Ok(_))) => {}
                Some(None | Some(Err(_))) => return,
                None => break,
            }
        }
        tokio::spawn(timeout(DRAIN, async move { while let Some(Ok(_)) = body.next().await {} }));
    }
}

impl Stream for Answer {
    type Item = Result<ModelEvent, ModelError>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let Some(event) = self.first.take() {
            return Poll::Ready(Some(Ok(event)));
        }
        while !self.is_over {
            let step = match self.decoded() {
                Ok(None) => match self.poll_body(cx) {
                    Poll::Pending => return Poll::Pending,
                    Poll::Ready(result) => result.map(|()| None),
                },
                event => event,
            };
            match step {
                Ok(None) => {}
                Ok(Some(event)) => {
                    if matches!(event, ModelEvent::Finish(_)) {
                        self.release(true);
                    }
                    return Poll::Ready(Some(Ok(event)));
                }
                Err(error) => {
                    self.release(false);
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
        Poll::Ready(None)
    }
}
