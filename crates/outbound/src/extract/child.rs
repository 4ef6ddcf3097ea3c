//! The reader: what the program does when it is started as one. It confines itself, then reads a file from standard input and
//! says its blocks on standard output.

use std::io::{self, Read as _, Write};

use domain::document::content::Progress;
use domain::document::kind::FileKind;

use super::confine::confine;
use super::read::{self, Unreadable};
use super::wire::Line;

/// Stack of the thread that parses. Formats that nest are read by recursion; what is deeper than this ends the process.
const STACK: usize = 64 << 20;

/// What the parent says on the command line.
#[derive(Debug, Clone, Copy)]
pub struct Order {
    /// What the file is.
    pub kind: FileKind,
    /// See [`super::Limits::memory_bytes`].
    pub memory_bytes: u64,
    /// See [`super::Limits::cpu_seconds`].
    pub cpu_seconds: u64,
}

/// Reads one file. Must be called before the process has threads.
pub fn run(order: Order) -> io::Result<()> {
    for text in confine(order.memory_bytes, order.cpu_seconds) {
        say(&Line::Notice { text })?;
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    let reader = std::thread::Builder::new().stack_size(STACK);
    let reading = reader.spawn(move || read::read(order.kind, bytes, &mut progress))?;
    // A parser that panicked has said so on standard error.
    let read = reading.join().unwrap_or(Err(Unreadable::damaged(order.kind, "its reader gave up")));
    match read {
        Ok(content) => {
            content.blocks.into_iter().try_for_each(|block| say(&Line::Block(block)))?;
            say(&Line::End { page_count: content.page_count })
        }
        Err(error) => say(&Line::Unusable { reason: error.to_string() }),
    }
}

fn progress(progress: Progress) {
    // A parent that does not listen any more is noticed when the blocks are said.
    let _ = say(&Line::Progress { done: progress.done, total: progress.total });
}

fn say(line: &Line) -> io::Result<()> {
    let mut text = serde_json::to_string(line)?;
    text.push('\n');
    io::stdout().lock().write_all(text.as_bytes())
}
