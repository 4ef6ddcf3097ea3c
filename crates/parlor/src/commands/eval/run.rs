//! `parlor eval run`.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, bail, ensure};
use clap::Args;
use data_encoding::HEXLOWER;
use domain::clock::{Clock, Timestamp};
use domain::langfuse::Api;
use evals::report::compare::{Comparison, compare};
use evals::report::{Report, VERSION, html, junit, results, table};
use evals::run::budget::Meter;
use evals::run::journal::{Line, Lines, Nowhere, Past};
use evals::run::{Limits, Runner};
use evals::score::Scorer;
use evals::suite::Suite;
use evals::tape::Tape;
use outbound::system::SystemClock;
use sha2::{Digest as _, Sha256};

use super::files;
use super::langfuse::{self, Connection};
use super::progress::Bar;
use super::setup::Setup;
use crate::config::Config;

/// Flags of the command.
#[derive(Debug, Args)]
pub struct Run {
    /// Suite files (.yaml, .jsonl, .csv), folders of them, or datasets as langfuse:NAME
    #[arg(required = true, value_name = "SUITE")]
    suites: Vec<PathBuf>,
    /// The agent, by id or slug [default: the only one]
    #[arg(long)]
    pub(super) agent: Option<String>,
    /// Ask the demo agent; set up in a throw-away folder unless --data-dir is given
    #[arg(long, conflicts_with = "url")]
    pub(super) demo: bool,
    /// Ask the draft instead of the live version
    #[arg(long, conflicts_with = "url")]
    pub(super) draft: bool,
    /// Ask with the instructions in this file instead of the agent's
    #[arg(long, value_name = "FILE", conflicts_with = "url")]
    pub(super) prompt: Option<PathBuf>,
    /// Ask this model instead of the agent's
    #[arg(long, conflicts_with = "url")]
    pub(super) model: Option<String>,
    /// A script that answers and judges instead of a model
    #[arg(long, value_name = "FILE")]
    pub(super) script: Option<PathBuf>,
    /// The model that judges [default: the configured one]
    #[arg(long)]
    pub(super) judge_model: Option<String>,
    /// Ask an agent of a running server (with --agent and --key)
    #[arg(long, requires = "key", requires = "agent")]
    pub(super) url: Option<String>,
    /// Secret key of the server's organization
    #[arg(long, env = "PARLOR_EVAL_KEY", hide_env_values = true)]
    pub(super) key: Option<String>,
    /// Tell Langfuse of the run: an experiment on each suite's dataset, with traces and scores
    #[arg(long)]
    langfuse: bool,
    /// The experiment's name [default: who is asked, and when]
    #[arg(long, value_name = "NAME", requires = "langfuse")]
    langfuse_run: Option<String>,
    /// How the Langfuse server takes experiments [default: as its version says]
    #[arg(long, value_name = "API", requires = "langfuse")]
    langfuse_api: Option<LangfuseApi>,
    /// Only cases with one of these tags
    #[arg(long = "tag")]
    tags: Vec<String>,
    /// How often each case is asked, instead of what its suite says
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=100))]
    repeat: Option<u32>,
    /// Cases at a time
    #[arg(long, default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=256))]
    parallel: u16,
    /// How often a case is tried again when model or server fail
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u32).range(0..=10))]
    retries: u32,
    /// Most USD to spend; no case begins once it may be exceeded
    #[arg(long, value_name = "USD")]
    budget: Option<f64>,
    /// What random numbers begin from
    #[arg(long, default_value_t = 0)]
    seed: u64,
    /// Remember the run here; started again, it goes on where it was cut off
    #[arg(long, value_name = "FILE")]
    journal: Option<PathBuf>,
    /// Play model calls from this file; what is not on it is an error
    #[arg(long, value_name = "FILE", conflicts_with = "url")]
    cassette: Option<PathBuf>,
    /// Ask for what is not on the cassette, and record it
    #[arg(long, requires = "cassette")]
    record: bool,
    /// Compare with the report of an earlier run (JSON)
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Do not pass when a case of the baseline regressed
    #[arg(long, requires = "baseline")]
    no_regressions: bool,
    /// Write the report as JSON
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Write the report as JUnit XML
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
    /// Write the report as one HTML page
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
}

