//! Performs a script on one response body.

use std::{io, sync::Arc};

use bytes::Bytes;
use futures::{Stream, stream};
use tokio::time::{Instant, sleep_until};

use super::{Script, Step, state::State};

/// Counts a body as open while it lives, and as finished or cancelled when it goes.
struct Ticket {
    state: Arc<State>,
    finished: bool,
}

impl Ticket {
    fn finish(&mut self) {
        self.finished = true;
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        self.state.counts.send_modify(|counts| {
            counts.open -= 1;
            if self.finished {
                counts.finished += 1;
            } else {
                counts.cancelled += 1;
            }
        });
    }
}

/// The body that this script makes. Dropping it early counts as a cancellation.
pub(super) fn body(script: &Script, state: Arc<State>) -> impl Stream<Item = io::Result<Bytes>> + use<> {
    state.counts.send_modify(|counts| counts.open += 1);
    let ticket = Ticket { state, finished: false };
    let start = (ticket, Arc::clone(&script.steps), 0, Instant::now());
    stream::unfold(start, |(mut ticket, steps, mut at, mut due)| async move {
        loop {
            let step = steps.get(at);
            at += 1;
            match step {
                None => {
                    ticket.finish();
                    return None;
                }
                Some(Step::Wait(pause)) => {
                    due += *pause;
                    sleep_until(due).await;
                }
                Some(Step::Hang) => std::future::pending().await,
                Some(Step::Break) => {
                    ticket.finish();
                    // Whoever carries the body sends what it has when there is nothing more to take just now.
                    tokio::task::yield_now().await;
                    let broken =
                        io::Error::new(io::ErrorKind::ConnectionReset, "the script breaks the connection");
                    return Some((Err(broken), (ticket, steps, usize::MAX, due)));
                }
                Some(Step::Send(piece)) => {
                    let piece = piece.clone();
                    return Some((Ok(piece), (ticket, steps, at, due)));
                }
            }
        }
    })
}
