//! `cargo xtask run`: from a fresh checkout to a running server with something to look at.

use std::net::{Ipv4Addr, SocketAddr};

use anyhow::Result;
use clap::Args;

use super::web::Web;
use crate::tools::{
    cargo::cargo,
    process::{program, run},
    repository, weights,
};

#[derive(Args)]
pub struct Run {
    /// Build with optimisation and the embedding weights inside the binary
    #[arg(long)]
    release: bool,
    /// Where the server listens
    #[arg(long, env = "PARLOR_LISTEN", default_value_t = SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)))]
    listen: SocketAddr,
    /// Passed on to `parlor serve`
    #[arg(last = true)]
    serve: Vec<String>,
}

impl Run {
    pub fn run(self) -> Result<()> {
        weights::ensure()?;
        Web {}.run()?;
        let mut build = cargo();
        build.args(["build", "--locked", "--package", "parlor"]);
        if self.release {
            build.arg("--release");
        }
        run(&mut build)?;

        let profile = if self.release { "release" } else { "debug" };
        let mut serve = program(repository::target().join(profile).join("parlor"));
        serve.args(["serve", "--demo", "--listen", &self.listen.to_string()]).args(self.serve);
        println!("Dashboard  http://{}/", self.listen);
        println!("Demo page  http://{}/demo", self.listen);
        run(&mut serve)
    }
}
