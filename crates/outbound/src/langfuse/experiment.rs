//! A run written to a project: a trace for each trial, the link to its dataset, scores. From version 4 on the link is attributes of the spans;
//! before it is an item of a dataset run. Names are those of the official clients.
//!
//! All ids follow from project, dataset, run, item and attempt, so that a report that is sent again lands on itself.

use data_encoding::HEXLOWER;
use domain::langfuse::{
    Api, Call, Experiment, LangfuseError, Probe, Reported, Score, ScoreValue, ToolUse, Trial,
};
use reqwest::Method;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use super::call::Caller;
use crate::trace::wire::{self, Span, number, request, text};

/// Trials in one request of spans.
const TRIALS: usize = 20;
/// Scores in one request.
const SCORES: usize = 50;
/// As the official clients name what experiments run in.
const ENVIRONMENT: &str = "sdk-experiment";

/// A report under way.
pub(super) struct Writing<'a> {
    pub(super) caller: &'a Caller<'a>,
    pub(super) experiment: &'a Experiment,
    /// The dataset's id.
    pub(super) dataset: String,
    pub(super) probe: Probe,
}

impl Writing<'_> {
    pub(super) async fn write(self) -> Reported {
        let mut reported = Reported { experiment: self.id(), ..Reported::default() };
        for trials in self.experiment.trials.chunks(TRIALS) {
            let spans: Vec<Value> = trials.iter().flat_map(|trial| self.spans(trial)).collect();
            let body = request("parlor", spans);
            let sent =
                self.caller.ask::<Value>(Method::POST, &["otel", "v1", "traces"], &[], Some(&body)).await;
            match sent {
                Ok(_) => reported.traces += trials.len(),
                Err(error) => lose(&mut reported, trials.len(), 0, &error),
            }
        }
        let mut run = reported.experiment.clone();
        if self.probe.api == Api::RunItems
            && let Err(error) = self.link(&mut run).await
        {
            lose(&mut reported, 0, 0, &error);
        }
        let scores = self.scores(&run);
        for some in scores.chunks(if self.probe.api == Api::Spans { SCORES } else { 1 }) {
            let body = match (some, self.probe.api) {
                ([one], Api::RunItems) => one.clone(),
                (many, _) => json!(many),
            };
            match self.caller.ask::<Value>(Method::POST, &["scores"], &[], Some(&body)).await {
                Ok(answer) => {
                    let rejected =
                        usize::try_from(answer["rejected"].as_u64().unwrap_or(0)).unwrap_or(some.len());
                    reported.scores += some.len().saturating_sub(rejected);
                    if rejected > 0 {
                        let why = LangfuseError::Answer(answer["errors"].to_string());
                        lose(&mut reported, 0, rejected, &why);
                    }
                }
                Err(error) => lose(&mut reported, 0, some.len(), &error),
            }
        }
        reported
    }

    /// As the server derives it from what a run is.
    fn id(&self) -> String {
        let named =
            json!(["langfuse-experiment-v1", self.probe.project_id, self.dataset, self.experiment.name]);
        hex(&[&named.to_string()], 8)
    }

    fn trace(&self, trial: &Trial) -> String {
        hex(&["trace", &self.id(), &trial.item, &trial.attempt.to_string()], 16)
    }

    /// The item's run, the task in it, and what the task did.
    fn spans(&self, trial: &Trial) -> Vec<Value> {
        let trace = self.trace(trial);
        let (run, task) = (id(&trace, 0), id(&trace, 1));
        let experiment = self.experiment;
        let mut common = vec![
            text("langfuse.environment", ENVIRONMENT),
            text("langfuse.trace.name", "experiment-item-run"),
        ];
        if self.probe.api == Api::Spans {
            common.extend([
                text("langfuse.experiment.id", &self.id()),
                text("langfuse.experiment.name", &experiment.name),
                text("langfuse.experiment.dataset.id", &self.dataset),
                text("langfuse.experiment.item.id", &trial.item),
                text("langfuse.experiment.item.root_observation_id", &task),
            ]);
            let also = [
                ("description", experiment.description.clone()),
                ("metadata", object(&experiment.metadata)),
                ("item.expected_output", said(&trial.expected)),
                ("item.metadata", object(&trial.metadata)),
            ];
            let also = also.into_iter().filter_map(|(key, value)| value.map(|value| (key, value)));
            common.extend(also.map(|(key, value)| text(&format!("langfuse.experiment.{key}"), &value)));
        }
        let mut seen = common.clone();
        seen.push(text("langfuse.observation.type", "span"));
        seen.extend(said(&trial.input).map(|input| text("langfuse.observation.input", &input)));
        match &trial.output {
            Ok(output) => seen.push(text("langfuse.observation.output", output)),
            Err(reason) => seen.extend(failed(reason)),
        }
        let times = (trial.started, trial.ended);
        let span = |place, parent, name: &str, attributes| {
            Span { trace: &trace, id: id(&trace, place), parent, name, times, attributes }
                .value(trial.output.is_err())
        };
        let mut spans = vec![
            span(0, None, "experiment-item-run", seen.clone()),
            span(1, Some(run), "experiment-item-task", seen),
        ];
        let calls = trial.calls.iter().map(|call| (format!("chat {}", call.model), call_attributes(call)));
        let tools = trial.tools.iter().map(|tool| (tool.name.clone(), tool_attributes(tool)));
        for (place, (name, attributes)) in (2..=u8::MAX).zip(calls.chain(tools)) {
            let attributes = common.iter().cloned().chain(attributes).collect();
            spans.push(span(place, Some(task.clone()), &name, attributes));
        }
        spans
    }

    /// Links traces with the dataset's items, as it was done before version 4. `run` becomes the id of the run.
    async fn link(&self, run: &mut String) -> Result<(), LangfuseError> {
        let query = [
            ("datasetId", self.dataset.as_str()),
            ("runName", self.experiment.name.as_str()),
            ("limit", "100"),
        ];
        let mut linked: Vec<String> = Vec::new();
        for page in 1_u32.. {
            let number = page.to_string();
            let query = [&query[..], &[("page", number.as_str())]].concat();
            let found = self.caller.ask::<Value>(Method::GET, &["dataset-run-items"], &query, None).await;
            let items = match found {
                Ok(answer) => answer["data"].as_array().cloned().unwrap_or_default(),
                // There is no such run yet.
                Err(LangfuseError::Missing(_)) => Vec::new(),
                Err(error) => return Err(error),
            };
            linked.extend(items.iter().filter_map(|item| item["traceId"].as_str()).map(str::to_owned));
            if let Some(id) = items.first().and_then(|item| item["datasetRunId"].as_str()) {
                id.clone_into(run);
            }
            if items.len() < 100 {
                break;
            }
        }
        for trial in &self.experiment.trials {
            let trace = self.trace(trial);
            if linked.contains(&trace) {
                continue;
            }
            let item = json!({
                "runName": self.experiment.name,
                "runDescription": self.experiment.description,
                "metadata": self.experiment.metadata,
                "datasetItemId": trial.item,
                "traceId": trace,
                "observationId": id(&trace, 1),
            });
            let made: Value = self.caller.ask(Method::POST, &["dataset-run-items"], &[], Some(&item)).await?;
            if let Some(id) = made["datasetRunId"].as_str() {
                id.clone_into(run);
            }
        }
        Ok(())
    }

    fn scores(&self, run: &str) -> Vec<Value> {
        let mut all = Vec::new();
        for trial in &self.experiment.trials {
            let trace = self.trace(trial);
            for score in &trial.scores {
                let mut value = self.score(&trace, score, trial.ended.to_string());
                value["traceId"] = json!(trace);
                value["observationId"] = json!(id(&trace, 1));
                all.push(value);
            }
        }
        let ended = self.experiment.trials.iter().map(|trial| trial.ended).max();
        for score in &self.experiment.scores {
            let mut value = self.score(run, score, ended.map(|ended| ended.to_string()).unwrap_or_default());
            value["datasetRunId"] = json!(run);
            all.push(value);
        }
        all
    }

    fn score(&self, subject: &str, score: &Score, at: String) -> Value {
        let (kind, value) = match score.value {
            ScoreValue::Number(value) => ("NUMERIC", json!(value)),
            ScoreValue::Truth(truth) => ("BOOLEAN", json!(u8::from(truth))),
        };
        let mut made = json!({
            "id": hex(&["score", subject, &score.name], 16),
            "name": score.name,
            "value": value,
            "dataType": kind,
            "environment": ENVIRONMENT,
        });
        if let Some(comment) = &score.comment {
            made["comment"] = json!(comment);
        }
        // A score is replaced by one with its id and its time.
        if !at.is_empty() && self.probe.api == Api::Spans {
            made["timestamp"] = json!(at);
        }
        made
    }
}

