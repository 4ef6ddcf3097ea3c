//! Evaluations: suites, their cases, runs and what came of them, the gate that publishing passes. Owns their wire types. It must not know
//! how an answer is scored.

pub mod case;
pub mod gate;
pub mod label;
pub mod run;
pub mod suite;

use domain::eval::start::StartError;
use domain::eval::{Suite, Unfit};

use crate::auth::Can;
use crate::error::{ApiError, ApiResult, FieldError};

/// A suite of an agent that the caller reaches.
pub async fn find_suite<P>(can: &Can<P>, id: domain::id::SuiteId) -> ApiResult<Suite> {
    let suite = can.store.suite(id).await?.ok_or_else(ApiError::not_found)?;
    can.reaches(suite.agent_id)?;
    Ok(suite)
}

/// A refusal of the evaluator, at the place it is about.
pub fn unfit(path: &str) -> impl Fn(Unfit) -> ApiError + '_ {
    move |unfit| {
        let message = match unfit.line {
            Some(line) => format!("line {line}: {}", unfit.reason),
            None => unfit.reason,
        };
        let field = FieldError::new(path.to_owned(), message.clone());
        ApiError { fields: vec![field], ..ApiError::new(crate::error::Code::InvalidRequest, message) }
    }
}

impl From<StartError> for ApiError {
    fn from(error: StartError) -> Self {
        match error {
            StartError::Storage(error) => error.into(),
            StartError::NoCases => Self::invalid("suiteIds", "have no cases to run"),
            StartError::Unknown(_) => Self::not_found(),
        }
    }
}
