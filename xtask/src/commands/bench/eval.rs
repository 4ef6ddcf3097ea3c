//! `cargo xtask bench eval`.

use std::{
    fs,
    path::Path,
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, ensure};
use clap::Args;
use serde_json::{Value, json};

use super::servers::{Install, Server, build, parlor};
use crate::tools::{process::succeeds, promptfoo};

/// Words of one answer, and the one that every case looks for.
const WORDS: u32 = 20;
const WANTED: &str = "word7";

#[derive(Args)]
pub struct Eval {
    /// Cases, each one question and one check
    #[arg(long, default_value_t = 1000)]
    cases: u32,
    /// Cases at a time
    #[arg(long, default_value_t = 16)]
    parallel: u32,
}

/// What a runner took.
struct Took {
    /// For all cases, from the start of the program to its end.
    whole: Duration,
    /// Without what one case takes: start and end of the program.
    cases: Duration,
}

impl Eval {
    pub fn run(self) -> Result<()> {
        ensure!(self.cases > 1, "at least two cases are needed");
        build()?;
        promptfoo::ensure()?;
        let upstream = Server::upstream(WORDS, 0)?;
        let folder = tempfile::tempdir()?;
        let install = Install::make(folder.path())?;
        println!(
            "\n{} cases, {} at a time, one answer of {WORDS} words each from the same scripted server on this machine",
            self.cases, self.parallel
        );
        println!("{:<22}{:>16}{:>20}", "", "cases/s", "without start, /s");
        let ours = self.took(|cases| self.parlor(folder.path(), &install, &upstream, cases))?;
        let theirs = self.took(|cases| self.promptfoo(folder.path(), &upstream, cases))?;
        for (name, took) in [("parlor eval run", &ours), ("promptfoo eval", &theirs)] {
            println!("{name:<22}{:>16.1}{:>20.1}", self.rate(took.whole), self.rate(took.cases));
        }
        let times = |theirs: Duration, ours: Duration| theirs.as_secs_f64() / ours.as_secs_f64();
        println!(
            "{:<22}{:>15.1}x{:>19.1}x",
            "ratio",
            times(theirs.whole, ours.whole),
            times(theirs.cases, ours.cases)
        );
        Ok(())
    }

    fn rate(&self, took: Duration) -> f64 {
        f64::from(self.cases) / took.as_secs_f64()
    }

    /// One case and then all of them. Both programs do the same work around the cases each time.
    fn took(&self, run: impl Fn(u32) -> Result<Duration>) -> Result<Took> {
        let (one, whole) = (run(1)?, run(self.cases)?);
        let cases = whole.checked_sub(one).filter(|left| !left.is_zero());
        Ok(Took { whole, cases: cases.context("all cases took no longer than one")? })
    }

    fn parlor(&self, folder: &Path, install: &Install, upstream: &Server, cases: u32) -> Result<Duration> {
        let (suite, report) = (folder.join("suite.jsonl"), folder.join("report.json"));
        let case =
            |n| json!({"id": format!("case-{n}"), "input": question(n), "checks": [{"contains": WANTED}]});
        let lines: Vec<String> = (0..cases).map(|n| case(n).to_string()).collect();
        fs::write(&suite, lines.join("\n"))?;
        let mut command = parlor(folder);
        command.args(["eval", "run"]).arg(&suite).args(["--agent", &install.agent]);
        command.args(["--parallel", &self.parallel.to_string(), "--json"]).arg(&report);
        command.env("PARLOR_LLM_BASE_URL", base(upstream)).env("PARLOR_LLM_MODEL", "scripted");
        let took = timed(&mut command)?;
        let report: Value = serde_json::from_str(&fs::read_to_string(&report)?)?;
        let results = report["suites"][0]["cases"].as_array().context("a report without cases")?;
        let passed = results.iter().filter(|case| case["state"] == "passed").count();
        ensure!(passed == usize::try_from(cases)?, "parlor: {passed} of {cases} cases passed");
        Ok(took)
    }

    fn promptfoo(&self, folder: &Path, upstream: &Server, cases: u32) -> Result<Duration> {
        let (config, report) = (folder.join("promptfoo.json"), folder.join("promptfoo-report.json"));
        let tests: Vec<Value> = (0..cases).map(|n| json!({"vars": {"question": question(n)}})).collect();
        let model = json!({"apiBaseUrl": base(upstream), "apiKey": "none"});
        let document = json!({
            "prompts": ["{{question}}"],
            "providers": [{"id": "openai:chat:scripted", "config": model}],
            "defaultTest": {"assert": [{"type": "contains", "value": WANTED}]},
            "tests": tests,
        });
        fs::write(&config, document.to_string())?;
        let mut command = promptfoo::eval(&config, &folder.join("promptfoo"))?;
        command.args(["--max-concurrency", &self.parallel.to_string(), "--output"]).arg(&report);
        let took = timed(&mut command)?;
        let report: Value = serde_json::from_str(&fs::read_to_string(&report)?)?;
        let passed = &report["results"]["stats"]["successes"];
        ensure!(*passed == json!(cases), "promptfoo: {passed} of {cases} cases passed");
        Ok(took)
    }
}

fn question(number: u32) -> String {
    format!("Question {number}: which word comes after the sixth?")
}

fn base(upstream: &Server) -> String {
    format!("http://{}/v1", upstream.authority)
}

/// From start to end; what it prints is not shown, and it must end well.
fn timed(command: &mut Command) -> Result<Duration> {
    command.stdin(Stdio::null());
    let started = Instant::now();
    ensure!(succeeds(command), "{} did not end well", command.get_program().to_string_lossy());
    Ok(started.elapsed())
}
