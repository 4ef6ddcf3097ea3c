//! Visitor sessions: what a page opens before it can chat. Owns how a visitor is recognised and the token's issue.

pub mod open;
mod visitor;

pub use open::{SessionBody, issue, told};
pub use visitor::returning;
