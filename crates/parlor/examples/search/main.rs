//! How long a search takes and what it misses: chunks in a database, an index built from them, top 10 of many queries against brute
//! force. `cargo xtask bench search` builds and runs it.
#![expect(clippy::print_stdout, reason = "the measurement is what this program is for")]
#![expect(clippy::disallowed_methods, reason = "a measurement takes the real time")]
#![expect(clippy::cast_precision_loss, reason = "byte counts are small")]

mod vectors;
mod world;

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};
use async_trait::async_trait;
use clap::Parser;
use domain::agent::{RetrievalMode, RetrievalSettings};
use domain::document::retrieve::{Passage, Retriever};
use domain::document::{EmbedError, Embedder, Embedders};
use store::{Options, Store};

use self::vectors::Material;
use self::world::{Agency, MODEL, agency};

#[derive(Parser)]
struct Arguments {
    /// `sqlite://…` or `postgres://…`, an empty database
    #[arg(long)]
    database: String,
    /// The folder with documents and questions that vectors are made from
    #[arg(long, default_value = "evals/corpus")]
    corpus: PathBuf,
    /// The folder with the embedding model
    #[arg(long)]
    weights: PathBuf,
    /// Chunks of one tenant, one run each
    #[arg(long, value_delimiter = ',', default_value = "1000,10000,100000")]
    sizes: Vec<u64>,
    /// Tenants of 1,000 chunks each in the last run
    #[arg(long, default_value_t = 1000)]
    tenants: u64,
    /// Bound of the cache of indexes
    #[arg(long, default_value_t = 4096)]
    cache_mib: u64,
    /// Bound of the cache of indexes for the agent that does not fit
    #[arg(long, default_value_t = 128)]
    outsized_mib: u64,
}

/// Times each query is asked.
const ROUNDS: usize = 3;
/// Questions that are put to a database, where an answer takes far longer.
const OUTSIZED: usize = 60;
const TOP: u32 = 10;
const MIB: f64 = 1024.0 * 1024.0;

/// Knows the vectors of its queries: embedding is measured elsewhere.
#[derive(Clone)]
struct Prepared(Arc<HashMap<String, Arc<[f32]>>>);

#[async_trait]
impl Embedder for Prepared {
    fn model(&self) -> &str {
        MODEL
    }

    async fn embed(&self, texts: Vec<String>) -> Result<Vec<Arc<[f32]>>, EmbedError> {
        let known = |text: &String| self.0.get(text).cloned();
        texts
            .iter()
            .map(known)
            .collect::<Option<_>>()
            .ok_or_else(|| EmbedError::Failed("unknown text".into()))
    }
}

impl Embedders for Prepared {
    fn current(&self) -> Arc<dyn Embedder> {
        Arc::new(self.clone())
    }

    fn named(&self, model: &str) -> Option<Arc<dyn Embedder>> {
        (model == MODEL).then(|| self.current())
    }
}

#[derive(Clone)]
struct Bench {
    store: Arc<Store>,
    material: Arc<Material>,
    retriever: Arc<Retriever>,
    /// How many questions are timed.
    timed: usize,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let store = Store::open(&arguments.database, Options::default()).await?;
    store.migrate().await?;
    let store = Arc::new(store);
    let material = Material::read(&arguments.corpus, &arguments.weights).await?;
    let embedder = Arc::new(Prepared(Arc::new(material.questions.iter().cloned().collect())));
    let cache = arguments.cache_mib * 1024 * 1024;
    let retriever = Retriever::new(store.clone(), embedder.clone(), cache);
    let timed = material.questions.len() * ROUNDS;
    let bench = Bench { store, material: Arc::new(material), retriever: Arc::new(retriever), timed };
    println!(
        "{} queries of {} real embeddings; cache of indexes bounded at {} MiB",
        bench.timed,
        bench.material.sentences.len() + bench.material.questions.len(),
        arguments.cache_mib
    );
    println!(
        "{:<24}{:>9}{:>9}{:>10} {:>10}{:>10} {:>10}{:>10}",
        "", "cold ms", "MiB", "recall@10", "vector p50", "p99 ms", "hybrid p50", "p99 ms"
    );
    for size in &arguments.sizes {
        let agency = agency(&bench.store, &bench.material, 0, *size).await?;
        bench.one(&format!("1 tenant, {size} chunks"), &[agency]).await?;
    }
    if let Some(largest) = arguments.sizes.last() {
        let small = Retriever::new(bench.store.clone(), embedder, arguments.outsized_mib * 1024 * 1024);
        let bench = Bench { retriever: Arc::new(small), timed: OUTSIZED, ..bench.clone() };
        let agency = agency(&bench.store, &bench.material, 0, *largest).await?;
        println!(
            "\nan agent beyond the bound, {} MiB: its vectors and texts stay in the database",
            arguments.outsized_mib
        );
        bench.one(&format!("1 tenant, {largest} chunks"), &[agency]).await?;
        println!();
    }
    let mut many = Vec::new();
    for tenant in 0..arguments.tenants {
        many.push(agency(&bench.store, &bench.material, tenant * 1_000, 1_000).await?);
    }
    bench.one(&format!("{} tenants of 1000", arguments.tenants), &many).await
}

