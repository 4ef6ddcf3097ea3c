//! Who changed what: the record of every management change.

mod body;
pub mod export;
mod filter;
pub mod list;
