//! The one way to an address that a tenant chose: webhooks, MCP servers, pages to read. Nothing that is not on the public internet is
//! ever connected to, unless the operator permits its range.
//!
//! What is checked is the address that is connected to: names are resolved here, every answer is judged, and exactly these answers are
//! dialled, so that a name cannot mean one thing when it is checked and another when it is used. Redirects are followed by hand,
//! each one checked like the first. It must not know who asks or what for.

mod address;
mod client;
mod destination;
mod hop;
mod resolve;
mod tool;

pub use address::is_public;
pub use client::{Egress, EgressError, EgressRequest, EgressResponse, EgressSettings, EgressStream, Hop};
pub use ipnet::IpNet;
pub use resolve::Lookup;
