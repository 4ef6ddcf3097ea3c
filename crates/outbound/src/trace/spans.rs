//! A turn as spans: the turn itself, the search for passages, the model's call.

use domain::chat::TurnStatus;
use domain::chat::run::TurnReport;
use domain::clock::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use super::Settings;
use super::wire::{self, ERROR, INTERNAL, id, nanos, number, text};

/// `SPAN_KIND_SERVER`, `SPAN_KIND_CLIENT`.
const SERVER: u8 = 2;
const CLIENT: u8 = 3;

/// The body of an `ExportTraceServiceRequest`.
pub(super) fn request(batch: &[TurnReport], settings: &Settings) -> Value {
    let spans: Vec<Value> = batch.iter().flat_map(|report| turn(report, settings.content)).collect();
    wire::request(&settings.service, spans)
}

fn turn(report: &TurnReport, content: bool) -> Vec<Value> {
    let times = &report.times;
    let asked = times.asked.unwrap_or(times.ended);
    let mut root = vec![
        text("langfuse.observation.type", "span"),
        text("langfuse.trace.metadata.agent", &report.owner.agent.to_string()),
        text("langfuse.trace.metadata.tenant", &report.tenant.to_string()),
        text("gen_ai.conversation.id", &report.chat.to_string()),
        text("gen_ai.agent.id", &report.owner.agent.to_string()),
        text("parlor.outcome", report.status.as_str()),
    ];
    if content {
        root.push(text("langfuse.trace.input", &report.question));
        root.push(text("langfuse.trace.output", &report.answer));
        root.push(text("langfuse.observation.input", &report.question));
        root.push(text("langfuse.observation.output", &report.answer));
    }
    let mut spans = vec![span(report, 0, "turn", SERVER, (times.started, times.ended), root)];
    if let Some(searched) = times.searched {
        let attributes = vec![text("langfuse.observation.type", "retriever")];
        spans.push(span(report, 1, "retrieve", INTERNAL, (searched, asked), attributes));
    }
    if times.asked.is_some() {
        let name = format!("chat {}", report.model);
        spans.push(span(report, 2, &name, CLIENT, (asked, times.ended), call(report, content)));
    }
    spans
}

fn call(report: &TurnReport, content: bool) -> Vec<Value> {
    let mut attributes = vec![
        text("langfuse.observation.type", "generation"),
        text("langfuse.observation.model.name", &report.model),
        text("gen_ai.operation.name", "chat"),
        text("gen_ai.request.model", &report.model),
    ];
    if let Some(prompt) = &report.prompt {
        attributes.push(text("langfuse.observation.prompt.name", &prompt.name));
        attributes.push(number("langfuse.observation.prompt.version", prompt.version.unsigned_abs()));
    }
    if let Some(usage) = &report.usage {
        attributes.push(text("gen_ai.response.model", &usage.model));
        let details = json!({"input": usage.input_tokens, "output": usage.output_tokens}).to_string();
        attributes.push(text("langfuse.observation.usage_details", &details));
        attributes.push(number("gen_ai.usage.input_tokens", usage.input_tokens));
        attributes.push(number("gen_ai.usage.output_tokens", usage.output_tokens));
        if let Some(cost) = usage.cost_micros {
            let dollars = json!({"total": cost as f64 / 1e6}).to_string();
            attributes.push(text("langfuse.observation.cost_details", &dollars));
        }
    }
    if let Some(first) = report.times.first_token {
        attributes.push(text("langfuse.observation.completion_start_time", &first.to_string()));
    }
    if content {
        attributes.push(text("langfuse.observation.input", &report.question));
        attributes.push(text("langfuse.observation.output", &report.answer));
    }
    attributes
}

/// One span; the first of a turn is the parent of the others.
fn span(
    report: &TurnReport,
    place: u8,
    name: &str,
    kind: u8,
    (start, end): (Timestamp, Timestamp),
    attributes: Vec<Value>,
) -> Value {
    let turn = Uuid::from(report.turn);
    // On every span, not only on the first: Langfuse takes each by itself.
    let common = [
        text("langfuse.trace.name", "turn"),
        text("session.id", &report.chat.to_string()),
        text("user.id", &report.owner.visitor.to_string()),
    ];
    let attributes: Vec<Value> = common.into_iter().chain(attributes).collect();
    let mut span = json!({
        "traceId": turn.simple().to_string(),
        "spanId": id(turn.as_bytes(), place),
        "name": name,
        "kind": kind,
        "startTimeUnixNano": nanos(start),
        "endTimeUnixNano": nanos(end),
        "attributes": attributes,
    });
    if place > 0 {
        span["parentSpanId"] = json!(id(turn.as_bytes(), 0));
    }
    if report.status == TurnStatus::Failed {
        span["status"] = json!({"code": ERROR, "message": "the turn failed"});
    }
    span
}

