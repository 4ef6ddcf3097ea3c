//! Bytes of a provider's stream to model events. Pure: no socket, no clock.
//!
//! `Finish` is held back until usage or the end of the stream is there, because providers send the usage last and a reader
//! stops at `Finish`. A stream that ends without a finish reason is broken, whatever else it said.

use std::collections::VecDeque;

use domain::chat::Usage;
use domain::chat::model::{FinishReason, ModelError, ModelEvent};

use super::chunk::{self, CallDelta, Chunk, Delta};
use super::failure;
use super::sse::{Splitter, TooLong};

/// Most text, reasoning included, that one answer may have, in bytes.
const MAX_ANSWER: usize = 8 << 20;
/// Most calls of tools that one answer may have.
const MAX_CALLS: usize = 128;

/// The state of one stream.
#[derive(Debug, Default)]
pub(super) struct Decoder {
    splitter: Splitter,
    answer: Answer,
}

impl Decoder {
    /// Takes bytes from the front of `input` until there is an event. `None`: all bytes are taken, or the answer is over.
    pub(super) fn next(&mut self, input: &mut &[u8]) -> Result<Option<ModelEvent>, ModelError> {
        while self.answer.ready.is_empty() && !self.answer.is_over {
            match self.splitter.next(input) {
                Ok(Some(data)) => self.answer.take(data)?,
                Ok(None) => return Ok(None),
                Err(TooLong) => return Err(broken("an event of the stream is too long")),
            }
        }
        Ok(self.answer.ready.pop_front())
    }

    /// Takes a whole completion that came instead of a stream.
    pub(super) fn whole(&mut self, body: &[u8]) -> Result<(), ModelError> {
        self.answer.take(body)?;
        self.end("the provider sent no answer")
    }

    /// No more bytes will come, because of `reason`. Call [`Decoder::next`] with nothing for what is left.
    pub(super) fn end(&mut self, reason: &str) -> Result<(), ModelError> {
        if let Some(data) = self.splitter.rest()
            && !self.answer.is_over
        {
            self.answer.take(data)?;
        }
        self.answer.close(reason)
    }

    /// The model has said why it stopped; only usage may still come.
    pub(super) fn is_finishing(&self) -> bool {
        self.answer.finish.is_some()
    }
}

/// What the chunks add up to.
#[derive(Debug, Default)]
struct Answer {
    ready: VecDeque<ModelEvent>,
    model: String,
    usage: Option<Usage>,
    finish: Option<FinishReason>,
    /// Indexes of the calls that were begun.
    calls: Vec<u32>,
    /// Bytes of text so far.
    length: usize,
    is_over: bool,
}

impl Answer {
    fn take(&mut self, data: &[u8]) -> Result<(), ModelError> {
        if data.trim_ascii() == b"[DONE]" {
            return self.close("the provider ended the stream without a finish reason");
        }
        let chunk: Chunk = serde_json::from_slice(data).map_err(|error| {
            let start = String::from_utf8_lossy(&data[..data.len().min(200)]);
            broken(&format!("unreadable chunk ({error}): {}", failure::clip(&start)))
        })?;
        if let Some(error) = chunk.error {
            return Err(failure::of_status(error.status().unwrap_or(500), failure::clip(error.message())));
        }
        if self.model != chunk.model.0 && !chunk.model.0.is_empty() {
            self.model = chunk.model.0.into_owned();
        }
        if let Some(choice) = chunk.choice {
            self.say(choice.delta.or(choice.message).unwrap_or_default())?;
            self.finish = finish_reason(&choice.finish_reason.0)?.or(self.finish);
        }
        if let Some(usage) = chunk.usage {
            self.usage = Some(self.priced(&usage));
        }
        if self.finish.is_some() && self.usage.is_some() { self.close("") } else { Ok(()) }
    }

    fn say(&mut self, delta: Delta<'_>) -> Result<(), ModelError> {
        let reasoning = if delta.reasoning.0.is_empty() { delta.reasoning_content } else { delta.reasoning };
        let text = if delta.content.0.is_empty() { delta.refusal } else { delta.content };
        self.length += reasoning.0.len() + text.0.len();
        if self.length > MAX_ANSWER {
            return Err(broken("the answer is too long"));
        }
        if !reasoning.0.is_empty() {
            self.ready.push_back(ModelEvent::Reasoning(reasoning.0.into_owned()));
        }
        if !text.0.is_empty() {
            self.ready.push_back(ModelEvent::Text(text.0.into_owned()));
        }
        for call in delta.tool_calls.into_iter().flatten() {
            self.call(call)?;
        }
        Ok(())
    }

    fn call(&mut self, delta: CallDelta<'_>) -> Result<(), ModelError> {
        let function = delta.function.unwrap_or_default();
        let next = self.calls.iter().max().map_or(0, |last| last.saturating_add(1));
        let index = match delta.index {
            Some(index) => index,
            // Without an index a new id means a new call.
            None if delta.id.0.is_empty() => next.saturating_sub(1),
            None => next,
        };
        if !self.calls.contains(&index) {
            if self.calls.len() == MAX_CALLS {
                return Err(broken("the answer calls too many tools"));
            }
            self.calls.push(index);
            let (id, name) = (delta.id.0.into_owned(), function.name.0.into_owned());
            self.ready.push_back(ModelEvent::ToolStart { index, id, name });
        }
        self.length += function.arguments.0.len();
        if self.length > MAX_ANSWER {
            return Err(broken("the answer is too long"));
        }
        if !function.arguments.0.is_empty() {
            self.ready.push_back(ModelEvent::ToolDelta { index, text: function.arguments.0.into_owned() });
        }
        Ok(())
    }

    fn priced(&self, usage: &chunk::Usage) -> Usage {
        Usage {
            model: self.model.clone(),
            input_tokens: whole(usage.prompt_tokens).unwrap_or(0),
            output_tokens: whole(usage.completion_tokens).unwrap_or(0),
            cost_micros: whole(usage.cost.map(|dollars| dollars * 1e6)),
        }
    }

    fn close(&mut self, reason: &str) -> Result<(), ModelError> {
        if self.is_over {
            return Ok(());
        }
        let finish = self.finish.ok_or_else(|| broken(reason))?;
        self.is_over = true;
        self.ready.extend(self.usage.take().map(ModelEvent::Usage));
        self.ready.push_back(ModelEvent::Finish(finish));
        Ok(())
    }
}

/// Providers have many words for a normal end; `error` is the one that is none.
fn finish_reason(word: &str) -> Result<Option<FinishReason>, ModelError> {
    match word {
        "" => Ok(None),
        "error" => Err(ModelError::Unavailable("the provider failed while it answered".to_owned())),
        "tool_calls" | "function_call" => Ok(Some(FinishReason::ToolCalls)),
        "length" | "max_tokens" => Ok(Some(FinishReason::Length)),
        "content_filter" => Ok(Some(FinishReason::ContentFilter)),
        _ => Ok(Some(FinishReason::Stop)),
    }
}

/// Rounded; `None` for what is no amount.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "checked to be finite and not negative; saturates"
)]
fn whole(number: Option<f64>) -> Option<u64> {
    number.filter(|n| n.is_finite() && *n >= 0.0).map(|n| n.round() as u64)
}

fn broken(reason: &str) -> ModelError {
    ModelError::Broken(reason.to_owned())
}

#[cfg(test)]
mod tests;
