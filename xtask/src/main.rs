//! The project's commands: `cargo xtask <command>`.
//!
//! Owns: setting a machine up, running the product from a checkout, and every check. Must not know how the product
//! works: it starts programs, looks at their exit codes and prints. One file per command in `commands`, one per outside
//! tool in `tools`.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "talking to a person is what these commands do"
)]
#![expect(clippy::disallowed_methods, reason = "these commands time things and read the shell's environment")]

mod commands;
mod tools;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Set up, run and check Parlor")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build everything and start the server with demonstration content
    Run(commands::run::Run),
    /// Build the web apps and the binary
    Build(commands::build::Build),
    /// Run every check and test
    Test(commands::test::Test),
    /// Build the web apps into the folders that the binary embeds
    Web(commands::web::Web),
    /// Measure
    Bench(commands::bench::Bench),
    /// Format the sources and look for what must not be committed
    Tidy(commands::tidy::Tidy),
    /// Install what this machine lacks
    Setup(commands::setup::Setup),
    /// Start a throw-away Postgres with pgvector and print its URL
    Postgres(commands::postgres::Postgres),
    /// Start the scripted model server
    Upstream(commands::upstream::Upstream),
}

fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Run(command) => command.run(),
        Command::Build(command) => command.run(),
        Command::Test(command) => command.run(),
        Command::Web(command) => command.run(),
        Command::Bench(command) => command.run(),
        Command::Tidy(command) => command.run(),
        Command::Setup(command) => command.run(),
        Command::Postgres(command) => command.run(),
        Command::Upstream(command) => command.run(),
    }
}
