//! From the errors of ports to codes.

use std::time::Duration;

use domain::agent::InvalidField;
use domain::document::BlobError;
use domain::storage::StorageError;
use domain::usage::OverPlan;

use super::{ApiError, Code, FieldError};

/// How long callers are asked to wait while storage is away: a restart of the database takes about this long.
const STORAGE_RETRY: Duration = Duration::from_secs(2);

impl From<StorageError> for ApiError {
    fn from(error: StorageError) -> Self {
        let api = match &error {
            StorageError::Conflict("version") => {
                Self::new(Code::Conflict, "This was changed meanwhile. Reload and try again.")
            }
            StorageError::Conflict(field) => {
                let taken = FieldError::new(*field, "is already taken");
                let detail = format!("`{field}` is already taken.");
                Self { fields: vec![taken], ..Self::new(Code::Conflict, detail) }
            }
            StorageError::Full => Self::new(Code::StorageFull, "The server has no space left to store this."),
            StorageError::Unavailable(_) => {
                Self::new(Code::Unavailable, "Storage cannot be reached right now.")
                    .retry_after(STORAGE_RETRY)
            }
            StorageError::Internal(_) => Self::new(Code::Internal, "Something went wrong on our side."),
        };
        api.caused_by(error)
    }
}

impl From<OverPlan> for ApiError {
    fn from(over: OverPlan) -> Self {
        Self::new(Code::QuotaExceeded, over.to_string())
    }
}

impl From<BlobError> for ApiError {
    fn from(error: BlobError) -> Self {
        match error {
            BlobError::Full => StorageError::Full.into(),
            BlobError::Failed(_) => Self::internal(error),
        }
    }
}

impl From<Vec<InvalidField>> for ApiError {
    fn from(problems: Vec<InvalidField>) -> Self {
        Self::invalid_fields(problems.into_iter().map(|p| FieldError::new(p.path, p.message)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn storage_errors_keep_their_meaning_and_hide_their_words() {
        let secret = "password authentication failed for user parlor";
        let cases = [
            (StorageError::Conflict("version"), "conflict"),
            (StorageError::Conflict("slug"), "conflict"),
            (StorageError::Full, "storage_full"),
            (StorageError::Unavailable(secret.into()), "unavailable"),
            (StorageError::Internal(secret.into()), "internal"),
        ];
        for (inner, code) in cases {
            let error = ApiError::from(inner);
            assert_eq!(error.code.as_str(), code);
            assert!(!error.detail.contains("parlor"), "{}", error.detail);
            assert!(error.source.is_some());
        }
    }
}
