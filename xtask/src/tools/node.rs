//! Node and the web packages. The Node that runs everything is itself a pinned package, so that all machines agree.

use std::{env, ffi::OsStr, fs, path::PathBuf, process::Command};

use super::{
    process::{program, run, succeeds},
    repository,
};
use anyhow::{Context, Result, bail};

/// Installs the web packages unless what is installed already is what the lock file says.
pub fn ensure() -> Result<()> {
    if !is_installed() {
        if !succeeds(program("npm").arg("--version")) {
            bail!("npm is needed: install Node.js (20 or newer) with npm and run this again");
        }
        println!("Installing the web packages …");
        run(program("npm")
            .args(["ci", "--no-audit", "--no-fund"])
            .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
        fs::copy(wanted_lock(), installed_lock()).context("cannot note which packages are installed")?;
    }
    if !binary().is_file() {
        run(program("npm").args(["rebuild", "node"]))?;
    }
    Ok(())
}

/// `npm …` on the pinned Node.
pub fn npm() -> Result<Command> {
    on_pinned_node("npm")
}

/// A program of the installed packages on the pinned Node, such as `eslint`.
pub fn tool(name: impl AsRef<OsStr>) -> Result<Command> {
    on_pinned_node(name)
}

fn on_pinned_node(name: impl AsRef<OsStr>) -> Result<Command> {
    let modules = repository::root().join("node_modules");
    let inherited = env::var_os("PATH").unwrap_or_default();
    let own = [modules.join("node/bin"), modules.join(".bin")];
    let path = env::join_paths(own.into_iter().chain(env::split_paths(&inherited)))?;
    // The program is looked up in the new PATH, not in this process's.
    let mut command = program("/usr/bin/env");
    command.arg(name).env("PATH", path);
    Ok(command)
}

fn binary() -> PathBuf {
    repository::root().join("node_modules/node/bin/node")
}

/// The lock file as it was when its packages were installed. npm's own record leaves out what no platform needs here, so that it
/// cannot be compared with the lock file.
fn installed_lock() -> PathBuf {
    repository::root().join("node_modules/.installed-lock.json")
}

fn wanted_lock() -> PathBuf {
    repository::root().join("package-lock.json")
}

fn is_installed() -> bool {
    let (wanted, installed) = (fs::read(wanted_lock()), fs::read(installed_lock()));
    matches!((wanted, installed), (Ok(wanted), Ok(installed)) if wanted == installed)
}
