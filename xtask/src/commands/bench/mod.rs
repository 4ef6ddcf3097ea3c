//! `cargo xtask bench <what>`: figures on this machine, where it helps as ratios against something that runs at the same time.

mod chat;
mod eval;
mod extract;
mod ingest;
mod load;
mod search;
mod servers;
mod tenants;

use anyhow::Result;
use clap::{Args, Subcommand};

#[derive(Args)]
pub struct Bench {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Turns per second, time to first text and many slow streams, beside the same load sent straight to the model server
    Chat(chat::Chat),
    /// Memory and time to first text as the number of tenants grows
    Tenants(tenants::Tenants),
    /// Cases a second of the evaluation runner, beside promptfoo on the same cases and model
    Eval(eval::Eval),
    /// Recall, MRR and nDCG of text, vector and hybrid search on the corpus, and how long embedding takes
    Retrieval(search::Retrieval),
    /// Time and recall of a search over many chunks and many tenants, on both databases
    Search(search::Search),
    /// Words found in real PDFs, beside `pdftotext`
    Extract(extract::Extract),
    /// Pages and passages a second for each kind of file, and where the time goes
    Ingest(ingest::Ingest),
}

impl Bench {
    pub fn run(self) -> Result<()> {
        match self.what {
            What::Chat(chat) => chat.run(),
            What::Tenants(tenants) => tenants.run(),
            What::Eval(eval) => eval.run(),
            What::Retrieval(retrieval) => retrieval.run(),
            What::Search(search) => search.run(),
            What::Extract(extract) => extract.run(),
            What::Ingest(ingest) => ingest.run(),
        }
    }
}
