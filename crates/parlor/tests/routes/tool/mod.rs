//! Tools: management, what becomes of calls, questions to the visitor.

mod approval;
mod call;
pub mod manage;
pub mod receiver;
