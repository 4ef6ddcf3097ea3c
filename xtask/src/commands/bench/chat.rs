//! `cargo xtask bench chat`.

use std::path::Path;

use anyhow::{Context as _, Result, bail};
use clap::Args;
use serde_json::json;

use super::load::{Asked, Report, Target, load};
use super::servers::{Install, Server, build, post, serve};

/// Tokens of one answer.
const TOKENS: u32 = 50;
/// Pause between two tokens of a slow answer.
const PACE_MS: u32 = 100;

#[derive(Args)]
pub struct Chat {
    /// Clients at once in the throughput run
    #[arg(long, default_value_t = 32)]
    clients: u32,
    /// Length of each run
    #[arg(long, default_value_t = 10)]
    seconds: u32,
    /// Slow streams at once
    #[arg(long, default_value_t = 3000)]
    streams: u32,
}

impl Chat {
    pub fn run(self) -> Result<()> {
        build()?;
        let data = tempfile::tempdir()?;
        let install = Install::make(data.path())?;
        self.fast(data.path(), &install)?;
        self.extras(data.path(), &install)?;
        self.slow(data.path(), &install)
    }

    /// Answers without pauses: throughput with many clients, latency with one.
    fn fast(&self, data: &Path, install: &Install) -> Result<()> {
        let upstream = Server::upstream(TOKENS, 0)?;
        let parlor = Server::parlor(data, &upstream)?;
        let direct = Target { server: &upstream, asked: Asked::Model };
        let through = Target { server: &parlor, asked: Asked::Agent(install) };
        println!(
            "\n{TOKENS}-token answers without delay, {} s each; load, model server and Parlor share this machine",
            self.seconds
        );
        println!("{:<28}{:>12}{:>16}{:>16}", "", "turns/s", "first p50 ms", "first p99 ms");
        let mut first = Vec::new();
        for clients in [1, self.clients] {
            for (name, target) in [("model server alone", &direct), ("through Parlor", &through)] {
                let report = load(
                    target,
                    &["--clients", &clients.to_string(), "--seconds", &self.seconds.to_string()],
                )?;
                println!(
                    "{:<28}{:>12.0}{:>16.2}{:>16.2}",
                    format!("{clients} clients, {name}"),
                    report.turns_per_second,
                    report.first_text_p50 / 1000.0,
                    report.first_text_p99 / 1000.0
                );
                first.push(report.first_text_p50);
            }
        }
        if let [alone, through, ..] = first[..] {
            println!("added time to first text, one client, p50: {:.2} ms", (through - alone) / 1000.0);
        }
        Ok(())
    }

    /// What tracing and a call of a tool cost. Runs without them come before and after, so that what else the machine does shows.
    fn extras(&self, data: &Path, install: &Install) -> Result<()> {
        let clients = self.clients.to_string();
        let seconds = self.seconds.to_string();
        let plan = ["--clients", &clients, "--seconds", &seconds];
        let plain = || {
            let upstream = Server::upstream(TOKENS, 0)?;
            let parlor = Server::parlor(data, &upstream)?;
            load(&Target { server: &parlor, asked: Asked::Agent(install) }, &plan)
        };
        let traced = || {
            let upstream = Server::upstream(TOKENS, 0)?;
            let mut command = serve(data, &upstream);
            command.env("OTEL_EXPORTER_OTLP_ENDPOINT", format!("http://{}", upstream.authority));
            let parlor = Server::start(&mut command)?;
            load(&Target { server: &parlor, asked: Asked::Agent(install) }, &plan)
        };
        let calling = || {
            let upstream = Server::calling(TOKENS, "calculate", r#"{"expression":"6 * 7"}"#)?;
            let parlor = Server::parlor(data, &upstream)?;
            let agent = json!({"name": "Calculator", "systemPrompt": "Calculate."});
            let [agent] = &post(&parlor, &install.secret, "/api/admin/agents", &[agent])?[..] else {
                bail!("one answer for one agent")
            };
            let agent = agent["id"].as_str().context("an agent without an id")?.to_owned();
            let path = format!("/api/admin/agents/{agent}/tools");
            post(&parlor, &install.secret, &path, &[json!({"builtIn": "calculate"})])?;
            let install = Install { agent, ..install.clone() };
            load(&Target { server: &parlor, asked: Asked::Agent(&install) }, &plan)
        };
        println!(
            "\n{:<28}{:>12}{:>16}{:>16}",
            format!("{clients} clients"),
            "turns/s",
            "first p50 ms",
            "of plain"
        );
        let before = plain()?;
        let (traced, between) = (traced()?, plain()?);
        let (calling, after) = (calling()?, plain()?);
        let rate = |a: &Report, b: &Report| f64::midpoint(a.turns_per_second, b.turns_per_second);
        for (name, report, plain) in [
            ("plain", &before, before.turns_per_second),
            ("tracing", &traced, rate(&before, &between)),
            ("plain", &between, between.turns_per_second),
            ("one call of a tool a turn", &calling, rate(&between, &after)),
            ("plain", &after, after.turns_per_second),
        ] {
            println!(
                "{name:<28}{:>12.0}{:>16.2}{:>14.0} %",
                report.turns_per_second,
                report.first_text_p50 / 1000.0,
                100.0 * report.turns_per_second / plain
            );
        }
        Ok(())
    }

    /// Many answers that trickle: memory per stream, and how evenly the pieces come.
    fn slow(&self, data: &Path, install: &Install) -> Result<()> {
        let upstream = Server::upstream(TOKENS * 2, PACE_MS)?;
        let parlor = Server::parlor(data, &upstream)?;
        let direct = Target { server: &upstream, asked: Asked::Model };
        let through = Target { server: &parlor, asked: Asked::Agent(install) };
        let pace = PACE_MS.to_string();
        let streams = self.streams.to_string();
        let plan = [
            "--clients",
            &streams,
            "--turns",
            "1",
            "--seconds",
            "60",
            "--ramp-ms",
            "4000",
            "--pace-ms",
            &pace,
        ];
        println!("\n{} streams at once, one token per {PACE_MS} ms", self.streams);
        println!("{:<28}{:>12}{:>16}{:>16}", "", "streams", "jitter p99 ms", "KiB per stream");
        let report = load(&direct, &plan)?;
        println!(
            "{:<28}{:>12}{:>16.1}{:>16}",
            "model server alone",
            report.turns,
            report.jitter_p99 / 1000.0,
            ""
        );
        let before = parlor.memory()?;
        println!("idle memory: {:.1} MiB", before as f64 / 1024.0);
        let (report, peak) = std::thread::scope(|scope| {
            let loading = scope.spawn(|| load(&through, &plan));
            let mut peak = before;
            while !loading.is_finished() {
                peak = peak.max(parlor.memory().unwrap_or(0));
                std::thread::sleep(std::time::Duration::from_millis(200));
            }
            (loading.join(), peak)
        });
        let report = report.map_err(|_| anyhow::anyhow!("the load generator's watcher ended early"))??;
        println!(
            "{:<28}{:>12}{:>16.1}{:>16.1}",
            "through Parlor",
            report.turns,
            report.jitter_p99 / 1000.0,
            peak.saturating_sub(before) as f64 / f64::from(self.streams)
        );
        Ok(())
    }
}
