//! The browser that the browser tests drive: the system's own Chromium.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use super::process::{program, run, succeeds};

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// The path of a browser, installed from Debian when this is root and there is none.
pub fn ensure() -> Result<PathBuf> {
    if let Some(found) = find() {
        return Ok(found);
    }
    if !(is_root() && succeeds(program("apt-get").arg("--version"))) {
        bail!("the browser tests need Chromium: install it, or set PARLOR_CHROMIUM to its path");
    }
    println!("Installing Chromium …");
    let quiet = |command: &mut std::process::Command| {
        command.env("DEBIAN_FRONTEND", "noninteractive");
        run(command)
    };
    quiet(program("apt-get").args(["update", "-qq"]))?;
    quiet(program("apt-get").args(["install", "-y", "-qq", "--no-install-recommends", "chromium"]))?;
    find().context("Chromium was installed but is not in PATH")
}

fn find() -> Option<PathBuf> {
    if let Some(chosen) = std::env::var_os("PARLOR_CHROMIUM") {
        return Some(chosen.into());
    }
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    NAMES.iter().find_map(|name| folders.iter().map(|folder| folder.join(name)).find(|file| file.is_file()))
}

/// Whether this process may install packages: it can read what only root can.
fn is_root() -> bool {
    super::process::output(program("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
