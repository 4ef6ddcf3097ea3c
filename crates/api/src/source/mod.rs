//! Web sources: adding, changing, synchronizing and deleting them, and what became of their pages. Owns their wire types. It must not
//! know how sites are visited.

mod body;
pub mod create;
pub mod delete;
pub mod get;
pub mod list;
pub mod pages;
pub mod sync;
pub mod update;
