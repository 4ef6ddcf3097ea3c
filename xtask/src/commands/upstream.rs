//! `cargo xtask upstream`: the scripted model server, to try Parlor against a model that needs no key.

use anyhow::Result;
use clap::Args;

use crate::tools::{cargo::cargo, process::run};

#[derive(Args)]
pub struct Upstream {
    /// Port on 127.0.0.1
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Words in an answer
    #[arg(long, default_value_t = 50)]
    tokens: usize,
    /// Pause before each word, in milliseconds
    #[arg(long, default_value_t = 0)]
    delay_ms: u64,
}

impl Upstream {
    pub fn run(self) -> Result<()> {
        let mut command = cargo();
        command.args(["run", "--quiet", "--package", "testkit", "--bin", "upstream", "--"]);
        command.args(["--port", &self.port.to_string(), "--tokens", &self.tokens.to_string()]);
        run(command.args(["--delay-ms", &self.delay_ms.to_string()]))
    }
}
