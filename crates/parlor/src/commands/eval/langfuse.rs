//! `parlor eval pull` and `push`, and runs that are told to Langfuse. Keys come from the environment or the configuration file, never from
//! flags, and are never printed.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use clap::Args;
use domain::langfuse::{Api, Langfuse, LangfuseError, Project};
use evals::dataset;
use evals::report::Report;
use evals::suite::{Suite, read};
use outbound::egress::{Egress, EgressSettings};
use outbound::langfuse::LangfuseApi;
use outbound::system::SystemClock;
use serde_json::{Map, json};

use super::files;
use crate::config::Config;
use crate::wire::langfuse::{ANSWER, HOST, PATIENCE};

/// How a suite is named that is a dataset.
const SCHEME: &str = "langfuse:";

/// The operator's project.
pub struct Connection {
    api: LangfuseApi,
    project: Project,
}

/// Reads a dataset as a suite.
#[derive(Debug, Args)]
pub struct Pull {
    /// The dataset; without it the project's datasets are listed
    dataset: Option<String>,
    /// Where the suite is written, as YAML [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Writes suites as datasets.
#[derive(Debug, Args)]
pub struct Push {
    /// Suite files (.yaml, .jsonl, .csv), or folders of them
    #[arg(required = true, value_name = "SUITE")]
    suites: Vec<PathBuf>,
}

impl Connection {
    /// To the project that the configuration names. The operator may have it anywhere.
    pub fn new(config: &Config, api: Option<Api>) -> anyhow::Result<Self> {
        let trace = &config.trace;
        let (Some(public), Some(secret)) = (&trace.langfuse_public_key, &trace.langfuse_secret_key) else {
            bail!("set LANGFUSE_PUBLIC_KEY and LANGFUSE_SECRET_KEY");
        };
        let host = trace.langfuse_host.as_ref().map_or(HOST, |host| host.as_str());
        let permitted = ["0.0.0.0/0", "::/0"].iter().map(|range| range.parse()).collect::<Result<_, _>>()?;
        let settings = EgressSettings {
            permitted,
            proxy: config.egress.proxy.clone(),
            max_body: ANSWER,
            time: PATIENCE,
            ..EgressSettings::default()
        };
        Ok(Self {
            api: LangfuseApi::new(Arc::new(Egress::new(settings)?), Arc::new(SystemClock)),
            project: Project {
                host: host.to_owned(),
                public_key: public.clone(),
                secret_key: secret.reveal().to_owned(),
                api,
            },
        })
    }

    /// A dataset as a suite.
    pub async fn suite(&self, name: &str) -> anyhow::Result<Suite> {
        let told = || format!("dataset {name}");
        let dataset = self.api.dataset(&self.project, name).await.with_context(told)?;
        dataset::suite(&dataset).with_context(told)
    }

    /// Tells of a run: each suite is an experiment on the dataset of its name, which is made when it is not there. What could not be told is
    /// a warning; the run is as it was.
    pub async fn tell(&self, name: &str, suites: &[Suite], report: &Report) {
        for (suite, result) in suites.iter().zip(&report.suites) {
            let metadata = Map::from_iter([
                ("target".to_owned(), json!(report.target)),
                ("seed".to_owned(), json!(report.seed)),
            ]);
            let told = async {
                let there = self.there(&suite.name).await?;
                let pushed = dataset::dataset(suite, there.as_ref(), false);
                self.api.push(&self.project, &pushed).await?;
                let experiment = dataset::experiment(name, metadata, result, &pushed, report.started_at);
                self.api.report(&self.project, &experiment).await
            };
            match told.await {
                Ok(reported) => match &reported.problem {
                    None => say(&format!(
                        "langfuse: {}: experiment {}, {} traces, {} scores",
                        suite.name, reported.experiment, reported.traces, reported.scores
                    )),
                    Some(problem) => say(&format!(
                        "warning: langfuse: {}: {} of {} traces and {} of {} scores are lost: {problem}",
                        suite.name,
                        reported.lost_traces,
                        reported.traces + reported.lost_traces,
                        reported.lost_scores,
                        reported.scores + reported.lost_scores
                    )),
                },
                Err(error) => say(&format!(
                    "warning: langfuse: {}: the run is not told, {} cases are lost: {error}",
                    suite.name,
                    result.cases.len()
                )),
            }
        }
    }

    async fn there(&self, name: &str) -> Result<Option<domain::langfuse::Dataset>, LangfuseError> {
        match self.api.dataset(&self.project, name).await {
            Ok(dataset) => Ok(Some(dataset)),
            Err(LangfuseError::Missing(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// The dataset that `langfuse:NAME` names.
pub fn named(path: &std::path::Path) -> Option<&str> {
    path.to_str()?.strip_prefix(SCHEME)
}

impl Pull {
    /// Reads and writes.
    #[expect(clippy::print_stdout, reason = "the suite is this command's output")]
    pub async fn run(self, config: &Config) -> anyhow::Result<ExitCode> {
        let connection = Connection::new(config, None)?;
        let Some(name) = &self.dataset else {
            for name in connection.api.datasets(&connection.project).await? {
                println!("{name}");
            }
            return Ok(ExitCode::SUCCESS);
        };
        let text = read::to_yaml(&connection.suite(name).await?).map_err(anyhow::Error::msg)?;
        match &self.output {
            Some(path) => files::write(path, &text)?,
            None => print!("{text}"),
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Push {
    /// Reads and writes.
    pub async fn run(self, config: &Config) -> anyhow::Result<ExitCode> {
        let connection = Connection::new(config, None)?;
        for suite in files::suites(&self.suites)? {
            let there = connection.there(&suite.name).await?;
            let wanted = dataset::dataset(&suite, there.as_ref(), true);
            let pushed = connection.api.push(&connection.project, &wanted).await?;
            say(&format!(
                "{}: {} written, {} unchanged, {} archived",
                suite.name, pushed.written, pushed.unchanged, pushed.archived
            ));
        }
        Ok(ExitCode::SUCCESS)
    }
}

#[expect(clippy::print_stderr, reason = "beside the output, which may be a document")]
fn say(line: &str) {
    eprintln!("{line}");
}
