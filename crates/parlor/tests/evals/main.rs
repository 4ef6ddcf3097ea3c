//! `parlor eval` as a process: the suites that ship, exit codes, kill -9, cassettes, a running server.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
#![expect(clippy::disallowed_methods, reason = "a test starts programs and reads their environment")]

mod cassette;
mod command;
mod kill;
mod langfuse;
mod server;
mod shipped;
