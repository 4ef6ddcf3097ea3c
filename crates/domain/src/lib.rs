//! The rules of Parlor and the ports to everything outside.
//!
//! One module per noun: its types, its rules, and the trait through which it is stored. This crate never does I/O and never
//! asks for the time or a random number: [`clock::Clock`], [`id::Ids`] and every port are passed in. It must not
//! know SQL, HTTP, files or the environment, and it compiles for wasm32.

pub mod agent;
pub mod alert;
pub mod audit;
pub mod chance;
pub mod change;
pub mod chat;
pub mod clock;
pub mod conversation;
pub mod document;
pub mod eval;
pub mod id;
pub mod insight;
pub mod invitation;
pub mod job;
pub mod key;
pub mod langfuse;
pub mod mcp;
pub mod member;
pub mod page;
pub mod repeat;
pub mod source;
pub mod storage;
pub mod tenant;
pub mod tool;
pub mod usage;
pub mod vault;
pub mod visitor;
