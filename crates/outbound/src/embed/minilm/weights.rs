//! The model's tensors, with names and shapes checked once. The large tables stay where they are; the layers are rearranged.

use std::borrow::Cow;
use std::ops::Range;

use bytemuck::PodCastError;
use domain::document::EmbedError;
use safetensors::tensor::{Dtype, Metadata, SafeTensors};

use super::bytes::{ByteWeights, supported};
use super::source::WeightBytes;
use super::{INNER, LAYERS, WIDTH, unusable};

#[cfg(target_endian = "big")]
compile_error!("the weights are stored in little-endian form and used in place");

/// Most positions that the model has a vector for.
const POSITIONS: usize = 512;
const VOCABULARY: usize = 30_522;

/// Where a tensor lies, in numbers from the start of the data.
type Place = Range<usize>;

/// A dense layer.
#[derive(Debug)]
pub(super) struct Dense {
    pub weight: Weight,
    /// What is added to each output.
    pub bias: Vec<f32>,
}

/// The weights of a dense layer.
#[derive(Debug)]
pub(super) enum Weight {
    /// One row per input: the other way round than in the file, because `gemm` then needs no rearranged copy, which for short texts
    /// takes most of the time.
    Exact(Vec<f32>),
    Bytes(ByteWeights),
}

/// How exactly the layers are computed. Vectors of both kinds can be compared with each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Precision {
    /// As the weights are stored, in 32-bit numbers.
    Exact,
    /// In bytes.
    Bytes,
}

impl Precision {
    /// What is fastest on this processor.
    pub(super) fn best() -> Self {
        if supported() { Self::Bytes } else { Self::Exact }
    }
}

/// Scale and shift of a normalisation.
#[derive(Debug)]
pub(super) struct Norm {
    pub scale: Vec<f32>,
    pub shift: Vec<f32>,
}

/// One encoder layer.
#[derive(Debug)]
pub(super) struct Layer {
    /// Query, key and value side by side.
    pub attention: Dense,
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
    pub(super) fn parse(bytes: WeightBytes, precision: Precision) -> Result<Self, EmbedError> {
        let (data, metadata) = {
            let bytes: &[u8] = match &bytes {
                WeightBytes::Embedded(bytes) => bytes,
                WeightBytes::Read(numbers) => bytemuck::cast_slice(numbers),
            };
            let (header, metadata) =
                SafeTensors::read_metadata(bytes).map_err(|error| unusable(&error.to_string()))?;
            (header + 8, metadata)
        };
        let mut numbers = numbers(bytes, data)?;
        let tensors = Tensors { metadata: &metadata, numbers: &numbers, precision };
        let words = tensors.find("embeddings.word_embeddings.weight", &[VOCABULARY, WIDTH])?;
        let positions = tensors.find("embeddings.position_embeddings.weight", &[POSITIONS, WIDTH])?;
        let kinds = tensors.find("embeddings.token_type_embeddings.weight", &[2, WIDTH])?;
        let norm = tensors.norm("embeddings.LayerNorm")?;
        let layers = (0..LAYERS).map(|n| tensors.layer(n)).collect::<Result<_, _>>()?;
        if let Cow::Owned(numbers) = &mut numbers {
            // The layers have copies of their own; what was read for them can go.
            numbers.truncate(words.end.max(positions.end).max(kinds.end));
            numbers.shrink_to_fit();
        }
        Ok(Self { numbers, words, positions, kinds, norm, layers })
    }

    /// Row `n` of a table whose rows are [`WIDTH`] long; the last one when there are fewer.
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
    numbers: &'a [f32],
    precision: Precision,
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
            && end / 4 <= self.numbers.len();
        if fits { Ok(start / 4..end / 4) } else { Err(wrong()) }
    }

    fn vector(&self, name: &str, length: usize) -> Result<&[f32], EmbedError> {
        Ok(&self.numbers[self.find(name, &[length])?])
    }

    /// Dense layers of the same inputs as one, their outputs side by side.
    fn dense(&self, names: &[String], outputs: usize, inputs: usize) -> Result<Dense, EmbedError> {
        let all = outputs * names.len();
        let (mut weight, mut bias) = (vec![0.0; inputs * all], Vec::with_capacity(all));
        for (number, name) in names.iter().enumerate() {
            let stored = &self.numbers[self.find(&format!("{name}.weight"), &[outputs, inputs])?];
            for (output, row) in stored.chunks_exact(inputs).enumerate() {
                let column = weight[number * outputs + output..].iter_mut().step_by(all);
                column.zip(row).for_each(|(to, from)| *to = *from);
            }
            bias.extend_from_slice(self.vector(&format!("{name}.bias"), outputs)?);
        }
        let bytes = match self.precision {
            Precision::Bytes => ByteWeights::new(&weight, inputs),
            Precision::Exact => None,
        };
        Ok(Dense { weight: bytes.map_or(Weight::Exact(weight), Weight::Bytes), bias })
    }

    fn norm(&self, name: &str) -> Result<Norm, EmbedError> {
        Ok(Norm {
            scale: self.vector(&format!("{name}.weight"), WIDTH)?.to_vec(),
            shift: self.vector(&format!("{name}.bias"), WIDTH)?.to_vec(),
        })
    }

    fn layer(&self, number: usize) -> Result<Layer, EmbedError> {
        let name = |part: &str| format!("encoder.layer.{number}.{part}");
        let attention = ["query", "key", "value"].map(|part| name(&format!("attention.self.{part}")));
        Ok(Layer {
            attention: self.dense(&attention, WIDTH, WIDTH)?,
            attention_output: self.dense(&[name("attention.output.dense")], WIDTH, WIDTH)?,
            attention_norm: self.norm(&name("attention.output.LayerNorm"))?,
            inner: self.dense(&[name("intermediate.dense")], INNER, WIDTH)?,
            output: self.dense(&[name("output.dense")], WIDTH, INNER)?,
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
            let result = Weights::parse(WeightBytes::Embedded(leaked), Precision::Exact);
            assert!(matches!(result, Err(EmbedError::Missing(_))), "{result:?}");
        }
    }
}
