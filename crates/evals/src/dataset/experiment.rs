//! A suite's results as an experiment.

use domain::clock::Timestamp;
use domain::langfuse::{Call, Dataset, Experiment, Score, ScoreValue, ToolUse, Trial};
use serde_json::{Map, Value};

use super::item_id;
use crate::observation::Observation;
use crate::report::{CaseResult, SuiteResult};
use crate::run::Outcome;
use crate::score::{self, Verdict};

/// Checks whose value is more than yes or no.
const GRADED: [&str; 7] = ["similar", "retrieves", "correct", "faithful", "helpful", "safe", "rubric"];

/// What came of a suite, as an experiment on the dataset that it is. What was not asked is not in it. When exactly a question was asked is not
/// remembered: traces begin with the run and last as long as the answer took.
pub fn experiment(
    name: &str,
    metadata: Map<String, Value>,
    suite: &SuiteResult,
    dataset: &Dataset,
    started: Timestamp,
) -> Experiment {
    let trials = suite.cases.iter().flat_map(|case| trials(&suite.name, case, dataset, started)).collect();
    let passed = |share: f64| Score {
        name: "pass_rate".to_owned(),
        value: ScoreValue::Number(share),
        comment: Some(format!("{} of {} needed", percent(share), percent(suite.threshold))),
    };
    Experiment {
        dataset: dataset.name.clone(),
        name: name.to_owned(),
        description: None,
        metadata,
        trials,
        scores: vec![passed(suite.share)],
    }
}

fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

fn trials(suite: &str, case: &CaseResult, dataset: &Dataset, started: Timestamp) -> Vec<Trial> {
    let id = item_id(suite, &case.id, dataset);
    let item = dataset.items.iter().find(|item| item.id == id);
    let trial = |attempt: u32, took_ms: u64, output| Trial {
        item: id.clone(),
        attempt,
        input: item.map_or_else(|| Value::String(case.input.clone()), |item| item.input.clone()),
        expected: item.map(|item| item.expected.clone()).unwrap_or_default(),
        metadata: item.map(|item| item.metadata.clone()).unwrap_or_default(),
        started,
        ended: started.plus(std::time::Duration::from_millis(took_ms)),
        output,
        calls: Vec::new(),
        tools: Vec::new(),
        scores: Vec::new(),
    };
    (1..)
        .zip(&case.attempts)
        .filter_map(|(attempt, outcome)| match outcome {
            Outcome::Scored { observation, scores } => Some(Trial {
                calls: calls(observation),
                tools: tools(observation),
                scores: named(scores),
                ..trial(attempt, observation.total_ms, Ok(observation.answer.clone()))
            }),
            Outcome::Unscored { reason } => Some(trial(attempt, 0, Err(reason.clone()))),
            Outcome::NotRun => None,
        })
        .collect()
}

fn calls(observation: &Observation) -> Vec<Call> {
    let call = |usage: &domain::chat::Usage| Call {
        model: usage.model.clone(),
        input_tokens: usage.input_tokens,
        output_tokens: usage.output_tokens,
        cost_micros: usage.cost_micros,
    };
    observation.usage.iter().map(call).collect()
}

fn tools(observation: &Observation) -> Vec<ToolUse> {
    let used = |called: &crate::observation::Called| ToolUse {
        name: called.name.clone(),
        arguments: called.arguments.clone(),
        output: match &called.error {
            Some(error) => Err(error.clone()),
            None => Ok(called.output.clone().unwrap_or_default()),
        },
    };
    observation.tools.iter().map(used).collect()
}

/// One for each check that counts, and whether all passed. The second check of a kind is told apart by its number.
fn named(scores: &[score::Score]) -> Vec<Score> {
    let mut named: Vec<Score> = Vec::new();
    for (index, score) in scores.iter().enumerate().filter(|(_, score)| score.verdict != Verdict::Skipped) {
        let before = scores[..index].iter().filter(|earlier| earlier.check == score.check).count();
        let name = if before == 0 { score.check.clone() } else { format!("{} {}", score.check, before + 1) };
        let value = if GRADED.contains(&score.check.as_str()) {
            ScoreValue::Number(score.value)
        } else {
            ScoreValue::Truth(score.verdict == Verdict::Pass)
        };
        named.push(Score { name, value, comment: comment(score) });
    }
    if let Some(passed) = score::total(scores).passed {
        named.push(Score { name: "passed".to_owned(), value: ScoreValue::Truth(passed), comment: None });
    }
    named
}

/// The reason; of a judge what each vote said.
fn comment(score: &score::Score) -> Option<String> {
    let votes: Vec<String> =
        score.votes.iter().map(|vote| format!("{:.2}: {}", vote.score, vote.reasoning)).collect();
    let text = if votes.is_empty() { score.reason.clone() } else { votes.join("\n") };
    (!text.is_empty()).then_some(text)
}
