//! Dense layers in 8-bit numbers, for processors that multiply and add bytes in one instruction (AVX-512 VNNI): twice as fast as in
//! full precision, and a quarter of the memory.
//!
//! A weight is a signed byte with one scale per output; an input is an unsigned byte around 128 with one scale per token. Sums are exact
//! 32-bit integers, so the result does not depend on how the work is cut.

#[cfg(target_arch = "x86_64")]
use std::arch::x86_64::{
    __m512i, _mm512_dpbusd_epi32, _mm512_loadu_si512, _mm512_set1_epi32, _mm512_setzero_si512,
    _mm512_storeu_si512,
};

use super::math::fold;

/// Numbers that one instruction multiplies and adds to one sum.
const DEPTH: usize = 4;
/// Sums in one register.
const LANES: usize = 16;
/// Registers side by side: the outputs that are computed together.
const REGISTERS: usize = 4;
const OUTPUTS: usize = LANES * REGISTERS;
/// Tokens that are computed together. Their sums, the weights and the inputs fill the 32 registers.
const TOKENS: usize = 6;
/// What stands for zero among the inputs.
const ZERO: u8 = 128;

/// The weights that one step of [`tile`] reads: for each output the next [`DEPTH`] of them.
type Step = [[i8; LANES * DEPTH]; REGISTERS];
/// The sums of a tile.
type Sums = [[[i32; LANES]; REGISTERS]; TOKENS];

/// The weights of a dense layer. Its shape has been checked: it has whole tiles.
#[derive(Debug)]
pub(super) struct ByteWeights {
    inputs: usize,
    /// Block after block of [`OUTPUTS`] outputs.
    steps: Vec<Step>,
    /// For each output: what one unit of its sum is worth.
    scales: Vec<f32>,
    /// For each output: how much its sum is too large, because inputs are counted from [`ZERO`].
    excess: Vec<i32>,
}

/// Inputs in bytes, kept from layer to layer.
#[derive(Debug, Default)]
pub(super) struct Inputs {
    bytes: Vec<u8>,
    scales: Vec<f32>,
}

/// Whether this processor has the instructions.
pub(super) fn supported() -> bool {
    #[cfg(target_arch = "x86_64")]
    return is_x86_feature_detected!("avx512f")
        && is_x86_feature_detected!("avx512bw")
        && is_x86_feature_detected!("avx512vl")
        && is_x86_feature_detected!("avx512vnni");
    #[cfg(not(target_arch = "x86_64"))]
    return false;
}

impl ByteWeights {
    /// From weights with one row per input. `None` when the layer has no whole tiles.
    pub(super) fn new(weight: &[f32], inputs: usize) -> Option<Self> {
        let outputs = weight.len().checked_div(inputs)?;
        if weight.len() != inputs * outputs
            || !inputs.is_multiple_of(DEPTH)
            || !outputs.is_multiple_of(OUTPUTS)
        {
            return None;
        }
        let per_block = inputs / DEPTH;
        let mut all = Self {
            inputs,
            steps: vec![[[0; LANES * DEPTH]; REGISTERS]; outputs / OUTPUTS * per_block],
            scales: Vec::with_capacity(outputs),
            excess: Vec::with_capacity(outputs),
        };
        for output in 0..outputs {
            let column = || weight[output..].iter().step_by(outputs);
            let largest = column().fold(f32::MIN_POSITIVE, |most, value| most.max(value.abs()));
            let (block, register, lane) =
                (output / OUTPUTS, output % OUTPUTS / LANES, output % OUTPUTS % LANES);
            let mut sum = 0;
            for (input, value) in column().enumerate() {
                #[expect(clippy::cast_possible_truncation, reason = "at most 127 in size")]
                let byte = (value / largest * 127.0).round() as i8;
                sum += i32::from(byte);
                all.steps[block * per_block + input / DEPTH][register][lane * DEPTH + input % DEPTH] = byte;
            }
            all.scales.push(largest / 127.0);
            all.excess.push(sum * i32::from(ZERO));
        }
        Some(all)
    }

    pub(super) fn inputs(&self) -> usize {
        self.inputs
    }

    pub(super) fn outputs(&self) -> usize {
        self.scales.len()
    }

