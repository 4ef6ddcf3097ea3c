//! Reads the corpus: documents out of Markdown files, questions out of JSON lines.

use std::path::Path;

use anyhow::{Context as _, Result, ensure};
use domain::document::chunk::{ChunkSettings, cut};
use domain::document::kind::FileKind;
use domain::document::{Chunk, IndexedChunk};
use serde::Deserialize;
use uuid::Uuid;

/// A question with the passage that answers it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question {
    pub id: String,
    pub split: Split,
    pub kind: Kind,
    pub question: String,
    pub document: String,
    pub passage: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Split {
    Tune,
    HeldOut,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Paraphrase,
    Identifier,
    Language,
}

/// The corpus, cut into passages as an upload is. A passage's file name is its document's id.
pub struct Corpus {
    pub documents: usize,
    pub chunks: Vec<IndexedChunk>,
    pub questions: Vec<Question>,
}

impl Corpus {
    pub fn read(folder: &Path) -> Result<Self> {
        let mut files: Vec<_> =
            std::fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
        files.retain(|path| path.extension().is_some_and(|ending| ending == "md"));
        files.sort();
        let (mut documents, mut chunks) = (0, Vec::new());
        for path in files.iter().filter(|path| !path.ends_with("README.md")) {
            let text = std::fs::read_to_string(path)?;
            for part in format!("\n{text}").split("\n# ").skip(1) {
                let (head, body) = part.split_once('\n').context("a document without a body")?;
                let (id, title) = head.split_once(" | ").context("a document without an id")?;
                documents += 1;
                chunks.extend(passages(documents, id, title, body.trim())?);
            }
        }
        let questions = std::fs::read_to_string(folder.join("questions.jsonl"))?;
        let questions: Vec<Question> =
            questions.lines().map(serde_json::from_str).collect::<Result<_, _>>()?;
        let corpus = Self { documents, chunks, questions };
        for question in &corpus.questions {
            let answered = corpus.chunks.iter().any(|chunk| question.is_answered_by(chunk));
            ensure!(answered, "{}: no passage of {} answers it", question.id, question.document);
        }
        Ok(corpus)
    }
}

impl Question {
    pub fn is_answered_by(&self, chunk: &IndexedChunk) -> bool {
        *chunk.filename == *self.document && chunk.chunk.text.contains(&self.passage)
    }
}

fn passages(number: usize, id: &str, title: &str, body: &str) -> Result<Vec<IndexedChunk>> {
    let content = outbound::extract::read::read(FileKind::Markdown, body.into(), &mut |_| {})?;
    let pieces = cut(&content.blocks, ChunkSettings::default())?;
    let document = Uuid::from_u128(number as u128).into();
    let chunk = |(position, piece): (u32, domain::document::chunk::Piece)| IndexedChunk {
        chunk: Chunk {
            id: Uuid::from_u128(((number as u128) << 32) + u128::from(position)).into(),
            document_id: document,
            position,
            heading: piece.heading,
            page: None,
            text: piece.text,
            span: piece.span,
            embedding: None,
            embedding_model: None,
        },
        title: title.into(),
        media_type: "text/markdown".into(),
        filename: id.into(),
    };
    Ok((0..).zip(pieces).map(chunk).collect())
}