/// How experiments are written.
#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum LangfuseApi {
    /// Items of dataset runs: self-hosted servers until version 3
    V3,
    /// Attributes of spans: version 4 and later
    V4,
}

impl From<LangfuseApi> for Api {
    fn from(api: LangfuseApi) -> Self {
        match api {
            LangfuseApi::V3 => Self::RunItems,
            LangfuseApi::V4 => Self::Spans,
        }
    }
}

impl Run {
    /// Runs, prints and writes; the exit code says what came of it.
    pub async fn run(self, config: &mut Config, data_dir_given: bool) -> anyhow::Result<ExitCode> {
        let baseline = self.baseline.as_deref().map(files::report).transpose()?;
        let langfuse = self.connection(config)?;
        let suites = self.read_suites(langfuse.as_ref()).await?;
        let throw_away = if self.demo && !data_dir_given { Some(tempfile::tempdir()?) } else { None };
        if let Some(folder) = &throw_away {
            // The embedding model stays where it is, if it is anywhere.
            let weights = Some(config.weights_dir()).filter(|weights| weights.is_dir());
            config.embed.weights_dir = config.embed.weights_dir.take().or(weights);
            config.storage.data_dir = folder.path().to_owned();
        }
        let clock: Arc<dyn Clock> = Arc::new(SystemClock);
        let (journal, past): (Arc<dyn Lines>, Past) = match &self.journal {
            Some(path) => {
                let (lines, past) = files::lines(path)?;
                (Arc::new(lines), past)
            }
            None => (Arc::new(Nowhere), Past::default()),
        };
        let cap = self.budget.map(micros).transpose()?;
        let meter = Arc::new(Meter::new(cap, past.spent()));
        let tape = self.tape(&past, journal.clone(), meter.clone(), clock.clone())?;
        let setup = Setup::new(&self, config, &tape, &meter).await?;
        let started = self.begin(&past, &suites, &setup, &*journal, clock.now()).await?;
        let bar = Arc::new(Bar::new());
        let runner = Runner {
            target: setup.target.clone(),
            scorer: Scorer { judge: setup.judge.clone(), embedder: Some(setup.embedder.clone()) },
            tape,
            meter: meter.clone(),
            clock: clock.clone(),
            journal,
            progress: bar.clone(),
            limits: Limits {
                parallel: usize::from(self.parallel),
                retries: self.retries,
                ..Limits::default()
            },
        };
        let attempts = runner.run(&suites, past).await;
        bar.clear();
        let report = Report {
            version: VERSION,
            target: setup.name.clone(),
            seed: self.seed,
            started_at: started,
            took_ms: u64::try_from(clock.now().since(started).as_millis())?,
            spent_micros: meter.spent(),
            suites: results(&suites, &attempts?),
        };
        if let Some(house) = setup.house {
            house.app.close().await;
        }
        if let Some(langfuse) = langfuse.filter(|_| self.langfuse) {
            let name = self.langfuse_run.clone();
            let name = name.unwrap_or_else(|| format!("{} {}", report.target, report.started_at));
            langfuse.tell(&name, &suites, &report).await;
        }
        let comparison = baseline.as_ref().map(|baseline| compare(baseline, &report, self.seed));
        self.tell(&report, comparison.as_ref())?;
        let regressed = self.no_regressions && comparison.is_some_and(|comparison| comparison.regressed > 0);
        let code = report.conclusion().exit_code();
        Ok(ExitCode::from(if regressed { code.max(1) } else { code }))
    }

    /// To Langfuse, when anything of this run has to do with it.
    fn connection(&self, config: &Config) -> anyhow::Result<Option<Connection>> {
        let needed = self.langfuse || self.suites.iter().any(|path| langfuse::named(path).is_some());
        needed.then(|| Connection::new(config, self.langfuse_api.map(Api::from))).transpose()
    }

