//! Every route over real HTTP, on SQLite and on Postgres. One file per endpoint, as in the `api` crate; what concerns all routes lies in
//! `abuse`.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![expect(clippy::disallowed_types, reason = "a test dials the server")]

mod support;
mod tool;

mod abuse;
mod account;
mod agent;
mod alert;
mod analytics;
mod audit;
mod chat;
mod completion;
mod conversation;
mod document;
mod eval;
mod help;
mod key;
mod langfuse;
mod mcp;
mod member;
mod metrics;
mod repeat;
mod session;
mod source;
mod usage;
