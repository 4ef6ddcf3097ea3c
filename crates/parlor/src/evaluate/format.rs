//! Suites as members keep them, in the form of suite files.

use domain::eval::{CaseSpec, SuiteFormat, SuiteSpec, ToolUse, Unfit, Written};
use domain::langfuse::Dataset;
use evals::suite::read;
use evals::suite::{Suite, ToolUse as FileToolUse};
use serde::Serialize;
use serde_json::Value;

/// See the module.
pub struct Files;

impl SuiteFormat for Files {
    fn read(&self, file: &str, text: &str) -> Result<Written, Unfit> {
        let broken =
            |broken: read::Broken| Unfit { case: None, line: Some(broken.line), reason: broken.reason };
        written(&read::suite(file, text).map_err(broken)?)
    }

    fn check(&self, written: &Written) -> Result<(), Unfit> {
        suite(written).map(|_| ())
    }

    fn write(&self, written: &Written) -> Result<String, Unfit> {
        read::to_yaml(&suite(written)?).map_err(unfit)
    }

    fn read_dataset(&self, dataset: &Dataset) -> Result<Written, Unfit> {
        written(&evals::dataset::suite(dataset).map_err(unfit)?)
    }

    fn write_dataset(&self, written: &Written, there: Option<&Dataset>) -> Result<Dataset, Unfit> {
        Ok(evals::dataset::dataset(&suite(written)?, there, true))
    }
}

fn suite(written: &Written) -> Result<Suite, Unfit> {
    read::value(written.document()).map_err(|unfit| Unfit {
        case: unfit.case,
        line: None,
        reason: unfit.reason,
    })
}

fn unfit(reason: impl ToString) -> Unfit {
    Unfit { case: None, line: None, reason: reason.to_string() }
}

fn written(suite: &Suite) -> Result<Written, Unfit> {
    Ok(Written {
        suite: SuiteSpec {
            name: suite.name.clone(),
            description: suite.description.clone(),
            threshold: suite.threshold.get(),
            repeat: suite.repeat,
            tools: match suite.tools {
                FileToolUse::Declared => ToolUse::Declared,
                FileToolUse::Live => ToolUse::Live,
            },
            checks: suite.checks.iter().map(json).collect::<Result<_, _>>()?,
        },
        cases: suite.cases.iter().map(|case| object(json(case)?)).collect::<Result<_, _>>()?,
    })
}

fn json(value: &impl Serialize) -> Result<Value, Unfit> {
    serde_json::to_value(value).map_err(unfit)
}

fn object(value: Value) -> Result<CaseSpec, Unfit> {
    match value {
        Value::Object(fields) => Ok(fields),
        other => Err(unfit(other)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SUITE: &str = "name: s\nthreshold: 0.5\ntools: live\nchecks: [{ lacks: sorry }]\ncases:\n  - id: a\n    input: How much?\n    \
        conversation: [{ user: Hi }, { assistant: Hello }]\n    expect: { facts: [\"€32\"], tools: [{ name: t, arguments: { a: { between: [1.0, 2.0] } } }] }\n    \
        toolResults: [{ name: t, result: { x: 1 } }]\n    weight: 2\n";

    #[test]
    fn what_is_read_is_taken_and_written_as_a_file_that_reads_the_same() {
        let read = Files.read("s.yaml", SUITE).unwrap();
        assert_eq!((read.suite.threshold, read.suite.tools), (0.5, ToolUse::Live));
        Files.check(&read).unwrap();
        let text = Files.write(&read).unwrap();
        assert_eq!(Files.read("again.yaml", &text).unwrap(), read, "{text}");
    }

    #[test]
    fn a_broken_file_is_refused_with_its_line_and_a_broken_case_with_its_place() {
        let error = Files.read("s.yaml", &SUITE.replace("input: How much?", "inputt: x")).unwrap_err();
        assert_eq!(error.line, Some(7), "{error:?}");
        let mut read = Files.read("s.yaml", SUITE).unwrap();
        read.cases.push(read.cases[0].clone());
        assert_eq!(Files.check(&read).unwrap_err().case, Some(1));
        read.cases.clear();
        Files.check(&read).unwrap();
        read.suite.repeat = 0;
        assert!(Files.check(&read).is_err());
    }
}
