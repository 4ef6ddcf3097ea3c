//! `cargo xtask test`: every check, in stages, cheapest first. The first stage that fails ends the run.
//!
//! Owns the order and the report. What a stage does is in `stages`.

mod stages;

use std::time::Instant;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};

#[derive(Args)]
pub struct Test {
    /// Run only these stages
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Stage>,
}

/// In the order in which they run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Stage {
    /// Formatting, forbidden words, file sizes
    Tidy,
    /// Licences, sources and banned crates of everything we depend on
    Deny,
    /// The generated API client is up to date; types; lints; unused code
    WebCheck,
    /// Unit tests of the web packages
    WebTest,
    /// The web apps build and stay within their sizes
    WebBuild,
    /// Clippy over the whole workspace
    Clippy,
    /// Every Rust test, with Postgres
    Rust,
    /// The whole story in a real browser
    Browser,
}

impl Test {
    pub fn run(self) -> Result<()> {
        let begin = Instant::now();
        let chosen =
            Stage::value_variants().iter().filter(|stage| self.only.is_empty() || self.only.contains(stage));
        let mut report = Vec::new();
        for stage in chosen {
            let name =
                stage.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned());
            println!("\n==> {name}");
            let start = Instant::now();
            stage.run().with_context(|| format!("stage `{name}` failed after {:.1?}", start.elapsed()))?;
            let line = format!("{name:<10} {:>7.1} s", start.elapsed().as_secs_f64());
            println!("<== {line}");
            report.push(line);
        }
        println!("\nAll stages passed:\n  {}", report.join("\n  "));
        println!("  {:<10} {:>7.1} s", "together", begin.elapsed().as_secs_f64());
        Ok(())
    }
}

impl Stage {
    fn run(self) -> Result<()> {
        match self {
            Self::Tidy => stages::tidy(),
            Self::Deny => stages::deny(),
            Self::WebCheck => stages::web_check(),
            Self::WebTest => stages::web_test(),
            Self::WebBuild => stages::web_build(),
            Self::Clippy => stages::clippy(),
            Self::Rust => stages::rust(),
            Self::Browser => stages::browser(),
        }
    }
}
