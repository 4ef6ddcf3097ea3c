//! How an answer can be scored. In a file each check is one key with its parameters: `contains: "30 days"`.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::value::{Language, Path, Pattern, SchemaDocument, Share};

/// One thing that an answer is scored by.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Check {
    /// The answer is this text, but for spaces at its ends.
    Exact(String),
    /// The answer has these words; case and spaces do not matter.
    Contains(String),
    /// The answer has at least one of these.
    ContainsAny(Vec<String>),
    /// The answer does not have these words.
    Lacks(String),
    /// The answer matches.
    Matches(Pattern),
    /// The answer does not match.
    MatchesNot(Pattern),
    /// The JSON in the answer has something at a path.
    JsonPath(JsonAt),
    /// The JSON in the answer fits a schema.
    JsonSchema(SchemaDocument),
    /// One of the numbers in the answer is close to this one.
    Number(Number),
    /// Whether the answer declines to help.
    Refuses(bool),
    /// The answer's language.
    Language(Language),
    /// How long the answer is.
    Length(Length),
    /// How fast it came.
    Latency(Latency),
    /// What it cost.
    Cost(Cost),
    /// The answer cites this document (title or file name).
    Cites(String),
    /// The answer cites a document: one of these, or any when none is named.
    CitesAny(Vec<String>),
    /// The answer does not cite this document.
    CitesNot(String),
    /// These documents were among the retrieved passages.
    Retrieves(Retrieves),
    /// A tool was called.
    ToolCalled(ToolCall),
    /// A tool was not called.
    ToolNotCalled(String),
    /// These tools were called in this order, others may come between.
    ToolOrder(Vec<String>),
    /// The answer is close in meaning to the expected one, by its embedding.
    Similar(Similar),
    /// A model judges: the answer agrees with the expected one.
    Correct(Judged),
    /// A model judges: everything in the answer follows from the retrieved passages.
    Faithful(Judged),
    /// A model judges: the answer helps the visitor.
    Helpful(Judged),
    /// A model judges: the answer does no harm.
    Safe(Judged),
    /// A model judges by a rubric of your own.
    Rubric(Rubric),
}

/// See [`Check::JsonPath`]. With neither `equals` nor `matches` it is enough that something is there.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct JsonAt {
    /// Where.
    pub path: Path,
    /// What one of the values there equals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub equals: Option<Value>,
    /// What one of the strings there matches.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matches: Option<Pattern>,
}

/// See [`Check::Number`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Number {
    /// The number.
    pub value: f64,
    /// How far off it may be.
    #[serde(default)]
    #[schemars(range(min = 0))]
    pub tolerance: f64,
}

/// See [`Check::Length`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Length {
    /// At least.
    #[serde(default)]
    pub min: usize,
    /// At most.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max: Option<usize>,
    /// Of what.
    #[serde(default)]
    pub unit: Unit,
}

/// What length is counted in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Unit {
    /// Characters.
    #[default]
    Characters,
    /// Words.
    Words,
}

/// See [`Check::Latency`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Latency {
    /// Milliseconds until the first word.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_ms: Option<u64>,
    /// Milliseconds until the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total_ms: Option<u64>,
}

/// See [`Check::Cost`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Cost {
    /// Micro-USD for the whole answer.
    pub max_micros: u64,
}

/// See [`Check::Retrieves`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Retrieves {
    /// Titles or file names.
    pub sources: Vec<String>,
    /// The share of them that must be found.
    #[serde(default)]
    pub recall: Share,
    /// Among so many best passages; all that were retrieved when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1))]
    pub within: Option<usize>,
}

/// See [`Check::ToolCalled`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ToolCall {
    /// The tool's name.
    pub name: String,
    /// What its arguments are, by name, or by JSON pointer (`/items/0/sku`). Others may be there too.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub arguments: BTreeMap<String, Matcher>,
    /// How often exactly, counting the calls whose arguments match; at least once when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<usize>,
}

/// What an argument is.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Matcher {
    /// This value.
    Equals(Value),
    /// A string with these words in it, whatever their case.
    Contains(String),
    /// A string that matches.
    Matches(Pattern),
    /// A number from the first to the second.
    Between(f64, f64),
    /// Whether it is there at all.
    Present(bool),
}

/// See [`Check::Similar`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Similar {
    /// To what; the case's expected answer when not given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub to: Option<String>,
    /// Least cosine similarity.
    pub at_least: Share,
}

/// How a model judges.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Judged {
    /// Least mean score of the votes.
    #[serde(default = "mostly")]
    pub at_least: Share,
    /// How often the model is asked.
    #[serde(default = "one_vote")]
    #[schemars(range(min = 1, max = 9))]
    pub votes: u32,
}

impl Default for Judged {
    fn default() -> Self {
        Self { at_least: mostly(), votes: one_vote() }
    }
}

/// See [`Check::Rubric`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rubric {
    /// What makes an answer good, in words for the judge.
    pub rubric: String,
    /// Least mean score of the votes.
    #[serde(default = "mostly")]
    pub at_least: Share,
    /// How often the model is asked.
    #[serde(default = "one_vote")]
    #[schemars(range(min = 1, max = 9))]
    pub votes: u32,
}

/// 0.7, as a value that is in range by construction.
fn mostly() -> Share {
    Share::try_from(0.7).unwrap_or_default()
}

const fn one_vote() -> u32 {
    1
}

impl Check {
    /// Its key in a file.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Exact(_) => "exact",
            Self::Contains(_) => "contains",
            Self::ContainsAny(_) => "containsAny",
            Self::Lacks(_) => "lacks",
            Self::Matches(_) => "matches",
            Self::MatchesNot(_) => "matchesNot",
            Self::JsonPath(_) => "jsonPath",
            Self::JsonSchema(_) => "jsonSchema",
            Self::Number(_) => "number",
            Self::Refuses(_) => "refuses",
            Self::Language(_) => "language",
            Self::Length(_) => "length",
            Self::Latency(_) => "latency",
            Self::Cost(_) => "cost",
            Self::Cites(_) => "cites",
            Self::CitesAny(_) => "citesAny",
            Self::CitesNot(_) => "citesNot",
            Self::Retrieves(_) => "retrieves",
            Self::ToolCalled(_) => "toolCalled",
            Self::ToolNotCalled(_) => "toolNotCalled",
            Self::ToolOrder(_) => "toolOrder",
            Self::Similar(_) => "similar",
            Self::Correct(_) => "correct",
            Self::Faithful(_) => "faithful",
            Self::Helpful(_) => "helpful",
            Self::Safe(_) => "safe",
            Self::Rubric(_) => "rubric",
        }
    }
}
