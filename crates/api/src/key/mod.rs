//! API keys: list, create, revoke. Owns their wire types.

mod body;
pub mod create;
pub mod list;
pub mod revoke;
