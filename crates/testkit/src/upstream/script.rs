//! What the model server does with one request: a status and a list of steps.

use std::{sync::Arc, time::Duration};

use bytes::{Bytes, BytesMut};

use super::wire;

/// One thing that happens on the connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// These bytes, as one piece of the body.
    Send(Bytes),
    /// Nothing, for this long, measured from when the step before was due (so that waits do not drift).
    Wait(Duration),
    /// Nothing, for ever: the caller has to give up.
    Hang,
    /// The connection breaks without a proper end of the body.
    Break,
}

/// The answer to one request. Cheap to clone: the bytes are shared.
#[derive(Clone, Debug)]
pub struct Script {
    pub(super) status: u16,
    pub(super) retry_after: Option<u64>,
    pub(super) steps: Arc<[Step]>,
    /// The text of the answer, for a request that did not ask for a stream.
    pub(super) text: Arc<str>,
}

impl Script {
    /// These steps with status 200 and nothing added: no usage, no finish, no `[DONE]`.
    pub fn steps(steps: impl Into<Vec<Step>>) -> Self {
        Self { status: 200, retry_after: None, steps: steps.into().into(), text: "".into() }
    }

    /// These bytes as they stand, one body piece each.
    pub fn raw<B: Into<Bytes>>(pieces: impl IntoIterator<Item = B>) -> Self {
        Self::steps(pieces.into_iter().map(|piece| Step::Send(piece.into())).collect::<Vec<_>>())
    }

    /// A well-formed answer, one chunk per word, then finish, usage with cost, `[DONE]`.
    pub fn answer(text: &str) -> Self {
        Self::deltas(&words(text))
    }

    /// A well-formed answer in exactly these chunks.
    pub fn deltas<S: AsRef<str>>(deltas: &[S]) -> Self {
        let pieces = deltas.iter().map(|delta| wire::delta(delta.as_ref()));
        let end = [wire::finish("stop"), wire::usage(20, deltas.len() as u64, 0.000_15), wire::DONE];
        let text: String = deltas.iter().map(AsRef::as_ref).collect();
        Self { text: text.into(), ..Self::raw(pieces.chain(end)) }
    }

    /// Says nothing and calls these tools at once: name and arguments. Ids are `call_0`, `call_1`, …
    pub fn calls(calls: &[(&str, &str)]) -> Self {
        let pieces = calls
            .iter()
            .enumerate()
            .flat_map(|(n, (name, arguments))| wire::call(n, &format!("call_{n}"), name, arguments));
        Self::raw(pieces.chain([wire::finish("tool_calls"), wire::usage(20, 5, 0.000_15), wire::DONE]))
    }

    /// A well-formed answer of `count` numbered words, so that a doubled or lost one can be told: `word1 word2 …`.
    pub fn tokens(count: usize) -> Self {
        let numbered: Vec<String> = (1..=count).map(|number| format!("word{number}")).collect();
        Self::answer(&numbered.join(" "))
    }

    /// Words of an answer that then fails inside the stream, as OpenRouter does it.
    pub fn failing(text: &str, code: u16, message: &str) -> Self {
        let mut steps: Vec<Step> =
            words(text).into_iter().map(|word| Step::Send(wire::delta(word))).collect();
        steps.extend([wire::error(code, message), wire::DONE].map(Step::Send));
        Self::steps(steps)
    }

    /// Words of an answer, and then the body ends properly although the answer did not.
    pub fn unfinished(text: &str) -> Self {
        Self::raw(words(text).into_iter().map(wire::delta))
    }

    /// No stream: this status and body.
    pub fn status(status: u16, body: impl Into<Bytes>) -> Self {
        Self { status, ..Self::raw([body]) }
    }

    /// Headers at once, then nothing.
    pub fn hang() -> Self {
        Self::steps([Step::Hang])
    }

    /// Adds a `Retry-After` header, in seconds.
    #[must_use]
    pub fn retry_after(mut self, seconds: u64) -> Self {
        self.retry_after = Some(seconds);
        self
    }

    /// Waits this long before every piece that is sent.
    #[must_use]
    pub fn paced(self, pause: Duration) -> Self {
        if pause.is_zero() {
            return self;
        }
        let paced = |step: &Step| match step {
            Step::Send(_) => vec![Step::Wait(pause), step.clone()],
            Step::Wait(_) | Step::Hang | Step::Break => vec![step.clone()],
        };
        self.map(|steps| steps.iter().flat_map(paced).collect())
    }

