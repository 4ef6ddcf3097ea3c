//! One file per outside tool: how to find it, install it when it is missing, and call it.
//!
//! Everything installed here is pinned, lands in `.cache` or `node_modules`, and is left alone when it is already there.

pub mod cargo;
pub mod checksum;
pub mod chromium;
pub mod debian;
pub mod node;
pub mod postgres;
pub mod postgres_install;
pub mod process;
pub mod promptfoo;
pub mod python;
pub mod repository;
pub mod weights;
