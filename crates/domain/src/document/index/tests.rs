use super::*;
use crate::document::Chunk;
use crate::id::{ChunkId, DocumentId};
use proptest::prelude::*;
use uuid::Uuid;

fn chunk(n: u32, text: &str, vector: Option<&[f32]>) -> IndexedChunk {
    IndexedChunk {
        chunk: Chunk {
            id: ChunkId::from(Uuid::from_u128(u128::from(n))),
            document_id: DocumentId::from(Uuid::nil()),
            position: n,
            heading: String::new(),
            page: None,
            text: text.to_owned(),
            span: (0, 0),
            embedding: vector.map(Arc::from),
            embedding_model: vector.map(|_| "m".into()),
        },
        title: "".into(),
        media_type: "text/plain".into(),
        filename: "a.txt".into(),
    }
}

fn settings(mode: RetrievalMode, threshold: f32) -> RetrievalSettings {
    RetrievalSettings { top_k: 3, threshold, mode, vector_weight: 0.5, rerank: false }
}

fn texts(passages: &[Passage]) -> Vec<&str> {
    passages.iter().map(|p| p.source.chunk.text.as_str()).collect()
}

fn shop() -> Index {
    Index::build(vec![
        chunk(0, "You can return shoes within thirty days.", Some(&[1.0, 0.0])),
        chunk(1, "Delivery takes two days.", Some(&[0.0, 1.0])),
        chunk(2, "We are closed on Sundays.", Some(&[0.6, 0.8])),
    ])
}

#[test]
fn each_mode_uses_its_half() {
    let index = shop();
    let query = Some(&[0.0, 1.0][..]);
    let text = index.search("return shoes", query, &settings(RetrievalMode::Text, 0.0));
    assert_eq!(texts(&text), ["You can return shoes within thirty days."]);
    assert_eq!(text[0].vector_score, None);
    let vector = index.search("return shoes", query, &settings(RetrievalMode::Vector, 0.0));
    assert_eq!(texts(&vector), ["Delivery takes two days.", "We are closed on Sundays."]);
    assert_eq!(vector[0].text_score, None);
    let hybrid = index.search("delivery days", query, &settings(RetrievalMode::Hybrid, 0.0));
    assert_eq!(texts(&hybrid)[0], "Delivery takes two days.");
    assert!((hybrid[0].score - 1.0).abs() < 1e-6);
}

#[test]
fn without_a_query_vector_text_answers_in_every_mode() {
    for mode in [RetrievalMode::Hybrid, RetrievalMode::Vector, RetrievalMode::Text] {
        let found = shop().search("Sunday", None, &settings(mode, 0.25));
        assert_eq!(texts(&found), ["We are closed on Sundays."], "{mode:?}");
    }
}

#[test]
fn common_words_alone_are_no_evidence() {
    let found = shop().search(
        "what can you tell me on quantum physics",
        None,
        &settings(RetrievalMode::Hybrid, 0.25),
    );
    assert_eq!(texts(&found), Vec::<&str>::new());
}

#[test]
fn the_weight_decides_between_the_halves() {
    let index = shop();
    let best = |vector_weight| {
        let settings = RetrievalSettings { vector_weight, ..settings(RetrievalMode::Hybrid, 0.0) };
        index.search("return shoes", Some(&[0.0, 1.0]), &settings)
    };
    assert_eq!(texts(&best(0.9))[0], "Delivery takes two days.");
    assert_eq!(texts(&best(0.1))[0], "You can return shoes within thirty days.");
    assert_eq!(texts(&best(0.0)), ["You can return shoes within thirty days."]);
    assert_eq!(texts(&best(1.0)), ["Delivery takes two days.", "We are closed on Sundays."]);
}

#[test]
fn each_half_says_its_score_and_rank() {
    let found = shop().search("closed", Some(&[0.0, 1.0]), &settings(RetrievalMode::Hybrid, 0.0));
    let sunday = found.iter().find(|p| p.source.chunk.text.starts_with("We are closed")).unwrap();
    assert_eq!((sunday.vector_rank, sunday.text_rank), (Some(2), Some(1)));
    assert!((sunday.evidence - 1.0).abs() < 1e-6, "the only word of the query stands in it");
    assert_eq!((found[1].vector_rank, found[1].text_rank), (Some(1), None));
}

#[test]
fn vectors_of_a_model_that_is_in_the_minority_are_not_compared() {
    let mut other = chunk(2, "We are closed on Sundays.", Some(&[1.0, 0.0]));
    other.chunk.embedding_model = Some("another".into());
    let one = |n, vector: &[f32]| chunk(n, "Delivery takes two days.", Some(vector));
    let index = Index::build(vec![other, one(0, &[0.0, 1.0]), one(1, &[0.6, 0.8])]);
    assert_eq!(index.model(), Some("m"));
    let found = index.search("", Some(&[1.0, 0.0]), &settings(RetrievalMode::Vector, 0.0));
    assert_eq!(texts(&found), ["Delivery takes two days."]);
    let found = index.search("sunday", Some(&[0.0, 1.0]), &settings(RetrievalMode::Text, 0.0));
    assert_eq!(texts(&found), ["We are closed on Sundays."]);
}

#[test]
fn an_empty_index_finds_nothing() {
    let found = Index::build(vec![]).search("x", Some(&[1.0]), &settings(RetrievalMode::Hybrid, 0.0));
    assert_eq!(texts(&found), Vec::<&str>::new());
}

proptest! {
    #[test]
    fn vector_ranking_equals_brute_force(rows in prop::collection::vec(prop::array::uniform9(-1.0f32..1.0), 1..60), query in prop::array::uniform9(-1.0f32..1.0)) {
        let chunks = rows.iter().enumerate().map(|(i, row)| chunk(u32::try_from(i).unwrap(), "x", Some(row)));
        let index = Index::build(chunks.collect());
        let found = index.search("", Some(&query), &settings(RetrievalMode::Vector, 0.0));
        let mut expect: Vec<f32> = rows.iter().map(|r| r.iter().zip(&query).map(|(a, b)| a * b).sum::<f32>()).filter(|s| *s > 0.0).collect();
        expect.sort_by(|a, b| b.partial_cmp(a).unwrap());
        for (passage, score) in found.iter().zip(&expect) {
            prop_assert!((passage.vector_score.unwrap() - score).abs() < 1e-4);
        }
        prop_assert_eq!(found.len(), expect.len().min(3));
    }
}
