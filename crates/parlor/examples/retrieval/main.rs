//! How well the right passage comes out, and how long embedding takes: the corpus through the same chunking, embedding and index as an
//! upload. `cargo xtask bench retrieval` builds and runs it.
#![expect(clippy::print_stdout, reason = "the measurement is what this program is for")]
#![expect(clippy::disallowed_methods, reason = "a measurement takes the real time")]
#![expect(clippy::cast_precision_loss, reason = "counts and ranks are small")]

mod corpus;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::Result;
use clap::Parser;
use domain::agent::{RetrievalMode, RetrievalSettings};
use domain::document::Embedder;
use domain::document::index::Index;
use outbound::embed::Source;
use outbound::embed::local::LocalEmbedder;

use self::corpus::{Corpus, Kind, Question, Split};

#[derive(Parser)]
struct Arguments {
    /// The folder with documents and questions
    #[arg(long, default_value = "evals/corpus")]
    corpus: PathBuf,
    /// The folder with the embedding model
    #[arg(long)]
    weights: PathBuf,
}

/// Deep enough for every measure.
const DEPTH: u32 = 20;

const MODES: [(&str, RetrievalMode); 3] = [
    ("text only", RetrievalMode::Text),
    ("vector only", RetrievalMode::Vector),
    ("hybrid", RetrievalMode::Hybrid),
];

/// The place of the answering passage for each question, from 1; `None` when it was not found.
type Ranks = Vec<Option<usize>>;

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let mut corpus = Corpus::read(&arguments.corpus)?;
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    let embedder = LocalEmbedder::new(Source::Folder(arguments.weights), threads);
    // Loads the model, which is not part of any figure.
    embedder.embed(vec!["warm up".to_owned()]).await?;

    let texts: Vec<String> = corpus.chunks.iter().map(text_of).collect();
    let begun = Instant::now();
    let vectors = embedder.embed(texts).await?;
    let rate = vectors.len() as f64 / begun.elapsed().as_secs_f64();
    corpus.chunks.iter_mut().zip(vectors).for_each(|(chunk, vector)| {
        chunk.chunk.embedding = Some(vector);
        chunk.chunk.embedding_model = Some(embedder.model().into());
    });
    let (queries, mut times) = queries(&embedder, &corpus.questions).await?;
    times.sort();
    println!(
        "{} documents in {} passages, {} questions; {}: {rate:.1} passages/s, a question {:.1} ms (median)\n",
        corpus.documents,
        corpus.chunks.len(),
        corpus.questions.len(),
        embedder.model(),
        times[times.len() / 2].as_secs_f64() * 1e3,
    );

    let bench = Bench { index: Index::build(corpus.chunks), questions: corpus.questions, queries };
    bench.modes();
    bench.kinds();
    bench.weights();
    Ok(())
}

fn text_of(chunk: &domain::document::IndexedChunk) -> String {
    format!("{}\n{}", chunk.title, chunk.chunk.text)
}

async fn queries(
    embedder: &LocalEmbedder,
    questions: &[Question],
) -> Result<(Vec<Arc<[f32]>>, Vec<Duration>)> {
    let (mut vectors, mut times) = (Vec::new(), Vec::new());
    for question in questions {
        let begun = Instant::now();
        vectors.extend(embedder.embed(vec![question.question.clone()]).await?);
        times.push(begun.elapsed());
    }
    Ok((vectors, times))
}

struct Bench {
    index: Index,
    questions: Vec<Question>,
    queries: Vec<Arc<[f32]>>,
}

impl Bench {
    fn ranks(&self, settings: &RetrievalSettings, asked: impl Fn(&Question) -> bool) -> Ranks {
        let pairs = self.questions.iter().zip(&self.queries).filter(|(question, _)| asked(question));
        pairs
            .map(|(question, vector)| {
                let found = self.index.search(&question.question, Some(vector), settings);
                found.iter().position(|passage| question.is_answered_by(&passage.source)).map(|at| at + 1)
            })
            .collect()
    }

    fn modes(&self) {
        println!("{:<14}{:>9} {:>12} {:>8} {:>9}", "", "questions", "recall@5", "MRR", "nDCG@10");
        for (split, name) in [(Split::Tune, "tune"), (Split::HeldOut, "held out")] {
            println!("{name}");
            for (label, mode) in MODES {
                let ranks = self.ranks(&settings(mode), |question| question.split == split);
                println!(
                    "  {label:<12}{:>9} {:>12.3} {:>8.3} {:>9.3}",
                    ranks.len(),
                    recall(&ranks, 5),
                    reciprocal(&ranks),
                    gain(&ranks)
                );
            }
        }
    }

    fn kinds(&self) {
        println!("\nnDCG@10 by kind of question, both splits");
        for (kind, name) in
            [(Kind::Paraphrase, "paraphrase"), (Kind::Identifier, "identifier"), (Kind::Language, "language")]
        {
            let figures = MODES.map(|(label, mode)| {
                format!("{label} {:.3}", gain(&self.ranks(&settings(mode), |question| question.kind == kind)))
            });
            println!("  {name:<12} {}", figures.join("   "));
        }
    }

    /// What the default weight is chosen by.
    fn weights(&self) {
        println!("\nweight of the vector half in hybrid, tune questions");
        for tenths in 1..=9u8 {
            let settings = RetrievalSettings {
                vector_weight: f32::from(tenths) / 10.0,
                ..settings(RetrievalMode::Hybrid)
            };
            let ranks = self.ranks(&settings, |question| question.split == Split::Tune);
            println!(
                "  0.{tenths}   recall@5 {:.3}   MRR {:.3}   nDCG@10 {:.3}",
                recall(&ranks, 5),
                reciprocal(&ranks),
                gain(&ranks)
            );
        }
    }
}

fn settings(mode: RetrievalMode) -> RetrievalSettings {
    RetrievalSettings { top_k: DEPTH, threshold: 0.0, mode, ..RetrievalSettings::default() }
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len().max(1) as f64;
    values.sum::<f64>() / count
}

/// Share of questions whose passage is among the first `depth`.
fn recall(ranks: &Ranks, depth: usize) -> f64 {
    mean(ranks.iter().map(|rank| if rank.is_some_and(|rank| rank <= depth) { 1.0 } else { 0.0 }))
}

/// Mean reciprocal rank.
fn reciprocal(ranks: &Ranks) -> f64 {
    mean(ranks.iter().map(|rank| rank.map_or(0.0, |rank| 1.0 / rank as f64)))
}

/// nDCG@10 with one relevant passage, whose ideal place is the first.
fn gain(ranks: &Ranks) -> f64 {
    let gain = |rank: usize| if rank <= 10 { 1.0 / (1.0 + rank as f64).log2() } else { 0.0 };
    mean(ranks.iter().map(|rank| rank.map_or(0.0, gain)))
}
