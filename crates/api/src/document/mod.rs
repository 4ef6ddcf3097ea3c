//! Documents and their passages: upload, status, chunks, search. Owns their wire types and the upload's limits. It must not know
//! how text is read, cut or found.

mod body;
pub mod chunks;
pub mod delete;
mod file;
pub mod get;
pub mod list;
pub mod reprocess;
pub mod retrieve;
pub mod upload;
