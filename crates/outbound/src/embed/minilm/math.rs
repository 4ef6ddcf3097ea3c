//! The element-wise functions of the encoder: plain loops, compiled once more for each vector instruction set that `pulp` knows,
//! of which the processor's best is taken. So every loop is one that compilers can vectorise.

use std::f32::consts::{FRAC_1_SQRT_2, LOG2_E};

use pulp::Arch;

/// e^x for x ≤ 0 (and small positive x), relative error below 4e-7 + |x| · 1e-7; inputs below -87 count as -87.
///
/// x = (n + f) ln 2 with |f| ≤ 1/2: a polynomial for 2^f, and n added to the exponent's bits. Adding 1.5 × 2^23 rounds to a
/// whole number that then stands in the low bits; the usual `floor` is a function call on baseline x86-64.
#[inline(always)]
fn exp(x: f32) -> f32 {
    const ROUND: f32 = 12_582_912.0;
    let t = x.max(-87.0) * LOG2_E;
    let shifted = t + ROUND;
    let f = (t - (shifted - ROUND)) * std::f32::consts::LN_2;
    let p = 1.0
        + f * (1.0 + f * (0.5 + f * (1.0 / 6.0 + f * (1.0 / 24.0 + f * (1.0 / 120.0 + f * (1.0 / 720.0))))));
    f32::from_bits(p.to_bits().wrapping_add(shifted.to_bits() << 23))
}

/// The error function, absolute error below 3e-7. Source: Abramowitz and Stegun, 7.1.26.
#[inline(always)]
fn erf(x: f32) -> f32 {
    let a = x.abs();
    let t = 1.0 / (1.0 + 0.327_591_1 * a);
    let poly =
        t * (0.254_829_6 + t * (-0.284_496_74 + t * (1.421_413_7 + t * (-1.453_152 + t * 1.061_405_4))));
    (1.0 - poly * exp(-a * a)).copysign(x)
}

/// Adds the bias to each row and applies GELU in its exact form.
pub(super) fn add_bias_gelu(rows: &mut [f32], bias: &[f32]) {
    Arch::new().dispatch(|| {
        for row in rows.chunks_exact_mut(bias.len()) {
            for (value, bias) in row.iter_mut().zip(bias) {
                let x = *value + *bias;
                *value = 0.5 * x * (1.0 + erf(x * FRAC_1_SQRT_2));
            }
        }
    });
}

/// Adds the bias to each row.
pub(super) fn add_bias(rows: &mut [f32], bias: &[f32]) {
    for row in rows.chunks_exact_mut(bias.len()) {
        row.iter_mut().zip(bias).for_each(|(value, bias)| *value += *bias);
    }
}

/// Turns each row into weights that sum to one: softmax of the row times `scale`.
pub(super) fn softmax(rows: &mut [f32], columns: usize, scale: f32) {
    Arch::new().dispatch(|| {
        for row in rows.chunks_exact_mut(columns) {
            let largest = fold(row, f32::MIN, |a, b| if b > a { b } else { a });
            for value in &mut *row {
                *value = exp((*value - largest) * scale);
            }
            let factor = 1.0 / fold(row, 0.0, |a, b| a + b);
            row.iter_mut().for_each(|value| *value *= factor);
        }
    });
}

/// `rows += more + bias`, then each row normalised to mean 0 and variance 1, scaled and shifted.
pub(super) fn add_and_normalize(rows: &mut [f32], more: &[f32], bias: &[f32], scale: &[f32], shift: &[f32]) {
    Arch::new().dispatch(|| {
        for (row, more) in rows.chunks_exact_mut(bias.len()).zip(more.chunks_exact(bias.len())) {
            for ((value, more), bias) in row.iter_mut().zip(more).zip(bias) {
                *value += *more + *bias;
            }
            normalize(row, scale, shift);
        }
    });
}

/// Normalises each row as [`add_and_normalize`] does, with nothing added.
pub(super) fn layer_norm(rows: &mut [f32], scale: &[f32], shift: &[f32]) {
    Arch::new().dispatch(|| rows.chunks_exact_mut(scale.len()).for_each(|row| normalize(row, scale, shift)));
}

