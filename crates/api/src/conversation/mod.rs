//! Conversations as members see them: all visitors' chats, previews left out.

pub mod get;
pub mod list;
