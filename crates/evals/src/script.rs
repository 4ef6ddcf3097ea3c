//! A scripted model: rules instead of a neural network, so that suites and judges run offline, free and the same each time.
//!
//! A rule fires when the instructions and the visitor's words match, and (with `from`) when a retrieved passage does. So an answer holds only while
//! the prompt asks for it and the documents say it, as with a model that does as it is told. Rules are tried in order; when none fires,
//! the model behind the script answers.

use std::collections::HashMap;

use async_trait::async_trait;
use domain::chat::model::{
    FinishReason, ModelError, ModelEvent, ModelInfo, ModelRequest, ModelStream, Models,
};
use domain::chat::{MessageRole, Usage, extract};
use futures::{StreamExt, stream};
use parking_lot::Mutex;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::suite::read::Broken;
use crate::suite::value::Pattern;

/// The model's name where it is listed.
pub const MODEL: &str = "scripted";

/// A file of rules.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Script {
    rules: Vec<Rule>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Rule {
    #[serde(default)]
    when: When,
    /// A passage that must have been retrieved; its groups are `{1}`, `{2}`, … in what is said, its number is `{cite}`.
    from: Option<Pattern>,
    /// Tools that are called one after another before anything is said; the rule is silent for an agent without one of them. What the last
    /// gives back is `{result}`, or, of an object, the value of each of its keys: `{total}`.
    #[serde(default)]
    call: Calls,
    say: Say,
    /// What is said instead when the last tool failed.
    failing: Option<String>,
    /// Micro-USD that the call is said to cost.
    #[serde(default)]
    cost_micros: u64,
}

#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct When {
    /// The instructions, passages included.
    system: Option<Pattern>,
    /// The last message.
    input: Option<Pattern>,
    /// Any earlier message.
    before: Option<Pattern>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Calls {
    Many(Vec<CallRule>),
    One(CallRule),
}

impl Default for Calls {
    fn default() -> Self {
        Self::Many(Vec::new())
    }
}

impl Calls {
    fn all(&self) -> &[CallRule] {
        match self {
            Self::Many(calls) => calls,
            Self::One(call) => std::slice::from_ref(call),
        }
    }
}

#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct CallRule {
    name: String,
    #[serde(default)]
    arguments: Map<String, Value>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(untagged)]
enum Say {
    Always(String),
    /// Something else each time but the first: for flakiness and for votes that differ.
    Changing {
        first: String,
        then: String,
    },
}

impl Script {
    /// Reads a script (YAML).
    pub fn read(file: &str, text: &str) -> Result<Self, Broken> {
        serde_saphyr::from_str(text).map_err(|error| Broken {
            file: file.to_owned(),
            line: error.location().map_or(1, |location| location.line()),
            reason: error.without_snippet().to_string(),
        })
    }

    /// The model; what no rule answers is answered by the built-in extracts.
    pub fn alone(self) -> Scripted {
        Scripted { script: self, said: Mutex::default() }
    }
}

/// See [`Script::alone`].
pub struct Scripted {
    script: Script,
    said: Mutex<HashMap<usize, u64>>,
}

#[async_trait]
impl Models for Scripted {
    fn default_model(&self) -> &str {
        MODEL
    }

    async fn list(&self) -> Vec<ModelInfo> {
        vec![ModelInfo { id: MODEL.to_owned(), name: "Scripted".to_owned(), context_tokens: None }]
    }

    async fn generate(&self, request: ModelRequest) -> Result<ModelStream, ModelError> {
        let fired = self.script.rules.iter().enumerate().find_map(|(index, rule)| {
            let told = rule.answer(&request, || self.turn(index))?;
            Some((told, rule.cost_micros))
        });
        let Some((told, cost)) = fired else { return Ok(extract::answer(request)) };
        let said = match &told {
            Told::Text(text) => text.clone(),
            Told::Call { arguments, .. } => arguments.clone(),
        };
        let usage = Usage {
            model: MODEL.to_owned(),
            input_tokens: tokens(&request.system)
                + request.messages.iter().map(|m| tokens(&m.content)).sum::<u64>(),
            output_tokens: tokens(&said),
            cost_micros: Some(cost),
        };
        let events = match told {
            Told::Text(text) => {
                vec![ModelEvent::Text(text), ModelEvent::Usage(usage), ModelEvent::Finish(FinishReason::Stop)]
            }
            Told::Call { name, arguments } => vec![
                ModelEvent::ToolStart { index: 0, id: String::new(), name },
                ModelEvent::ToolDelta { index: 0, text: arguments },
                ModelEvent::Usage(usage),
                ModelEvent::Finish(FinishReason::ToolCalls),
            ],
        };
        Ok(stream::iter(events.into_iter().map(Ok)).boxed())
    }
}

