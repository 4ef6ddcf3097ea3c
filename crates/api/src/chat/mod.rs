//! Conversations of a visitor: create, list, read, rename, erase; send, resume, stop. Owns their wire types. It must not know how
//! an answer is made.

mod body;
pub mod create;
pub mod delete;
pub mod get;
mod input;
pub mod list;
mod part;
pub mod rename;
pub mod resume;
pub mod send;
pub mod stop;

pub use body::{ChatBody, ChatPage, CitationBody, FeedbackBody, MessageBody, RatingBody};
pub use get::MAX_MESSAGES;
pub use input::{ForAgent, ForVisitor};
