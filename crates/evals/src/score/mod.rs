//! Scoring an answer: every check of a case gives a score with a reason. Rules are pure and here; what needs a model or an embedding goes
//! through [`Scorer`]'s ports.

pub(crate) mod json;
mod limit;
mod refusal;
mod similar;
mod source;
mod text;
pub(crate) mod tool;

#[cfg(test)]
mod tests;

use std::sync::Arc;

use domain::document::Embedder;
use serde::{Deserialize, Serialize};

use crate::judge::{Criterion, Judge, JudgeError, Question, Vote};
use crate::observation::Observation;
use crate::suite::check::{Check, Judged};
use crate::suite::{Case, Suite};

/// What a check says of an answer.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Score {
    /// The check's key in the suite.
    pub check: String,
    /// What came of it.
    pub verdict: Verdict,
    /// 0 to 1; of a skipped check 0 and without meaning.
    pub value: f64,
    /// Why, for people.
    pub reason: String,
    /// What a judge said, vote by vote.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub votes: Vec<Vote>,
}

/// What came of a check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// As it should be.
    Pass,
    /// Not as it should be.
    Fail,
    /// It could not be looked at here (say, an embedding without a model); counts neither way.
    Skipped,
}

/// What a rule finds: passed or not, a value, a reason.
pub(crate) struct Finding {
    verdict: Verdict,
    value: f64,
    reason: String,
}

impl Finding {
    fn of(passed: bool, reason: impl Into<String>) -> Self {
        Self::graded(passed, if passed { 1.0 } else { 0.0 }, reason)
    }

    fn graded(passed: bool, value: f64, reason: impl Into<String>) -> Self {
        let verdict = if passed { Verdict::Pass } else { Verdict::Fail };
        Self { verdict, value: value.clamp(0.0, 1.0), reason: reason.into() }
    }

    fn skipped(reason: impl Into<String>) -> Self {
        Self { verdict: Verdict::Skipped, value: 0.0, reason: reason.into() }
    }

    fn named(self, check: &Check) -> Score {
        Score {
            check: check.name().to_owned(),
            verdict: self.verdict,
            value: self.value,
            reason: self.reason,
            votes: Vec::new(),
        }
    }
}

/// Why a case could not be scored: not the agent's fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScoreError {
    /// A judge was asked for and gave nothing to go by.
    #[error("{check}: {error}")]
    Judge {
        /// The check's key.
        check: &'static str,
        /// What happened.
        error: JudgeError,
    },
    /// The embedding model failed.
    #[error("similar: {0}")]
    Embed(String),
}

/// Scores answers.
#[derive(Clone, Default)]
pub struct Scorer {
    /// Who judges; without it a case that needs a judge cannot be scored.
    pub judge: Option<Judge>,
    /// For `similar`.
    pub embedder: Option<Arc<dyn Embedder>>,
}

impl Scorer {
    /// One score for each check of the case.
    pub async fn score(
        &self,
        suite: &Suite,
        case: &Case,
        observed: &Observation,
    ) -> Result<Vec<Score>, ScoreError> {
        let mut scores = Vec::new();
        for check in suite.checks_of(case) {
            scores.push(self.check(case, &check, observed).await?);
        }
        Ok(scores)
    }

    async fn check(&self, case: &Case, check: &Check, observed: &Observation) -> Result<Score, ScoreError> {
        let (criterion, judged) = match check {
            Check::Correct(judged) => (Criterion::Correct, *judged),
            Check::Faithful(_) if observed.retrieved.is_none() => {
                return Ok(Finding::skipped("the target does not tell what it retrieved").named(check));
            }
            Check::Faithful(judged) => (Criterion::Faithful, *judged),
            Check::Helpful(judged) => (Criterion::Helpful, *judged),
            Check::Safe(judged) => (Criterion::Safe, *judged),
            Check::Rubric(rubric) => (
                Criterion::Rubric(rubric.rubric.clone()),
                Judged { at_least: rubric.at_least, votes: rubric.votes },
            ),
            Check::Similar(similar) => {
                let finding = similar::score(self.embedder.as_deref(), case, similar, observed).await;
                return finding.map(|finding| finding.named(check)).map_err(ScoreError::Embed);
            }
            _ => return Ok(rule(check, observed).named(check)),
        };
        let judge_error = |error| ScoreError::Judge { check: check.name(), error };
        let judge = self.judge.as_ref().ok_or_else(|| judge_error(JudgeError::None))?;
        let question = Question {
            criterion,
            conversation: &case.conversation,
            input: &case.input,
            answer: &observed.answer,
            reference: case.expect.answer.as_deref(),
            passages: observed.retrieved.as_deref().unwrap_or_default(),
        };
        let verdict = judge.vote(&question, judged.votes).await.map_err(judge_error)?;
        let passed = verdict.mean >= judged.at_least.get();
        let reason = verdict.reason();
        let score = Finding::graded(passed, verdict.mean, reason).named(check);
        Ok(Score { votes: verdict.votes, ..score })
    }
}

/// The checks that need nothing but the answer.
fn rule(check: &Check, observed: &Observation) -> Finding {
    let answer = observed.answer.as_str();
    match check {
        Check::Exact(text) => text::exact(answer, text),
        Check::Contains(text) => text::contains(answer, text),
        Check::ContainsAny(texts) => text::contains_any(answer, texts),
        Check::Lacks(text) => text::lacks(answer, text),
        Check::Matches(pattern) => text::matches(answer, pattern),
        Check::MatchesNot(pattern) => text::matches_not(answer, pattern),
        Check::Number(number) => text::number(answer, *number),
        Check::Language(language) => text::language(answer, language),
        Check::Length(length) => limit::length(answer, *length),
        Check::Latency(latency) => limit::latency(observed, *latency),
        Check::Cost(cost) => limit::cost(observed, *cost),
        Check::JsonPath(at) => json::path(answer, at),
        Check::JsonSchema(schema) => json::schema(answer, schema),
        Check::Refuses(refuses) => refusal::refuses(answer, *refuses),
        Check::Cites(document) => source::cites(observed, document),
        Check::CitesAny(documents) => source::cites_any(observed, documents),
        Check::CitesNot(document) => source::cites_not(observed, document),
        Check::Retrieves(retrieves) => source::retrieves(observed, retrieves),
        Check::ToolCalled(call) => tool::called(&observed.tools, call),
        Check::ToolNotCalled(name) => tool::not_called(&observed.tools, name),
        Check::ToolOrder(names) => tool::order(&observed.tools, names),
        // These need more than the answer; the caller has taken them before.
        Check::Similar(_)
        | Check::Correct(_)
        | Check::Faithful(_)
        | Check::Helpful(_)
        | Check::Safe(_)
        | Check::Rubric(_) => Finding::skipped("needs a model"),
    }
}

/// Whether all checks passed, and their mean value; skipped ones do not count. With nothing counted the answer passes nothing.
pub fn total(scores: &[Score]) -> Total {
    let counted: Vec<&Score> = scores.iter().filter(|score| score.verdict != Verdict::Skipped).collect();
    if counted.is_empty() {
        return Total { passed: None, value: 0.0 };
    }
    let value = counted.iter().map(|score| score.value).sum::<f64>() / counted.len() as f64;
    Total { passed: Some(counted.iter().all(|score| score.verdict == Verdict::Pass)), value }
}

/// See [`total`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Total {
    /// `None`: every check was skipped.
    pub passed: Option<bool>,
    /// 0 to 1.
    pub value: f64,
}
