//! The built web apps. Release builds carry them; debug builds read them from disk, so that a rebuilt page shows at once.

use std::borrow::Cow;
use std::sync::Arc;

use api::{Asset, Assets};
use bytes::Bytes;
use rust_embed::{EmbeddedFile, RustEmbed};

/// The launcher and the panel.
#[derive(RustEmbed)]
#[folder = "../../widget/dist"]
#[allow_missing = true]
struct Widget;

/// The tenant's web app.
#[derive(RustEmbed)]
#[folder = "../../dashboard/dist"]
#[allow_missing = true]
struct Dashboard;

/// One of the folders above.
struct Embedded(fn(&str) -> Option<EmbeddedFile>);

impl Assets for Embedded {
    fn get(&self, path: &str) -> Option<Asset> {
        let file = (self.0)(path)?;
        let hash = file.metadata.sha256_hash()[..16].iter().map(|byte| format!("{byte:02x}")).collect();
        let media_type = file.metadata.mimetype().to_owned();
        let bytes = match file.data {
            Cow::Borrowed(bytes) => Bytes::from_static(bytes),
            Cow::Owned(bytes) => Bytes::from(bytes),
        };
        Some(Asset { bytes, media_type, hash })
    }
}

/// Files of the widget.
pub fn widget() -> Arc<dyn Assets> {
    Arc::new(Embedded(Widget::get))
}

/// Files of the dashboard.
pub fn dashboard() -> Arc<dyn Assets> {
    Arc::new(Embedded(Dashboard::get))
}

/// Web apps that were not built when this binary was.
pub fn missing() -> Vec<&'static str> {
    let apps = [
        ("widget", Widget::get("widget.js").is_some()),
        ("dashboard", Dashboard::get("_shell.html").is_some()),
    ];
    apps.into_iter().filter(|(_, built)| !built).map(|(name, _)| name).collect()
}
