//! A load generator for streamed answers, cheap enough to share two cores with what it measures.
//!
//! Owns: HTTP/1.1 over bare sockets, closed-loop clients, percentiles. It reads just enough of an answer to time it and to know that it is
//! complete; it does not judge the words.

#![expect(clippy::disallowed_methods, reason = "timing is what a load generator is for")]

mod connection;
mod drive;
mod stats;
mod target;

pub use drive::{Plan, Report, run};
pub use stats::percentile;
pub use target::Target;
