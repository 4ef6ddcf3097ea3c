//! Langfuse, as the rest of the product sees it: a project with datasets to test with, experiments that say what came of them, and prompts.
//!
//! Owns the values and the port. How a project is talked to is `outbound/langfuse`; what an item means as a case is `evals`.

pub mod connection;
pub mod refresh;

use std::fmt;

use async_trait::async_trait;
use serde_json::{Map, Value};

use crate::clock::Timestamp;

/// Where a project is, and what opens it.
#[derive(Clone, PartialEq, Eq)]
pub struct Project {
    /// Like `https://cloud.langfuse.com`.
    pub host: String,
    /// `pk-lf-…`
    pub public_key: String,
    /// `sk-lf-…`
    pub secret_key: String,
    /// How experiments are written; asked of the server when not given.
    pub api: Option<Api>,
}

impl fmt::Debug for Project {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Project")
            .field("host", &self.host)
            .field("public_key", &self.public_key)
            .field("api", &self.api)
            .finish_non_exhaustive()
    }
}

/// How a server takes experiments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Api {
    /// Until version 3: items of dataset runs, beside traces.
    RunItems,
    /// From version 4 on: attributes of spans.
    Spans,
}

/// What a project says of itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Probe {
    /// The server's version.
    pub version: String,
    /// How it takes experiments.
    pub api: Api,
    /// The project's id.
    pub project_id: String,
    /// Its name.
    pub project: String,
}

/// A dataset with its items.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Dataset {
    /// Its name, by which it is found.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// An object; empty when it is none.
    pub metadata: Map<String, Value>,
    /// In the order they were added.
    pub items: Vec<Item>,
}

/// One item of a dataset.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Item {
    /// Unique in the project.
    pub id: String,
    /// Any JSON.
    pub input: Value,
    /// Any JSON; `Null` when there is none.
    pub expected: Value,
    /// An object; empty when it is none.
    pub metadata: Map<String, Value>,
    /// Taken out of use.
    pub archived: bool,
}

/// What a push did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Pushed {
    /// Items that were made or changed.
    pub written: usize,
    /// Items that were as they should be.
    pub unchanged: usize,
    /// Items that were taken out of use.
    pub archived: usize,
}

/// A run over a dataset.
#[derive(Debug, Clone, PartialEq)]
pub struct Experiment {
    /// The dataset's name.
    pub dataset: String,
    /// The run's name; with the dataset it says which run it is.
    pub name: String,
    /// For people.
    pub description: Option<String>,
    /// What it was run with.
    pub metadata: Map<String, Value>,
    /// One for each time an item was asked.
    pub trials: Vec<Trial>,
    /// Of the run as a whole.
    pub scores: Vec<Score>,
}

/// An item, asked once.
#[derive(Debug, Clone, PartialEq)]
pub struct Trial {
    /// The item's id.
    pub item: String,
    /// 1, 2, 3, … when it is asked repeatedly.
    pub attempt: u32,
    /// The item's input.
    pub input: Value,
    /// The item's expected output.
    pub expected: Value,
    /// The item's metadata.
    pub metadata: Map<String, Value>,
    /// When it was asked.
    pub started: Timestamp,
    /// When it was answered.
    pub ended: Timestamp,
    /// The answer; what went wrong.
    pub output: Result<String, String>,
    /// Calls of models.
    pub calls: Vec<Call>,
    /// Names of tools that were called, with arguments and what came back.
    pub tools: Vec<ToolUse>,
    /// What the answer was scored.
    pub scores: Vec<Score>,
}

/// A call of a model.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The model.
    pub model: String,
    /// Tokens it read.
    pub input_tokens: u64,
    /// Tokens it wrote.
    pub output_tokens: u64,
    /// Micro-USD, when the provider told.
    pub cost_micros: Option<u64>,
}

/// A call of a tool.
#[derive(Debug, Clone, PartialEq)]
pub struct ToolUse {
    /// The tool.
    pub name: String,
    /// What it was called with.
    pub arguments: Value,
    /// What it gave back; why it gave nothing.
    pub output: Result<String, String>,
}

/// A score.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// What was looked at.
    pub name: String,
    /// What was seen.
    pub value: ScoreValue,
    /// Why.
    pub comment: Option<String>,
}

/// What a score says.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ScoreValue {
    /// A number.
    Number(f64),
    /// Yes or no.
    Truth(bool),
}

/// What came of a report. What is lost is told, and nothing fails for it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reported {
    /// The experiment's id.
    pub experiment: String,
    /// Traces that arrived.
    pub traces: usize,
    /// Scores that arrived.
    pub scores: usize,
    /// Traces that did not.
    pub lost_traces: usize,
    /// Scores that did not.
    pub lost_scores: usize,
    /// Why, the first reason.
    pub problem: Option<String>,
}

/// A prompt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prompt {
    /// Its name.
    pub name: String,
    /// Its version.
    pub version: i64,
    /// Its text; of a chat prompt what its system messages say.
    pub text: String,
}

/// Why a project did not do what was asked.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LangfuseError {
    /// The address may not be reached, or is none.
    #[error("{0}")]
    Address(String),
    /// The keys do not open the project.
    #[error("the keys are not accepted")]
    Keys,
    /// There is no such dataset or prompt.
    #[error("there is no {0}")]
    Missing(String),
    /// It answered with something that cannot be read or is larger than what is read.
    #[error("{0}")]
    Answer(String),
    /// It cannot be reached, or is not well.
    #[error("{0}")]
    Unavailable(String),
}

/// Talks to projects.
#[async_trait]
pub trait Langfuse: Send + Sync {
    /// Whether the address may be reached at all; connects to nobody.
    async fn check(&self, host: &str) -> Result<(), LangfuseError>;
    /// Asks the server and the project who they are.
    async fn probe(&self, project: &Project) -> Result<Probe, LangfuseError>;
    /// Names of the project's datasets.
    async fn datasets(&self, project: &Project) -> Result<Vec<String>, LangfuseError>;
    /// One dataset with all its items, archived ones too.
    async fn dataset(&self, project: &Project, name: &str) -> Result<Dataset, LangfuseError>;
    /// Makes the dataset and its items, or brings them up to date: an item by its id, so that nothing doubles.
    async fn push(&self, project: &Project, dataset: &Dataset) -> Result<Pushed, LangfuseError>;
    /// Writes an experiment. Ids follow from what it is, so that writing it again changes nothing.
    async fn report(&self, project: &Project, experiment: &Experiment) -> Result<Reported, LangfuseError>;
    /// A prompt by name and label.
    async fn prompt(&self, project: &Project, name: &str, label: &str) -> Result<Prompt, LangfuseError>;
}
