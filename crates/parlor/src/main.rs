//! The `parlor` binary: reads flags, configuration and environment, and runs one command.

use clap::Parser;
use parlor::cli::Cli;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    parlor::cli::run(Cli::parse())
}
