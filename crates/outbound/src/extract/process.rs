//! The parent's half: starts a reader, feeds it, listens within limits, and tells from its end what to say to people.

use std::ffi::OsString;
use std::os::unix::process::ExitStatusExt as _;
use std::path::PathBuf;
use std::pin::pin;
use std::process::{ExitStatus, Stdio};

use async_trait::async_trait;
use bytes::Bytes;
use domain::document::content::{Content, ExtractError, Extractor, Progress};
use domain::document::kind::FileKind;
use futures::future::{Either, select};
use tokio::io::{AsyncBufReadExt as _, AsyncRead, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::process::{Child, ChildStdin, Command};
use tokio::sync::watch;
use tokio::time::timeout;

use super::wire::Line;
use super::{COMMAND, Limits};

/// How much of what a reader writes to standard error is looked at.
const COMPLAINT: u64 = 4 << 10;

/// Reads files in child processes, one per file.
pub struct ProcessExtractor {
    program: PathBuf,
    limits: Limits,
}

impl ProcessExtractor {
    /// `program` is this program (see [`running_program`]) or one that understands the same command.
    pub fn new(program: PathBuf, limits: Limits) -> Self {
        Self { program, limits }
    }

    fn start(&self, kind: FileKind) -> std::io::Result<Child> {
        let number = |n: u64| OsString::from(n.to_string());
        Command::new(&self.program)
            .arg(COMMAND)
            .arg(kind.media_type())
            .args([number(self.limits.memory_bytes), number(self.limits.cpu_seconds)])
            .env_clear()
            // The allocator's usual reservation of a gigabyte would count as memory in use.
            .env("MIMALLOC_ARENA_RESERVE", "32768")
            .current_dir("/")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
    }

    async fn read(
        &self,
        mut child: Child,
        bytes: Bytes,
        progress: &watch::Sender<Progress>,
    ) -> Result<Content, ExtractError> {
        let (Some(stdin), Some(stdout), Some(stderr)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(ExtractError::Failed("the reader has no standard streams".to_owned()));
        };
        let listening = pin!(listen(stdout, self.limits.output_bytes, progress));
        let rest = pin!(async { tokio::join!(complaint(stderr), feed(stdin, bytes)).0 });
        // A reader that has said all, or too much, is not waited for: it ends with `child`.
        let complaint = match select(listening, rest).await {
            Either::Left((said, rest)) => match said? {
                Some(outcome) => return outcome,
                None => rest.await,
            },
            Either::Right((complaint, listening)) => match listening.await? {
                Some(outcome) => return outcome,
                None => complaint,
            },
        };
        let status = child.wait().await.map_err(failed)?;
        Err(self.verdict(status, &complaint))
    }

    /// What a reader's end means that said neither blocks nor a reason.
    fn verdict(&self, status: ExitStatus, complaint: &str) -> ExtractError {
        let unusable = |reason: &str| ExtractError::Unusable(reason.to_owned());
        match status.signal() {
            Some(libc::SIGXCPU) => unusable("Reading the file takes too long. Split it into smaller files."),
            // Killed from outside: a shutdown, or a machine without memory. Later it may work.
            Some(libc::SIGKILL | libc::SIGTERM) => {
                ExtractError::Failed(format!("the reader was stopped: {status}"))
            }
            _ if complaint.contains("memory allocation of") => unusable(
                "Reading the file takes more memory than one file may use. Split it into smaller files.",
            ),
            _ if complaint.contains("overflowed its stack") => {
                unusable("The file is nested too deeply to be read.")
            }
            Some(_) => unusable("The file is damaged: its reader crashed."),
            None => {
                tracing::warn!(program = %self.program.display(), %status, complaint, "a reader of uploads does not work");
                ExtractError::Failed(format!("the reader ended early: {status}"))
            }
        }
    }
}

/// The program that is running, wherever it lies now: it may have been replaced since it was started.
pub fn running_program() -> std::io::Result<PathBuf> {
    if cfg!(target_os = "linux") { Ok(PathBuf::from("/proc/self/exe")) } else { std::env::current_exe() }
}

#[async_trait]
impl Extractor for ProcessExtractor {
    async fn extract(
        &self,
        kind: FileKind,
        bytes: Bytes,
        progress: watch::Sender<Progress>,
    ) -> Result<Content, ExtractError> {
        let child = self.start(kind).map_err(failed)?;
        match timeout(self.limits.wall, self.read(child, bytes, &progress)).await {
            Ok(read) => read,
            Err(_) => Err(ExtractError::Unusable(
                "Reading the file takes too long. Split it into smaller files.".to_owned(),
            )),
        }
    }
}

fn failed(error: std::io::Error) -> ExtractError {
    ExtractError::Failed(format!("the reader cannot be used: {error}"))
}

/// What the reader says; `None` when it ends without an end.
async fn listen(
    output: impl AsyncRead + Unpin,
    most: u64,
    progress: &watch::Sender<Progress>,
) -> Result<Option<Result<Content, ExtractError>>, ExtractError> {
    let mut output = BufReader::new(output.take(most));
    let mut content = Content::default();
    let mut text = Vec::new();
    loop {
        text.clear();
        if output.read_until(b'\n', &mut text).await.map_err(failed)? == 0 || text.last() != Some(&b'\n') {
            let full = output.get_ref().limit() == 0;
            return if full {
                Err(ExtractError::Unusable(
                    "The file holds more text than one document may have. Split it into smaller files."
                        .to_owned(),
                ))
            } else {
                Ok(None)
            };
        }
        // Anything else on this stream is not from a reader.
        let Ok(line) = serde_json::from_slice(&text) else { return Ok(None) };
        match line {
            Line::Notice { text } => tracing::warn!("{text}"),
            Line::Progress { done, total } => {
                progress.send_replace(Progress { done, total });
            }
            Line::Block(block) => content.blocks.push(block),
            Line::End { page_count } => return Ok(Some(Ok(Content { page_count, ..content }))),
            Line::Unusable { reason } => return Ok(Some(Err(ExtractError::Unusable(reason)))),
        }
    }
}

/// A reader that has seen enough stops listening; that is no fault.
async fn feed(mut input: ChildStdin, bytes: Bytes) {
    let _ = input.write_all(&bytes).await;
}

/// The beginning of what the reader writes to standard error. The rest is read too, so that it is never held up.
async fn complaint(mut errors: impl AsyncRead + Unpin) -> String {
    let mut beginning = Vec::new();
    let _ = (&mut errors).take(COMPLAINT).read_to_end(&mut beginning).await;
    let _ = tokio::io::copy(&mut errors, &mut tokio::io::sink()).await;
    String::from_utf8_lossy(&beginning).into_owned()
}
