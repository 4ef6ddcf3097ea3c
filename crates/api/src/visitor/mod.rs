//! People who talk with an organization's agents, as its members see them.

mod body;
pub mod erase;
pub mod get;

pub use body::VisitorBody;
