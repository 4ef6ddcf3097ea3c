//! Tools that run here: each a name, a schema and a pure function or a port.

pub mod calculate;
pub mod time;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::ToolSpec;

/// A tool that runs here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BuiltIn {
    /// What time it is.
    CurrentTime,
    /// Arithmetic, percentages, units.
    Calculate,
    /// Another search in the agent's documents.
    SearchDocuments,
}

impl BuiltIn {
    /// Every built-in tool.
    pub const ALL: [Self; 3] = [Self::CurrentTime, Self::Calculate, Self::SearchDocuments];

    /// The stored and public spelling, which is also the name the model sees.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CurrentTime => "current_time",
            Self::Calculate => "calculate",
            Self::SearchDocuments => "search_documents",
        }
    }

    /// What the model sees.
    pub fn spec(self) -> ToolSpec {
        let (description, properties, required): (_, Value, Value) = match self {
            Self::CurrentTime => (
                "Tells the current date, time and weekday in a time zone. Ask the visitor for their zone or city when it matters and is not known.",
                json!({"timezone": {"type": "string", "maxLength": 64, "description": "IANA name such as Europe/Berlin; UTC when left out"}}),
                json!([]),
            ),
            Self::Calculate => (
                "Calculates exactly: arithmetic, powers, percentages, functions, conversions of units. Use it for every calculation.",
                json!({"expression": {"type": "string", "minLength": 1, "maxLength": 200, "description": "For example: (19.99 * 3) - 15%, or: 5 feet + 11 inches to cm"}}),
                json!(["expression"]),
            ),
            Self::SearchDocuments => (
                "Searches the documents for passages, when those that are given already do not answer the question.",
                json!({"query": {"type": "string", "minLength": 1, "maxLength": 400, "description": "What to look for, in a few words"}}),
                json!(["query"]),
            ),
        };
        ToolSpec {
            name: self.as_str().to_owned(),
            description: description.to_owned(),
            parameters: json!({"type": "object", "properties": properties, "required": required, "additionalProperties": false}),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_tool_keeps_the_rules_of_all_tools() {
        for built_in in BuiltIn::ALL {
            assert_eq!(built_in.spec().problems(), vec![], "{built_in:?}");
        }
    }
}
