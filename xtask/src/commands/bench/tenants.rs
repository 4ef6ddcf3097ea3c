//! `cargo xtask bench tenants`: what more tenants cost those who are there.

use std::{fmt::Write as _, fs, path::Path, time::Instant};

use anyhow::{Context, Result};
use clap::Args;
use serde_json::{Value, json};

use super::load::{Asked, Target, load};
use super::servers::{Install, Server, build, post};

/// Tokens of one answer.
const TOKENS: u32 = 50;

#[derive(Args)]
pub struct Tenants {
    /// Most tenants; the table has a line for each power of ten up to it
    #[arg(long, default_value_t = 1000)]
    tenants: usize,
    /// Agents of each tenant
    #[arg(long, default_value_t = 10)]
    agents: usize,
    /// Visitors, who come one after the other, ask one question and go; spread over all agents
    #[arg(long, default_value_t = 10_000)]
    visitors: usize,
    /// Time in which they all come
    #[arg(long, default_value_t = 20)]
    seconds: usize,
}

/// A key of a tenant and its agents.
struct Tenant {
    key: String,
    agents: Vec<String>,
}

impl Tenants {
    pub fn run(self) -> Result<()> {
        build()?;
        let data = tempfile::tempdir()?;
        let upstream = Server::upstream(TOKENS, 0)?;
        let mut tenants = Vec::new();
        println!("\n{} visitors in {} s, each with one question", self.visitors, self.seconds);
        println!(
            "{:>10}{:>10}{:>12}{:>14}{:>16}{:>16}{:>16}",
            "tenants", "agents", "ready ms", "memory MiB", "after MiB", "first p50 ms", "first p99 ms"
        );
        let sizes =
            std::iter::successors(Some(1), |size| Some(size * 10)).take_while(|size| *size <= self.tenants);
        for size in sizes {
            self.grow(data.path(), &upstream, &mut tenants, size)?;
            self.measure(data.path(), &upstream, &tenants)?;
        }
        Ok(())
    }

    fn grow(&self, data: &Path, upstream: &Server, tenants: &mut Vec<Tenant>, size: usize) -> Result<()> {
        let server = Server::parlor(data, upstream)?;
        let agent = json!({"name": "Assistant", "systemPrompt": "Answer in one sentence."});
        let agents = vec![agent; self.agents.saturating_sub(1)];
        while tenants.len() < size {
            let install = Install::named(data, &format!("tenant{}", tenants.len()))?;
            let more = post(&server, &install.secret, "/api/admin/agents", &agents)?;
            let id =
                |agent: &Value| agent["id"].as_str().map(str::to_owned).context("an agent without an id");
            let more: Vec<String> = more.iter().map(id).collect::<Result<_>>()?;
            tenants.push(Tenant { key: install.key, agents: [vec![install.agent], more].concat() });
        }
        Ok(())
    }

    fn measure(&self, data: &Path, upstream: &Server, tenants: &[Tenant]) -> Result<()> {
        let mut list = String::new();
        for number in 0..self.agents {
            for tenant in tenants {
                writeln!(list, "{} {}", tenant.key, tenant.agents[number])?;
            }
        }
        let file = data.join("targets");
        fs::write(&file, list)?;
        let begun = Instant::now();
        let server = Server::parlor(data, upstream)?;
        let ready = begun.elapsed();
        let before = server.memory()?;
        let plan = [
            "--clients",
            &self.visitors.to_string(),
            "--turns",
            "1",
            "--seconds",
            &(self.seconds * 2).to_string(),
            "--ramp-ms",
            &(self.seconds * 1000).to_string(),
        ];
        let report = load(&Target { server: &server, asked: Asked::Agents(&file) }, &plan)?;
        println!(
            "{:>10}{:>10}{:>12}{:>14.1}{:>16.1}{:>16.2}{:>16.2}",
            tenants.len(),
            tenants.len() * self.agents,
            ready.as_millis(),
            before as f64 / 1024.0,
            server.memory()? as f64 / 1024.0,
            report.first_text_p50 / 1000.0,
            report.first_text_p99 / 1000.0
        );
        Ok(())
    }
}
