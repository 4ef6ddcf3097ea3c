//! Streams to clients: a turn's events as server-sent events in the AI SDK's UI message stream, version 1.
//!
//! Owns the wire form and the stream's life (keep-alive, revocation, shutdown). It must not know who asks or how answers are made.

mod encode;
mod stream;

pub use encode::Encoder;
pub use stream::{EventStream, respond};
