//! Who is asked. [`engine`] asks an agent in this process; a running server is asked by an implementation that may dial out.

pub(crate) mod conversation;
pub mod engine;
mod tools;

use async_trait::async_trait;

use crate::observation::Observation;
use crate::run::Unit;
use crate::score::ScoreError;
use crate::suite::{Case, Suite};

/// An agent that can be asked.
#[async_trait]
pub trait Target: Send + Sync {
    /// Asks once, from a clean start, and waits for the whole answer.
    async fn ask(&self, unit: &Unit, suite: &Suite, case: &Case) -> Result<Observation, AskError>;
}

/// Why there is no answer that could be scored.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AskError {
    /// Trying again may help.
    #[error("{0}")]
    Passing(String),
    /// It will not.
    #[error("{0}")]
    Lasting(String),
}

impl AskError {
    /// Whether trying again may help.
    pub const fn is_passing(&self) -> bool {
        matches!(self, Self::Passing(_))
    }
}

impl ScoreError {
    /// Whether trying again may help.
    pub const fn is_passing(&self) -> bool {
        match self {
            Self::Judge { error, .. } => matches!(error, crate::judge::JudgeError::Model(_)),
            Self::Embed(_) => true,
        }
    }
}

/// An answer that came to its end, or why it did not: a model that failed says nothing about the agent.
pub fn answered(observation: Observation) -> Result<Observation, AskError> {
    use domain::chat::TurnStatus::{Complete, Failed, Interrupted, Running, Stopped, Waiting};
    let code = observation.error.clone().unwrap_or_else(|| observation.status.as_str().to_owned());
    match observation.status {
        Complete => Ok(observation),
        Failed if code == "model_refused" => Err(AskError::Lasting(format!("the answer failed: {code}"))),
        Waiting => Err(AskError::Lasting("the answer waits for a visitor's consent".to_owned())),
        Failed | Interrupted | Stopped | Running => {
            Err(AskError::Passing(format!("the answer failed: {code}")))
        }
    }
}
