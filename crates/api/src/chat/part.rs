//! A stored message as AI SDK UI message parts, so that an official client can start from it.

use domain::chat::Message;
use serde::Serialize;
use utoipa::ToSchema;

use super::body::CitationBody;

/// One part of a message.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "type", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Part {
    /// Text.
    Text {
        /// The text.
        text: String,
        /// `done`: nothing more comes.
        #[schema(example = "done")]
        state: &'static str,
    },
    /// A passage that is cited.
    DataCitation {
        /// Which.
        data: CitationBody,
    },
}

/// The parts of a message: its text, then the passages that it cites.
pub fn parts(message: &Message) -> Vec<Part> {
    let text = Part::Text { text: message.content.clone(), state: "done" };
    let citations =
        message.citations.iter().map(|citation| Part::DataCitation { data: citation.clone().into() });
    std::iter::once(text).chain(citations).collect()
}
