//! Runs of an agent's suites: start, stop, list, read, and what came of each case.

pub(super) mod body;
pub mod get;
pub mod list;
pub mod result;
pub mod start;
pub mod stop;
