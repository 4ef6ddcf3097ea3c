//! Suites, journals, cassettes and reports on disk.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail, ensure};
use async_trait::async_trait;
use evals::report::{Report, VERSION};
use evals::run::journal::{Line, Lines, Past, whole};
use evals::suite::Suite;
use evals::suite::read::{ENDINGS, suite};
use parking_lot::Mutex;

/// Reads the suites that files and folders hold. Of a folder every file whose name ends like a suite's, by name.
pub fn suites(paths: &[PathBuf]) -> anyhow::Result<Vec<Suite>> {
    let mut suites: Vec<Suite> = Vec::new();
    for path in files(paths)? {
        let text = read(&path)?;
        let next = suite(&path.display().to_string(), &text)?;
        ensure!(
            suites.iter().all(|earlier| earlier.name != next.name),
            "{}: another suite is called `{}` too",
            path.display(),
            next.name
        );
        suites.push(next);
    }
    ensure!(!suites.is_empty(), "there are no suites in {}", shown(paths));
    Ok(suites)
}

fn shown(paths: &[PathBuf]) -> String {
    paths.iter().map(|path| path.display().to_string()).collect::<Vec<_>>().join(", ")
}

fn files(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let mut inside: Vec<PathBuf> = Vec::new();
        for entry in fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))? {
            let file = entry?.path();
            let ending = file.extension().and_then(|ending| ending.to_str());
            if file.is_file() && ending.is_some_and(|ending| ENDINGS.contains(&ending)) {
                inside.push(file);
            }
        }
        inside.sort();
        files.extend(inside);
    }
    Ok(files)
}

/// The text of a file.
pub fn read(path: &Path) -> anyhow::Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a file that is whole or not there.
pub fn write(path: &Path, text: &str) -> anyhow::Result<()> {
    let cannot = || format!("cannot write {}", path.display());
    let folder =
        path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    fs::create_dir_all(folder).with_context(cannot)?;
    let mut file = tempfile::NamedTempFile::new_in(folder).with_context(cannot)?;
    file.write_all(text.as_bytes()).with_context(cannot)?;
    file.persist(path).with_context(cannot)?;
    Ok(())
}

/// Reads a report that an earlier run wrote.
pub fn report(path: &Path) -> anyhow::Result<Report> {
    let report: Report =
        serde_json::from_str(&read(path)?).with_context(|| format!("{} is no report", path.display()))?;
    if report.version != VERSION {
        bail!("{}: a report of version {}, this program reads {VERSION}", path.display(), report.version);
    }
    Ok(report)
}

/// A file that lines are appended to. Each goes to the system at once, so that it outlives a killed process.
pub struct LineFile(Mutex<File>);

#[async_trait]
impl Lines for LineFile {
    async fn write(&self, line: &Line) -> io::Result<()> {
        let mut text = line.to_text();
        text.push('\n');
        self.0.lock().write_all(text.as_bytes())
    }
}

/// Opens a file of lines, made when it is not there, and reads what it holds. What a killed process left of a line is cut off.
pub fn lines(path: &Path) -> anyhow::Result<(LineFile, Past)> {
    let cannot = || format!("cannot open {}", path.display());
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(cannot)?;
    }
    let file = OpenOptions::new().create(true).append(true).read(true).open(path).with_context(cannot)?;
    let bytes = fs::read(path).with_context(cannot)?;
    let end = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |end| end + 1);
    let text =
        std::str::from_utf8(&bytes[..end]).with_context(|| format!("{} is no text", path.display()))?;
    let past = Past::read(whole(text)).with_context(|| path.display().to_string())?;
    file.set_len(end as u64).with_context(cannot)?;
    Ok((LineFile(Mutex::new(file)), past))
}

/// Reads a file of lines without touching it.
pub fn played(path: &Path) -> anyhow::Result<Past> {
    Past::read(&read(path)?).with_context(|| path.display().to_string())
}