    /// Adds a step at the end.
    #[must_use]
    pub fn then(self, step: Step) -> Self {
        self.map(|steps| steps.iter().cloned().chain([step]).collect())
    }

    /// Keeps the first `count` pieces that are sent and drops everything after them.
    #[must_use]
    pub fn cut_after(self, count: usize) -> Self {
        let mut sent = 0;
        self.map(|steps| {
            let kept = steps.iter().take_while(|step| {
                let keep = sent < count;
                sent += usize::from(matches!(step, Step::Send(_)));
                keep
            });
            kept.cloned().collect()
        })
    }

    /// Drops what ends a well-formed answer: finish, usage and `[DONE]`.
    #[must_use]
    pub fn cut_before_end(self) -> Self {
        let sent = self.steps.iter().filter(|step| matches!(step, Step::Send(_))).count();
        self.cut_after(sent.saturating_sub(3))
    }

    /// A comment line before every piece.
    #[must_use]
    pub fn with_comments(self) -> Self {
        self.map(|steps| steps.iter().flat_map(|step| [Step::Send(wire::COMMENT), step.clone()]).collect())
    }

    /// CRLF line ends, as some proxies write them.
    #[must_use]
    pub fn with_crlf(self) -> Self {
        let crlf = |step: &Step| match step {
            Step::Send(piece) => Step::Send(replace_line_ends(piece)),
            other => other.clone(),
        };
        self.map(|steps| steps.iter().map(crlf).collect())
    }

    /// The same bytes in pieces of `size`, also through the middle of a character.
    #[must_use]
    pub fn in_pieces_of(self, size: usize) -> Self {
        let cut = |step: &Step| match step {
            Step::Send(piece) => {
                piece.chunks(size.max(1)).map(|part| Step::Send(Bytes::copy_from_slice(part))).collect()
            }
            other => vec![other.clone()],
        };
        self.map(|steps| steps.iter().flat_map(cut).collect())
    }

    fn map(self, change: impl FnOnce(&[Step]) -> Vec<Step>) -> Self {
        Self { steps: change(&self.steps).into(), ..self }
    }
}

/// Splits into words that keep the white space before them, so that joining them gives the text back.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut in_word = false;
    for (at, letter) in text.char_indices() {
        if letter.is_whitespace() && in_word {
            words.push(&text[start..at]);
            start = at;
        }
        in_word = !letter.is_whitespace();
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}

fn replace_line_ends(piece: &Bytes) -> Bytes {
    let mut replaced = BytesMut::with_capacity(piece.len() + 8);
    for byte in piece {
        if *byte == b'\n' {
            replaced.extend_from_slice(b"\r\n");
        } else {
            replaced.extend_from_slice(&[*byte]);
        }
    }
    replaced.freeze()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_joined_are_the_text() {
        for text in ["", "one", " one  two\nthree ", "größe — 漢字 und mehr", "  "] {
            assert_eq!(words(text).concat(), text);
        }
        assert_eq!(words("one two"), ["one", " two"]);
    }

    #[test]
    fn an_answer_ends_with_finish_usage_and_done() {
        let script = Script::answer("one two");
        assert_eq!(script.steps.len(), 5);
        assert_eq!(script.steps.last(), Some(&Step::Send(wire::DONE)));
    }

    #[test]
    fn cutting_keeps_the_pauses_before_the_pieces_that_stay() {
        let script = Script::answer("one two three").paced(Duration::from_millis(5)).cut_after(2);
        let sent = script.steps.iter().filter(|step| matches!(step, Step::Send(_))).count();
        assert_eq!((sent, script.steps.len()), (2, 4));
    }

    #[test]
    fn pieces_of_one_byte_are_the_same_bytes() {
        let whole = Script::answer("größe");
        let cut = whole.clone().in_pieces_of(1);
        let bytes = |script: &Script| -> Vec<u8> {
            script
                .steps
                .iter()
                .flat_map(|step| if let Step::Send(b) = step { b.to_vec() } else { vec![] })
                .collect()
        };
        assert_eq!(bytes(&whole), bytes(&cut));
        assert_eq!(cut.steps.len(), bytes(&whole).len());
    }
}
