//! Parlor over HTTP: routes, wire types, credentials, limits and streams.
//!
//! One module per noun, one file per endpoint: request and response types, handler, its tests. This crate owns every header,
//! cookie and status code. It must not know SQL, model providers, files or the environment: all of that arrives in
//! [`Context`] as ports and plain values. Start reading at [`router()`].

mod account;
mod agent;
mod alert;
mod analytics;
mod assets;
mod audit;
mod auth;
mod chat;
mod completion;
mod context;
mod conversation;
mod document;
mod edge;
mod error;
mod eval;
mod event;
mod health;
mod invitation;
mod key;
mod label;
mod langfuse;
mod limits;
mod mcp;
mod member;
mod message;
mod metrics;
mod model;
mod note;
mod openapi;
mod organization;
mod repeat;
mod router;
mod session;
mod settings;
mod snapshot;
mod source;
mod sse;
mod tool;
mod usage;
mod visitor;
mod wire;
#[cfg(test)]
mod wire_test;

pub use account::secret as link_secret;
pub use assets::{Asset, Assets, NoAssets};
pub use context::{Context, Lifecycle};
pub use limits::{LimitSettings, Network};
pub use metrics::Metrics;
pub use openapi::document as openapi_document;
pub use router::router;
pub use settings::{Demo, Settings};
