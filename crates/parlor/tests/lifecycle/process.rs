//! The real binary as a child process.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A running `parlor serve`; killed when dropped.
pub struct Process {
    child: Child,
    /// `http://127.0.0.1:<port>`.
    pub base: String,
}

fn command(data_dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_parlor"));
    command.current_dir(data_dir).arg("--data-dir").arg(data_dir);
    for (name, _) in
        std::env::vars().filter(|(name, _)| name.starts_with("PARLOR_") || name.ends_with("_API_KEY"))
    {
        command.env_remove(name);
    }
    command
}

impl Process {
    /// Starts a server on a free port and waits until it says that it is ready.
    pub fn start(data_dir: &Path, environment: &[(&str, &str)]) -> Self {
        let mut child = command(data_dir)
            .args(["serve", "--listen", "127.0.0.1:0"])
            .envs(environment.iter().copied())
            .stdout(Stdio::piped())
            .stderr(Stdio::inherit())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let base = lines
            .find_map(|line| {
                line.unwrap().split_once("http://").map(|(_, rest)| format!("http://{}", rest.trim()))
            })
            .expect("the server says where it is");
        Self { child, base }
    }

    /// SIGKILL, and wait until it is gone.
    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// SIGTERM.
    pub fn terminate(&self) {
        let status = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(status.success());
    }

    /// Waits for the end; the exit code.
    pub fn wait(mut self) -> Option<i32> {
        self.child.wait().unwrap().code()
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs a command that must fail and returns what it complained of.
pub fn fails(data_dir: &Path, arguments: &[&str]) -> String {
    let output = command(data_dir).args(arguments).stdin(Stdio::null()).output().unwrap();
    assert!(!output.status.success(), "{arguments:?} should have failed");
    String::from_utf8(output.stderr).unwrap()
}

/// Runs a command that ends by itself and returns what it printed.
pub fn run(data_dir: &Path, arguments: &[&str], input: &str) -> String {
    let mut child =
        command(data_dir).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{arguments:?} ended with {}", output.status);
    String::from_utf8(output.stdout).unwrap()
}
