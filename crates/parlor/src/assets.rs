//! The built web apps. Release builds carry them; debug builds read them from disk, so that a rebuilt page shows at once.

use rust_embed::RustEmbed;

/// The launcher and the panel.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../widget/dist"]
#[allow_missing = true]
struct Widget;

/// The tenant's web app.
#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../dashboard/dist"]
#[allow_missing = true]
struct Dashboard;
