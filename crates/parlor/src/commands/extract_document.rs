//! `parlor extract-document`: the server starts itself so to read an upload. Needs no configuration, and must come before any thread.

use anyhow::Context as _;
use clap::Args;
use domain::document::kind::FileKind;
use outbound::extract::child::{self, Order};

#[derive(Debug, Args)]
pub struct ExtractDocument {
    /// What the file on standard input is, as a media type
    media_type: String,
    /// Memory that may be written to
    memory_bytes: u64,
    /// Processor time
    cpu_seconds: u64,
}

impl ExtractDocument {
    /// Confines the process, reads the file and prints its blocks.
    pub fn run(self) -> anyhow::Result<()> {
        let kind = FileKind::from_media_type(&self.media_type).context("no known media type")?;
        let order = Order { kind, memory_bytes: self.memory_bytes, cpu_seconds: self.cpu_seconds };
        Ok(child::run(order)?)
    }
}
