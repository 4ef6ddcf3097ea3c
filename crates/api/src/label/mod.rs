//! Labels that members put on conversations.

pub mod list;
pub mod set;
