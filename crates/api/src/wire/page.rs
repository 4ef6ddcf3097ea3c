//! Paging by cursor.

use domain::page::PageRequest;
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use crate::error::ApiError;

/// Which slice of a list is wanted.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// `nextCursor` of the page before.
    pub cursor: Option<String>,
    /// At most this many items, 1 to 100; 50 by default.
    #[param(minimum = 1, maximum = 100)]
    pub limit: Option<u32>,
}

impl PageQuery {
    /// Checks both.
    pub fn request(&self) -> Result<PageRequest, ApiError> {
        let limit = self.limit.unwrap_or(PageRequest::first().limit);
        if !(1..=PageRequest::MAX).contains(&limit) {
            return Err(ApiError::invalid("limit", format!("must be 1 to {}", PageRequest::MAX)));
        }
        let after = self
            .cursor
            .as_deref()
            .map(|text| {
                Uuid::try_parse(text).map_err(|_| ApiError::invalid("cursor", "is not a cursor of this list"))
            })
            .transpose()?;
        Ok(PageRequest { after, limit })
    }
}

/// The text of a cursor.
pub fn cursor(next: Option<Uuid>) -> Option<String> {
    next.map(|id| id.simple().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_and_cursors_are_checked() {
        let id = Uuid::from_u128(7);
        let query = PageQuery { cursor: cursor(Some(id)), limit: Some(2) };
        assert_eq!(query.request().unwrap(), PageRequest { after: Some(id), limit: 2 });
        for (cursor, limit) in [(None, Some(0)), (None, Some(101)), (Some("x".to_owned()), None)] {
            assert!(PageQuery { cursor, limit }.request().is_err());
        }
    }
}
