//! Agents: drafts, versions, publishing, preview.

mod lifecycle;
mod preview;