    /// `to = from × weights`, token by token. Nothing is written when the lengths do not fit or the processor cannot.
    pub(super) fn multiply(&self, from: &[f32], to: &mut [f32], scratch: &mut Inputs) {
        let tokens = from.len() / self.inputs;
        let fits = from.len() == tokens * self.inputs && to.len() == tokens * self.outputs();
        debug_assert!(fits, "{} inputs, {} outputs, {tokens} tokens", from.len(), to.len());
        if !(fits && supported()) {
            return;
        }
        scratch.take(from, self.inputs);
        #[cfg(target_arch = "x86_64")]
        #[expect(unsafe_code, reason = "instructions that not every processor has")]
        // SAFETY: `supported` has just said that this processor has them.
        unsafe {
            self.tiles(scratch, to);
        }
    }

    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
    fn tiles(&self, from: &Inputs, to: &mut [f32]) {
        let per_block = self.inputs / DEPTH;
        let outputs = self.outputs();
        let mut sums: Sums = [[[0; LANES]; REGISTERS]; TOKENS];
        for (block, steps) in self.steps.chunks_exact(per_block).enumerate() {
            let first = block * OUTPUTS;
            let scales = &self.scales[first..first + OUTPUTS];
            let excess = &self.excess[first..first + OUTPUTS];
            let groups = from.bytes.chunks_exact(TOKENS * self.inputs).zip(from.scales.chunks(TOKENS));
            for ((bytes, token_scales), rows) in groups.zip(to.chunks_mut(TOKENS * outputs)) {
                tile(steps, bytes, &mut sums);
                for ((row, scale), sums) in rows.chunks_exact_mut(outputs).zip(token_scales).zip(&sums) {
                    let sums = sums.as_flattened().iter().zip(excess).zip(scales);
                    for (value, ((sum, excess), output_scale)) in row[first..].iter_mut().zip(sums) {
                        #[expect(clippy::cast_precision_loss, reason = "the bytes were far less exact")]
                        let sum = (sum - excess) as f32;
                        *value = sum * output_scale * scale;
                    }
                }
            }
        }
    }
}

/// The sums of [`TOKENS`] tokens for one block of outputs.
#[cfg(target_arch = "x86_64")]
#[inline]
#[target_feature(enable = "avx512f,avx512bw,avx512vl,avx512vnni")]
fn tile(steps: &[Step], bytes: &[u8], sums: &mut Sums) {
    let (quads, _) = bytes.as_chunks::<DEPTH>();
    let mut tokens = [quads; TOKENS];
    for (number, token) in tokens.iter_mut().enumerate() {
        *token = &quads[number * steps.len()..][..steps.len()];
    }
    let mut registers = [[_mm512_setzero_si512(); REGISTERS]; TOKENS];
    for (at, step) in steps.iter().enumerate() {
        let weights = [load(&step[0]), load(&step[1]), load(&step[2]), load(&step[3])];
        for (registers, token) in registers.iter_mut().zip(&tokens) {
            let input = _mm512_set1_epi32(i32::from_le_bytes(token[at]));
            for (register, weights) in registers.iter_mut().zip(&weights) {
                *register = _mm512_dpbusd_epi32(*register, input, *weights);
            }
        }
    }
    for (sums, registers) in sums.as_flattened_mut().iter_mut().zip(registers.as_flattened()) {
        store(sums, *registers);
    }
}

#[cfg(target_arch = "x86_64")]
#[inline]
#[target_feature(enable = "avx512f")]
fn load(bytes: &[i8; LANES * DEPTH]) -> __m512i {
    #[expect(unsafe_code, reason = "the instruction takes a pointer")]
    // SAFETY: the array has the 64 bytes that are read; this load needs no alignment.
    unsafe {
        _mm512_loadu_si512(bytes.as_ptr().cast())
    }
}

#[cfg(target_arch = "x86_64")]
#[inline]
#[target_feature(enable = "avx512f")]
fn store(sums: &mut [i32; LANES], register: __m512i) {
    #[expect(unsafe_code, reason = "the instruction takes a pointer")]
    // SAFETY: the array has the 64 bytes that are written; this store needs no alignment.
    unsafe {
        _mm512_storeu_si512(sums.as_mut_ptr().cast(), register);
    }
}

