//! What the product asked the model server for.

use axum::http::HeaderMap;
use serde_json::Value;

/// One request as it arrived.
#[derive(Clone, Debug)]
pub struct Received {
    /// Path below the server's root, such as `/v1/chat/completions`.
    pub path: String,
    pub headers: HeaderMap,
    /// The body, or `null` when it was not JSON.
    pub body: Value,
}

impl Received {
    /// The text of the last message whose role is `user`.
    pub fn last_user_message(&self) -> Option<&str> {
        last_user_message(&self.body)
    }

    /// The value of a header, when it is present and readable.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }
}

/// The text of the last `user` message of a chat-completions body; content may be a string or a list of text parts.
pub(super) fn last_user_message(body: &Value) -> Option<&str> {
    let messages = body.get("messages")?.as_array()?;
    let last = messages.iter().rev().find(|message| message["role"] == "user")?;
    match &last["content"] {
        Value::String(text) => Some(text),
        Value::Array(parts) => parts.iter().rev().find_map(|part| part["text"].as_str()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_last_user_message_is_found_in_both_forms_of_content() {
        let plain =
            json!({"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}]});
        assert_eq!(last_user_message(&plain), Some("a"));
        let parts = json!({"messages": [{"role": "user", "content": [{"type": "text", "text": "c"}]}]});
        assert_eq!(last_user_message(&parts), Some("c"));
        assert_eq!(last_user_message(&json!({"messages": []})), None);
    }
}
