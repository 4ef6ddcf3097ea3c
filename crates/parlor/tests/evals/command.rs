//! The binary with a model server behind it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use serde_json::Value;
use tempfile::TempDir;
use testkit::upstream::Upstream;

/// What a run said.
#[derive(Debug)]
pub struct Said {
    pub code: Option<i32>,
    pub out: String,
    pub err: String,
}

/// A file of the repository's `evals` folder.
pub fn shipped(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../evals").join(name);
    path.canonicalize().unwrap().display().to_string()
}

/// The binary in this folder, with nothing from the environment but the model server.
pub fn command(dir: &Path, upstream: Option<&Upstream>, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parlor"));
    command.current_dir(dir);
    for (name, _) in
        std::env::vars().filter(|(name, _)| name.starts_with("PARLOR_") || name.ends_with("_API_KEY"))
    {
        command.env_remove(name);
    }
    if let Some(upstream) = upstream {
        command.env("PARLOR_LLM_BASE_URL", upstream.base_url()).env("PARLOR_LLM_MODEL", "scripted");
    }
    command.env("PARLOR_LOG", "error").args(arguments);
    command
}

/// Runs to the end.
pub fn run(dir: &Path, upstream: Option<&Upstream>, arguments: &[&str]) -> Said {
    let output = command(dir, upstream, arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Said { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// Starts and does not wait.
pub fn start(dir: &Path, upstream: &Upstream, arguments: &[&str]) -> Child {
    command(dir, Some(upstream), arguments).stdout(Stdio::null()).spawn().unwrap()
}

/// A folder with a suite of so many cases that pass when the model says `fine`.
pub fn folder(cases: usize) -> (TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let suite = dir.path().join("many.jsonl");
    let lines: Vec<String> = (0..cases)
        .map(|n| {
            format!(
                r#"{{"id": "case-{n:03}", "input": "question {n:03}", "checks": [{{"contains": "fine"}}]}}"#
            )
        })
        .collect();
    std::fs::write(&suite, lines.join("\n")).unwrap();
    (dir, suite)
}

pub fn json(path: &Path) -> Value {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}
