//! Cases of a suite: list, add, replace, delete, and make one of a conversation.

mod body;
pub mod create;
pub mod delete;
pub mod list;
pub mod replace;
