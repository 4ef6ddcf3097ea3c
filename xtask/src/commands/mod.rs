//! One file per command. A command is a struct of its flags with `run`.

pub mod bench;
pub mod build;
pub mod postgres;
pub mod promises;
pub mod run;
pub mod setup;
pub mod test;
pub mod tidy;
pub mod upstream;
pub mod web;
