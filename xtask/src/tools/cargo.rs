//! Cargo and the programs that extend it.

use std::{ffi::OsString, process::Command};

use anyhow::Result;

use super::process::{program, run, succeeds};

/// The Cargo that runs this very command.
pub fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo")))
}

/// Installs an extension such as `cargo-nextest` in this version, unless one is there.
///
/// An extension only checks or starts things, so it is built without optimisation: that halves the wait.
pub fn ensure(extension: &str, version: &str) -> Result<()> {
    let subcommand = extension.trim_start_matches("cargo-");
    if succeeds(cargo().args([subcommand, "--version"])) {
        return Ok(());
    }
    println!("Installing {extension} {version} …");
    let mut install = cargo();
    // Its own target folder: a tool's build must not disturb the workspace's.
    install.env("CARGO_TARGET_DIR", super::repository::cache().join("build"));
    run(install.args(["install", "--locked", "--debug", "--version", version, extension]))
}
