//! Golden vectors: computed once in double precision with numpy from the same weights, by a program that shares nothing with this one.

use std::path::Path;

use super::*;

/// Text, first eight and last four components.
const GOLDEN: [(&str, [f32; 8], [f32; 4]); 3] = [
    (
        "How many days do I have to return an order?",
        [-0.013_619, 0.029_082, 0.064_451, 0.027_703, -0.072_971, -0.015_274, -0.078_17, -0.066_572],
        [-0.032_001, -0.004_779, -0.025_827, -0.044_42],
    ),
    (
        "Größe und Gewicht: 漢字 cost €5 — naïve café!",
        [-0.002_819, 0.077_738, -0.009_203, 0.019_174, 0.015_416, 0.031_224, 0.041_885, -0.000_432],
        [0.021_658, -0.065_382, -0.032_78, -0.009_329],
    ),
    (
        "",
        [-0.118_838, 0.048_299, -0.002_548, -0.011_011, 0.051_951, 0.010_292, 0.115_433, 0.000_701],
        [0.158_746, 0.126_409, 0.046_549, -0.015_717],
    ),
];

/// Forty of these are longer than the model reads.
const LONG: &str = "The quick brown fox jumps over the lazy dog. ";
const LONG_FIRST: [f32; 8] =
    [0.062_278, -0.057_863, 0.072_326, -0.005_959, -0.045_387, 0.005_761, -0.023_936, -0.072_952];

const TOLERANCE: f32 = 5e-6;

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.cache/models/all-MiniLM-L6-v2")
}

fn model(precision: Precision) -> MiniLm {
    MiniLm::with_precision(&Source::Folder(folder()), precision)
        .expect("`cargo xtask setup` fetches the weights")
}

fn assert_close(got: &[f32], expect: &[f32], text: &str) {
    for (got, expect) in got.iter().zip(expect) {
        assert!((got - expect).abs() < TOLERANCE, "{text:?}: {got} is not {expect}");
    }
}

#[test]
fn vectors_are_those_of_an_independent_computation_alone_and_in_a_batch() {
    let model = model(Precision::Exact);
    let mut scratch = Scratch::default();
    let mut texts: Vec<String> = GOLDEN.iter().map(|(text, ..)| (*text).to_owned()).collect();
    texts.push(LONG.repeat(40));
    let together = model.embed(&texts, &mut scratch).unwrap();
    for (number, vector) in together.iter().enumerate() {
        let alone = model.embed(&texts[number..=number], &mut scratch).unwrap();
        assert_close(&alone[0], vector, &texts[number]);
        assert_eq!(vector.len(), WIDTH);
        assert!((vector.iter().map(|v| v * v).sum::<f32>() - 1.0).abs() < 1e-5);
    }
    for ((text, first, last), vector) in GOLDEN.iter().zip(&together) {
        assert_close(vector, first, text);
        assert_close(&vector[WIDTH - 4..], last, text);
    }
    assert_close(&together[3], &LONG_FIRST, LONG);
}

#[test]
fn similar_sentences_are_as_similar_as_the_model_card_says() {
    let texts = [
        "A man is eating food.",
        "A man is eating a piece of bread.",
        "A cheetah is running behind its prey.",
    ];
    let vectors = model(Precision::Exact).embed(&texts.map(str::to_owned), &mut Scratch::default()).unwrap();
    let similarity = |n: usize| vectors[0].iter().zip(&vectors[n]).map(|(a, b)| a * b).sum::<f32>();
    assert!((similarity(1) - 0.755_337).abs() < 1e-5, "{}", similarity(1));
    assert!((similarity(2) - 0.141_925).abs() < 1e-5, "{}", similarity(2));
}

#[test]
fn embedded_bytes_work_at_any_address() {
    let weights = std::fs::read(folder().join("model.safetensors")).unwrap();
    let tokenizer: &'static [u8] = std::fs::read(folder().join("tokenizer.json")).unwrap().leak();
    let golden = GOLDEN[0];
    for shift in [0, 1] {
        let moved: &'static [u8] = [&vec![0; shift], weights.as_slice()].concat().leak();
        let source = Source::Embedded { weights: &moved[shift..], tokenizer };
        let model = MiniLm::with_precision(&source, Precision::Exact).unwrap();
        let vectors = model.embed(&[golden.0.to_owned()], &mut Scratch::default()).unwrap();
        assert_close(&vectors[0], &golden.1, golden.0);
    }
}

/// 1 is the same direction. Texts that mean the same have about 0.8.
#[test]
fn vectors_in_bytes_point_where_the_exact_ones_do() {
    let texts: Vec<String> =
        GOLDEN.iter().map(|(text, ..)| (*text).to_owned()).chain([LONG.repeat(40)]).collect();
    let mut scratch = Scratch::default();
    let exact = model(Precision::Exact).embed(&texts, &mut scratch).unwrap();
    let bytes = model(Precision::best()).embed(&texts, &mut scratch).unwrap();
    for ((text, exact), bytes) in texts.iter().zip(&exact).zip(&bytes) {
        let similarity = exact.iter().zip(bytes).map(|(a, b)| a * b).sum::<f32>();
        assert!(similarity > 0.98, "{text:?}: {similarity}");
    }
}
