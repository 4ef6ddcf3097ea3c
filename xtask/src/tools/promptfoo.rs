//! promptfoo, the evaluation runner from npm that ours is measured beside. Installed for benchmarks only, in a folder of its own.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::Result;

use super::{node, process::run, repository};

const VERSION: &str = "0.123.1";

/// Installs it unless it is there.
pub fn ensure() -> Result<()> {
    node::ensure()?;
    if program().is_file() {
        return Ok(());
    }
    println!("Installing promptfoo {VERSION} …");
    fs::create_dir_all(folder())?;
    let mut npm = node::npm()?;
    npm.args([
        "install",
        "--no-audit",
        "--no-fund",
        "--no-save",
        "--omit=dev",
        "--loglevel=error",
        "--prefix",
    ]);
    run(npm.arg(folder()).arg(format!("promptfoo@{VERSION}")))
}

/// An evaluation of what `config` says, on the pinned Node, its state in `state`. It calls nobody but the model: nothing is cached, reported,
/// shared or looked for.
pub fn eval(config: &Path, state: &Path) -> Result<Command> {
    let mut command = node::tool(program())?;
    command.arg("eval").arg("--config").arg(config);
    command.args(["--no-cache", "--no-table", "--no-progress-bar", "--no-share", "--no-write"]);
    command.env("PROMPTFOO_CONFIG_DIR", state).envs([
        ("PROMPTFOO_DISABLE_TELEMETRY", "1"),
        ("PROMPTFOO_DISABLE_UPDATE", "1"),
        ("PROMPTFOO_DISABLE_REMOTE_GENERATION", "true"),
        ("PROMPTFOO_DISABLE_SHARING", "1"),
    ]);
    Ok(command)
}

fn folder() -> PathBuf {
    repository::cache().join("bench").join(format!("promptfoo-{VERSION}"))
}

fn program() -> PathBuf {
    folder().join("node_modules/.bin/promptfoo")
}
