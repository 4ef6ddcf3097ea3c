//! Everything Parlor stores, in SQLite or Postgres behind the ports of `domain`.
//!
//! Owns: SQL, migrations, transactions, caches of what the SQL finds. It is the only crate that knows a database. It must not know HTTP, wire types
//! or rules: a rule that needs a decision belongs to `domain`, here stands only what has to be atomic.
//!
//! One file per noun. [`db`] opens transactions, [`query`] runs one statement text on either database, [`dialect`] holds the few
//! texts that differ, [`group`] commits the hot path of SQLite in groups through [`local`], [`cache`] remembers hot look-ups,
//! [`feed`] tells of changes.

mod account;
mod agent;
mod alert;
mod audit;
mod cache;
mod chat;
mod conversation;
mod db;
mod dialect;
mod directory;
mod document;
mod due;
mod error;
mod eval;
mod feed;
mod group;
mod insight;
mod invitation;
mod job;
mod key;
mod langfuse;
mod local;
mod mcp;
mod member;
mod open;
mod query;
mod repeat;
mod scope;
mod session;
mod source;
mod store;
mod tenant;
mod tool;
mod visitor;

pub use open::{OpenError, Options};
pub use store::Store;
