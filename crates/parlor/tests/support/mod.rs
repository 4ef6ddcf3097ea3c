//! A whole server in the test's process: real storage, real HTTP, a scripted model behind it.
#![allow(dead_code, unused_imports, reason = "each test binary uses a part of it")]

pub mod process;
pub mod server;

pub use server::{Backend, Server};
