//! From turn events to OpenAI's `chat.completion.chunk`s, as server-sent events.

use bytes::{BufMut, Bytes, BytesMut};
use domain::chat::event::{Sequenced, TurnEvent};
use domain::chat::{TurnStatus, Usage};
use serde::Serialize;
use serde_json::{Value, json};

use crate::error::openai_error;
use crate::sse::Encode;

/// Writes chunks of one completion.
pub struct Chunks {
    id: String,
    model: String,
    created: i64,
    usage: Option<Usage>,
    include_usage: bool,
    failed: bool,
    has_said: bool,
    buffer: BytesMut,
}

impl Chunks {
    /// A completion of `model` that began at `created` (seconds since the epoch).
    pub fn new(model: String, created: i64, include_usage: bool) -> Self {
        let (id, buffer) = (String::new(), BytesMut::new());
        Self { id, model, created, usage: None, include_usage, failed: false, has_said: false, buffer }
    }

    fn chunk(&mut self, delta: Value, finish_reason: Option<&str>) {
        let choice = json!({"index": 0, "delta": delta, "logprobs": null, "finish_reason": finish_reason});
        self.write_chunk(json!([choice]), None);
    }

    fn write_chunk(&mut self, choices: Value, usage: Option<Value>) {
        let mut chunk = json!({
            "id": self.id, "object": "chat.completion.chunk", "created": self.created, "model": self.model,
            "choices": choices,
        });
        if self.include_usage {
            chunk["usage"] = usage.unwrap_or(Value::Null);
        }
        self.write(&chunk);
    }

    fn write(&mut self, value: &impl Serialize) {
        self.buffer.put_slice(b"data: ");
        // A JSON value always serialises, and the buffer always grows.
        let _ = serde_json::to_writer((&mut self.buffer).writer(), value);
        self.buffer.put_slice(b"\n\n");
    }

    fn fail(&mut self, code: &str, message: &str) {
        self.failed = true;
        self.write(&openai_error(message, "api_error", code, None));
    }

    fn event(&mut self, event: &TurnEvent) -> bool {
        match event {
            TurnEvent::Start { message_id } => {
                self.id = completion_id(&message_id.to_string());
                self.chunk(json!({"role": "assistant", "content": ""}), None);
            }
            // The stored text has a blank line between blocks; what a client sends back must read the same.
            TurnEvent::TextStart if self.has_said => self.chunk(json!({"content": "\n\n"}), None),
            TurnEvent::TextDelta { text } => {
                self.has_said = true;
                self.chunk(json!({"content": text}), None);
            }
            TurnEvent::Usage(usage) => add(&mut self.usage, usage),
            TurnEvent::Error { code, message } => self.fail(code, message),
            TurnEvent::Finish { status, truncated } => {
                match finish_reason(*status, *truncated) {
                    _ if self.failed => {}
                    Some(reason) => self.finish(reason),
                    None => self.fail("interrupted", "The answer broke off."),
                }
                return true;
            }
            _ => {}
        }
        false
    }

    fn finish(&mut self, reason: &str) {
        self.chunk(json!({}), Some(reason));
        if self.include_usage {
            let usage = usage_body(self.usage.as_ref());
            self.write_chunk(json!([]), Some(usage));
        }
    }
}

impl Encode for Chunks {
    fn batch(&mut self, events: &[Sequenced]) -> (Bytes, bool) {
        let mut over = false;
        for event in events {
            over |= self.event(&event.event);
        }
        if over {
            self.buffer.put_slice(b"data: [DONE]\n\n");
        }
        (self.buffer.split().freeze(), over)
    }
}

/// The id of a completion.
pub fn completion_id(message: &str) -> String {
    format!("chatcmpl-{message}")
}

/// Calls of one turn add up.
pub fn add(sum: &mut Option<Usage>, usage: &Usage) {
    match sum {
        None => *sum = Some(usage.clone()),
        Some(sum) => {
            sum.input_tokens += usage.input_tokens;
            sum.output_tokens += usage.output_tokens;
        }
    }
}

