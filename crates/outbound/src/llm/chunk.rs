//! One chunk of a chat-completions stream, read without building a tree: strings are borrowed from the received bytes.
//!
//! Lenient where providers differ: any field may be missing or null, numbers may be floats, unknown fields are ignored.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Error, IgnoredAny, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// The `data` of one event.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Chunk<'a> {
    /// Model that answers, as the provider names it.
    #[serde(borrow)]
    pub model: Text<'a>,
    /// The first choice; one is all that is ever asked for.
    #[serde(borrow, rename = "choices", deserialize_with = "first")]
    pub choice: Option<Choice<'a>>,
    /// In the last chunk, or the one with the finish reason.
    pub usage: Option<Usage>,
    /// An error inside a stream that began well.
    pub error: Option<Failure>,
}

/// One alternative answer.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Choice<'a> {
    /// In a stream.
    #[serde(borrow)]
    pub delta: Option<Delta<'a>>,
    /// In an answer that came in one piece.
    #[serde(borrow)]
    pub message: Option<Delta<'a>>,
    #[serde(borrow)]
    pub finish_reason: Text<'a>,
}

/// What is new.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Delta<'a> {
    #[serde(borrow)]
    pub content: Text<'a>,
    /// A model that declines says so here (OpenAI).
    #[serde(borrow)]
    pub refusal: Text<'a>,
    /// OpenRouter's name for the model's thinking.
    #[serde(borrow)]
    pub reasoning: Text<'a>,
    /// The same under the name that DeepSeek and vLLM use.
    #[serde(borrow)]
    pub reasoning_content: Text<'a>,
    /// Pieces of calls of tools.
    #[serde(borrow)]
    pub tool_calls: Option<Vec<CallDelta<'a>>>,
}

/// A piece of a call. The first piece of a call has its id and name; some providers repeat them, some count no index.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct CallDelta<'a> {
    pub index: Option<u32>,
    #[serde(borrow)]
    pub id: Text<'a>,
    #[serde(borrow)]
    pub function: Option<Function<'a>>,
}

/// What is called, and a piece of the arguments' JSON.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Function<'a> {
    #[serde(borrow)]
    pub name: Text<'a>,
    #[serde(borrow)]
    pub arguments: Text<'a>,
}

/// Tokens, and at OpenRouter the price in US dollars.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Usage {
    pub prompt_tokens: Option<f64>,
    pub completion_tokens: Option<f64>,
    pub cost: Option<f64>,
}

/// An error: an object at OpenRouter and OpenAI (with a number or a word as code), a bare sentence at Ollama.
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(super) enum Failure {
    Sentence(String),
    Object {
        #[serde(default)]
        message: Option<String>,
        #[serde(default)]
        code: Option<serde_json::Value>,
    },
}

impl Failure {
    /// What went wrong, in the provider's words.
    pub(super) fn message(&self) -> &str {
        match self {
            Self::Sentence(text) => text,
            Self::Object { message, .. } => message.as_deref().unwrap_or("no reason given"),
        }
    }

    /// The HTTP status it would have had, when it says so.
    pub(super) fn status(&self) -> Option<u16> {
        let Self::Object { code: Some(code), .. } = self else { return None };
        code.as_u64().and_then(|code| u16::try_from(code).ok()).or_else(|| code.as_str()?.parse().ok())
    }
}

/// A string, borrowed where its spelling allows; empty when null.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Text<'a>(pub Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Text<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TextVisitor;

        impl<'de> Visitor<'de> for TextVisitor {
            type Value = Text<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string or null")
            }

            fn visit_borrowed_str<E: Error>(self, text: &'de str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Borrowed(text)))
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
                Ok(Text(Cow::Owned(text.to_owned())))
            }

            fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
                Ok(Text::default())
            }
        }

        deserializer.deserialize_any(TextVisitor)
    }
}

/// The first element of an array that may be empty, null or longer; without room for the others.
fn first<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Choice<'de>>, D::Error> {
    struct First;

    impl<'de> Visitor<'de> for First {
        type Value = Option<Choice<'de>>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an array or null")
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut elements: A) -> Result<Self::Value, A::Error> {
            let first = elements.next_element()?;
            while elements.next_element::<IgnoredAny>()?.is_some() {}
            Ok(first)
        }

        fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
            Ok(None)
        }
    }

    deserializer.deserialize_any(First)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_borrowed_and_escaped_text_is_read() {
        let chunk: Chunk = serde_json::from_str(
            r#"{"choices":[{"delta":{"content":"plain","reasoning":"a\nb"}},{"delta":{}}]}"#,
        )
        .unwrap();
        let delta = chunk.choice.unwrap().delta.unwrap();
        assert!(matches!(delta.content.0, Cow::Borrowed("plain")));
        assert_eq!(delta.reasoning.0, "a\nb");
    }

    #[test]
    fn nulls_and_missing_fields_are_empty() {
        for json in [
            r#"{}"#,
            r#"{"model":null,"choices":null,"usage":null,"error":null}"#,
            r#"{"choices":[]}"#,
            r#"{"choices":[{"delta":null,"finish_reason":null}]}"#,
            r#"{"choices":[{"delta":{"content":null,"refusal":null}}],"created":1,"system_fingerprint":null}"#,
        ] {
            let chunk: Chunk = serde_json::from_str(json).unwrap();
            let choice = chunk.choice.unwrap_or_default();
            assert_eq!(choice.delta.unwrap_or_default().content, Text::default(), "{json}");
            assert_eq!(choice.finish_reason, Text::default(), "{json}");
        }
    }

    #[test]
    fn errors_come_in_three_forms() {
        for (json, expect) in [
            (r#"{"error":{"code":429,"message":"slow down"}}"#, ("slow down", Some(429))),
            (r#"{"error":{"code":"rate_limit","message":"slow down"}}"#, ("slow down", None)),
            (r#"{"error":{"code":"503"}}"#, ("no reason given", Some(503))),
            (r#"{"error":"model not found"}"#, ("model not found", None)),
        ] {
            let failure = serde_json::from_str::<Chunk>(json).unwrap().error.unwrap();
            assert_eq!((failure.message(), failure.status()), expect);
        }
    }
}
