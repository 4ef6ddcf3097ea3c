//! `cargo xtask build`: the web apps, and the binary that serves them.

use std::path::PathBuf;

use anyhow::Result;
use clap::Args;

use super::web::Web;
use crate::tools::{cargo::cargo, process::run, repository, weights};

#[derive(Args)]
pub struct Build {
    /// With optimisation, and with the web apps and the embedding weights inside the binary
    #[arg(long)]
    pub release: bool,
}

impl Build {
    pub fn run(self) -> Result<()> {
        let binary = self.build()?;
        println!("{}", binary.display());
        Ok(())
    }

    /// The path of the binary.
    pub fn build(self) -> Result<PathBuf> {
        if let Err(error) = weights::ensure() {
            eprintln!("Going on without embedding weights, so with text search alone: {error:#}");
        }
        Web {}.run()?;
        let mut build = cargo();
        build.args(["build", "--locked", "--package", "parlor"]);
        if self.release {
            build.arg("--release");
            if weights::are_there() {
                build.args(["--features", "weights"]).env("PARLOR_WEIGHTS", weights::folder());
            }
        }
        run(&mut build)?;
        let profile = if self.release { "release" } else { "debug" };
        Ok(repository::target().join(profile).join("parlor"))
    }
}
