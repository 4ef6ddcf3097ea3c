//! Writes one document of each kind, with the same words in all of them: `documents FOLDER [--pages N]`.

use std::path::PathBuf;

use clap::Parser;
use testkit::files::{docx, pdf, pptx, xlsx};

#[derive(Parser)]
struct Arguments {
    /// Where they go
    folder: PathBuf,
    /// How long each is; a page has 30 sentences
    #[arg(long, default_value_t = 20)]
    pages: usize,
}

const SENTENCES: usize = 30;

fn main() -> anyhow::Result<()> {
    let Arguments { folder, pages } = Arguments::parse();
    std::fs::create_dir_all(&folder)?;
    let sentence = |page: usize, n: usize| {
        format!(
            "On day {n} of month {page} the gardener waters plant {} and writes down how tall it is.",
            page * 31 + n
        )
    };
    let page = |page: usize| -> Vec<String> { (1..=SENTENCES).map(|n| sentence(page, n)).collect() };
    let all: Vec<Vec<String>> = (1..=pages).map(page).collect();
    let titled = |marker: &str| -> Vec<String> {
        let sections = all.iter().zip(1..);
        sections.flat_map(|(page, n)| [format!("{marker} Month {n}"), page.join(" ")]).collect()
    };
    let rows: Vec<Vec<String>> = std::iter::once(vec!["Month".to_owned(), "Note".to_owned()])
        .chain(
            all.iter()
                .zip(1..)
                .flat_map(|(page, n)| page.iter().map(move |note| vec![n.to_string(), note.clone()])),
        )
        .collect();
    let csv: String = rows.iter().map(|row| format!("{}\n", row.join(";"))).collect();
    let slides: Vec<(String, String)> =
        all.iter().zip(1..).map(|(page, n)| (format!("Month {n}"), page.join(" "))).collect();
    let html: String =
        slides.iter().map(|(title, words)| format!("<h1>{title}</h1><p>{words}</p>")).collect();
    let files = [
        ("sample.pdf", pdf(&all)),
        ("sample.docx", docx(&titled("#"))),
        ("sample.xlsx", xlsx("Garden", &rows)),
        ("sample.pptx", pptx(&slides)),
        ("sample.csv", csv.into_bytes()),
        ("sample.html", format!("<!doctype html><html><body>{html}</body></html>").into_bytes()),
        ("sample.md", titled("#").join("\n\n").into_bytes()),
        ("sample.txt", all.iter().map(|page| page.join(" ")).collect::<Vec<_>>().join("\n\n").into_bytes()),
    ];
    for (name, bytes) in files {
        std::fs::write(folder.join(name), bytes)?;
    }
    Ok(())
}