impl Bench {
    async fn one(&self, name: &str, agencies: &[Agency]) -> Result<()> {
        let begun = Instant::now();
        let mut bytes = 0;
        for a in agencies {
            bytes += self.retriever.knowledge(a.tenant, a.agent, a.knowledge).await?.bytes();
        }
        let cold = begun.elapsed() / u32::try_from(agencies.len().max(1))?;
        let mut recall = Vec::new();
        for (number, (question, vector)) in
            self.material.questions.iter().enumerate().step_by(4).take(self.timed)
        {
            let agency = agencies.get(number * 31 % agencies.len().max(1)).context("no tenant")?;
            let (found, _) = self.ask(agency, question, RetrievalMode::Vector).await?;
            recall.push(self.recall(agency, vector, &found));
        }
        let vector = self.times(agencies, RetrievalMode::Vector).await?;
        let hybrid = self.times(agencies, RetrievalMode::Hybrid).await?;
        println!(
            "{name:<24}{:>9.1}{:>9.1}{:>10.4} {:>10.3}{:>10.3} {:>10.3}{:>10.3}",
            cold.as_secs_f64() * 1e3,
            bytes as f64 / MIB,
            recall.iter().sum::<f64>() / recall.len().max(1) as f64,
            at(&vector, 50),
            at(&vector, 99),
            at(&hybrid, 50),
            at(&hybrid, 99),
        );
        Ok(())
    }

    async fn ask(&self, a: &Agency, question: &str, mode: RetrievalMode) -> Result<(Vec<Passage>, Duration)> {
        let settings = RetrievalSettings { top_k: TOP, threshold: 0.0, mode, ..RetrievalSettings::default() };
        let begun = Instant::now();
        let found = self.retriever.retrieve(a.tenant, a.agent, a.knowledge, question, &settings).await?;
        Ok((found, begun.elapsed()))
    }

    async fn times(&self, agencies: &[Agency], mode: RetrievalMode) -> Result<Vec<Duration>> {
        let mut times = Vec::new();
        for (number, (question, _)) in self.material.questions.iter().cycle().take(self.timed).enumerate() {
            let agency = agencies.get(number * 31 % agencies.len().max(1)).context("no tenant")?;
            times.push(self.ask(agency, question, mode).await?.1);
        }
        times.sort();
        Ok(times)
    }

    /// Share of the true first ten, found by comparing all, that the search found, too.
    fn recall(&self, agency: &Agency, query: &[f32], found: &[Passage]) -> f64 {
        let mut all: Vec<f32> = (agency.from..agency.from + agency.count)
            .map(|number| self.material.chunk(number).1.iter().zip(query).map(|(a, b)| a * b).sum())
            .collect();
        all.sort_by(|a, b| b.total_cmp(a));
        let wanted = &all[..all.len().min(TOP as usize)];
        let least = wanted.last().copied().unwrap_or_default() - 1e-4;
        let right = found.iter().filter(|passage| passage.vector_score.is_some_and(|score| score >= least));
        right.count() as f64 / wanted.len().max(1) as f64
    }
}

fn at(sorted: &[Duration], percent: usize) -> f64 {
    let place = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(place).map_or(0.0, |time| time.as_secs_f64() * 1e3)
}
