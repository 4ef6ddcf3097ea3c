//! Runs of an agent's suites: start, list, read, and what came of each case.

mod body;
pub mod get;
pub mod list;
pub mod result;
pub mod start;
