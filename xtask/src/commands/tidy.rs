//! `cargo xtask tidy`: formats, and looks for what must not be committed.

use std::{fs, path::Path};

use anyhow::{Result, bail};
use clap::Args;

use super::promises;
use crate::tools::{
    cargo::cargo,
    process::{output, program, run},
    repository,
};

/// Work that was put off does not belong in the sources; it is done or it is an issue.
const MARKERS: [&str; 4] =
    [concat!("TO", "DO"), concat!("FIX", "ME"), concat!("X", "XX"), concat!("HA", "CK")];

/// Packages come through whatever mirror the machine is set up with, so no file names a registry.
const REGISTRIES: [&str; 6] = [
    concat!("registry.npm", "js.org"),
    concat!("registry.yarn", "pkg.com"),
    concat!("static.crates", ".io"),
    concat!("index.crates", ".io"),
    concat!("files.python", "hosted.org"),
    concat!("pypi", ".org"),
];

/// Bytes. Anything larger is a download or a build product.
const LARGEST: u64 = 1 << 20;

#[derive(Args)]
pub struct Tidy {
    /// Only look, change nothing
    #[arg(long)]
    check: bool,
}

impl Tidy {
    pub fn run(self) -> Result<()> {
        let mut format = cargo();
        format.args(["fmt", "--all"]);
        if self.check {
            format.args(["--", "--check"]);
        }
        run(&mut format)?;
        look()
    }
}

/// Looks through every file that git knows or would take.
pub fn look() -> Result<()> {
    let listed =
        output(program("git").args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"]))?;
    let paths = listed.split('\0').filter(|path| !path.is_empty());
    let mut findings: Vec<String> =
        paths.flat_map(|path| inspect(path, &repository::root().join(path))).collect();
    findings.extend(promises::broken()?);
    if !findings.is_empty() {
        findings.iter().for_each(|finding| eprintln!("{finding}"));
        bail!("{} findings", findings.len());
    }
    Ok(())
}

fn inspect(path: &str, file: &Path) -> Vec<String> {
    let Ok(content) = fs::read(file) else { return Vec::new() };
    let mut findings = Vec::new();
    if content.len() as u64 > LARGEST {
        findings.push(format!("{path}: {} bytes", content.len()));
    }
    // Written by programs, with their words: Cargo's lock file names its registry in every entry.
    if path.ends_with(".lock") || path.ends_with("package-lock.json") || path.contains("/generated/") {
        return findings;
    }
    if let Ok(text) = std::str::from_utf8(&content) {
        findings.extend(forbidden(text).map(|(line, word)| format!("{path}:{line}: {word}")));
    }
    findings
}

/// Line numbers, from 1, and the forbidden word in each.
fn forbidden(text: &str) -> impl Iterator<Item = (usize, &'static str)> {
    text.lines().enumerate().flat_map(|(index, line)| {
        let markers = MARKERS.into_iter().filter(move |marker| has_word(line, marker));
        let registries = REGISTRIES.into_iter().filter(move |host| line.contains(host));
        markers.chain(registries).map(move |word| (index + 1, word))
    })
}

/// Whether `word` stands alone in the line, so that longer names and encoded data do not count.
fn has_word(line: &str, word: &str) -> bool {
    line.match_indices(word).any(|(at, _)| {
        let part_of_a_word =
            |letter: Option<char>| letter.is_some_and(|l| l.is_alphanumeric() || l == '_' || l == '-');
        !part_of_a_word(line[..at].chars().next_back())
            && !part_of_a_word(line[at + word.len()..].chars().next())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_count_as_words_and_hosts_anywhere() {
        let text = format!("fine\n// {}: later\n{}S\nhttps://{}/x\n", MARKERS[0], MARKERS[0], REGISTRIES[5]);
        assert_eq!(forbidden(&text).collect::<Vec<_>>(), [(2, MARKERS[0]), (4, REGISTRIES[5])]);
    }
}
