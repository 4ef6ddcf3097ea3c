//! What came out of asking an agent once, folded from the events of the turn: the same for an agent in this process and behind a server.

use domain::chat::event::TurnEvent;
use domain::chat::{TurnStatus, Usage};
use domain::document::retrieve::Passage;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// An answer with everything that scorers look at.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Observation {
    /// The text; of several steps joined by blank lines.
    pub answer: String,
    /// How the turn ended.
    pub status: TurnStatus,
    /// Stable code of what went wrong.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
    /// What the text cites.
    pub citations: Vec<Cited>,
    /// What was found for the model; `None` when the target does not tell.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retrieved: Option<Vec<Retrieved>>,
    /// Tools that were called, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tools: Vec<Called>,
    /// What each model call cost.
    pub usage: Vec<Usage>,
    /// Milliseconds until the first word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_ms: Option<u64>,
    /// Milliseconds until the end.
    pub total_ms: u64,
}

/// A passage that the answer relies on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Cited {
    /// The number in the text.
    pub marker: u32,
    /// The document's title.
    pub title: String,
    /// Its file's name, when it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filename: Option<String>,
    /// Headings above the passage.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<String>,
    /// Its words.
    pub quote: String,
}

/// A passage that the model was shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Retrieved {
    /// The document's title.
    pub title: String,
    /// Its file's name.
    pub filename: String,
    /// Headings above the passage.
    pub heading: String,
    /// The passage.
    pub text: String,
    /// Its fused rank.
    pub score: f32,
}

/// A tool call.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Called {
    /// The tool's name.
    pub name: String,
    /// Its arguments.
    pub arguments: Value,
    /// What it gave back; `None` when it failed or was not run.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub output: Option<String>,
    /// Why it gave nothing back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

impl From<&Passage> for Retrieved {
    fn from(passage: &Passage) -> Self {
        let source = &passage.source;
        Self {
            title: source.title.to_string(),
            filename: source.filename.to_string(),
            heading: source.chunk.heading.to_string(),
            text: source.chunk.text.to_string(),
            score: passage.score,
        }
    }
}

/// Whether a document goes by this name: its title or its file's name, whatever their case.
pub fn is_named(wanted: &str, title: &str, filename: Option<&str>) -> bool {
    let same = |name: &str| name.to_lowercase() == wanted.trim().to_lowercase();
    same(title) || filename.is_some_and(same)
}

impl Observation {
    /// Micro-USD of all model calls, as far as the provider tells.
    pub fn cost_micros(&self) -> Option<u64> {
        let told: Vec<u64> = self.usage.iter().filter_map(|usage| usage.cost_micros).collect();
        (!told.is_empty()).then(|| told.iter().sum())
    }

    /// Whether the answer cites a document.
    pub fn cites(&self, document: &str) -> bool {
        self.citations.iter().any(|cited| is_named(document, &cited.title, cited.filename.as_deref()))
    }
}

/// Folds the events of one turn.
#[derive(Debug, Default)]
pub struct Observer {
    answer: String,
    end: Option<(TurnStatus, bool)>,
    error: Option<String>,
    citations: Vec<Cited>,
    files: Vec<(String, String)>,
    /// With the name of each call, which tells what comes back to whom.
    tools: Vec<(String, Called)>,
    usage: Vec<Usage>,
}

impl Observer {
    fn called(&mut self, call_id: String, name: String, arguments: Value, error: Option<String>) {
        self.tools.push((call_id, Called { name, arguments, output: None, error }));
    }

    fn ended(&mut self, call_id: &str, end: impl FnOnce(&mut Called)) {
        let call = self.tools.iter_mut().find(|(id, _)| id == call_id);
        if let Some((_, call)) = call {
            end(call);
        }
    }

    /// Takes the next event. Returns whether it was the first word of the answer.
    pub fn take(&mut self, event: TurnEvent) -> bool {
        match event {
            TurnEvent::TextStart if !self.answer.is_empty() => self.answer.push_str("\n\n"),
            TurnEvent::TextDelta { text } => {
                let first = self.answer.is_empty();
                self.answer.push_str(&text);
                return first;
            }
            TurnEvent::Source { title, filename, .. } => self.files.push((title, filename)),
            TurnEvent::Citation(citation) => self.citations.push(Cited {
                marker: citation.marker,
                title: citation.title,
                filename: None,
                heading: citation.heading,
                quote: citation.quote,
            }),
            TurnEvent::ToolInputAvailable { call_id, name, input } => self.called(call_id, name, input, None),
            TurnEvent::ToolInputError { call_id, name, input, error } => {
                self.called(call_id, name, input, Some(error));
            }
            TurnEvent::ToolOutputAvailable { call_id, output } => {
                let text = output.as_str().map_or_else(|| output.to_string(), str::to_owned);
                self.ended(&call_id, |call| call.output = Some(text));
            }
            TurnEvent::ToolOutputError { call_id, error } => {
                self.ended(&call_id, |call| call.error = Some(error));
            }
            TurnEvent::Usage(usage) => self.usage.push(usage),
            TurnEvent::Error { code, .. } => self.error = Some(code),
            TurnEvent::Finish { status, truncated } => self.end = Some((status, truncated)),
            _ => {}
        }
        false
    }

    /// What was observed. A turn whose end was not seen is interrupted.
    pub fn finish(mut self, first_ms: Option<u64>, total_ms: u64) -> Observation {
        for cited in &mut self.citations {
            let file = self.files.iter().find(|(title, _)| *title == cited.title);
            cited.filename = file.map(|(_, filename)| filename.clone());
        }
        let (status, truncated) = self.end.unwrap_or((TurnStatus::Interrupted, false));
        let error = self.error.or_else(|| truncated.then(|| "truncated".to_owned()));
        Observation {
            answer: self.answer,
            status,
            error,
            citations: self.citations,
            retrieved: None,
            tools: self.tools.into_iter().map(|(_, call)| call).collect(),
            usage: self.usage,
            first_ms,
            total_ms,
        }
    }
}
