//! Files to blocks, in a child process: a parser of foreign bytes may hang, exhaust memory or crash, and must not take the
//! server with it.
//!
//! [`process`] is the parent's half and implements the port; [`child`] is what the same program runs when it is started as a
//! reader; [`confine`] is what the child gives up before it looks at a byte; [`read`] has one module per format; [`wire`] is
//! what the two say to each other. Must not know documents, passages or storage.

pub mod child;
mod confine;
pub mod process;
pub mod read;
mod wire;

use std::time::Duration;

/// The hidden command under which the program reads a file. No test's name contains it, so that a test harness that is
/// started in the program's place runs nothing.
pub const COMMAND: &str = "extract-document";

/// What reading one file may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Memory that the reader may write to.
    pub memory_bytes: u64,
    /// Processor time.
    pub cpu_seconds: u64,
    /// Time that passes.
    pub wall: Duration,
    /// What the reader may say: all blocks together, as JSON.
    pub output_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            memory_bytes: 1 << 30,
            cpu_seconds: 120,
            wall: Duration::from_secs(300),
            output_bytes: 32 << 20,
        }
    }
}
