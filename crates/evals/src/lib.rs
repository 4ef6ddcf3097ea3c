//! Evaluations: suites of cases, the runner that puts them to an agent, scorers, judges and reports.
//!
//! Owns what a case is and when it passes. It answers nobody by itself: cases go through the same `domain::chat::run` that serves visitors,
//! or to a running server through [`target::Target`]. Must not know files, terminals, HTTP or SQL: texts come in, texts and values go out, and
//! whatever lasts is behind [`run::journal::Lines`].

pub mod dataset;
pub mod judge;
pub mod observation;
pub mod report;
pub mod run;
pub mod score;
pub mod script;
pub mod suite;
pub mod tape;
pub mod target;

#[cfg(test)]
mod testing;
