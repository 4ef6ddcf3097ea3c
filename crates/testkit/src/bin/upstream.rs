//! The scripted model server as a process of its own, for browser tests, load and trying things by hand.
#![expect(clippy::print_stdout, reason = "the caller reads the address from the first line")]

use std::time::Duration;

use clap::Parser;
use testkit::upstream::{Options, Script, Upstream};

#[derive(Parser)]
struct Arguments {
    /// Port on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Words in an answer
    #[arg(long, default_value_t = 50)]
    tokens: usize,
    /// Pause before each word, in milliseconds
    #[arg(long, default_value_t = 0)]
    delay_ms: u64,
    /// Neither parse nor keep requests, and use two threads: for measuring others
    #[arg(long)]
    load: bool,
    /// For load: each answer begins with a call of this tool
    #[arg(long, requires_all = ["load", "arguments"])]
    calls: Option<String>,
    /// What the tool is called with, as JSON
    #[arg(long)]
    arguments: Option<String>,
}

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let call = arguments.calls.as_deref().zip(arguments.arguments.as_deref());
    let options = Options {
        port: arguments.port,
        otherwise: Script::tokens(arguments.tokens).paced(Duration::from_millis(arguments.delay_ms)),
        attentive: !arguments.load,
        first: call.map(|call| Script::calls(&[call])),
        threads: if arguments.load { 2 } else { 1 },
    };
    let upstream = Upstream::with(options)?;
    println!("{}", upstream.base_url());
    // It serves on its own threads until somebody ends the process.
    loop {
        std::thread::park();
    }
}
