//! Checks of answers that are JSON, or hold JSON in a code fence.

use serde_json::Value;

use crate::score::Finding;
use crate::suite::check::JsonAt;
use crate::suite::value::SchemaDocument;

/// The JSON of an answer: all of it, else the first fenced block, else from the first bracket that opens to the last one that closes.
pub(crate) fn find(answer: &str) -> Result<Value, String> {
    let whole = answer.trim();
    let candidates = [Some(whole), fenced(whole), bracketed(whole, '{', '}'), bracketed(whole, '[', ']')];
    let mut parsed = candidates.into_iter().flatten().map(serde_json::from_str::<Value>);
    let first = parsed.next();
    match first {
        Some(Ok(value)) => Ok(value),
        Some(Err(error)) => {
            parsed.find_map(Result::ok).ok_or_else(|| format!("the answer is no JSON: {error}"))
        }
        None => Err("the answer is empty".to_owned()),
    }
}

fn fenced(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("```")?;
    let (_, body) = rest.split_once('\n')?;
    Some(body.split_once("```")?.0)
}

fn bracketed(text: &str, open: char, close: char) -> Option<&str> {
    let (start, end) = (text.find(open)?, text.rfind(close)?);
    text.get(start..=end)
}

pub(super) fn path(answer: &str, at: &JsonAt) -> Finding {
    let json = match find(answer) {
        Ok(json) => json,
        Err(reason) => return Finding::of(false, reason),
    };
    let values = at.path.get().query(&json).all();
    if values.is_empty() {
        return Finding::of(false, format!("there is nothing at {}", at.path));
    }
    let fits = |value: &&Value| {
        let equal = at.equals.as_ref().is_none_or(|wanted| same(value, wanted));
        let matching = at
            .matches
            .as_ref()
            .is_none_or(|pattern| value.as_str().is_some_and(|text| pattern.get().is_match(text)));
        equal && matching
    };
    let found = values.iter().any(fits);
    let first = values.first().map_or_else(String::new, ToString::to_string);
    Finding::of(found, format!("{} is {first}", at.path))
}

/// Equal as JSON; numbers by value, so that 1 is 1.0.
pub(super) fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a == b || a.as_f64() == b.as_f64(),
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => a == b,
    }
}

pub(super) fn schema(answer: &str, schema: &SchemaDocument) -> Finding {
    let json = match find(answer) {
        Ok(json) => json,
        Err(reason) => return Finding::of(false, reason),
    };
    let validator = match jsonschema::validator_for(schema.get()) {
        Ok(validator) => validator,
        Err(error) => return Finding::of(false, format!("the schema cannot be used: {error}")),
    };
    match validator.iter_errors(&json).next() {
        None => Finding::of(true, "it fits the schema"),
        Some(error) => Finding::of(false, format!("{}: {error}", error.instance_path())),
    }
}
