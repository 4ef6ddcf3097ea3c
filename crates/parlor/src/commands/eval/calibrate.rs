//! `parlor eval calibrate`.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::ensure;
use clap::Args;
use evals::judge::Judge;
use evals::judge::calibrate::{calibrate, labels};
use evals::suite::value::Share;
use serde_json::json;

use super::files;
use super::setup::script;
use crate::config::Config;
use crate::wire;

/// Flags of the command.
#[derive(Debug, Args)]
pub struct Calibrate {
    /// Labelled answers, one JSON object a line
    labels: PathBuf,
    /// The model that judges [default: the configured one]
    #[arg(long)]
    judge_model: Option<String>,
    /// A script that judges instead of a model
    #[arg(long, value_name = "FILE")]
    script: Option<PathBuf>,
    /// How often each answer is judged
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=9))]
    votes: u32,
    /// From which mean score on an answer counts as good
    #[arg(long, default_value_t = 0.7)]
    at_least: f64,
    /// Print JSON
    #[arg(long)]
    json: bool,
}

impl Calibrate {
    /// Prints agreement and kappa, then where judge and people differ.
    #[expect(clippy::print_stdout, reason = "the figures are this command's output")]
    pub async fn run(self, config: &Config) -> anyhow::Result<ExitCode> {
        let name = self.labels.display().to_string();
        let labels = labels(&name, &files::read(&self.labels)?)?;
        ensure!(!labels.is_empty(), "{name}: there are no labels");
        let at_least =
            Share::try_from(self.at_least).map_err(|reason| anyhow::anyhow!("--at-least: {reason}"))?;
        let models = match &self.script {
            Some(path) => script(path)?,
            None => wire::models::language(config)?,
        };
        let judge = Judge::new(models, self.judge_model);
        let calibration = calibrate(&judge, &labels, at_least, self.votes).await?;
        let (agreement, kappa) = (calibration.agreement(), calibration.kappa());
        if self.json {
            println!(
                "{}",
                json!({"labels": calibration.count(), "agreement": agreement, "kappa": kappa, "calibration": calibration})
            );
            return Ok(ExitCode::SUCCESS);
        }
        let kappa = kappa.map_or_else(
            || "undefined, one side always says the same".to_owned(),
            |kappa| format!("{kappa:.3}"),
        );
        println!(
            "{} labels, agreement {:.1} %, Cohen's kappa {kappa}",
            calibration.count(),
            100.0 * agreement
        );
        println!(
            "both good {}, both not good {}, only the judge good {}, only people good {}",
            calibration.both_good,
            calibration.both_bad,
            calibration.only_judge_good,
            calibration.only_people_good
        );
        for difference in &calibration.differences {
            println!("{}: {:.2} {}", difference.id, difference.score, difference.reasoning);
        }
        Ok(ExitCode::SUCCESS)
    }
}
