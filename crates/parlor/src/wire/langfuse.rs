//! How Langfuse projects are reached.

use std::time::Duration;

/// Where projects are when nobody says otherwise.
pub const HOST: &str = "https://cloud.langfuse.com";
/// Largest answer: a page of items may be long.
pub const ANSWER: usize = 16 << 20;
/// Longest time for one answer.
pub const PATIENCE: Duration = Duration::from_secs(20);
