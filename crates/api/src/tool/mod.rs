//! Tools of agents: list, create, change, delete, try. Owns their wire types and the checks of what tenants enter. It must not know how
//! a call travels.

mod body;
pub mod create;
pub mod delete;
pub mod get;
mod input;
pub mod list;
pub mod test;
pub mod update;
