//! Live changes for the dashboard.

pub mod watch;
