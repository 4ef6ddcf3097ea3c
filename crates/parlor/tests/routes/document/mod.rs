//! Documents: upload, ingest, passages, search, citations.

mod knowledge;
mod link;
mod reembed;
mod rerank;
mod reuse;