impl Scripted {
    /// How often the rule has spoken before.
    fn turn(&self, rule: usize) -> u64 {
        let mut said = self.said.lock();
        let count = said.entry(rule).or_default();
        *count += 1;
        *count - 1
    }
}

/// About four characters to a token.
fn tokens(text: &str) -> u64 {
    (text.len() as u64).div_ceil(4)
}

/// What a rule does.
enum Told {
    Text(String),
    Call { name: String, arguments: String },
}

impl Rule {
    /// What it says to this request; `None` when it does not fire.
    fn answer(&self, request: &ModelRequest, turn: impl FnOnce() -> u64) -> Option<Told> {
        let fits =
            |pattern: &Option<Pattern>, text: &str| pattern.as_ref().is_none_or(|p| p.get().is_match(text));
        let (asked, made) = match request.messages.split_last()? {
            (last, before) if last.role == MessageRole::Assistant => (before, &last.exchanges[..]),
            _ => (request.messages.as_slice(), &[][..]),
        };
        let (last, earlier) = asked.split_last()?;
        let before = self
            .when
            .before
            .as_ref()
            .is_none_or(|pattern| earlier.iter().any(|message| pattern.get().is_match(&message.content)));
        let is_visitor = last.role == MessageRole::User;
        if !(is_visitor
            && before
            && fits(&self.when.input, &last.content)
            && fits(&self.when.system, &request.system))
        {
            return None;
        }
        let mut places = vec![];
        if let Some(from) = &self.from {
            let (index, captures) = request.passages.iter().enumerate().find_map(|(index, passage)| {
                Some((index, from.get().captures(&passage.source.chunk.text)?))
            })?;
            places.push(("cite".to_owned(), format!("[{}]", index + 1)));
            let groups = captures.iter().enumerate().skip(1);
            places.extend(groups.filter_map(|(n, group)| Some((n.to_string(), group?.as_str().to_owned()))));
        }
        let calls = self.call.all();
        let has = |call: &CallRule| request.tools.iter().any(|tool| tool.spec.name == call.name);
        let as_planned = made
            .iter()
            .map(|exchange| &exchange.name)
            .eq(calls.iter().take(made.len()).map(|call| &call.name));
        if !as_planned || !calls.iter().all(has) {
            return None;
        }
        if let Some(call) = calls.get(made.len()) {
            let arguments = Value::Object(call.arguments.clone()).to_string();
            return Some(Told::Call { name: call.name.clone(), arguments });
        }
        let result = made.last().map(|exchange| exchange.result.as_str());
        // As the engine tells a model of it.
        let failed = result.is_some_and(|result| result.starts_with("Error: "));
        places.extend(result.map(values).unwrap_or_default());
        let template = match (&self.say, &self.failing) {
            (_, Some(text)) if failed => text,
            (Say::Always(text), _) => text,
            (Say::Changing { first, then }, _) => {
                if turn() == 0 {
                    first
                } else {
                    then
                }
            }
        };
        let fill =
            |text: String, (name, value): &(String, String)| text.replace(&format!("{{{name}}}"), value);
        Some(Told::Text(places.iter().fold(template.clone(), fill)))
    }
}

/// What a tool gave back, as places of a template.
fn values(result: &str) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match serde_json::from_str::<Value>(result) {
        Ok(Value::Object(fields)) => fields.iter().map(|(name, value)| (name.clone(), text(value))).collect(),
        _ => vec![("result".to_owned(), result.to_owned())],
    }
}