fn call_attributes(call: &Call) -> Vec<Value> {
    let usage = json!({"input": call.input_tokens, "output": call.output_tokens}).to_string();
    let mut attributes = vec![
        text("langfuse.observation.type", "generation"),
        text("langfuse.observation.model.name", &call.model),
        text("langfuse.observation.usage_details", &usage),
        text("gen_ai.operation.name", "chat"),
        text("gen_ai.request.model", &call.model),
        number("gen_ai.usage.input_tokens", call.input_tokens),
        number("gen_ai.usage.output_tokens", call.output_tokens),
    ];
    if let Some(cost) = call.cost_micros {
        let dollars = json!({"total": cost as f64 / 1e6}).to_string();
        attributes.push(text("langfuse.observation.cost_details", &dollars));
    }
    attributes
}

fn tool_attributes(tool: &ToolUse) -> Vec<Value> {
    let mut attributes = vec![
        text("langfuse.observation.type", "tool"),
        text("langfuse.observation.input", &tool.arguments.to_string()),
        text("gen_ai.operation.name", "execute_tool"),
        text("gen_ai.tool.name", &tool.name),
    ];
    match &tool.output {
        Ok(output) => attributes.push(text("langfuse.observation.output", output)),
        Err(reason) => attributes.extend(failed(reason)),
    }
    attributes
}

fn failed(reason: &str) -> [Value; 3] {
    [
        text("langfuse.observation.output", &format!("Error: {reason}")),
        text("langfuse.observation.level", "ERROR"),
        text("langfuse.observation.status_message", reason),
    ]
}

/// A value as the official clients write it: texts as they are, all else as JSON.
fn said(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

fn object(value: &serde_json::Map<String, Value>) -> Option<String> {
    (!value.is_empty()).then(|| json!(value).to_string())
}

fn lose(reported: &mut Reported, traces: usize, scores: usize, error: &LangfuseError) {
    reported.lost_traces += traces;
    reported.lost_scores += scores;
    reported.problem.get_or_insert_with(|| error.to_string());
}

/// The first bytes of a digest.
fn hex(parts: &[&str], bytes: usize) -> String {
    let digest = match parts {
        [one] => Sha256::digest(one.as_bytes()),
        many => Sha256::digest(json!(many).to_string().as_bytes()),
    };
    HEXLOWER.encode(&digest[..bytes])
}

fn id(trace: &str, place: u8) -> String {
    wire::id(trace.as_bytes(), place)
}
