//! `/v1`: an agent as a model of OpenAI's chat-completions API, for tenants' servers. Owns that API's wire types. It must not know how an
//! answer is made: each call is a turn of [`domain::chat::run`] in a chat of the visitor, like any other.

pub mod create;
mod encode;
mod input;
pub mod models;
mod thread;
mod whole;
