//! MCP servers: management, what becomes of their tools, calls within an answer.

mod call;
pub mod manage;
