//! Commands that print a document and need no configuration.

use std::io::Write as _;

use clap::CommandFactory as _;

use crate::cli::Cli;

/// `parlor openapi`.
pub fn openapi() -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{}", api::openapi_document().to_pretty_json()?)?;
    Ok(())
}

/// `parlor completions SHELL`.
pub fn completions(shell: clap_complete::Shell) {
    clap_complete::generate(shell, &mut Cli::command(), "parlor", &mut std::io::stdout());
}
