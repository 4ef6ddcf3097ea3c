//! Values that are checked as they are read, so that a wrong one is refused where it stands in the file.

use std::fmt;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use serde_json_path::JsonPath;

/// 0 to 1.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "f64", into = "f64")]
#[schemars(extend("minimum" = 0, "maximum" = 1))]
pub struct Share(f64);

impl Share {
    /// All of it.
    pub const ALL: Self = Self(1.0);

    /// The number.
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl Default for Share {
    fn default() -> Self {
        Self::ALL
    }
}

impl TryFrom<f64> for Share {
    type Error = String;

    fn try_from(number: f64) -> Result<Self, String> {
        if (0.0..=1.0).contains(&number) {
            Ok(Self(number))
        } else {
            Err(format!("{number} is not from 0 to 1"))
        }
    }
}

impl From<Share> for f64 {
    fn from(share: Share) -> Self {
        share.0
    }
}

/// How much a case counts: more than 0, at most 1000.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "f64", into = "f64")]
#[schemars(extend("exclusiveMinimum" = 0, "maximum" = 1000))]
pub struct Weight(f64);

impl Weight {
    /// The number.
    pub const fn get(self) -> f64 {
        self.0
    }
}

impl Default for Weight {
    fn default() -> Self {
        Self(1.0)
    }
}

impl TryFrom<f64> for Weight {
    type Error = String;

    fn try_from(number: f64) -> Result<Self, String> {
        if number > 0.0 && number <= 1000.0 {
            Ok(Self(number))
        } else {
            Err(format!("{number} is not more than 0 and at most 1000"))
        }
    }
}

impl From<Weight> for f64 {
    fn from(weight: Weight) -> Self {
        weight.0
    }
}

/// A type that is written as a string and checked when it is read.
macro_rules! checked_text {
    ($(#[$doc:meta])* $name:ident($inner:ty), $format:literal, $parse:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name {
            text: String,
            inner: $inner,
        }

        impl $name {
            /// As it was written.
            pub fn as_str(&self) -> &str {
                &self.text
            }

            /// What it means.
            pub const fn get(&self) -> &$inner {
                &self.inner
            }
        }

        impl TryFrom<String> for $name {
            type Error = String;

            fn try_from(text: String) -> Result<Self, String> {
                let parse: fn(&str) -> Result<$inner, String> = $parse;
                parse(&text).map(|inner| Self { text, inner })
            }
        }

        impl From<$name> for String {
            fn from(value: $name) -> Self {
                value.text
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.text == other.text
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.text)
            }
        }

        impl JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "type": "string", "description": $format })
            }
        }
    };
}

checked_text!(
    /// A regular expression.
    Pattern(regex::Regex),
    "A regular expression; (?i) at its beginning ignores case.",
    |text| regex::RegexBuilder::new(text)
        .size_limit(1 << 20)
        .build()
        .map_err(|error| format!("`{text}` is no regular expression: {}", last_line(&error.to_string())))
);

checked_text!(
    /// A JSON path (RFC 9535).
    Path(JsonPath),
    "A JSON path (RFC 9535), like $.items[0].price.",
    |text| JsonPath::parse(text).map_err(|error| format!("`{text}` is no JSON path: {error}"))
);

checked_text!(
    /// A language by its ISO 639-1 or 639-3 code.
    Language(whatlang::Lang),
    "A language code, ISO 639-1 or 639-3, like de or deu.",
    |text| language(text).ok_or_else(|| format!("`{text}` is no language code that can be recognised"))
);

/// The last line of the parser's text is its reason; the ones before show the expression again.
fn last_line(text: &str) -> &str {
    let line = text.lines().last().unwrap_or(text).trim();
    line.strip_prefix("error: ").unwrap_or(line)
}

fn language(code: &str) -> Option<whatlang::Lang> {
    const SHORT: &[(&str, &str)] = &[
        ("ar", "ara"),
        ("bg", "bul"),
        ("bn", "ben"),
        ("ca", "cat"),
        ("cs", "ces"),
        ("da", "dan"),
        ("de", "deu"),
        ("el", "ell"),
        ("en", "eng"),
        ("es", "spa"),
        ("et", "est"),
        ("fa", "pes"),
        ("fi", "fin"),
        ("fr", "fra"),
        ("he", "heb"),
        ("hi", "hin"),
        ("hr", "hrv"),
        ("hu", "hun"),
        ("id", "ind"),
        ("it", "ita"),
        ("ja", "jpn"),
        ("ko", "kor"),
        ("lt", "lit"),
        ("lv", "lav"),
        ("nb", "nob"),
        ("nl", "nld"),
        ("no", "nob"),
        ("pl", "pol"),
        ("pt", "por"),
        ("ro", "ron"),
        ("ru", "rus"),
        ("sk", "slk"),
        ("sl", "slv"),
        ("sr", "srp"),
        ("sv", "swe"),
        ("th", "tha"),
        ("tr", "tur"),
        ("uk", "ukr"),
        ("ur", "urd"),
        ("vi", "vie"),
        ("zh", "cmn"),
    ];
    let code = code.to_lowercase();
    let long = SHORT.iter().find(|(short, _)| *short == code).map_or(code.as_str(), |(_, long)| long);
    whatlang::Lang::from_code(long)
}

/// A JSON Schema that compiles.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(try_from = "Value", into = "Value")]
pub struct SchemaDocument(Value);

impl SchemaDocument {
    /// The document.
    pub const fn get(&self) -> &Value {
        &self.0
    }
}

impl TryFrom<Value> for SchemaDocument {
    type Error = String;

    fn try_from(value: Value) -> Result<Self, String> {
        match jsonschema::validator_for(&value) {
            Ok(_) => Ok(Self(value)),
            Err(error) => Err(format!("this is no JSON Schema: {error}")),
        }
    }
}

impl From<SchemaDocument> for Value {
    fn from(schema: SchemaDocument) -> Self {
        schema.0
    }
}

impl JsonSchema for SchemaDocument {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "SchemaDocument".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["object", "boolean"], "description": "A JSON Schema." })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wrong_values_are_refused_with_a_reason() {
        for (wrong, reason) in [
            (serde_json::from_str::<Share>("1.5").map(drop), "1.5 is not from 0 to 1"),
            (serde_json::from_str::<Weight>("0").map(drop), "0 is not more than 0"),
            (serde_json::from_str::<Pattern>("\"(\"").map(drop), "unclosed group"),
            (serde_json::from_str::<Path>("\"items\"").map(drop), "is no JSON path"),
            (serde_json::from_str::<Language>("\"xx\"").map(drop), "`xx` is no language code"),
            (serde_json::from_str::<SchemaDocument>("{\"type\": 5}").map(drop), "is no JSON Schema"),
        ] {
            let error = wrong.unwrap_err().to_string();
            assert!(error.contains(reason), "{error}");
        }
    }

    #[test]
    fn every_short_code_is_a_language() {
        for code in ["de", "en", "fr", "ja", "zh", "uk", "fa", "no", "deu"] {
            assert!(language(code).is_some(), "{code}");
        }
    }
}
