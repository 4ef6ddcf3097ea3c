//! Where things lie in the checkout.

use std::path::{Path, PathBuf};

/// The folder with the workspace's `Cargo.toml`.
pub fn root() -> &'static Path {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own)
}

/// Downloads and everything else that can be made again. Not in git.
pub fn cache() -> PathBuf {
    root().join(".cache")
}

/// Where Cargo puts what it builds.
pub fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}
