//! The encoder's forward pass over a batch of texts.
//!
//! Texts lie one after the other without padding: dense layers work on all their tokens at once, attention on one text at a time.

use super::bytes::Inputs;
use super::math::{add_and_normalize, add_bias, add_bias_gelu, layer_norm, softmax};
use super::matmul::{Right, Shape, multiply};
use super::weights::{Dense, Layer, Norm, Weight, Weights};
use super::{HEAD_WIDTH, HEADS, INNER, WIDTH};
use crate::embed::normalize;

/// Query, key and value of a token side by side.
const TRIPLE: usize = 3 * WIDTH;

/// Working memory, kept from batch to batch. One per thread.
#[derive(Debug, Default)]
pub(in crate::embed) struct Scratch {
    states: Vec<f32>,
    triples: Vec<f32>,
    scores: Vec<f32>,
    context: Vec<f32>,
    inner: Vec<f32>,
    output: Vec<f32>,
    bytes: Inputs,
}

/// Mean of the last layer over each text's tokens, at unit length. Each text has at most as many tokens as there are positions.
pub(super) fn run(weights: &Weights, batch: &[Vec<u32>], scratch: &mut Scratch) -> Vec<Vec<f32>> {
    embed_tokens(weights, batch, &mut scratch.states);
    for layer in &weights.layers {
        attend(layer, batch, scratch);
        let Scratch { states, context, output, inner, bytes, .. } = scratch;
        dense(&layer.attention_output, context, output, bytes);
        join(states, output, &layer.attention_output, &layer.attention_norm);

        dense(&layer.inner, states, inner, bytes);
        add_bias_gelu(inner, &layer.inner.bias);
        dense(&layer.output, inner, output, bytes);
        join(states, output, &layer.output, &layer.output_norm);
    }
    let mut rest = &*scratch.states;
    batch.iter().map(|ids| pool(split(&mut rest, ids.len() * WIDTH))).collect()
}

/// The first states: word + position + kind, normalised.
fn embed_tokens(weights: &Weights, batch: &[Vec<u32>], states: &mut Vec<f32>) {
    states.clear();
    let kind = weights.row(&weights.kinds, 0);
    for (position, id) in batch.iter().flat_map(|ids| ids.iter().enumerate()) {
        let word = weights.row(&weights.words, usize::try_from(*id).unwrap_or(usize::MAX));
        let position = weights.row(&weights.positions, position);
        states.extend(word.iter().zip(position).zip(kind).map(|((w, p), k)| w + p + k));
    }
    layer_norm(states, &weights.norm.scale, &weights.norm.shift);
}

/// Multi-head self-attention: from `states` to `context`.
fn attend(layer: &Layer, batch: &[Vec<u32>], scratch: &mut Scratch) {
    let Scratch { states, triples, scores, context, bytes, .. } = scratch;
    dense(&layer.attention, states, triples, bytes);
    add_bias(triples, &layer.attention.bias);
    context.resize(states.len(), 0.0);
    let (mut triples, mut context) = (&**triples, &mut **context);
    for ids in batch {
        let length = ids.len();
        let triples = split(&mut triples, length * TRIPLE);
        let (own, rest) = std::mem::take(&mut context).split_at_mut(length * WIDTH);
        context = rest;
        scores.resize(length * length, 0.0);
        attend_text(triples, length, scores, own);
    }
}

/// Attention inside one text of `length` tokens.
fn attend_text(triples: &[f32], length: usize, scores: &mut [f32], context: &mut [f32]) {
    #[expect(clippy::cast_precision_loss, reason = "32 is exact")]
    let scale = 1.0 / (HEAD_WIDTH as f32).sqrt();
    let head = Shape { rows: length, columns: HEAD_WIDTH, stride: TRIPLE };
    let square = Shape::dense(length, length);
    for number in 0..HEADS {
        let at = number * HEAD_WIDTH;
        let (queries, keys, values) = (&triples[at..], &triples[at + WIDTH..], &triples[at + 2 * WIDTH..]);
        multiply((scores, square), (queries, head), (keys, head), Right::Transposed);
        softmax(scores, length, scale);
        let target = (&mut context[at..], Shape { rows: length, columns: HEAD_WIDTH, stride: WIDTH });
        multiply(target, (scores, square), (values, head), Right::Plain);
    }
}

/// A dense layer without its bias.
fn dense(layer: &Dense, from: &[f32], to: &mut Vec<f32>, bytes: &mut Inputs) {
    let outputs = layer.bias.len();
    match &layer.weight {
        Weight::Exact(weight) => {
            let inputs = weight.len() / outputs;
            let tokens = from.len() / inputs;
            to.resize(tokens * outputs, 0.0);
            let target = (&mut **to, Shape::dense(tokens, outputs));
            let weight = (&**weight, Shape::dense(inputs, outputs));
            multiply(target, (from, Shape::dense(tokens, inputs)), weight, Right::Plain);
        }
        Weight::Bytes(weights) => {
            to.resize(from.len() / weights.inputs() * outputs, 0.0);
            weights.multiply(from, to, bytes);
        }
    }
}

/// Adds a block's output to its input, and normalises.
fn join(states: &mut [f32], output: &[f32], layer: &Dense, norm: &Norm) {
    add_and_normalize(states, output, &layer.bias, &norm.scale, &norm.shift);
}

/// The mean of a text's states at unit length. The number of tokens cancels out.
fn pool(states: &[f32]) -> Vec<f32> {
    let mut vector = vec![0.0; WIDTH];
    for state in states.chunks_exact(WIDTH) {
        vector.iter_mut().zip(state).for_each(|(sum, value)| *sum += value);
    }
    normalize(&mut vector);
    vector
}

/// Takes `length` numbers from the front.
fn split<'a>(rest: &mut &'a [f32], length: usize) -> &'a [f32] {
    let (front, back) = rest.split_at(length);
    *rest = back;
    front
}

const _: () = assert!(INNER.is_multiple_of(WIDTH) && WIDTH == HEADS * HEAD_WIDTH);
