//! Single messages: what a visitor thinks of an answer.

pub mod feedback;