    async fn read_suites(&self, langfuse: Option<&Connection>) -> anyhow::Result<Vec<Suite>> {
        let (datasets, paths): (Vec<_>, Vec<_>) =
            self.suites.iter().cloned().partition(|path| langfuse::named(path).is_some());
        let mut suites = if paths.is_empty() { Vec::new() } else { files::suites(&paths)? };
        for path in &datasets {
            let (Some(langfuse), Some(name)) = (langfuse, langfuse::named(path)) else { continue };
            ensure!(suites.iter().all(|suite| suite.name != name), "another suite is called `{name}` too");
            suites.push(langfuse.suite(name).await?);
        }
        for suite in &mut suites {
            suite.keep_tagged(&self.tags);
            if let Some(repeat) = self.repeat {
                suite.repeat = repeat;
                suite.cases.iter_mut().for_each(|case| case.repeat = None);
            }
        }
        suites.retain(|suite| !suite.cases.is_empty());
        ensure!(!suites.is_empty(), "no case has one of the tags {}", self.tags.join(", "));
        Ok(suites)
    }

    fn tape(
        &self,
        past: &Past,
        journal: Arc<dyn Lines>,
        meter: Arc<Meter>,
        clock: Arc<dyn Clock>,
    ) -> anyhow::Result<Arc<Tape>> {
        let mut calls = past.calls.clone();
        let mut sinks = vec![journal];
        match &self.cassette {
            Some(path) if self.record => {
                let (lines, recorded) = files::lines(path)?;
                calls.extend(recorded.calls);
                sinks.push(Arc::new(lines));
            }
            Some(path) => calls.extend(files::played(path)?.calls),
            None => {}
        }
        let strict = self.cassette.is_some() && !self.record;
        Ok(Tape::new(calls, sinks, strict, meter, clock))
    }

    /// When the run began. A journal of another run is refused: its answers would be taken for this one's.
    async fn begin(
        &self,
        past: &Past,
        suites: &[Suite],
        setup: &Setup,
        journal: &dyn Lines,
        now: Timestamp,
    ) -> anyhow::Result<Timestamp> {
        let mut hash = Sha256::new();
        hash.update(serde_json::to_vec(suites)?);
        hash.update(&setup.name);
        hash.update(self.seed.to_le_bytes());
        hash.update(self.judge_model.as_deref().unwrap_or_default());
        if let Some(house) = &setup.house {
            hash.update(serde_json::to_vec(&house.agent.config)?);
            hash.update(house.agent.knowledge_version.to_le_bytes());
        }
        if let Some(path) = &self.script {
            hash.update(files::read(path)?);
        }
        let fingerprint = HEXLOWER.encode(&hash.finalize());
        match &past.run {
            Some((earlier, started)) if *earlier == fingerprint => Ok(*started),
            Some(_) => bail!(
                "the journal is of a run with other suites, another agent or other settings; give another file, or delete it"
            ),
            None => {
                journal.write(&Line::Run { fingerprint, started_at: now }).await.context("the journal")?;
                Ok(now)
            }
        }
    }

    #[expect(clippy::print_stdout, reason = "the report is this command's output")]
    fn tell(&self, report: &Report, comparison: Option<&Comparison>) -> anyhow::Result<()> {
        print!("{}", table::report(report, None));
        if let Some(comparison) = comparison {
            print!("\nSince the baseline:\n{}", table::comparison(comparison, None));
        }
        if let Some(path) = &self.json {
            files::write(path, &format!("{}\n", serde_json::to_string_pretty(report)?))?;
        }
        if let Some(path) = &self.junit {
            files::write(path, &junit::xml(report)?)?;
        }
        if let Some(path) = &self.html {
            files::write(path, &html::page(report, comparison))?;
        }
        Ok(())
    }
}

fn micros(usd: f64) -> anyhow::Result<u64> {
    ensure!((0.0..=1e9).contains(&usd), "--budget must be from 0 to 1000000000");
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range was checked")]
    Ok((usd * 1e6).round() as u64)
}
