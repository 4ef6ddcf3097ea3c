//! `cargo xtask web`: builds the web apps into `widget/dist` and `dashboard/dist`, and the React package.

use anyhow::Result;
use clap::Args;

use crate::tools::{node, process::run};

/// In the order in which one needs the other.
const APPS: [&str; 3] = ["@parlor/widget", "@parlor/react", "@parlor/dashboard"];

#[derive(Args)]
pub struct Web {}

impl Web {
    pub fn run(self) -> Result<()> {
        node::ensure()?;
        APPS.iter().try_for_each(|app| run(node::npm()?.args(["run", "build", "--workspace", app])))
    }
}
