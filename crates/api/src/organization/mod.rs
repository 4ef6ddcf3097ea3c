//! The organization that a credential belongs to.

pub mod get;
pub mod update;
