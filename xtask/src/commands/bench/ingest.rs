//! `cargo xtask bench ingest`: pages and passages a second for each kind of file, where the time goes, and what chats feel of it.

use std::{
    io::{BufReader, Lines},
    path::Path,
    process::{ChildStderr, Stdio},
};

use anyhow::{Context, Result, ensure};
use clap::Args;
use serde::Deserialize;

use super::load::{Asked, Target, load};
use super::servers::{Install, Server, binary, build, serve};
use crate::tools::{
    process::{program, run},
    weights,
};

const KINDS: &[&str] = &["pdf", "docx", "xlsx", "pptx", "csv", "html", "md", "txt"];
/// Tokens of an answer while chats are measured.
const TOKENS: u32 = 50;

#[derive(Args)]
pub struct Ingest {
    /// Length of each document; a page has 30 sentences
    #[arg(long, default_value_t = 20)]
    pages: u32,
    /// Documents that are ingested while chats are measured
    #[arg(long, default_value_t = 60)]
    documents: u32,
    /// How long chats are measured, each time
    #[arg(long, default_value_t = 10)]
    seconds: u32,
}

/// What the server logs when a document is ready.
#[derive(Debug, Deserialize)]
struct Ready {
    passages: u32,
    characters: u32,
    read_ms: u32,
    embed_ms: u32,
    store_ms: u32,
}

impl Ready {
    fn next(log: &mut Log) -> Result<Self> {
        loop {
            let line = log.next().context("the server ended")??;
            if line.contains("a document is ready") {
                return Ok(serde_json::from_str(&line)?);
            }
            eprintln!("{line}");
        }
    }
}

type Log = Lines<BufReader<ChildStderr>>;

impl Ingest {
    pub fn run(self) -> Result<()> {
        build()?;
        weights::ensure()?;
        let data = tempfile::tempdir()?;
        let install = Install::make(data.path())?;
        let files = data.path().join("files");
        run(program(binary("documents")).arg(&files).args(["--pages", &self.pages.to_string()]))?;
        let upstream = Server::upstream(TOKENS, 0)?;
        let mut command = serve(data.path(), &upstream);
        command
            .stderr(Stdio::piped())
            .envs([("PARLOR_LOG", "warn,domain=info"), ("PARLOR_LOG_FORMAT", "json")]);
        command.env(weights::FOLDER_VARIABLE, weights::folder());
        let (server, mut log) = Server::start_logged(&mut command)?;
        self.kinds(&server, &install, &files, &mut log)?;
        self.chats(&server, &install, &files.join("sample.md"), &mut log)
    }

    /// Each kind of file alone.
    fn kinds(&self, server: &Server, install: &Install, files: &Path, log: &mut Log) -> Result<()> {
        println!("\n{} pages of 30 sentences as each kind of file, one after the other", self.pages);
        println!(
            "{:<8}{:>10}{:>12}{:>14}{:>10}{:>10}{:>10}",
            "", "pages/s", "passages/s", "letters each", "reading", "embedding", "storing"
        );
        for kind in KINDS {
            upload(server, install, &files.join(format!("sample.{kind}")))?;
            let ready = Ready::next(log)?;
            let total = f64::from(ready.read_ms + ready.embed_ms + ready.store_ms).max(1.0);
            let share = |ms: u32| format!("{:.0} %", f64::from(ms) * 100.0 / total);
            println!(
                "{kind:<8}{:>10.1}{:>12.1}{:>14}{:>10}{:>10}{:>10}",
                f64::from(self.pages) * 1000.0 / total,
                f64::from(ready.passages) * 1000.0 / total,
                ready.characters / ready.passages.max(1),
                share(ready.read_ms),
                share(ready.embed_ms),
                share(ready.store_ms)
            );
        }
        Ok(())
    }

    /// Time to first text of one client after the other, with nothing else to do and with documents to ingest. Each question is
    /// embedded and searched for.
    fn chats(&self, server: &Server, install: &Install, file: &Path, log: &mut Log) -> Result<()> {
        let target = Target { server, asked: Asked::Agent(install) };
        let plan = ["--clients", "1", "--seconds", &self.seconds.to_string()];
        let idle = load(&target, &plan)?;
        for _ in 0..self.documents {
            upload(server, install, file)?;
        }
        let (busy, rate) = std::thread::scope(|scope| {
            let loading = scope.spawn(|| load(&target, &plan));
            let (begun, mut passages) = (std::time::Instant::now(), 0);
            let mut ready = 0;
            while !loading.is_finished() && ready < self.documents {
                passages += Ready::next(log)?.passages;
                ready += 1;
            }
            ensure!(
                ready < self.documents,
                "all documents were ready too early; ask for more with --documents"
            );
            let rate = f64::from(passages) / begun.elapsed().as_secs_f64();
            let busy =
                loading.join().map_err(|_| anyhow::anyhow!("the load generator's watcher ended early"))??;
            anyhow::Ok((busy, rate))
        })?;
        println!("\n{:<28}{:>14}{:>16}{:>16}", "one client", "passages/s", "first p50 ms", "first p95 ms");
        for (name, rate, report) in [("nothing to ingest", 0.0, &idle), ("while ingesting", rate, &busy)] {
            println!(
                "{name:<28}{rate:>14.1}{:>16.2}{:>16.2}",
                report.first_text_p50 / 1000.0,
                report.first_text_p95 / 1000.0
            );
        }
        println!("p95 while ingesting: {:.2} times that of idle", busy.first_text_p95 / idle.first_text_p95);
        Ok(())
    }
}

fn upload(server: &Server, install: &Install, file: &Path) -> Result<()> {
    let url = format!("http://{}/api/admin/agents/{}/documents", server.authority, install.agent);
    let mut curl = program("curl");
    curl.args(["--silent", "--show-error", "--fail", "--noproxy", "*", "--output", "/dev/null"]);
    curl.arg("--header").arg(format!("Authorization: Bearer {}", install.secret));
    run(curl.arg("--form").arg(format!("file=@{}", file.display())).arg(url))
}
