//! The load generator as a process of its own: prints one JSON object.
#![expect(clippy::print_stdout, reason = "the caller reads the report from standard output")]

use std::path::PathBuf;
use std::time::Duration;

use clap::Parser;
use testkit::load::{Plan, Target, run};

#[derive(Parser)]
struct Arguments {
    /// host:port of the server
    authority: String,
    /// Publishable key; the server is then Parlor, else a model server
    #[arg(long, requires = "agent")]
    key: Option<String>,
    /// Agent to talk with
    #[arg(long)]
    agent: Option<String>,
    /// In place of key and agent: a file of them, `key agent` on each line, which clients take in turn
    #[arg(long, conflicts_with = "key")]
    targets: Option<PathBuf>,
    /// Clients at once
    #[arg(long, default_value_t = 32)]
    clients: usize,
    /// Turns are started for this long
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// A client stops after this many turns
    #[arg(long, default_value_t = u64::MAX)]
    turns: u64,
    /// Clients start spread over this time
    #[arg(long, default_value_t = 0)]
    ramp_ms: u64,
    /// Expected time between two pieces of text
    #[arg(long, default_value_t = 0)]
    pace_ms: u64,
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let authority = arguments.authority;
    let parlor = |key: &str, agent: &str| Target::Parlor {
        authority: authority.clone(),
        key: key.to_owned(),
        agent: agent.to_owned(),
    };
    let targets: Vec<Target> = match (&arguments.targets, &arguments.key, &arguments.agent) {
        (Some(file), ..) => {
            let text = std::fs::read_to_string(file)?;
            text.lines()
                .filter_map(|line| line.split_once(' '))
                .map(|(key, agent)| parlor(key, agent))
                .collect()
        }
        (None, Some(key), Some(agent)) => vec![parlor(key, agent)],
        _ => vec![Target::Upstream(authority.clone())],
    };
    let plan = Plan {
        clients: arguments.clients,
        time: Duration::from_secs(arguments.seconds),
        turns: arguments.turns,
        ramp: Duration::from_millis(arguments.ramp_ms),
        pace: Duration::from_millis(arguments.pace_ms),
    };
    println!("{}", serde_json::to_string(&run(&targets, plan).await)?);
    Ok(())
}
