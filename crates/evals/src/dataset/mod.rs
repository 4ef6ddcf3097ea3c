//! Suites as Langfuse datasets, datasets as suites, and runs as experiments on them. Pure: who sends what is somebody else's.
//!
//! An item is a case: its input is what the visitor says (with `messages` when something was said before), its expected output is the
//! expected answer, and its metadata holds the rest under the names that suite files use. Metadata that means nothing here is left alone.

mod experiment;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use domain::langfuse::{Dataset, Item};
use serde_json::{Map, Value, json};
use sha2::{Digest as _, Sha256};

pub use self::experiment::experiment;
use crate::suite::read::{Unfit, value};
use crate::suite::{Said, Suite};

/// What metadata of a dataset may say of the suite.
const OF_SUITE: [&str; 4] = ["threshold", "checks", "tools", "repeat"];
/// What metadata of an item may say of the case.
const OF_CASE: [&str; 5] = ["checks", "tags", "weight", "repeat", "toolResults"];
/// What metadata of an item may say of what is expected.
const OF_ANSWER: [&str; 4] = ["facts", "sources", "tools", "refusal"];
/// Where an input that is an object may hold what the visitor says.
const INPUTS: [&str; 6] = ["input", "question", "query", "message", "prompt", "text"];

/// Why a dataset is no suite.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoSuite {
    /// One of its items is no case.
    #[error("item {id}: {reason}")]
    Item {
        /// The item's id.
        id: String,
        /// What is wrong with it.
        reason: String,
    },
    /// What it says beside its items.
    #[error("{0}")]
    Dataset(String),
}

/// A dataset as a suite. An item with an expected output and nothing that says how it is checked is judged by a model: is the answer correct;
/// without an expected output: is it helpful.
pub fn suite(dataset: &Dataset) -> Result<Suite, NoSuite> {
    let items: Vec<&Item> = dataset.items.iter().filter(|item| !item.archived).collect();
    let mut document = taken(&dataset.metadata, &OF_SUITE);
    document.insert("name".to_owned(), json!(dataset.name));
    if let Some(description) = dataset.description.as_deref().filter(|text| !text.is_empty()) {
        document.insert("description".to_owned(), json!(description));
    }
    let checked = document.get("checks").is_some_and(|checks| checks != &json!([]));
    document.insert("cases".to_owned(), items.iter().map(|item| case(item, checked)).collect());
    value(Value::Object(document)).map_err(|Unfit { case, reason }| {
        match case.and_then(|index| items.get(index)) {
            Some(item) => NoSuite::Item { id: item.id.clone(), reason },
            None => NoSuite::Dataset(reason),
        }
    })
}

fn case(item: &Item, checked: bool) -> Value {
    let metadata = &item.metadata;
    let mut case = taken(metadata, &OF_CASE);
    let named = metadata.get("id").and_then(Value::as_str).unwrap_or(&item.id);
    case.insert("id".to_owned(), json!(named));
    let (conversation, input) = input(&item.input);
    case.insert("input".to_owned(), json!(input));
    if !conversation.is_empty() {
        case.insert("conversation".to_owned(), json!(conversation));
    }
    let mut expect = taken(metadata, &OF_ANSWER);
    match &item.expected {
        Value::Null => {}
        Value::Object(object) if object.get("answer").is_some_and(Value::is_string) => {
            expect.extend(taken(object, &["answer"]));
            expect.extend(taken(object, &OF_ANSWER));
        }
        Value::String(answer) => drop(expect.insert("answer".to_owned(), json!(answer))),
        other => drop(expect.insert("answer".to_owned(), json!(other.to_string()))),
    }
    let implied = OF_ANSWER.iter().any(|key| expect.get(*key).is_some_and(|said| said != &json!([])));
    if !checked && !implied && case.get("checks").is_none_or(|checks| checks == &json!([])) {
        let check =
            if expect.contains_key("answer") { json!({"correct": {}}) } else { json!({"helpful": {}}) };
        case.insert("checks".to_owned(), json!([check]));
    }
    case.insert("expect".to_owned(), Value::Object(expect));
    Value::Object(case)
}

/// What was said before, and what the visitor says.
fn input(input: &Value) -> (Vec<Said>, String) {
    let messages = input.as_array().or_else(|| input["messages"].as_array());
    if let Some(messages) = messages {
        let mut said: Vec<Said> = messages.iter().filter_map(message).collect();
        if let Some(last) = said.iter().rposition(|said| matches!(said, Said::User(_))) {
            said.truncate(last + 1);
            if let Some(Said::User(text)) = said.pop() {
                return (said, text);
            }
        }
    }
    let text = input.as_str().or_else(|| INPUTS.iter().find_map(|key| input[key].as_str()));
    (Vec::new(), text.map_or_else(|| input.to_string(), str::to_owned))
}

fn message(message: &Value) -> Option<Said> {
    let content = message["content"].as_str()?.to_owned();
    match message["role"].as_str()? {
        "user" => Some(Said::User(content)),
        "assistant" => Some(Said::Assistant(content)),
        _ => None,
    }
}

