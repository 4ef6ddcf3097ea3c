//! How requests are read: bodies, paths, queries, versions. Everything unreadable becomes an [`crate::error::ApiError`] that names
//! the place. It must not know any endpoint.

mod body;
pub mod csv;
mod id;
mod page;
mod query;
mod version;

pub use body::{JsonBody, OptionalJsonBody, RawBody};
pub use id::IdPath;
pub use page::{PageQuery, cursor};
pub use query::Params;
pub use version::{IfMatch, etag};
