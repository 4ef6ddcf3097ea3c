//! `cargo xtask bench extract`: how many of a PDF's words Parlor finds, beside poppler's `pdftotext`.

use std::{
    collections::HashMap,
    fs::File,
    path::{Path, PathBuf},
    time::Instant,
};

use anyhow::{Context, Result, ensure};
use clap::Args;
use serde_json::Value;

use crate::tools::{
    cargo::cargo,
    debian,
    process::{output, program, run, succeeds},
    repository,
};

/// Packages with PDFs of many makers: LaTeX, DocBook, vignettes with formulas, several scripts.
const PACKAGES: &[&str] = &[
    "debian-history",
    "developers-reference",
    "r-cran-zoo",
    "r-cran-vcd",
    "r-cran-sandwich",
    "r-cran-survival",
];
/// Most files of one package, so that none decides alone.
const PER_PACKAGE: usize = 5;
/// What a reader may use, as the server's defaults.
const MEMORY: &str = "1073741824";
const SECONDS: &str = "120";

#[derive(Args)]
pub struct Extract {
    /// More PDFs to look at
    files: Vec<PathBuf>,
    /// Least mean share of pdftotext's words
    #[arg(long, default_value_t = 0.9)]
    floor: f64,
}

impl Extract {
    pub fn run(self) -> Result<()> {
        ensure!(succeeds(program("pdftotext").arg("-v")), "pdftotext is needed: install poppler-utils");
        run(cargo().args(["build", "--package", "parlor"]))?;
        let folder = repository::cache().join("bench").join("pdf");
        let mut files = self.files;
        for package in PACKAGES {
            files.extend(debian::files(package, ".pdf", &folder)?.into_iter().take(PER_PACKAGE));
        }
        println!("{:<44}{:>8}{:>9}{:>9}{:>8}{:>10}", "", "pages", "words", "found", "extra", "seconds");
        let mut found = Vec::new();
        for file in &files {
            found.push(compare(file)?);
        }
        #[expect(clippy::cast_precision_loss, reason = "a few dozen files")]
        let mean = found.iter().sum::<f64>() / found.len() as f64;
        println!("mean share of pdftotext's words found in {} files: {mean:.3}", found.len());
        ensure!(mean >= self.floor, "the mean share is below {}", self.floor);
        Ok(())
    }
}

/// Prints a line and returns the share of words that were found.
fn compare(file: &Path) -> Result<f64> {
    let reference = words(&output(program("pdftotext").args(["-q", "-enc", "UTF-8"]).arg(file).arg("-"))?);
    let started = Instant::now();
    let (text, pages) = read(file)?;
    let seconds = started.elapsed().as_secs_f64();
    let own = words(&text);
    let common: u32 = reference.iter().map(|(word, n)| own.get(word).map_or(0, |m| *n.min(m))).sum();
    let (all, said) = (reference.values().sum::<u32>(), own.values().sum::<u32>());
    let share = |n: u32, of: u32| f64::from(n) / f64::from(of.max(1));
    println!(
        "{:<44}{pages:>8}{all:>9}{:>9.3}{:>8.3}{seconds:>10.2}",
        file.file_name().unwrap_or_default().to_string_lossy(),
        share(common, all),
        share(said - common, said),
    );
    Ok(share(common, all))
}

/// Everything the reader says, and how many pages it saw.
fn read(file: &Path) -> Result<(String, u64)> {
    let mut reader = program(repository::target().join("debug").join("parlor"));
    reader.args(["extract-document", "application/pdf", MEMORY, SECONDS]).stdin(File::open(file)?);
    // As the server sets it: a large reservation would count as memory in use.
    reader.env("MIMALLOC_ARENA_RESERVE", "32768");
    let mut text = String::new();
    for line in output(&mut reader)?.lines() {
        let line: Value = serde_json::from_str(line)?;
        match line["line"].as_str() {
            Some("block") => strings(&line, &mut text),
            Some("end") => return Ok((text, line["page_count"].as_u64().unwrap_or(0))),
            Some("unusable") => anyhow::bail!("{}: {}", file.display(), line["reason"]),
            _ => {}
        }
    }
    Err(anyhow::anyhow!("the reader said no end")).context(file.display().to_string())
}

/// Every text in a block, but for its tags.
fn strings(value: &Value, text: &mut String) {
    match value {
        Value::String(words) => {
            text.push(' ');
            text.push_str(words);
        }
        Value::Array(values) => values.iter().for_each(|value| strings(value, text)),
        Value::Object(fields) => {
            let content =
                fields.iter().filter(|(name, _)| !matches!(name.as_str(), "line" | "block" | "language"));
            content.for_each(|(_, value)| strings(value, text));
        }
        _ => {}
    }
}

/// How often each word occurs: runs of letters and digits, in lower case. Ligatures are written out.
fn words(text: &str) -> HashMap<String, u32> {
    let mut counts = HashMap::new();
    let plain =
        text.replace('ﬁ', "fi").replace('ﬂ', "fl").replace('ﬀ', "ff").replace('ﬃ', "ffi").to_lowercase();
    for word in plain.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        *counts.entry(word.to_owned()).or_default() += 1;
    }
    counts
}
