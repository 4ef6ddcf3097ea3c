//! Documents: upload, ingest, passages, search, citations.

mod knowledge;
mod reembed;
mod reuse;
