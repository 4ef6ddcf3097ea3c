//! Cases of a suite: list, add one or many, replace, delete, and make one of a conversation.

pub mod batch;
mod body;
pub mod create;
pub mod delete;
pub mod from_message;
pub mod list;
pub mod replace;

pub use body::CaseBody;
