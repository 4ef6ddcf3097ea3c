//! Members of an organization.

mod body;
pub mod list;
pub mod remove;
pub mod reset;
pub mod update;