impl Inputs {
    /// Takes in tokens of `width` numbers each, and room up to a whole tile.
    fn take(&mut self, from: &[f32], width: usize) {
        let tokens = from.len() / width;
        self.bytes.resize(tokens.next_multiple_of(TOKENS) * width, ZERO);
        self.scales.resize(tokens, 0.0);
        let (bytes, scales) = (&mut self.bytes, &mut self.scales);
        pulp::Arch::new().dispatch(|| {
            let rows = from.chunks_exact(width).zip(bytes.chunks_exact_mut(width));
            for ((row, bytes), scale) in rows.zip(scales.iter_mut()) {
                *scale = round(row, bytes);
            }
        });
    }
}

/// Writes a token's numbers as bytes around [`ZERO`], and says what one unit is worth.
///
/// Adding 1.5 × 2^23 rounds to a whole number that then stands in the low bits, as in `math::exp`.
#[inline(always)]
fn round(row: &[f32], bytes: &mut [u8]) -> f32 {
    const ROUND: f32 = 12_582_912.0;
    let largest =
        fold(row, f32::MIN_POSITIVE, |most, value| if value.abs() > most { value.abs() } else { most });
    let factor = 127.0 / largest;
    for (byte, value) in bytes.iter_mut().zip(row) {
        #[expect(clippy::cast_possible_truncation, reason = "the number stands in the lowest byte")]
        let low = (value * factor + (ROUND + f32::from(ZERO))).to_bits() as u8;
        *byte = low;
    }
    largest / 127.0
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers between -1 and 1 that look random.
    fn numbers(count: usize, seed: u32) -> Vec<f32> {
        let mut state = seed;
        let mut next = || {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            f32::from(state.to_be_bytes()[0].cast_signed()) / 128.0
        };
        (0..count).map(|_| next()).collect()
    }

    #[test]
    fn products_are_those_of_the_rounded_numbers() {
        if !supported() {
            return;
        }
        for (tokens, inputs, outputs) in [(1, 4, 64), (5, 32, 64), (6, 64, 128), (13, 384, 192)] {
            let (from, weight) = (numbers(tokens * inputs, 7), numbers(inputs * outputs, 11));
            let layer = ByteWeights::new(&weight, inputs).unwrap();
            let mut to = vec![f32::NAN; tokens * outputs];
            layer.multiply(&from, &mut to, &mut Inputs::default());
            for (at, got) in to.iter().enumerate() {
                let (token, output) = (at / outputs, at % outputs);
                let exact: f32 =
                    (0..inputs).map(|n| from[token * inputs + n] * weight[n * outputs + output]).sum();
                // Each of two roundings is off by at most half of a 127th of the largest number, which is at most 1.
                #[expect(clippy::cast_precision_loss, reason = "a few hundred")]
                let most = inputs as f32 / 127.0;
                assert!((got - exact).abs() < most, "{tokens} × {inputs} × {outputs}: {got} is not {exact}");
            }
        }
    }

    #[test]
    fn whole_numbers_within_a_byte_are_exact() {
        if !supported() {
            return;
        }
        let (inputs, outputs) = (8, 64);
        let mut from: Vec<f32> = (0..inputs).map(|n| n as f32 - 4.0).collect();
        from[0] = 127.0;
        let mut weight: Vec<f32> = (0..inputs * outputs).map(|n| (n % 17) as f32 - 8.0).collect();
        weight[..outputs].fill(-127.0);
        let layer = ByteWeights::new(&weight, inputs).unwrap();
        let mut to = vec![0.0; outputs];
        layer.multiply(&from, &mut to, &mut Inputs::default());
        for (output, got) in to.iter().enumerate() {
            let exact: f32 = (0..inputs).map(|n| from[n] * weight[n * outputs + output]).sum();
            assert!((got - exact).abs() < 0.01, "{output}: {got} is not {exact}");
        }
    }

    #[test]
    fn layers_without_whole_tiles_are_left_as_they_are() {
        for (length, inputs) in [(0, 0), (12, 4), (64 * 3, 3), (65 * 4, 4), (63, 4)] {
            assert!(ByteWeights::new(&vec![0.0; length], inputs).is_none(), "{length} / {inputs}");
        }
        let silent = ByteWeights::new(&[0.0; 256], 4).unwrap();
        let mut to = [1.0; 64];
        silent.multiply(&[0.0; 4], &mut to, &mut Inputs::default());
        assert!(!supported() || to == [0.0; 64]);
    }
}
