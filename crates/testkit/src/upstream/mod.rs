//! A model server that says exactly what a test told it to say, over a real socket, byte for byte.
//!
//! It speaks the OpenAI chat-completions dialect with OpenRouter's habits (comment lines, errors inside a 200 stream, usage and
//! cost in the last chunk); beside it there is an embedding model that needs no script. Owns: scripts, their playback, a record
//! of what was asked. Must not judge: a request is recorded as it came, also a wrong one.

mod control;
mod embed;
mod playback;
mod record;
mod script;
mod server;
mod state;
pub mod wire;

pub use record::Received;
pub use script::{Script, Step};
pub use server::{Options, Upstream};
pub use state::Counts;
