//! How far a judge agrees with people: it judges answers that people have labelled, and the agreement is told, as a share and as Cohen's kappa
//! (J. Cohen, 1960: agreement beyond what chance alone would give).

use domain::eval::label::Tally;
use serde::{Deserialize, Serialize};

use super::{Criterion, Judge, JudgeError, Question};
use crate::observation::Retrieved;
use crate::suite::read::{Broken, json_reason};
use crate::suite::value::Share;

/// An answer that a person has judged.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Labelled {
    /// Its name.
    pub id: String,
    /// By what it was judged.
    pub criterion: Criterion,
    /// What the visitor said.
    pub input: String,
    /// What was answered.
    pub answer: String,
    /// A good answer.
    pub reference: Option<String>,
    /// Texts of the passages that were shown.
    #[serde(default)]
    pub passages: Vec<String>,
    /// What the person said: good or not.
    pub good: bool,
}

/// Reads labels, one JSON object a line.
pub fn labels(file: &str, text: &str) -> Result<Vec<Labelled>, Broken> {
    let lines = (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty());
    lines
        .map(|(line, content)| {
            serde_json::from_str(content).map_err(|error| Broken {
                file: file.to_owned(),
                line,
                reason: json_reason(&error),
            })
        })
        .collect()
}

/// How the judge and people compare.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Calibration {
    /// Both say good.
    pub both_good: u32,
    /// Both say not good.
    pub both_bad: u32,
    /// The judge is too kind.
    pub only_judge_good: u32,
    /// The judge is too strict.
    pub only_people_good: u32,
    /// Where they differ, and why the judge thinks so.
    pub differences: Vec<Difference>,
}

/// A label that the judge does not share.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Difference {
    /// The label's id.
    pub id: String,
    /// The judge's score.
    pub score: f64,
    /// The judge's words.
    pub reasoning: String,
}

impl Calibration {
    fn tally(&self) -> Tally {
        Tally {
            both_good: self.both_good,
            both_bad: self.both_bad,
            only_judge_good: self.only_judge_good,
            only_people_good: self.only_people_good,
        }
    }

    /// How many labels there were.
    pub fn count(&self) -> u32 {
        self.tally().count()
    }

    /// The share of labels that the judge shares.
    pub fn agreement(&self) -> f64 {
        self.tally().agreement().unwrap_or(f64::NAN)
    }

    /// See [`Tally::kappa`].
    pub fn kappa(&self) -> Option<f64> {
        self.tally().kappa()
    }
}

/// Lets the judge judge every label.
pub async fn calibrate(
    judge: &Judge,
    labels: &[Labelled],
    at_least: Share,
    votes: u32,
) -> Result<Calibration, JudgeError> {
    let mut calibration = Calibration {
        both_good: 0,
        both_bad: 0,
        only_judge_good: 0,
        only_people_good: 0,
        differences: Vec::new(),
    };
    for label in labels {
        let passage = |text: &String| Retrieved {
            title: String::new(),
            filename: String::new(),
            heading: String::new(),
            text: text.clone(),
            score: 0.0,
        };
        let passages: Vec<Retrieved> = label.passages.iter().map(passage).collect();
        let question = Question {
            criterion: label.criterion.clone(),
            conversation: &[],
            input: &label.input,
            answer: &label.answer,
            reference: label.reference.as_deref(),
            passages: &passages,
        };
        let opinion = judge.vote(&question, votes).await?;
        let good = opinion.mean >= at_least.get();
        *match (good, label.good) {
            (true, true) => &mut calibration.both_good,
            (false, false) => &mut calibration.both_bad,
            (true, false) => &mut calibration.only_judge_good,
            (false, true) => &mut calibration.only_people_good,
        } += 1;
        if good != label.good {
            let (id, score) = (label.id.clone(), opinion.mean);
            calibration.differences.push(Difference { id, score, reasoning: opinion.reason() });
        }
    }
    Ok(calibration)
}
