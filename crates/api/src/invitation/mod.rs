//! Invitations: admins ask people in, people look at what they were sent and join.

pub mod accept;
mod body;
pub mod create;
pub mod list;
pub mod look;
pub mod revoke;
