//! Agents: draft, versions, publishing, preview. Owns their wire types. It must not know how an agent answers.

mod body;
mod config;
pub mod create;
pub mod delete;
pub mod get;
pub mod identity;
mod knowledge;
pub mod list;
mod no_evidence;
pub mod preview;
pub mod publish;
pub mod rollback;
pub mod update;
pub mod versions;

pub use body::AgentBody;
pub use config::{RetrievalModeBody, ThemeBody};
