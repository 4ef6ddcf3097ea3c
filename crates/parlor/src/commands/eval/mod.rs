//! `parlor eval`: puts suites of cases to an agent, compares runs, measures judges. What a case is and when it passes is decided in `evals`; here are
//! flags, files and the terminal.

mod calibrate;
mod compare;
mod files;
mod house;
mod langfuse;
mod progress;
mod remote;
mod run;
mod setup;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Subcommand;

use crate::config::Config;

/// What can be done with evaluations.
#[derive(Debug, Subcommand)]
pub enum Eval {
    /// Run suites; exit code 0: passed, 1: below the bar, 2: could not run
    Run(Box<run::Run>),
    /// Set two reports side by side; exit code 1 when a case regressed
    Compare {
        /// Report of the earlier run (JSON)
        before: PathBuf,
        /// Report of the later run (JSON)
        after: PathBuf,
        /// Print JSON
        #[arg(long)]
        json: bool,
        /// What resampling begins from
        #[arg(long, default_value_t = 0)]
        seed: u64,
    },
    /// Measure how far a judge agrees with people's labels
    Calibrate(calibrate::Calibrate),
    /// Read a Langfuse dataset as a suite, or list the datasets
    Pull(langfuse::Pull),
    /// Write suites as Langfuse datasets; what is there already is not doubled
    Push(langfuse::Push),
    /// Print the JSON Schema of suite files
    Schema,
}

impl Eval {
    /// Runs one of the commands. An error means that it could not run.
    pub async fn run(self, mut config: Config, data_dir_given: bool) -> ExitCode {
        let done = match self {
            Self::Run(run) => run.run(&mut config, data_dir_given).await,
            Self::Compare { before, after, json, seed } => compare::run(&before, &after, json, seed),
            Self::Calibrate(calibrate) => calibrate.run(&config).await,
            Self::Pull(pull) => pull.run(&config).await,
            Self::Push(push) => push.run(&config).await,
            Self::Schema => schema(),
        };
        done.unwrap_or_else(|error| {
            crate::cli::report(&error);
            ExitCode::from(COULD_NOT_RUN)
        })
    }
}

/// Exit code when nothing can be concluded.
const COULD_NOT_RUN: u8 = 2;

#[expect(clippy::print_stdout, reason = "the document is this command's output")]
fn schema() -> anyhow::Result<ExitCode> {
    print!("{}", evals::suite::schema::document());
    Ok(ExitCode::SUCCESS)
}
