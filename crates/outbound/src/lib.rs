//! Everything that leaves the process: language models, embedding models, readers of uploads, blobs, traces, the clock and entropy.
//!
//! Owns the wire formats of the outside, its faults, time limits and retries; each module implements a port of `domain`.
//! Must not know HTTP servers, SQL, configuration files or the environment: settings arrive as plain values.

#![expect(clippy::disallowed_types, reason = "this is the crate that dials out")]

pub mod blob;
pub mod egress;
pub mod embed;
mod endpoint;
pub mod extract;
mod html;
mod http;
pub mod langfuse;
pub mod llm;
pub mod mcp;
pub mod remote;
pub mod rerank;
mod secret;
pub mod system;
pub mod tls;
pub mod trace;
pub mod vault;
pub mod web;
pub mod webhook;

pub use http::SetupError;
pub use secret::Secret;
