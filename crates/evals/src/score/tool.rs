//! Checks of the tools that were called.

use std::collections::BTreeMap;

use serde_json::Value;

use super::json::same;
use super::text::plain;
use crate::observation::Called;
use crate::score::Finding;
use crate::suite::check::{Matcher, ToolCall};

fn names(tools: &[Called]) -> String {
    let names: Vec<&str> = tools.iter().map(|call| call.name.as_str()).collect();
    if names.is_empty() { "no tool was called".to_owned() } else { format!("called: {}", names.join(", ")) }
}

pub(super) fn called(tools: &[Called], wanted: &ToolCall) -> Finding {
    let of_name: Vec<&Called> = tools.iter().filter(|call| call.name == wanted.name).collect();
    let fitting =
        of_name.iter().filter(|call| mismatch(&call.arguments, &wanted.arguments).is_none()).count();
    let passed = wanted.times.map_or(fitting > 0, |times| fitting == times);
    let reason = match of_name.first().and_then(|call| mismatch(&call.arguments, &wanted.arguments)) {
        _ if of_name.is_empty() => format!("`{}` was not called; {}", wanted.name, names(tools)),
        Some(mismatch) if fitting == 0 => format!("`{}` was called, but {mismatch}", wanted.name),
        _ => format!("`{}` was called {fitting} times as expected", wanted.name),
    };
    Finding::of(passed, reason)
}

/// The first argument that is not as expected.
pub(crate) fn mismatch(arguments: &Value, wanted: &BTreeMap<String, Matcher>) -> Option<String> {
    wanted.iter().find_map(|(name, matcher)| {
        let value = if name.starts_with('/') { arguments.pointer(name) } else { arguments.get(name) };
        let fits = match (matcher, value) {
            (Matcher::Present(present), value) => value.is_some() == *present,
            (_, None) => false,
            (Matcher::Equals(wanted), Some(value)) => same(value, wanted),
            (Matcher::Contains(text), Some(value)) => {
                value.as_str().is_some_and(|value| plain(value).contains(&plain(text)))
            }
            (Matcher::Matches(pattern), Some(value)) => {
                value.as_str().is_some_and(|v| pattern.get().is_match(v))
            }
            (Matcher::Between(low, high), Some(value)) => {
                value.as_f64().is_some_and(|v| (*low..=*high).contains(&v))
            }
        };
        let shown = value.map_or_else(|| "missing".to_owned(), ToString::to_string);
        (!fits).then(|| format!("`{name}` is {shown}"))
    })
}

pub(super) fn not_called(tools: &[Called], name: &str) -> Finding {
    Finding::of(tools.iter().all(|call| call.name != name), names(tools))
}

pub(super) fn order(tools: &[Called], wanted: &[String]) -> Finding {
    let mut calls = tools.iter();
    let missing = wanted.iter().find(|name| !calls.any(|call| call.name == **name));
    match missing {
        None => Finding::of(true, names(tools)),
        Some(name) => Finding::of(false, format!("`{name}` does not come in its place; {}", names(tools))),
    }
}