#[cfg(test)]
mod tests {
    use domain::agent::PromptSource;
    use domain::chat::run::TurnTimes;
    use domain::chat::{ChatOwner, Usage};

    use super::*;

    fn report() -> TurnReport {
        let at = |millis: i64| Timestamp::from_millis(1_700_000_000_000 + millis);
        TurnReport {
            tenant: Uuid::from_u128(1).into(),
            owner: ChatOwner { agent: Uuid::from_u128(2).into(), visitor: Uuid::from_u128(3).into() },
            chat: Uuid::from_u128(4).into(),
            turn: Uuid::from_u128(5).into(),
            model: "openai/gpt-5-mini".into(),
            prompt: Some(PromptSource { name: "greeter".into(), version: 3 }),
            status: TurnStatus::Complete,
            usage: Some(Usage {
                model: "gpt-5-mini-1".into(),
                input_tokens: 9,
                output_tokens: 2,
                cost_micros: Some(42),
            }),
            question: "How long?".into(),
            answer: "30 days.".into(),
            times: TurnTimes {
                started: at(0),
                searched: Some(at(1)),
                asked: Some(at(5)),
                first_token: Some(at(300)),
                ended: at(900),
            },
        }
    }

    fn settings(content: bool) -> Settings {
        Settings { endpoint: String::new(), headers: vec![], service: "parlor".into(), content }
    }

    fn spans(report: TurnReport, content: bool) -> Vec<Value> {
        let body = request(&[report], &settings(content));
        body["resourceSpans"][0]["scopeSpans"][0]["spans"].as_array().unwrap().clone()
    }

    fn attribute<'a>(span: &'a Value, key: &str) -> &'a Value {
        let all = span["attributes"].as_array().unwrap();
        all.iter().find(|one| one["key"] == key).map_or(&Value::Null, |one| &one["value"])
    }

    #[test]
    fn a_turn_is_a_tree_of_spans_with_the_conventions_names() {
        let spans = spans(report(), true);
        let names: Vec<&str> = spans.iter().map(|span| span["name"].as_str().unwrap()).collect();
        assert_eq!(names, ["turn", "retrieve", "chat openai/gpt-5-mini"]);
        for child in &spans[1..] {
            assert_eq!(
                (&child["parentSpanId"], &child["traceId"]),
                (&spans[0]["spanId"], &spans[0]["traceId"])
            );
            assert_ne!(child["spanId"], spans[0]["spanId"]);
        }
        assert_eq!(spans[0]["traceId"], "00000000000000000000000000000005");
        assert_eq!(spans[0]["spanId"].as_str().unwrap().len(), 16);
        assert_eq!(spans[2]["startTimeUnixNano"], "1700000000005000000");
        assert_eq!(spans[2]["endTimeUnixNano"], "1700000000900000000");
        assert_eq!(attribute(&spans[2], "gen_ai.operation.name")["stringValue"], "chat");
        assert_eq!(attribute(&spans[2], "gen_ai.usage.input_tokens")["intValue"], "9");
        assert_eq!(attribute(&spans[2], "langfuse.observation.prompt.version")["intValue"], "3");
        let cost = attribute(&spans[2], "langfuse.observation.cost_details")["stringValue"].as_str().unwrap();
        assert_eq!(serde_json::from_str::<Value>(cost).unwrap(), json!({"total": 0.000_042}));
        assert_eq!(attribute(&spans[0], "langfuse.trace.output")["stringValue"], "30 days.");
    }

    #[test]
    fn without_content_no_word_of_the_conversation_is_told() {
        let body = request(&[report()], &settings(false)).to_string();
        assert!(!body.contains("How long?") && !body.contains("30 days."), "{body}");
    }

    #[test]
    fn a_turn_that_failed_early_has_no_call_and_an_error() {
        let mut failed = report();
        failed.status = TurnStatus::Failed;
        failed.times = TurnTimes { searched: None, asked: None, first_token: None, ..failed.times };
        let spans = spans(failed, false);
        assert_eq!((spans.len(), &spans[0]["status"]["code"]), (1, &json!(2)));
    }
}
