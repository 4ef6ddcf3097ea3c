//! `cargo xtask bench search` and `cargo xtask bench retrieval`: programs of the product's own crates, built optimised and run.

use anyhow::{Result, ensure};
use clap::Args;

use crate::tools::{
    cargo::cargo,
    postgres::Postgres,
    process::{program, run},
    repository, weights,
};

#[derive(Args)]
pub struct Search {
    /// Chunks of one tenant, one run each
    #[arg(long, default_value = "1000,10000,100000")]
    sizes: String,
    /// Tenants of 1,000 chunks each in the last run
    #[arg(long, default_value_t = 1000)]
    tenants: u32,
    /// Bound of the cache of indexes, in MiB
    #[arg(long, default_value_t = 4096)]
    cache_mib: u32,
    /// Leave Postgres out
    #[arg(long)]
    sqlite_only: bool,
}

#[derive(Args)]
pub struct Retrieval {}

impl Search {
    pub fn run(self) -> Result<()> {
        let build = Example::build("search")?;
        let folder = tempfile::tempdir()?;
        println!("\nSQLite");
        self.on(&build, &format!("sqlite://{}", folder.path().join("bench.db").display()))?;
        if !self.sqlite_only {
            println!("\nPostgres");
            let server = Postgres::start()?;
            self.on(&build, &server.url())?;
        }
        Ok(())
    }

    fn on(&self, example: &Example, database: &str) -> Result<()> {
        example.run(&[
            "--database",
            database,
            "--sizes",
            &self.sizes,
            "--tenants",
            &self.tenants.to_string(),
            "--cache-mib",
            &self.cache_mib.to_string(),
        ])
    }
}

impl Retrieval {
    pub fn run(self) -> Result<()> {
        Example::build("retrieval")?.run(&[])
    }
}

/// One of the measuring programs beside the binary.
struct Example(&'static str);

impl Example {
    fn build(name: &'static str) -> Result<Self> {
        weights::ensure()?;
        ensure!(weights::are_there(), "the embedding weights are needed for this");
        run(cargo().args(["build", "--release", "--package", "parlor", "--example", name]))?;
        Ok(Self(name))
    }

    fn run(&self, arguments: &[&str]) -> Result<()> {
        let corpus = repository::root().join("evals/corpus");
        let mut command = program(repository::target().join("release/examples").join(self.0));
        run(command.arg("--corpus").arg(corpus).arg("--weights").arg(weights::folder()).args(arguments))
    }
}
