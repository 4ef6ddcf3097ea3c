//! Conversations in numbers.

mod body;
pub mod export;
pub mod get;
mod query;
