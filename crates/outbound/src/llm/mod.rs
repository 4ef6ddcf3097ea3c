//! Language models: a streaming client for anything that speaks OpenAI's chat completions ([`openai`]), a scripted model
//! for tests ([`scripted`]), and the door that chooses between the provider and the built-in answerer ([`router`]).
//!
//! Owns the provider's wire format, its faults and its time limits. Must not know chats, tenants or storage.

mod catalog;
mod chunk;
mod decode;
mod failure;
pub mod openai;
mod request;
pub mod router;
pub mod scripted;
pub(crate) mod sse;
mod stream;
