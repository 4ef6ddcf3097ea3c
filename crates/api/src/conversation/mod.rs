//! Conversations as members see them: all visitors' chats, previews left out.

mod body;
pub mod cases;
pub mod erase;
pub mod export;
mod filter;
pub mod get;
pub mod list;
mod table;

pub use get::find;
