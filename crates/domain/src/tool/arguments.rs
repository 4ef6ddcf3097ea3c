//! Arguments that a model wrote, judged by the tool's JSON Schema before anything is called. Schemas are tenants' or a server's: they
//! are bounded, reach for nothing outside themselves, and their patterns run in linear time.

use jsonschema::{PatternOptions, Validator};
use serde_json::{Map, Value};

use super::{ToolError, ToolSpec};

/// Most problems that are told at once.
const TOLD: usize = 5;

/// Why a schema cannot be a tool's; `None` when it can.
pub fn schema_problem(schema: &Value) -> Option<String> {
    if schema.get("type").and_then(Value::as_str) != Some("object") {
        return Some("must be a JSON Schema with `\"type\": \"object\"`".to_owned());
    }
    if schema.to_string().len() > ToolSpec::MAX_SCHEMA {
        return Some(format!("must have at most {} bytes", ToolSpec::MAX_SCHEMA));
    }
    validator(schema).err()
}

/// Reads the arguments and checks them. Empty text stands for no arguments, as some models write it.
pub fn read(schema: &Value, text: &str) -> Result<Map<String, Value>, ToolError> {
    let text = if text.trim().is_empty() { "{}" } else { text };
    let value: Value = serde_json::from_str(text)
        .map_err(|error| ToolError::InvalidArguments(format!("they are not JSON ({error})")))?;
    check(schema, value)
}

/// Checks arguments that were read before.
pub fn check(schema: &Value, value: Value) -> Result<Map<String, Value>, ToolError> {
    let validator = validator(schema).map_err(ToolError::Unavailable)?;
    let problems: Vec<String> =
        validator.iter_errors(&value).take(TOLD).map(|error| problem(&error)).collect();
    match value {
        Value::Object(arguments) if problems.is_empty() => Ok(arguments),
        Value::Object(_) => Err(ToolError::InvalidArguments(problems.join("; "))),
        _ => Err(ToolError::InvalidArguments("they are not a JSON object".to_owned())),
    }
}

fn problem(error: &jsonschema::ValidationError<'_>) -> String {
    let place = error.instance_path().to_string();
    if place.is_empty() { error.to_string() } else { format!("{place}: {error}") }
}

fn validator(schema: &Value) -> Result<Validator, String> {
    jsonschema::options()
        .with_pattern_options(PatternOptions::regex())
        .build(schema)
        .map_err(|error| format!("is not a JSON Schema: {error}"))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn arguments_are_told_what_is_wrong_with_them() {
        let schema = json!({
            "type": "object",
            "properties": {"id": {"type": "string", "pattern": "^A[0-9]+$"}, "count": {"type": "integer", "minimum": 1}},
            "required": ["id"],
            "additionalProperties": false
        });
        let read = |text: &str| match read(&schema, text) {
            Ok(arguments) => Value::from(arguments).to_string(),
            Err(error) => error.to_string(),
        };
        assert_eq!(read(r#"{"id":"A7","count":2}"#), r#"{"count":2,"id":"A7"}"#);
        for (text, expect) in [
            ("", "required"),
            ("{", "not JSON"),
            ("[]", "not a JSON object"),
            ("null", "not a JSON object"),
            (r#"{"id":"A7"} trailing"#, "not JSON"),
            (r#"{"id":7}"#, "/id"),
            (r#"{"id":"B"}"#, "/id"),
            (r#"{"id":"A7","count":0}"#, "/count"),
            (r#"{"id":"A7","admin":true}"#, "admin"),
        ] {
            let said = read(text);
            assert!(
                said.starts_with("The arguments are not valid:") && said.contains(expect),
                "{text}: {said}"
            );
        }
    }

    #[test]
    fn a_pattern_cannot_take_for_ever() {
        let schema = json!({"type": "object", "properties": {"x": {"type": "string", "pattern": "^(a+)+$"}}});
        let long = json!({"x": format!("{}!", "a".repeat(50_000))});
        assert!(check(&schema, long).is_err());
        let backtracking = json!({"type": "object", "properties": {"x": {"pattern": "(?=a)b"}}});
        assert!(schema_problem(&backtracking).is_some());
    }
}
