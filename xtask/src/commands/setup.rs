//! `cargo xtask setup`: everything that the other commands would install on the way, at once.

use anyhow::Result;
use clap::Args;

use crate::tools::{cargo, chromium, node, postgres::Postgres, weights};

pub const NEXTEST: (&str, &str) = ("cargo-nextest", "0.9.143");
pub const DENY: (&str, &str) = ("cargo-deny", "0.20.2");

#[derive(Args)]
pub struct Setup {}

impl Setup {
    pub fn run(self) -> Result<()> {
        node::ensure()?;
        weights::ensure()?;
        chromium::ensure()?;
        for (extension, version) in [NEXTEST, DENY] {
            cargo::ensure(extension, version)?;
        }
        // Installing is part of starting, and starting shows that it works here.
        drop(Postgres::start()?);
        println!("Everything is here.");
        Ok(())
    }
}
