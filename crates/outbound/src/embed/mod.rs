//! Text to vectors: a model inside the process ([`local`]) and any OpenAI-compatible endpoint ([`openai`]).
//!
//! Owns the models and where they run. Must not know documents, chunks or indexes. Vectors have unit length.

pub mod local;
mod minilm;
pub mod models;
pub mod openai;
mod pool;

pub use minilm::{MODEL, source::Source};

/// Scales to unit length; a vector without length stays as it is.
fn normalize(vector: &mut [f32]) {
    let length = vector.iter().map(|v| v * v).sum::<f32>().sqrt();
    if length > 0.0 {
        vector.iter_mut().for_each(|v| *v /= length);
    }
}
