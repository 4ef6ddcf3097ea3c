//! What is tested: suites of cases, as people write them down. [`read`] takes them from files, [`check`] says how answers are scored,
//! [`value`] holds the small checked types. Knows nothing of agents or models.

pub mod check;
mod csv;
pub mod read;
pub mod schema;
mod valid;
pub mod value;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use self::check::{Check, Matcher, ToolCall};
use self::value::{Share, Weight};

/// A named set of cases with the bar that they must reach together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Suite {
    /// Its name; unique in a run.
    pub name: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// The weighted share of cases that must pass, 0 to 1.
    #[serde(default)]
    pub threshold: Share,
    /// Checks that every case of the suite gets beside its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Check>,
    /// What becomes of calls of tools.
    #[serde(default, skip_serializing_if = "ToolUse::is_usual")]
    pub tools: ToolUse,
    /// How often each case is asked, unless the case says otherwise.
    #[serde(default = "once")]
    #[schemars(range(min = 1, max = 100))]
    pub repeat: u32,
    /// What is asked.
    pub cases: Vec<Case>,
}

/// One question to the agent and what a good answer has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Case {
    /// Its name, unique in the suite: results of two runs are compared by it.
    pub id: String,
    /// What was said before, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conversation: Vec<Said>,
    /// What the visitor says.
    pub input: String,
    /// What a good answer has. Facts, sources, tools and refusal are checked by themselves; the answer is what checks compare with.
    #[serde(default, skip_serializing_if = "Expect::is_empty")]
    pub expect: Expect,
    /// What tools answer when they are called in this case; the first one that fits. Calls beyond them are recorded and refused, but for
    /// built-in tools, which are used as ever.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tool_results: Vec<ToolResult>,
    /// Further checks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<Check>,
    /// To choose cases by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// How much it counts beside others.
    #[serde(default)]
    pub weight: Weight,
    /// How often it is asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schemars(range(min = 1, max = 100))]
    pub repeat: Option<u32>,
}

/// One message of a conversation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Said {
    /// By the visitor.
    User(String),
    /// By the agent.
    Assistant(String),
}

/// What becomes of calls of tools.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ToolUse {
    /// Nothing outside is called: tools answer what the case declares, other calls are recorded and refused. Nobody is asked for consent.
    #[default]
    Declared,
    /// The agent's tools are called as for visitors, with all that they do.
    Live,
}

impl ToolUse {
    fn is_usual(&self) -> bool {
        *self == Self::default()
    }
}

/// What a tool answers in a case.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ToolResult {
    /// The tool's name.
    pub name: String,
    /// What its arguments are, as in `toolCalled`; any when not given.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub arguments: BTreeMap<String, Matcher>,
    /// What it gives back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<Value>,
    /// The error that it answers with instead.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<String>,
}

/// What a good answer has.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Expect {
    /// A reference answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answer: Option<String>,
    /// Words that the answer must contain, each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<String>,
    /// Documents that the answer must cite, each, by title or file name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// Tools that must be called, each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tools: Vec<ToolCall>,
    /// Whether the agent must decline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refusal: Option<bool>,
}

impl Expect {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    fn implied(&self) -> impl Iterator<Item = Check> {
        let facts = self.facts.iter().cloned().map(Check::Contains);
        let sources = self.sources.iter().cloned().map(Check::Cites);
        let tools = self.tools.iter().cloned().map(Check::ToolCalled);
        facts.chain(sources).chain(tools).chain(self.refusal.map(Check::Refuses))
    }
}

impl Suite {
    /// Everything that a case of this suite is scored by: what it expects, its own checks, the suite's.
    pub fn checks_of(&self, case: &Case) -> Vec<Check> {
        case.expect.implied().chain(case.checks.iter().cloned()).chain(self.checks.iter().cloned()).collect()
    }

    /// How often a case is asked.
    pub fn repeat_of(&self, case: &Case) -> u32 {
        case.repeat.unwrap_or(self.repeat)
    }

    /// Only the cases with one of these tags; all of them when none is named.
    pub fn keep_tagged(&mut self, tags: &[String]) {
        if !tags.is_empty() {
            self.cases.retain(|case| case.tags.iter().any(|tag| tags.contains(tag)));
        }
    }
}

const fn once() -> u32 {
    1
}
