//! The load generator: clients that ask, read the whole answer, and ask again.

use std::path::Path;

use anyhow::{Result, ensure};
use serde::Deserialize;

use super::servers::{Install, Server, binary};
use crate::tools::process::{output, program};

/// What was seen. Times in microseconds.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    pub turns: u64,
    failures: u64,
    failure: Option<String>,
    pub turns_per_second: f64,
    pub first_text_p50: f64,
    pub first_text_p95: f64,
    pub first_text_p99: f64,
    pub jitter_p99: f64,
}

/// Who is asked.
pub struct Target<'a> {
    pub server: &'a Server,
    pub asked: Asked<'a>,
}

/// What the server is.
pub enum Asked<'a> {
    Model,
    Agent(&'a Install),
    /// Agents of many tenants, by a file with `key agent` on each line.
    Agents(&'a Path),
}

/// Runs a plan, given as the generator's arguments.
pub fn load(target: &Target<'_>, plan: &[&str]) -> Result<Report> {
    let mut command = program(binary("load"));
    command.arg(&target.server.authority).args(plan);
    match target.asked {
        Asked::Model => {}
        Asked::Agent(install) => {
            command.args(["--key", &install.key, "--agent", &install.agent]);
        }
        Asked::Agents(file) => {
            command.arg("--targets").arg(file);
        }
    }
    let report: Report = serde_json::from_str(&output(&mut command)?)?;
    ensure!(report.failures == 0, "{} turns failed: {}", report.failures, report.failure.unwrap_or_default());
    Ok(report)
}
