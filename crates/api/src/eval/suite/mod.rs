//! Suites: list, create, import, export, change, delete.

pub mod body;
pub mod create;
pub mod delete;
pub mod export;
pub mod get;
pub mod import;
pub mod list;
pub mod trend;
pub mod update;
