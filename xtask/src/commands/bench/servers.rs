//! The processes of a benchmark: optimised builds, started on free ports, ended with their handles.

use std::{
    io::{BufRead as _, BufReader, Lines, Write as _},
    path::{Path, PathBuf},
    process::{Child, ChildStderr, Command, Stdio},
};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use crate::tools::{
    cargo::cargo,
    process::{output, program, run},
    repository,
};

/// Builds what a benchmark starts.
pub fn build() -> Result<()> {
    run(cargo().args(["build", "--release", "--package", "parlor", "--package", "testkit", "--bins"]))
}

/// A release build of one of the workspace's programs.
pub fn binary(name: &str) -> PathBuf {
    repository::target().join("release").join(name)
}

/// A program that says on its first matching line where it is reached. Ended when dropped.
pub struct Server {
    child: Child,
    /// `host:port`.
    pub authority: String,
}

impl Server {
    /// Starts it and waits for a line with its address.
    pub fn start(command: &mut Command) -> Result<Self> {
        let mut child = command.stdout(Stdio::piped()).spawn().context("cannot start a server")?;
        let output = child.stdout.take().context("a server without output")?;
        let mut lines = BufReader::new(output).lines();
        let authority = lines.find_map(|line| {
            let line = line.ok()?;
            let (_, rest) = line.split_once("http://")?;
            Some(rest.split(['/', ' ']).next().unwrap_or(rest).trim().to_owned())
        });
        let authority = authority.context("a server ended before it said where it is")?;
        // Whatever else it prints is read and dropped, so that it never blocks on a full pipe.
        std::thread::spawn(move || lines.for_each(drop));
        Ok(Self { child, authority })
    }

    /// Starts it, and hands over the lines it writes to standard error, which must be piped.
    pub fn start_logged(command: &mut Command) -> Result<(Self, Lines<BufReader<ChildStderr>>)> {
        let mut server = Self::start(command)?;
        let log = server.child.stderr.take().context("a server without a log")?;
        Ok((server, BufReader::new(log).lines()))
    }

    /// Starts the scripted model server.
    pub fn upstream(tokens: u32, delay_ms: u32) -> Result<Self> {
        Self::start(&mut upstream(tokens, delay_ms))
    }

    /// Starts a model server whose answers begin with a call of a tool.
    pub fn calling(tokens: u32, tool: &str, arguments: &str) -> Result<Self> {
        Self::start(upstream(tokens, 0).args(["--calls", tool, "--arguments", arguments]))
    }

    /// Starts Parlor on a data folder.
    pub fn parlor(data: &Path, upstream: &Self) -> Result<Self> {
        Self::start(&mut serve(data, upstream))
    }

    /// Resident memory in KiB.
    pub fn memory(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find(|line| line.starts_with("VmRSS:")).context("no VmRSS")?;
        Ok(line.split_whitespace().nth(1).context("no VmRSS")?.parse()?)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn upstream(tokens: u32, delay_ms: u32) -> Command {
    let mut command = program(binary("upstream"));
    command.args(["--load", "--tokens", &tokens.to_string(), "--delay-ms", &delay_ms.to_string()]);
    command
}

/// Parlor in front of a model server. Limits are on and so high that they never bite: counting is part of what is measured.
pub fn serve(data: &Path, upstream: &Server) -> Command {
    let mut command = parlor(data);
    command.args(["serve", "--listen", "127.0.0.1:0"]).envs([
        ("PARLOR_LLM_BASE_URL", format!("http://{}/v1", upstream.authority)),
        ("PARLOR_LLM_MODEL", "scripted".to_owned()),
        ("PARLOR_REQUESTS_PER_MINUTE_PER_KEY", "100000000".to_owned()),
        ("PARLOR_REQUESTS_PER_MINUTE_PER_ADDRESS", "100000000".to_owned()),
        ("PARLOR_LOG", "warn".to_owned()),
    ]);
    command
}

/// The program on a data folder; the caller says which command.
pub fn parlor(data: &Path) -> Command {
    let mut command = program(binary("parlor"));
    command.arg("--data-dir").arg(data);
    command
}

/// An organization with a live agent and keys, made from the command line and the API.
#[derive(Clone)]
pub struct Install {
    pub agent: String,
    /// For visitors.
    pub key: String,
    /// For the tenant's server.
    pub secret: String,
}

/// A call of the API with a secret key; each body in turn to the same path. The answers, in order.
pub fn post(server: &Server, secret: &str, path: &str, bodies: &[Value]) -> Result<Vec<Value>> {
    let mut curl = program("curl");
    for (number, body) in bodies.iter().enumerate() {
        if number > 0 {
            curl.arg("--next");
        }
        curl.args(["--silent", "--show-error", "--fail-with-body", "--noproxy", "*"]);
        curl.arg("--header").arg(format!("Authorization: Bearer {secret}"));
        curl.args(["--header", "Content-Type: application/json", "--data", &body.to_string()]);
        curl.arg(format!("http://{}{path}", server.authority));
    }
    let answers = output(&mut curl)?;
    Ok(serde_json::Deserializer::from_str(&answers).into_iter().collect::<Result<_, _>>()?)
}

impl Install {
    /// On a fresh data folder.
    pub fn make(data: &Path) -> Result<Self> {
        Self::named(data, "bench")
    }

    /// One of several on the same data folder.
    pub fn named(data: &Path, name: &str) -> Result<Self> {
        let email = format!("{name}@parlor.example");
        let organization =
            admin(data, &["create-organization", name, "--email", &email, "--json"], "benchmark\n")?;
        let id = text(&organization, "id")?;
        let agent = admin(data, &["create-agent", &id, "--name", "Bench", "--json"], "")?;
        let key = |kind| {
            let key = admin(data, &["create-key", &id, "--name", kind, "--kind", kind, "--json"], "")?;
            text(&key, "key")
        };
        Ok(Self { agent: text(&agent, "id")?, key: key("publishable")?, secret: key("secret")? })
    }
}

fn admin(data: &Path, arguments: &[&str], input: &str) -> Result<Value> {
    let mut command = parlor(data);
    command.arg("admin").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn()?;
    child.stdin.take().context("no input")?.write_all(input.as_bytes())?;
    let done = child.wait_with_output()?;
    ensure!(done.status.success(), "parlor admin {arguments:?} ended with {}", done.status);
    Ok(serde_json::from_slice(&done.stdout)?)
}

fn text(value: &Value, name: &str) -> Result<String> {
    Ok(value[name].as_str().with_context(|| format!("{name} is missing"))?.to_owned())
}
