//! The recording Langfuse server as a process of its own, for tests with the official clients and for trying things by hand.
#![expect(clippy::print_stdout, reason = "the caller reads the address from the first line")]

use clap::Parser;
use testkit::langfuse::{Langfuse, Settings};

#[derive(Parser)]
struct Arguments {
    /// Port on 127.0.0.1; 0 takes a free one
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The version that it says it has; before 4 it takes items of dataset runs
    #[arg(long, default_value = "4.0.0")]
    version: String,
}

#[tokio::main]
async fn main() -> anyhow::Result<()> {
    let arguments = Arguments::parse();
    let server = Langfuse::start(Settings { port: arguments.port, version: arguments.version }).await?;
    println!("{}", server.url());
    // It serves until somebody ends the process.
    std::future::pending::<()>().await;
    Ok(())
}
