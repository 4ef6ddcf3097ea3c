//! Every route over real HTTP, on SQLite and on Postgres. One file per endpoint, as in the `api` crate; what concerns all routes lies in
//! `abuse`.

#[path = "../support/server.rs"]
mod support;

mod abuse;
mod account;
mod agent;
mod chat;
mod document;
mod help;
mod key;
mod session;
