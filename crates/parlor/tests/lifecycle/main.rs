//! The real binary as a process: killed, terminated, started again.

#![expect(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test fails by panicking")]
#![expect(
    clippy::disallowed_types,
    clippy::disallowed_methods,
    reason = "a test dials the server and times it"
)]

mod backup;
mod crawl;
mod evaluate;
mod hostile;
mod ingest;
mod install;
mod kill;
mod process;
mod terminate;
