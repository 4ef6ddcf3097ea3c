//! all-MiniLM-L6-v2 (384 dimensions, Apache-2.0): a BERT encoder of six layers, mean pooling, unit length.
//!
//! Source: Wang et al., "MiniLM" (2020), and the model card of sentence-transformers/all-MiniLM-L6-v2. Own forward pass over the
//! `gemm` crate, because it needs no shared library and no framework; golden vectors computed independently keep it honest.

mod bytes;
mod forward;
mod math;
mod matmul;
pub(super) mod source;
mod weights;

use domain::document::EmbedError;
use tokenizers::{Tokenizer, TruncationParams};

pub(super) use forward::Scratch;
use source::Source;
use weights::{Precision, Weights};

/// The model's name.
pub const MODEL: &str = "all-MiniLM-L6-v2";

/// Length of a vector, and width of every layer.
const WIDTH: usize = 384;
/// Width of the inner layer of each feed-forward block.
const INNER: usize = 1_536;
const HEADS: usize = 12;
const HEAD_WIDTH: usize = WIDTH / HEADS;
const LAYERS: usize = 6;
/// Longest text in tokens; the rest is cut off. The model was trained on up to 256.
const MAX_TOKENS: usize = 256;

/// The loaded model. Shared by threads; each brings its own [`Scratch`].
pub(super) struct MiniLm {
    tokenizer: Tokenizer,
    weights: Weights,
}

impl MiniLm {
    /// Reads the weights and the vocabulary.
    pub(super) fn load(source: &Source) -> Result<Self, EmbedError> {
        Self::with_precision(source, Precision::best())
    }

    fn with_precision(source: &Source, precision: Precision) -> Result<Self, EmbedError> {
        let weights = Weights::parse(source.weights()?, precision)?;
        let mut tokenizer =
            Tokenizer::from_bytes(source.tokenizer()?).map_err(|e| unusable(&e.to_string()))?;
        let truncation = TruncationParams { max_length: MAX_TOKENS, ..TruncationParams::default() };
        tokenizer.with_truncation(Some(truncation)).map_err(|e| unusable(&e.to_string()))?;
        tokenizer.with_padding(None);
        Ok(Self { tokenizer, weights })
    }

    /// One unit vector per text, in order.
    pub(super) fn embed(&self, texts: &[String], scratch: &mut Scratch) -> Result<Vec<Vec<f32>>, EmbedError> {
        let mut batch = Vec::with_capacity(texts.len());
        for text in texts {
            let tokens = self
                .tokenizer
                .encode_fast(text.as_str(), true)
                .map_err(|e| EmbedError::Failed(e.to_string()))?;
            batch.push(tokens.get_ids().to_vec());
        }
        Ok(forward::run(&self.weights, &batch, scratch))
    }
}

fn unusable(reason: &str) -> EmbedError {
    EmbedError::Missing(format!(
        "the files of {MODEL} cannot be used ({reason}); fetch them again with `cargo xtask setup`"
    ))
}

#[cfg(test)]
mod tests;
