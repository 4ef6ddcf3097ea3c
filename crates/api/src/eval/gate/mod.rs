//! The gate of an agent: what a draft must pass before visitors get it, how it stands, and the way around it.

mod body;
mod check;
pub mod get;
pub mod overrule;
pub mod set;

pub use body::ClearanceBody;
pub use check::{passage, passed_once};
