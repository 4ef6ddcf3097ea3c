//! What a call brought, as a model can read it.

use domain::tool::ToolError;
use rmcp::model::{CallToolResult, ContentBlock, ResourceContents};
use serde_json::Value;

/// How much of an error is told, in characters.
const TOLD: usize = 300;
/// What stands for content of a later version of the protocol.
const OTHER: &str = "[something else]";

/// Structured content when there is some, else the text; JSON in the text is JSON. Pictures and sound are named, not shown: no model
/// reads them as a tool's answer.
pub(super) fn read(result: CallToolResult) -> Result<Value, ToolError> {
    let text = result.content.iter().map(text).collect::<Vec<_>>().join("\n");
    if result.is_error == Some(true) {
        let told: String = text.trim().chars().take(TOLD).collect();
        return Err(ToolError::Refused(told));
    }
    if let Some(value) = result.structured_content.filter(|value| !value.is_null()) {
        return Ok(value);
    }
    Ok(match serde_json::from_str(&text) {
        Ok(value @ (Value::Object(_) | Value::Array(_))) => value,
        _ => Value::String(text),
    })
}

fn text(block: &ContentBlock) -> String {
    match block {
        ContentBlock::Text(text) => text.text.clone(),
        ContentBlock::Image(image) => format!("[a picture, {}]", image.mime_type),
        ContentBlock::Audio(audio) => format!("[a recording, {}]", audio.mime_type),
        ContentBlock::ResourceLink(link) => format!("{} ({})", link.name, link.uri),
        ContentBlock::Resource(resource) => match &resource.resource {
            ResourceContents::TextResourceContents { text, .. } => text.clone(),
            ResourceContents::BlobResourceContents { uri, .. } => format!("[a file, {uri}]"),
            _ => OTHER.to_owned(),
        },
        _ => OTHER.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_model_gets_what_it_can_read() {
        let read = |result: Value| read(serde_json::from_value(result).unwrap());
        let text = |text: &str| json!({"type": "text", "text": text});
        let picture = json!({"type": "image", "data": "AAAA", "mimeType": "image/png"});
        for (result, expect) in [
            (json!({"content": [text("Sent.")]}), json!("Sent.")),
            (json!({"content": [text("7")]}), json!("7")),
            (json!({"content": [text(r#"{"status":"sent"}"#)]}), json!({"status": "sent"})),
            (json!({"content": [text("a"), picture, text("b")]}), json!("a\n[a picture, image/png]\nb")),
            (json!({"content": [text("x")], "structuredContent": {"n": 1}}), json!({"n": 1})),
            (json!({"content": [text("x")], "structuredContent": null}), json!("x")),
            (json!({"content": []}), json!("")),
            (
                json!({"content": [{"type": "resource", "resource": {"uri": "demo://1", "text": "Inside"}}]}),
                json!("Inside"),
            ),
            (
                json!({"content": [{"type": "resource", "resource": {"uri": "demo://1", "blob": "AAAA"}}]}),
                json!("[a file, demo://1]"),
            ),
        ] {
            assert_eq!(read(result.clone()), Ok(expect), "{result}");
        }
        let failed = read(json!({"content": [text(" no such order ")], "isError": true}));
        assert_eq!(failed, Err(ToolError::Refused("no such order".into())));
        let long = read(json!({"content": [text(&"x".repeat(900))], "isError": true}));
        assert_eq!(long, Err(ToolError::Refused("x".repeat(300))));
    }
}
