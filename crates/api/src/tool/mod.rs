//! Tools of agents: list, create, change, delete, try, agree to a change. Owns their wire types and the checks of what tenants enter. It must not know how
//! a call travels.

pub mod approve;
pub(crate) mod body;
pub mod create;
pub mod delete;
pub mod get;
pub(crate) mod input;
pub mod list;
pub mod test;
pub mod update;
