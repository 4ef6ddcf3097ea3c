//! The built files of both web apps, and the pages' security policies.
//!
//! Owns which file answers which path, caching, and the content security policy of each kind of page. It must not know where the
//! files come from: they arrive through [`Assets`].

mod dashboard;
mod demo;
mod file;
mod hosted;
mod policy;
mod widget;

pub use dashboard::fallback;
pub use demo::{demo, demo_style};
pub use file::{Asset, Assets, NoAssets};
pub use hosted::{hosted, hosted_style};
pub use policy::DOCS as DOCS_POLICY;
pub use widget::{element, launcher, panel, panel_file};