fn taken(from: &Map<String, Value>, keys: &[&str]) -> Map<String, Value> {
    let of = |key: &&str| {
        from.get(*key).filter(|value| !value.is_null()).map(|value| ((*key).to_owned(), value.clone()))
    };
    keys.iter().filter_map(of).collect()
}

/// A suite as the dataset that it should be, given the one that is there. Items that a push of this suite made and whose cases are gone are
/// archived when `prune` is set.
pub fn dataset(suite: &Suite, there: Option<&Dataset>, prune: bool) -> Dataset {
    let nothing = Dataset::default();
    let there = there.unwrap_or(&nothing);
    let document = whole(serde_json::to_value(suite).unwrap_or_default());
    let document = document.as_object().cloned().unwrap_or_default();
    let mut metadata = kept(&there.metadata, &OF_SUITE);
    metadata.extend(taken(&document, &OF_SUITE));
    let cases = document.get("cases").and_then(Value::as_array).cloned().unwrap_or_default();
    let mut items: Vec<Item> = Vec::new();
    for (case, written) in suite.cases.iter().zip(&cases) {
        let written = written.as_object().cloned().unwrap_or_default();
        let id = item_id(&suite.name, &case.id, there);
        let before = there.items.iter().find(|item| item.id == id);
        let mut metadata = before.map(|item| &item.metadata).map(own_free).unwrap_or_default();
        metadata.extend(taken(&written, &OF_CASE));
        if let Some(expect) = written.get("expect").and_then(Value::as_object) {
            metadata.extend(taken(expect, &OF_ANSWER));
        }
        metadata.insert("id".to_owned(), json!(case.id));
        let input = said(&case.conversation, &case.input);
        let expected = json!(case.expect.answer);
        // What was written in another way and means the same stays as it is.
        let (input, expected) = match before {
            Some(item) if means(item, case) => (item.input.clone(), item.expected.clone()),
            _ => (input, expected),
        };
        items.push(Item { id, input, expected, metadata, archived: false });
    }
    if prune {
        let wanted: HashSet<String> = items.iter().map(|item| item.id.clone()).collect();
        let gone = there.items.iter().filter(|item| !item.archived && !wanted.contains(&item.id));
        let ours = gone.filter(|item| {
            item.metadata
                .get("id")
                .and_then(Value::as_str)
                .is_some_and(|case| derived(&suite.name, case) == item.id)
        });
        items.extend(ours.map(|item| Item { archived: true, ..item.clone() }).collect::<Vec<_>>());
    }
    Dataset {
        name: suite.name.clone(),
        description: suite.description.clone().or_else(|| there.description.clone()),
        metadata,
        items,
    }
}

fn means(item: &Item, case: &crate::suite::Case) -> bool {
    let (conversation, input) = input(&item.input);
    let answer = match &item.expected {
        Value::Null => None,
        Value::String(answer) => Some(answer.clone()),
        Value::Object(object) if object.get("answer").is_some_and(Value::is_string) => {
            object["answer"].as_str().map(str::to_owned)
        }
        other => Some(other.to_string()),
    };
    conversation == case.conversation && input == case.input && answer == case.expect.answer
}

fn said(conversation: &[Said], input: &str) -> Value {
    if conversation.is_empty() {
        return json!(input);
    }
    let message = |said: &Said| match said {
        Said::User(content) => json!({"role": "user", "content": content}),
        Said::Assistant(content) => json!({"role": "assistant", "content": content}),
    };
    let last = json!({"role": "user", "content": input});
    json!({"messages": conversation.iter().map(message).chain([last]).collect::<Vec<_>>()})
}

/// The item that a case is: the one it came from, or one whose id follows from suite and case.
pub(super) fn item_id(suite: &str, case: &str, there: &Dataset) -> String {
    let came_from = |item: &&Item| {
        item.metadata.get("id").and_then(Value::as_str).map_or(item.id == case, |named| named == case)
    };
    let found = there.items.iter().filter(|item| !item.archived).find(came_from);
    found.map_or_else(|| derived(suite, case), |item| item.id.clone())
}

fn derived(suite: &str, case: &str) -> String {
    let digest = Sha256::digest(json!(["parlor", suite, case]).to_string());
    digest.iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

fn own_free(metadata: &Map<String, Value>) -> Map<String, Value> {
    kept(&kept(metadata, &OF_CASE), &OF_ANSWER)
}

/// What somebody else wrote.
fn kept(metadata: &Map<String, Value>, keys: &[&str]) -> Map<String, Value> {
    metadata
        .iter()
        .filter(|(key, _)| !keys.contains(&key.as_str()))
        .map(|(k, v)| (k.clone(), v.clone()))
        .collect()
}

/// Numbers as the other side gives them back: it knows no difference between 1.0 and 1.
fn whole(value: Value) -> Value {
    match value {
        Value::Number(number) => match number.as_f64() {
            #[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
            Some(float) if number.is_f64() && float.fract() == 0.0 && float.abs() < 1e15 => {
                json!(float as i64)
            }
            _ => Value::Number(number),
        },
        Value::Array(values) => values.into_iter().map(whole).collect(),
        Value::Object(object) => object.into_iter().map(|(key, value)| (key, whole(value))).collect(),
        other => other,
    }
}
