//! `cargo xtask bench <what>`: figures as ratios against something that runs at the same time on the same machine.

mod chat;
mod servers;

use anyhow::Result;
use clap::{Args, Subcommand};

#[derive(Args)]
pub struct Bench {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Turns per second, time to first text and many slow streams, beside the same load sent straight to the model server
    Chat(chat::Chat),
}

impl Bench {
    pub fn run(self) -> Result<()> {
        match self.what {
            What::Chat(chat) => chat.run(),
        }
    }
}
