//! Members of an organization.

pub mod list;
