//! How an agent's widget looks.

use serde::{Deserialize, Serialize};

/// How the widget looks.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Theme {
    /// Accent colour, `#rrggbb`.
    pub color: Option<String>,
    /// Which side of the page.
    pub position: Option<Position>,
    /// Colour scheme; `None` follows the page's visitor.
    pub scheme: Option<Scheme>,
}

/// Which corner the launcher sits in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Position {
    /// Bottom left.
    Left,
    /// Bottom right.
    Right,
}

/// Colour scheme of the widget.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scheme {
    /// Always light.
    Light,
    /// Always dark.
    Dark,
    /// As the visitor's system says.
    Auto,
}
