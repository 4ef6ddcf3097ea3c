//! The JSON Schema of suite files, for editors.

use schemars::SchemaGenerator;
use schemars::generate::SchemaSettings;

use super::Suite;

/// The schema as a document, ending in a newline. What is checked in is this text.
pub fn document() -> String {
    let schema = SchemaGenerator::new(SchemaSettings::draft2020_12()).into_root_schema_for::<Suite>();
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../evals/suite.schema.json");

    #[test]
    fn the_schema_that_is_checked_in_is_the_current_one() {
        let checked_in = std::fs::read_to_string(Path::new(FILE)).unwrap_or_default();
        assert!(checked_in == document(), "stale: run `cargo run -- eval schema > evals/suite.schema.json`");
    }

    #[test]
    fn what_serialises_fits_the_schema() {
        let suite: Suite = serde_json::from_value(serde_json::json!({
            "name": "s",
            "cases": [{"id": "a", "conversation": [{"user": "x"}, {"assistant": "y"}], "input": "q",
                "expect": {"facts": ["1"], "tools": [{"name": "t", "arguments": {"a": {"between": [1.0, 2.0]}}}]},
                "checks": [{"language": "de"}, {"jsonPath": {"path": "$.a"}}, {"correct": {}}]}],
        }))
        .unwrap();
        let schema: serde_json::Value = serde_json::from_str(&document()).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        let errors: Vec<String> =
            validator.iter_errors(&serde_json::to_value(suite).unwrap()).map(|e| e.to_string()).collect();
        assert_eq!(errors, Vec::<String>::new());
        assert!(!validator.is_valid(&serde_json::json!({"name": "s", "cases": [], "extra": 1})));
    }
}