#[inline(always)]
fn normalize(row: &mut [f32], scale: &[f32], shift: &[f32]) {
    #[expect(clippy::cast_precision_loss, reason = "a width of a few hundred is exact")]
    let share = 1.0 / row.len() as f32;
    let mean = fold(row, 0.0, |a, b| a + b) * share;
    row.iter_mut().for_each(|value| *value -= mean);
    let variance = squares(row) * share;
    let factor = 1.0 / (variance + 1e-12).sqrt();
    for ((value, scale), shift) in row.iter_mut().zip(scale).zip(shift) {
        *value = *value * factor * *scale + *shift;
    }
}

/// Folds in sixteen lanes: floating-point operations have an order, and one lane would forbid vector instructions.
#[inline(always)]
pub(super) fn fold(row: &[f32], start: f32, with: impl Fn(f32, f32) -> f32) -> f32 {
    let mut lanes = [start; 16];
    let (parts, rest) = row.as_chunks::<16>();
    for part in parts {
        for (lane, value) in lanes.iter_mut().zip(part) {
            *lane = with(*lane, *value);
        }
    }
    rest.iter().chain(&lanes).fold(start, |sum, value| with(sum, *value))
}

/// The sum of squares, in lanes as in [`fold`].
#[inline(always)]
fn squares(row: &[f32]) -> f32 {
    let mut lanes = [0.0_f32; 16];
    let (parts, rest) = row.as_chunks::<16>();
    for part in parts {
        for (lane, value) in lanes.iter_mut().zip(part) {
            *lane += *value * *value;
        }
    }
    rest.iter().map(|value| value * value).sum::<f32>() + lanes.iter().sum::<f32>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exp_is_close_over_its_whole_range() {
        for n in 0..=87_000_u32 {
            let x = -f64::from(n) / 1_000.0;
            #[expect(clippy::cast_possible_truncation, reason = "rounding to the tested type is meant")]
            let got = f64::from(exp(x as f32));
            let expect = f64::from(x as f32).exp();
            let error = ((got - expect) / expect).abs();
            assert!(error < 4e-7 - x * 1e-7, "exp({x}) = {got}, not {expect}");
        }
        assert!(exp(-1e30) < 2e-38 && exp(f32::NEG_INFINITY) >= 0.0);
    }

    #[test]
    fn erf_has_known_values() {
        // NIST Digital Library of Mathematical Functions, table 7.23.
        for (x, expect) in
            [(0.0, 0.0), (0.5, 0.520_499_9), (1.0, 0.842_700_8), (2.0, 0.995_322_3), (6.0, 1.0)]
        {
            assert!((erf(x) - expect).abs() < 5e-7, "erf({x}) = {}", erf(x));
            assert!((erf(-x) + expect).abs() < 5e-7);
        }
    }

    #[test]
    fn softmax_rows_sum_to_one_and_survive_extremes() {
        let mut rows = [1.0, 2.0, 3.0, -1e30, 0.0, 1e30];
        softmax(&mut rows, 3, 1.0);
        let expect = [0.090_030_6, 0.244_728_5, 0.665_240_96, 0.0, 0.0, 1.0];
        for (got, expect) in rows.iter().zip(expect) {
            assert!((got - expect).abs() < 1e-6, "{rows:?}");
        }
    }

    #[test]
    fn normalised_rows_have_mean_shift_and_deviation_scale() {
        let mut row: Vec<f32> = (0..20_u8).map(f32::from).collect();
        layer_norm(&mut row, &[2.0; 20], &[5.0; 20]);
        let mean = row.iter().sum::<f32>() / 20.0;
        let variance = row.iter().map(|v| (v - mean) * (v - mean)).sum::<f32>() / 20.0;
        assert!((mean - 5.0).abs() < 1e-5 && (variance - 4.0).abs() < 1e-4, "{mean} {variance}");
    }
}