/// How OpenAI calls an end; `None`: it is an error there.
pub fn finish_reason(status: TurnStatus, truncated: bool) -> Option<&'static str> {
    match (status, truncated) {
        (TurnStatus::Complete, true) => Some("length"),
        (TurnStatus::Complete | TurnStatus::Stopped, _) => Some("stop"),
        // A question to the visitor has no form there.
        (TurnStatus::Interrupted | TurnStatus::Failed | TurnStatus::Running | TurnStatus::Waiting, _) => None,
    }
}

/// Tokens used; zeros when the provider did not tell.
pub fn usage_body(usage: Option<&Usage>) -> Value {
    let (input, output) = usage.map_or((0, 0), |usage| (usage.input_tokens, usage.output_tokens));
    json!({"prompt_tokens": input, "completion_tokens": output, "total_tokens": input + output})
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    fn encode(include_usage: bool, events: Vec<TurnEvent>) -> String {
        let events: Vec<Sequenced> = (1..).zip(events).map(|(seq, event)| Sequenced { seq, event }).collect();
        let mut chunks = Chunks::new("agt_1".into(), 7, include_usage);
        String::from_utf8(chunks.batch(&events).0.to_vec()).unwrap()
    }

    fn finish(status: TurnStatus) -> TurnEvent {
        TurnEvent::Finish { status, truncated: false }
    }

    #[test]
    fn a_streamed_completion_looks_like_this() {
        let usage = Usage { model: "m".into(), input_tokens: 3, output_tokens: 2, cost_micros: Some(1) };
        insta::assert_snapshot!(encode(true, vec![
            TurnEvent::Start { message_id: Uuid::from_u128(1).into() },
            TurnEvent::StepStart,
            TurnEvent::TextStart,
            TurnEvent::TextDelta { text: "Hi\n\"you\"".into() },
            TurnEvent::TextEnd,
            TurnEvent::Usage(usage),
            TurnEvent::StepFinish,
            finish(TurnStatus::Complete),
        ]), @r##"
        data: {"choices":[{"delta":{"content":"","role":"assistant"},"finish_reason":null,"index":0,"logprobs":null}],"created":7,"id":"chatcmpl-msg_00000000000000000000000000000001","model":"agt_1","object":"chat.completion.chunk","usage":null}

        data: {"choices":[{"delta":{"content":"Hi\n\"you\""},"finish_reason":null,"index":0,"logprobs":null}],"created":7,"id":"chatcmpl-msg_00000000000000000000000000000001","model":"agt_1","object":"chat.completion.chunk","usage":null}

        data: {"choices":[{"delta":{},"finish_reason":"stop","index":0,"logprobs":null}],"created":7,"id":"chatcmpl-msg_00000000000000000000000000000001","model":"agt_1","object":"chat.completion.chunk","usage":null}

        data: {"choices":[],"created":7,"id":"chatcmpl-msg_00000000000000000000000000000001","model":"agt_1","object":"chat.completion.chunk","usage":{"completion_tokens":2,"prompt_tokens":3,"total_tokens":5}}

        data: [DONE]
        "##);
    }

    #[test]
    fn a_broken_answer_is_an_error_and_never_complete() {
        let error = TurnEvent::Error { code: "model_timeout".into(), message: "Too slow.".into() };
        let failed = encode(false, vec![error, finish(TurnStatus::Failed)]);
        insta::assert_snapshot!(failed, @r#"
        data: {"error":{"code":"model_timeout","message":"Too slow.","param":null,"type":"api_error"}}

        data: [DONE]
        "#);
        let interrupted = encode(false, vec![finish(TurnStatus::Interrupted)]);
        assert!(interrupted.contains(r#""code":"interrupted""#) && !interrupted.contains("finish_reason"));
    }
}
