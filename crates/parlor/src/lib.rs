//! The product as one program: configuration, wiring and commands. Everything with a rule lives in `domain`; this crate only
//! builds the ports and starts what runs.

pub mod assets;
pub mod background;
pub mod cli;
pub mod commands;
pub mod config;
pub mod demo;
mod evaluate;
pub mod master_key;
pub mod watch;
pub mod wire;
