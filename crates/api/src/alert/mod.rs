//! Alerts: what members should look at although nobody asked. Owns their wire types.

mod body;
pub mod dismiss;
pub mod list;
