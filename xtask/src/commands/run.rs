//! `cargo xtask run`: from a fresh checkout to a running server with something to look at.

use std::net::{Ipv4Addr, SocketAddr};

use anyhow::Result;
use clap::Args;

use super::build::Build;
use crate::tools::{
    process::{program, run},
    weights,
};

#[derive(Args)]
pub struct Run {
    #[command(flatten)]
    build: Build,
    /// Where the server listens
    #[arg(long, env = "PARLOR_LISTEN", default_value_t = SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)))]
    listen: SocketAddr,
    /// Passed on to `parlor serve`
    #[arg(last = true)]
    serve: Vec<String>,
}

impl Run {
    pub fn run(self) -> Result<()> {
        // A release build has the weights inside.
        let weights_inside = self.build.release;
        let mut serve = program(self.build.build()?);
        serve.args(["serve", "--demo", "--listen", &self.listen.to_string()]).args(self.serve);
        if !weights_inside && std::env::var_os(weights::FOLDER_VARIABLE).is_none() {
            serve.env(weights::FOLDER_VARIABLE, weights::folder());
        }
        println!("Dashboard  http://{}/", self.listen);
        println!("Demo page  http://{}/demo", self.listen);
        run(&mut serve)
    }
}
