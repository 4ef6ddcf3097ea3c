//! Language models by name.

pub mod list;
pub mod list_admin;
