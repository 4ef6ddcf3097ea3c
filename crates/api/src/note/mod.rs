//! Notes: what members write to each other about a conversation. Visitors never see them.

mod body;
pub mod create;
pub mod delete;

pub use body::NoteBody;
