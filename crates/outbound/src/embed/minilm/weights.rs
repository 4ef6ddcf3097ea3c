//! The model's tensors: names and shapes checked once, then plain slices of one block of numbers.

use std::borrow::Cow;
use std::ops::Range;

use bytemuck::PodCastError;
use domain::document::EmbedError;
use safetensors::tensor::{Dtype, Metadata, SafeTensors};

use super::source::WeightBytes;
use super::{INNER, LAYERS, WIDTH, unusable};

#[cfg(target_endian = "big")]
compile_error!("the weights are stored in little-endian form and used in place");

/// Most positions that the model has a vector for.
const POSITIONS: usize = 512;
const VOCABULARY: usize = 30_522;

/// Where a tensor lies, in numbers from the start of the data.
type Place = Range<usize>;

/// A matrix with one row per output, and what is added to each output.
#[derive(Debug, Clone)]
pub(super) struct Dense {
    pub weight: Place,
    pub bias: Place,
}

/// Scale and shift of a normalisation.
#[derive(Debug, Clone)]
pub(super) struct Norm {
    pub scale: Place,
    pub shift: Place,
}

/// One encoder layer.
#[derive(Debug, Clone)]
pub(super) struct Layer {
    /// Query, key, value.
    pub attention: [Dense; 3],
    pub attention_output: Dense,
    pub attention_norm: Norm,
    pub inner: Dense,
    pub output: Dense,
    pub output_norm: Norm,
}

/// Everything the model has learnt.
#[derive(Debug)]
pub(super) struct Weights {
    numbers: Cow<'static, [f32]>,
    /// One row per token of the vocabulary.
    pub words: Place,
    /// One row per position in the text.
    pub positions: Place,
    /// Two rows, for first and second sentence; only the first is used.
    pub kinds: Place,
    pub norm: Norm,
    pub layers: Vec<Layer>,
}

impl Weights {
    /// Finds every tensor in the file.
    pub(super) fn parse(bytes: WeightBytes) -> Result<Self, EmbedError> {
        let (data, metadata) = {
            let bytes: &[u8] = match &bytes {
                WeightBytes::Embedded(bytes) => bytes,
                WeightBytes::Read(numbers) => bytemuck::cast_slice(numbers),
            };
            let (header, metadata) =
                SafeTensors::read_metadata(bytes).map_err(|error| unusable(&error.to_string()))?;
            (header + 8, metadata)
        };
        let numbers = numbers(bytes, data)?;
        let tensors = Tensors { metadata: &metadata, available: numbers.len() };
        Ok(Self {
            words: tensors.find("embeddings.word_embeddings.weight", &[VOCABULARY, WIDTH])?,
            positions: tensors.find("embeddings.position_embeddings.weight", &[POSITIONS, WIDTH])?,
            kinds: tensors.find("embeddings.token_type_embeddings.weight", &[2, WIDTH])?,
            norm: tensors.norm("embeddings.LayerNorm")?,
            layers: (0..LAYERS).map(|n| tensors.layer(n)).collect::<Result<_, _>>()?,
            numbers,
        })
    }

    /// The numbers of a tensor.
    pub(super) fn get(&self, place: &Place) -> &[f32] {
        &self.numbers[place.clone()]
    }

    /// Row `n` of a tensor whose rows are [`WIDTH`] long; the last one when there are fewer.
    pub(super) fn row(&self, place: &Place, n: usize) -> &[f32] {
        let rows = place.len() / WIDTH;
        let start = place.start + n.min(rows - 1) * WIDTH;
        &self.numbers[start..start + WIDTH]
    }
}

/// Everything after the header as numbers: in place when the memory allows it, else a copy.
fn numbers(bytes: WeightBytes, data: usize) -> Result<Cow<'static, [f32]>, EmbedError> {
    match bytes {
        WeightBytes::Embedded(bytes) => {
            let data = &bytes[data.min(bytes.len())..];
            match bytemuck::try_cast_slice(data) {
                Ok(numbers) => Ok(Cow::Borrowed(numbers)),
                Err(PodCastError::TargetAlignmentGreaterAndInputNotAligned) => {
                    let numbers = data.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]]));
                    Ok(Cow::Owned(numbers.collect()))
                }
                Err(error) => Err(unusable(&error.to_string())),
            }
        }
        WeightBytes::Read(mut numbers) => {
            if !data.is_multiple_of(4) {
                return Err(unusable("the header has an odd length"));
            }
            numbers.drain(..(data / 4).min(numbers.len()));
            Ok(Cow::Owned(numbers))
        }
    }
}

struct Tensors<'a> {
    metadata: &'a Metadata,
    available: usize,
}

impl Tensors<'_> {
    fn find(&self, name: &str, shape: &[usize]) -> Result<Place, EmbedError> {
        let wrong = || unusable(&format!("tensor `{name}` is missing or has an unexpected form"));
        let info = self.metadata.info(name).ok_or_else(wrong)?;
        let (start, end) = info.data_offsets;
        let fits = info.dtype == Dtype::F32
            && info.shape == shape
            && start.is_multiple_of(4)
            && end.saturating_sub(start) == shape.iter().product::<usize>() * 4
            && end / 4 <= self.available;
        if fits { Ok(start / 4..end / 4) } else { Err(wrong()) }
    }

    fn dense(&self, name: &str, outputs: usize, inputs: usize) -> Result<Dense, EmbedError> {
        Ok(Dense {
            weight: self.find(&format!("{name}.weight"), &[outputs, inputs])?,
            bias: self.find(&format!("{name}.bias"), &[outputs])?,
        })
    }

    fn norm(&self, name: &str) -> Result<Norm, EmbedError> {
        Ok(Norm {
            scale: self.find(&format!("{name}.weight"), &[WIDTH])?,
            shift: self.find(&format!("{name}.bias"), &[WIDTH])?,
        })
    }

    fn layer(&self, number: usize) -> Result<Layer, EmbedError> {
        let name = |part: &str| format!("encoder.layer.{number}.{part}");
        let attention = |part: &str| self.dense(&name(&format!("attention.self.{part}")), WIDTH, WIDTH);
        Ok(Layer {
            attention: [attention("query")?, attention("key")?, attention("value")?],
            attention_output: self.dense(&name("attention.output.dense"), WIDTH, WIDTH)?,
            attention_norm: self.norm(&name("attention.output.LayerNorm"))?,
            inner: self.dense(&name("intermediate.dense"), INNER, WIDTH)?,
            output: self.dense(&name("output.dense"), WIDTH, INNER)?,
            output_norm: self.norm(&name("output.LayerNorm"))?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_that_are_no_weights_are_refused() {
        let header = |json: &str| [&(json.len() as u64).to_le_bytes(), json.as_bytes(), &[0; 64]].concat();
        let cases: [&[u8]; 4] = [
            b"",
            &[0xff; 64],
            &header("{}"),
            &header(
                r#"{"embeddings.word_embeddings.weight":{"dtype":"F32","shape":[4,4],"data_offsets":[0,64]}}"#,
            ),
        ];
        for bytes in cases {
            let leaked: &'static [u8] = bytes.to_vec().leak();
            let result = Weights::parse(WeightBytes::Embedded(leaked));
            assert!(matches!(result, Err(EmbedError::Missing(_))), "{result:?}");
        }
    }
}
