//! Chunks to search in, as many as wanted, that lie in space as texts do: each vector is the embedding of a sentence of the corpus moved
//! towards that of another one, with noise. So there are topics, near-duplicates and the common direction that all English has.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result};
use domain::document::Embedder;
use outbound::embed::Source;
use outbound::embed::local::LocalEmbedder;
use serde::Deserialize;

/// Sentences and questions of the corpus with their embeddings.
pub struct Material {
    pub sentences: Vec<(String, Arc<[f32]>)>,
    pub questions: Vec<(String, Arc<[f32]>)>,
}

#[derive(Deserialize)]
struct Question {
    question: String,
}

/// How far a vector may move from one sentence towards another.
const BLEND: f32 = 0.4;
/// Length of the noise beside a unit vector.
const NOISE: f32 = 0.35;

impl Material {
    /// Embeds what lies in `corpus`.
    pub async fn read(corpus: &Path, weights: &Path) -> Result<Self> {
        let embedder = LocalEmbedder::new(Source::Folder(weights.to_owned()), 2);
        let mut sentences = Vec::new();
        for entry in std::fs::read_dir(corpus)? {
            let path = entry?.path();
            if path.extension().is_some_and(|ending| ending == "md") {
                let text = std::fs::read_to_string(&path)?;
                let lines = text.lines().filter(|line| !line.starts_with('#'));
                let parts = lines.flat_map(|line| line.split_inclusive(['.', '。']));
                sentences.extend(parts.map(|part| part.trim().to_owned()).filter(|part| part.len() > 30));
            }
        }
        sentences.sort();
        sentences.dedup();
        let questions = std::fs::read_to_string(corpus.join("questions.jsonl"))?;
        let question = |line: &str| serde_json::from_str::<Question>(line).map(|q| q.question);
        let questions: Vec<String> = questions.lines().map(question).collect::<Result<_, _>>()?;
        Ok(Self {
            sentences: embedded(&embedder, sentences).await?,
            questions: embedded(&embedder, questions).await?,
        })
    }

    /// Chunk number `n`: its text and its vector. The same number always gives the same chunk.
    pub fn chunk(&self, n: u64) -> (String, Arc<[f32]>) {
        let mut random = Random(n.wrapping_mul(0x9e37_79b9_7f4a_7c15) + 1);
        let picks: Vec<usize> = (0..6).map(|_| random.below(self.sentences.len())).collect();
        let text: Vec<&str> = picks.iter().map(|pick| self.sentences[*pick].0.as_str()).collect();
        let (from, to) = (&self.sentences[picks[0]].1, &self.sentences[picks[1]].1);
        let blend = BLEND * random.unit();
        #[expect(clippy::cast_precision_loss, reason = "a few hundred dimensions")]
        let scale = NOISE * (3.0 / from.len() as f32).sqrt();
        let mixed = from.iter().zip(&**to).map(|(a, b)| a + blend * (b - a) + scale * random.signed());
        let mut vector: Vec<f32> = mixed.collect();
        let length = vector.iter().map(|v| v * v).sum::<f32>().sqrt();
        vector.iter_mut().for_each(|v| *v /= length);
        (text.join(" "), vector.into())
    }
}

async fn embedded(embedder: &LocalEmbedder, texts: Vec<String>) -> Result<Vec<(String, Arc<[f32]>)>> {
    let vectors = embedder.embed(texts.clone()).await.context("the embedding model")?;
    Ok(texts.into_iter().zip(vectors).collect())
}

/// A repeatable source of numbers (splitmix64, Steele, Lea and Flood 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or(0) % end.max(1)
    }

    /// 0 to 1.
    fn unit(&mut self) -> f32 {
        f32::from((self.next() >> 48) as u16) / 65_536.0
    }

    /// -1 to 1.
    fn signed(&mut self) -> f32 {
        2.0f32.mul_add(self.unit(), -1.0)
    }
}
