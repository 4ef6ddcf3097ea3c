//! Snapshots of web sources: what each synchronization changed, and going back. Owns their wire types.

mod body;
pub mod get;
pub mod list;
pub mod rollback;
