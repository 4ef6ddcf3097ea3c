//! `parlor backup FILE` and `parlor restore FILE`: an installation with SQLite and a folder of uploads as one tar file.
//!
//! The archive holds `manifest.json`, `parlor.db` (a snapshot made by the database itself, so servers may go on writing), `blobs/…` and,
//! when it lies in the data folder, `master.key`: without it stored secrets cannot be read. Whoever has the file has everything.

use std::fs::{self, File, OpenOptions};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use domain::clock::{Clock as _, Timestamp};
use outbound::system::SystemClock;
use serde::{Deserialize, Serialize};
use store::Store;

use crate::config::Config;
use crate::master_key;

const MANIFEST: &str = "manifest.json";
const DATABASE: &str = "parlor.db";
const BLOBS: &str = "blobs";
/// Grows when an older program could not read the archive.
const FORMAT: u32 = 1;

/// What an archive says of itself.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Manifest {
    format: u32,
    version: String,
    created_at: Timestamp,
}

/// Where the parts of an installation lie.
struct Places {
    database: PathBuf,
    blobs: PathBuf,
    master_key: PathBuf,
}

impl Places {
    fn of(config: &Config) -> anyhow::Result<Self> {
        let url = config.database_url();
        let Some(database) = url.strip_prefix("sqlite://") else {
            bail!(
                "only an installation with SQLite is one file; use your database server's own backup (pg_dump)"
            );
        };
        let database = database.split('?').next().unwrap_or(database);
        let blobs = match &config.storage.blobs_url {
            None => config.in_data_dir(BLOBS),
            Some(url) => match url.to_file_path() {
                Ok(folder) => folder,
                Err(()) => bail!("uploads lie in {url}; use the bucket's own backup"),
            },
        };
        Ok(Self {
            database: PathBuf::from(database),
            blobs,
            master_key: config.in_data_dir(master_key::FILE),
        })
    }
}

/// Writes the archive. It appears under its name only when it is complete, and never replaces another file.
pub async fn run(config: &Config, file: &Path) -> anyhow::Result<()> {
    let places = Places::of(config)?;
    ensure!(places.database.exists(), "there is no database at {}", places.database.display());
    ensure!(!file.exists(), "{} exists already", file.display());
    let folder = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let work = tempfile::Builder::new().prefix(".parlor-backup-").tempdir_in(folder)?;
    let snapshot = work.path().join(DATABASE);
    let store = Store::open(&config.database_url(), store::Options::default()).await?;
    let taken = store.snapshot_to(&snapshot).await;
    store.close().await;
    taken.context("the snapshot of the database")?;

    let whole = work.path().join("archive");
    let manifest = Manifest {
        format: FORMAT,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        created_at: SystemClock.now(),
    };
    write(&whole, &manifest, &snapshot, &places).context("the archive")?;
    fs::rename(&whole, file).with_context(|| format!("cannot write {}", file.display()))?;
    Ok(())
}

fn write(archive: &Path, manifest: &Manifest, snapshot: &Path, places: &Places) -> anyhow::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut tar = tar::Builder::new(options.open(archive)?);
    let text = serde_json::to_vec_pretty(manifest)?;
    let mut header = tar::Header::new_gnu();
    header.set_size(text.len() as u64);
    header.set_mode(0o600);
    tar.append_data(&mut header, MANIFEST, text.as_slice())?;
    tar.append_path_with_name(snapshot, DATABASE)?;
    if places.master_key.exists() {
        tar.append_path_with_name(&places.master_key, master_key::FILE)?;
    }
    if places.blobs.exists() {
        append_folder(&mut tar, &places.blobs, Path::new(BLOBS))?;
    }
    let mut file = tar.into_inner()?;
    file.flush()?;
    file.sync_all()?;
    Ok(())
}

/// Uploads, file by file: one that is erased meanwhile is left out, as if it had been erased before.
fn append_folder(tar: &mut tar::Builder<File>, from: &Path, name: &Path) -> anyhow::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (path, name) = (entry.path(), name.join(entry.file_name()));
        if entry.file_type()?.is_dir() {
            append_folder(tar, &path, &name)?;
            continue;
        }
        match File::open(&path) {
            Ok(mut file) => tar.append_file(name, &mut file)?,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {}
            Err(error) => return Err(error).with_context(|| path.display().to_string()),
        }
    }
    Ok(())
}

/// Puts an archive's content where an installation would be, if there is none, and brings its schema up to date.
pub async fn restore(config: &Config, file: &Path) -> anyhow::Result<()> {
    let places = Places::of(config)?;
    ensure!(
        !places.database.exists(),
        "{} exists already; restore into an empty data folder",
        places.database.display()
    );
    fs::create_dir_all(&config.storage.data_dir)?;
    let work = tempfile::Builder::new().prefix(".parlor-restore-").tempdir_in(&config.storage.data_dir)?;
    let archive = File::open(file).with_context(|| file.display().to_string())?;
    // Refuses entries that would leave the folder.
    tar::Archive::new(archive).unpack(work.path()).with_context(|| file.display().to_string())?;
    let manifest = fs::read(work.path().join(MANIFEST)).context("this is no backup of Parlor")?;
    let manifest: Manifest = serde_json::from_slice(&manifest).context("this is no backup of Parlor")?;
    ensure!(
        manifest.format <= FORMAT,
        "the backup was made by Parlor {}, which is newer than this one",
        manifest.version
    );
    let has_key = work.path().join(master_key::FILE).exists();
    if has_key && !places.master_key.exists() {
        fs::rename(work.path().join(master_key::FILE), &places.master_key)?;
    }
    if work.path().join(BLOBS).exists() {
        ensure!(!places.blobs.exists(), "{} exists already", places.blobs.display());
        fs::rename(work.path().join(BLOBS), &places.blobs)?;
    }
    // Last: with the database in its place the installation is whole.
    fs::rename(work.path().join(DATABASE), &places.database)?;
    crate::commands::migrate::run(config).await
}
