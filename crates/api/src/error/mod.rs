//! The one error of the edge: a stable code, a sentence for the caller, field errors, and the cause for the log.
//!
//! Owns the mapping from inner errors to codes and RFC 9457 problem documents. It must not know any endpoint.

mod code;
mod convert;
mod problem;

use std::error::Error as StdError;
use std::sync::Arc;
use std::time::Duration;

use axum::response::{IntoResponse, Response};

pub use code::Code;
pub use problem::{FieldError, PROBLEM_JSON, Problem, openai_error, render, render_openai};

/// Shorthand for what handlers return.
pub type ApiResult<T> = Result<T, ApiError>;

/// Why a request was not served. `detail` and `fields` are public; `source` goes to the log only.
#[derive(Debug, Clone)]
pub struct ApiError {
    /// What clients switch on.
    pub code: Code,
    /// A sentence for people.
    pub detail: String,
    /// Which parts of the request are wrong.
    pub fields: Vec<FieldError>,
    /// When trying again makes sense (`Retry-After`).
    pub retry_after: Option<Duration>,
    /// What really happened.
    pub source: Option<Arc<dyn StdError + Send + Sync>>,
}

impl ApiError {
    /// An error with a public sentence.
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into(), fields: Vec::new(), retry_after: None, source: None }
    }

    /// No usable credential. Says no more than that: why it is refused helps only those who try.
    pub fn unauthenticated() -> Self {
        Self::new(Code::Unauthenticated, "A valid credential is required.")
    }

    /// The credential is fine, but not for this.
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(Code::Forbidden, detail)
    }

    /// Unknown here: never existed, erased, or somebody else's.
    pub fn not_found() -> Self {
        Self::new(Code::NotFound, "There is nothing here.")
    }

    /// One field breaks a rule.
    pub fn invalid(path: impl Into<String>, message: impl Into<String>) -> Self {
        Self::invalid_fields(vec![FieldError::new(path, message)])
    }

    /// Several fields break rules; the first one is repeated in the sentence.
    pub fn invalid_fields(fields: Vec<FieldError>) -> Self {
        let detail = match fields.first() {
            Some(field) if !field.path.is_empty() => format!("`{}` {}.", field.path, field.message),
            Some(field) => format!("The request {}.", field.message),
            None => "The request is not valid.".to_owned(),
        };
        Self { fields, ..Self::new(Code::InvalidRequest, detail) }
    }

    /// A defect: the caller learns nothing but that.
    pub fn internal(source: impl StdError + Send + Sync + 'static) -> Self {
        Self::new(Code::Internal, "Something went wrong on our side.").caused_by(source)
    }

    /// Attaches the cause for the log.
    pub fn caused_by(mut self, source: impl StdError + Send + Sync + 'static) -> Self {
        self.source = Some(Arc::new(source));
        self
    }

    /// Says when trying again makes sense.
    pub fn retry_after(mut self, wait: Duration) -> Self {
        self.retry_after = Some(wait);
        self
    }
}

/// Leaves the body empty: [`render`] writes it at the boundary, where the request's id is known.
impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = self.code.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
