//! Debian's package client: a source of real documents, and of what they are compared with.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::process::{program, run};

/// The files of a package that end in `ending`, unpacked into `folder`; nothing is installed.
pub fn files(package: &str, ending: &str, folder: &Path) -> Result<Vec<PathBuf>> {
    let own = folder.join(package);
    if !own.exists() {
        let unpacked = folder.join(format!("{package}.part"));
        std::fs::create_dir_all(&unpacked)?;
        run(program("apt-get").args(["download", "-qq", package]).current_dir(&unpacked))?;
        let entries = std::fs::read_dir(&unpacked)?.filter_map(Result::ok).map(|entry| entry.path());
        let archive = entries
            .into_iter()
            .find(|path| path.extension().is_some_and(|found| found == "deb"))
            .with_context(|| format!("{package} came without a .deb file"))?;
        run(program("dpkg-deb").arg("-x").arg(&archive).arg(&unpacked))?;
        std::fs::rename(&unpacked, &own)?;
    }
    let mut found = Vec::new();
    let mut folders = vec![own];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder)?.filter_map(Result::ok) {
            let (path, kind) = (entry.path(), entry.file_type()?);
            if kind.is_dir() {
                folders.push(path);
            } else if kind.is_file() && path.to_string_lossy().ends_with(ending) {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}
