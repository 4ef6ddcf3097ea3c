//! Documents of every kind, made from words, and broken ones: real bytes in the real formats, written by hand so that nothing of
//! what reads them is trusted.

mod hostile;
mod office;
mod pdf;

pub use hostile::{Hostile, hostile};
pub use office::{docx, docx_xml, pptx, xlsx};
pub use pdf::{encrypted_pdf, nested_pdf, pdf, scanned_pdf};
