//! What tests of several crates share: a scripted model server, an MCP server, a Langfuse server, a web site, throw-away Postgres databases, documents and
//! broken ones, and load.
//!
//! Owns: stand-ins for what is outside the process, with real sockets and real bytes. Must not know any crate of the
//! product: a stand-in that shares code with the thing it tests would share its mistakes. Never part of a release.

pub mod files;
pub mod langfuse;
pub mod load;
pub mod mcp;
pub mod postgres;
pub mod site;
pub mod upstream;
