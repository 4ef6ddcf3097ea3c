//! MCP servers of agents: list, create, change, delete, try, and choose tools from them. Owns their wire types and the checks of what
//! tenants enter. It must not know how a server is reached. What becomes of a chosen tool later is the affair of [`crate::tool`].

mod body;
pub mod choose;
pub mod create;
pub mod delete;
pub mod get;
mod input;
pub mod list;
pub mod test;
pub mod update;
