//! `cargo xtask bench ingest`: pages and passages a second for each kind of file, and where the time goes.

use std::{path::Path, process::Stdio};

use anyhow::{Context, Result};
use clap::Args;
use serde::Deserialize;

use super::servers::{Install, Server, binary, build, parlor};
use crate::tools::{
    process::{program, run},
    weights,
};

const KINDS: &[&str] = &["pdf", "docx", "xlsx", "pptx", "csv", "html", "md", "txt"];

#[derive(Args)]
pub struct Ingest {
    /// Length of each document; a page has 30 sentences
    #[arg(long, default_value_t = 20)]
    pages: u32,
}

/// What the server logs when a document is ready.
#[derive(Debug, Deserialize)]
struct Ready {
    passages: u32,
    read_ms: u32,
    embed_ms: u32,
    store_ms: u32,
}

impl Ingest {
    pub fn run(self) -> Result<()> {
        build()?;
        weights::ensure()?;
        let data = tempfile::tempdir()?;
        let install = Install::for_documents(data.path())?;
        let files = data.path().join("files");
        run(program(binary("documents")).arg(&files).args(["--pages", &self.pages.to_string()]))?;
        let mut command = parlor(data.path());
        command
            .args(["serve", "--listen", "127.0.0.1:0"])
            .stderr(Stdio::piped())
            .envs([("PARLOR_LOG", "warn,domain=info"), ("PARLOR_LOG_FORMAT", "json")]);
        command.env(weights::FOLDER_VARIABLE, weights::folder());
        let (server, mut log) = Server::start_logged(&mut command)?;
        println!("\n{} pages of 30 sentences as each kind of file, one after the other", self.pages);
        println!(
            "{:<8}{:>10}{:>12}{:>10}{:>10}{:>10}",
            "", "pages/s", "passages/s", "reading", "embedding", "storing"
        );
        for kind in KINDS {
            upload(&server, &install, &files.join(format!("sample.{kind}")))?;
            let ready: Ready = loop {
                let line = log.next().context("the server ended")??;
                if line.contains("a document is ready") {
                    break serde_json::from_str(&line)?;
                }
                eprintln!("{line}");
            };
            let total = f64::from(ready.read_ms + ready.embed_ms + ready.store_ms).max(1.0);
            let share = |ms: u32| format!("{:.0} %", f64::from(ms) * 100.0 / total);
            println!(
                "{kind:<8}{:>10.1}{:>12.1}{:>10}{:>10}{:>10}",
                f64::from(self.pages) * 1000.0 / total,
                f64::from(ready.passages) * 1000.0 / total,
                share(ready.read_ms),
                share(ready.embed_ms),
                share(ready.store_ms)
            );
        }
        Ok(())
    }
}

fn upload(server: &Server, install: &Install, file: &Path) -> Result<()> {
    let url = format!("http://{}/api/admin/agents/{}/documents", server.authority, install.agent);
    let mut curl = program("curl");
    curl.args(["--silent", "--show-error", "--fail", "--noproxy", "*", "--output", "/dev/null"]);
    curl.arg("--header").arg(format!("Authorization: Bearer {}", install.key));
    run(curl.arg("--form").arg(format!("file=@{}", file.display())).arg(url))
}
