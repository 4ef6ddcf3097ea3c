//! Agents: drafts, versions, publishing, preview.

mod identity;
mod lifecycle;
mod model;
mod preview;
