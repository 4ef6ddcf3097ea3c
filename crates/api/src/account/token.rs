//! The secret of a link that works once: of an invitation or a password reset.

use domain::key::SecretHash;
use serde::Deserialize;
use serde_json::Value;
use utoipa::ToSchema;

use crate::error::{ApiError, ApiResult, Code};

/// Longest token that is looked at, in bytes; real ones have 43.
const MAX: usize = 100;

/// A link's token. Whatever else stands in its place is refused like a wrong one: 400.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = String)]
pub struct LinkToken(Value);

impl LinkToken {
    /// What is stored in the token's place.
    pub fn hash(&self) -> ApiResult<SecretHash> {
        match &self.0 {
            Value::String(text) if !text.is_empty() && text.len() <= MAX => Ok(SecretHash::of(text)),
            _ => Err(Self::refused()),
        }
    }

    /// One answer for unknown, used and expired.
    pub fn refused() -> ApiError {
        ApiError::new(Code::InvalidToken, "This link was used or has expired. Ask for another one.")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_text_is_a_token() {
        for wrong in [json!(null), json!(""), json!(["a"]), json!({}), json!(1), json!("x".repeat(101))] {
            assert_eq!(LinkToken(wrong).hash().unwrap_err().code, Code::InvalidToken);
        }
        assert_eq!(LinkToken(json!("abc")).hash().unwrap(), SecretHash::of("abc"));
    }
}
