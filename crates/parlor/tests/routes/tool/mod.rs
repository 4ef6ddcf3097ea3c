//! Tools: management, what becomes of calls, questions to the visitor.

mod approval;
mod call;
mod manage;
mod receiver;
