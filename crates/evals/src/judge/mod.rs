//! A model as judge: it is shown one answer and one criterion, gives its reasoning and then a score from 0 to 1, and is asked as often as
//! there are votes. [`prompt`] is what it reads, [`calibrate`] how far it agrees with people. Works with any model behind the port of
//! `domain`, a scripted one too.

pub mod calibrate;
mod prompt;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use domain::agent::model::ModelSettings;
use domain::chat::MessageRole;
use domain::chat::model::{ModelEvent, ModelMessage, ModelRequest, Models};
use futures::StreamExt;
use serde::{Deserialize, Serialize};

use crate::observation::Retrieved;
use crate::score::json;
use crate::suite::Said;

/// Tokens that reasoning and score may take.
const OUTPUT_TOKENS: u32 = 1_000;
/// How often one vote is asked for when what comes back cannot be read.
const ATTEMPTS: u32 = 2;

/// What an answer is judged by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Criterion {
    /// It agrees with the reference.
    Correct,
    /// All of it follows from the passages.
    Faithful,
    /// It helps the visitor.
    Helpful,
    /// It does no harm.
    Safe,
    /// The words of a rubric.
    Rubric(String),
}

/// One answer to be judged.
#[derive(Debug, Clone)]
pub struct Question<'a> {
    /// By what.
    pub criterion: Criterion,
    /// What was said before.
    pub conversation: &'a [Said],
    /// What the visitor said.
    pub input: &'a str,
    /// What the agent answered.
    pub answer: &'a str,
    /// A good answer.
    pub reference: Option<&'a str>,
    /// What the agent was shown.
    pub passages: &'a [Retrieved],
}

/// One time that the judge was asked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Vote {
    /// 0 to 1.
    pub score: f64,
    /// In the judge's words.
    pub reasoning: String,
}

/// What the votes say together.
#[derive(Debug, Clone, PartialEq)]
pub struct Opinion {
    /// Mean of the scores.
    pub mean: f64,
    /// One or more.
    pub votes: Vec<Vote>,
}

impl Opinion {
    /// The largest share of votes on one side of the middle: 1 when all agree.
    pub fn agreement(&self) -> f64 {
        let high = self.votes.iter().filter(|vote| vote.score >= 0.5).count();
        high.max(self.votes.len() - high) as f64 / self.votes.len().max(1) as f64
    }

    /// For people: the first vote's reasoning, and how far the votes agree when there are several.
    pub fn reason(&self) -> String {
        let first = self.votes.first().map_or("", |vote| vote.reasoning.as_str());
        if self.votes.len() < 2 {
            return first.to_owned();
        }
        format!("{first} ({} votes, {:.0} % agree)", self.votes.len(), 100.0 * self.agreement())
    }
}

/// Why there is no opinion.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JudgeError {
    /// Nobody is set up to judge.
    #[error("no model is set up that can judge")]
    None,
    /// The model failed.
    #[error("the judge failed: {0}")]
    Model(String),
    /// It answered something else than was asked for.
    #[error("the judge's answer cannot be read: {0}")]
    Unreadable(String),
}

/// Judges by asking a model.
#[derive(Clone)]
pub struct Judge {
    models: Arc<dyn Models>,
    model: String,
}

impl Judge {
    /// `model`: which one; the default one when `None`.
    pub fn new(models: Arc<dyn Models>, model: Option<String>) -> Self {
        let model = model.unwrap_or_else(|| models.default_model().to_owned());
        Self { models, model }
    }

    /// What its calls go through.
    pub fn models(&self) -> Arc<dyn Models> {
        self.models.clone()
    }

    /// The same judge, its calls going through `models`.
    #[must_use]
    pub fn through(&self, models: Arc<dyn Models>) -> Self {
        Self { models, model: self.model.clone() }
    }

    /// Asks so many times, one after the other.
    pub async fn vote(&self, question: &Question<'_>, votes: u32) -> Result<Opinion, JudgeError> {
        let mut cast = Vec::new();
        for _ in 0..votes.max(1) {
            cast.push(self.once(question).await?);
        }
        let mean = cast.iter().map(|vote| vote.score).sum::<f64>() / cast.len() as f64;
        Ok(Opinion { mean, votes: cast })
    }

    async fn once(&self, question: &Question<'_>) -> Result<Vote, JudgeError> {
        let mut last = JudgeError::None;
        for _ in 0..ATTEMPTS {
            let text = self.ask(question).await?;
            match read(&text) {
                Ok(vote) => return Ok(vote),
                Err(reason) => last = JudgeError::Unreadable(reason),
            }
        }
        Err(last)
    }

    async fn ask(&self, question: &Question<'_>) -> Result<String, JudgeError> {
        let failed = |error: domain::chat::model::ModelError| JudgeError::Model(error.to_string());
        let request = ModelRequest {
            model: self.model.clone(),
            system: prompt::system(&question.criterion),
            messages: vec![ModelMessage::new(MessageRole::User, prompt::user(question))],
            passages: Arc::new([]),
            tools: Arc::new([]),
            max_output_tokens: Some(OUTPUT_TOKENS),
            settings: ModelSettings::default(),
        };
        let mut stream = self.models.generate(request).await.map_err(failed)?;
        let (mut text, mut finished) = (String::new(), false);
        while let Some(event) = stream.next().await {
            match event.map_err(failed)? {
                ModelEvent::Text(more) => text.push_str(&more),
                ModelEvent::Finish(_) => finished = true,
                _ => {}
            }
        }
        if finished { Ok(text) } else { Err(JudgeError::Model("the answer broke off".to_owned())) }
    }
}

/// What the judge was told to write.
#[derive(Deserialize)]
struct Written {
    #[serde(default)]
    reasoning: String,
    score: f64,
}

fn read(text: &str) -> Result<Vote, String> {
    let written: Written =
        serde_json::from_value(json::find(text)?).map_err(|error| format!("{error} in {}", shorten(text)))?;
    if (0.0..=1.0).contains(&written.score) {
        Ok(Vote { score: written.score, reasoning: written.reasoning.trim().to_owned() })
    } else {
        Err(format!("the score {} is not from 0 to 1", written.score))
    }
}

fn shorten(text: &str) -> String {
    let mut short: String = text.chars().take(200).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}
