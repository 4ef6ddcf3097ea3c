//! What a citation tells of its passage.

use super::event::TurnEvent;
use super::{Citation, quote};
use crate::document::address;
use crate::document::retrieve::Passage;

/// The citation of `passage` for the sentence at the end of `answer`.
pub fn citation(marker: u32, passage: &Passage, answer: &str) -> Citation {
    let chunk = &passage.source.chunk;
    let quoted = quote::quote(&chunk.text, quote::claim(answer));
    let characters = |text: &str| u32::try_from(text.chars().count()).unwrap_or(u32::MAX);
    let start = characters(&chunk.text[..quoted.start]);
    Citation {
        marker,
        document_id: chunk.document_id,
        chunk_id: chunk.id,
        title: passage.source.title.to_string(),
        heading: (!chunk.heading.is_empty()).then(|| chunk.heading.clone()),
        page: chunk.page,
        url: address(&passage.source.filename).map(str::to_owned),
        quote_start: start,
        quote_end: start.saturating_add(characters(&chunk.text[quoted.clone()])),
        quote: chunk.text[quoted].to_owned(),
        passage: chunk.text.clone(),
    }
}

/// The event that introduces the passage's document.
pub fn source(passage: &Passage) -> TurnEvent {
    let source = &passage.source;
    TurnEvent::Source {
        document_id: source.chunk.document_id,
        title: source.title.to_string(),
        media_type: source.media_type.to_string(),
        filename: source.filename.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::chat::testing::passage;

    proptest! {
        #[test]
        fn the_span_is_where_the_quote_stands(text in "([A-Za-zäß日 ]{1,30}[.!。\n] ?){0,12}", answer in "([A-Za-zäß日 ]{1,30}[.!] ?){0,4}") {
            let citation = citation(1, &passage(1, "Guide", "Care", &text), &answer);
            let characters: Vec<char> = citation.passage.chars().collect();
            let (start, end) = (citation.quote_start as usize, citation.quote_end as usize);
            prop_assert_eq!(characters[start..end].iter().collect::<String>(), citation.quote);
            prop_assert_eq!(citation.passage, text);
        }
    }

    #[test]
    fn a_citation_from_before_spans_were_kept_is_read() {
        let mut stored =
            serde_json::to_value(citation(1, &passage(1, "Guide", "", "Water it."), "Water it")).unwrap();
        stored
            .as_object_mut()
            .unwrap()
            .retain(|key, _| !["passage", "quoteStart", "quoteEnd"].contains(&key.as_str()));
        let read: Citation = serde_json::from_value(stored).unwrap();
        assert_eq!((read.quote.as_str(), read.passage.as_str(), read.quote_end), ("Water it.", "", 0));
    }
}
