//! What an organization has used, and what its plan allows.

pub mod get;
