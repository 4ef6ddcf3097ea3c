//! Whether the server lives and may be sent traffic.

pub mod check;
