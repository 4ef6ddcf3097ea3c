//! `cargo xtask postgres`: a database server for tests that are run by hand.

use anyhow::Result;
use clap::Args;

use crate::tools::postgres::{Postgres as Server, URL_VARIABLE};

#[derive(Args)]
pub struct Postgres {}

impl Postgres {
    pub fn run(self) -> Result<()> {
        let mut server = Server::start()?;
        println!("export {URL_VARIABLE}={}", server.url());
        println!("Ctrl-C stops it and removes its data.");
        server.wait()
    }
}
