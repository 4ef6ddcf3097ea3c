//! The chunks of an OpenAI-compatible stream as bytes, ready to send.

use bytes::Bytes;
use serde_json::{Value, json};

/// The model name that every answer carries.
pub const MODEL: &str = "scripted/model";

/// The line that ends a stream.
pub const DONE: Bytes = Bytes::from_static(b"data: [DONE]\n\n");

/// The comment that OpenRouter sends while a model has not yet begun.
pub const COMMENT: Bytes = Bytes::from_static(b": OPENROUTER PROCESSING\n\n");

/// One `data:` event.
pub fn event(data: &Value) -> Bytes {
    Bytes::from(format!("data: {data}\n\n"))
}

fn chunk(choices: &Value) -> Value {
    json!({"id": "gen-1", "object": "chat.completion.chunk", "created": 1_700_000_000, "model": MODEL, "choices": choices})
}

/// A piece of the answer.
pub fn delta(text: &str) -> Bytes {
    event(&chunk(
        &json!([{"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": null}]),
    ))
}

/// A call of a tool, its arguments in pieces: `index` tells the calls of one answer apart.
pub fn call(index: usize, id: &str, name: &str, arguments: &str) -> Vec<Bytes> {
    let piece = |call: Value| {
        event(&chunk(&json!([{"index": 0, "delta": {"tool_calls": [call]}, "finish_reason": null}])))
    };
    let begin =
        json!({"index": index, "id": id, "type": "function", "function": {"name": name, "arguments": ""}});
    let letters: Vec<char> = arguments.chars().collect();
    let rest = letters.chunks(5).map(|part| {
        piece(json!({"index": index, "function": {"arguments": part.iter().collect::<String>()}}))
    });
    std::iter::once(piece(begin)).chain(rest).collect()
}

/// The chunk that says why the answer ended: `stop`, `length`, `content_filter`, …
pub fn finish(reason: &str) -> Bytes {
    event(&chunk(&json!([{"index": 0, "delta": {}, "finish_reason": reason}])))
}

/// The last chunk before [`DONE`]: token counts, and the price in US dollars as OpenRouter gives it.
pub fn usage(prompt_tokens: u64, completion_tokens: u64, cost: f64) -> Bytes {
    let mut last = chunk(&json!([]));
    last["usage"] = json!({
        "prompt_tokens": prompt_tokens,
        "completion_tokens": completion_tokens,
        "total_tokens": prompt_tokens + completion_tokens,
        "cost": cost,
    });
    event(&last)
}

/// An error in the middle of a stream that began with status 200.
/// Source: OpenRouter, "Errors and Debugging": a chunk with a top-level `error` and `finish_reason: "error"`.
pub fn error(code: u16, message: &str) -> Bytes {
    let mut last = chunk(&json!([{"index": 0, "delta": {"content": ""}, "finish_reason": "error"}]));
    last["error"] = json!({"code": code, "message": message});
    event(&last)
}

/// The whole answer as one body, for a request that did not ask for a stream.
pub fn completion(text: &str, prompt_tokens: u64, completion_tokens: u64, cost: f64) -> Value {
    json!({
        "id": "gen-1", "object": "chat.completion", "created": 1_700_000_000, "model": MODEL,
        "choices": [{"index": 0, "message": {"role": "assistant", "content": text}, "finish_reason": "stop"}],
        "usage": {
            "prompt_tokens": prompt_tokens,
            "completion_tokens": completion_tokens,
            "total_tokens": prompt_tokens + completion_tokens,
            "cost": cost,
        },
    })
}
