//! From turn events to AI SDK UI message stream parts (version 1, as in AI SDK 6), as server-sent events. Only part types that
//! the SDK knows are written: it drops the whole stream at an unknown one.

use std::fmt::Write as _;

use bytes::{BufMut, Bytes, BytesMut};
use domain::chat::event::{Sequenced, TurnEvent};
use domain::chat::{Citation, TurnStatus, Usage};
use domain::document::address;
use serde::Serialize;

use super::{Encode, tool};

/// Ids of text and reasoning blocks. Blocks of one kind never overlap, and a closed block's id may be used again.
const TEXT: &str = "text";
const REASONING: &str = "reasoning";

/// Writes events into one buffer that is used again.
pub struct Encoder {
    buffer: BytesMut,
    /// Whether what the answer cost is told.
    with_cost: bool,
}

impl Encoder {
    /// An encoder; `with_cost` tells what the answer cost.
    pub fn new(with_cost: bool) -> Self {
        Self { buffer: BytesMut::new(), with_cost }
    }
}

impl Encode for Encoder {
    fn header(&self) -> Option<(&'static str, &'static str)> {
        Some(("x-vercel-ai-ui-message-stream", "v1"))
    }

    fn batch(&mut self, events: &[Sequenced]) -> (Bytes, bool) {
        let mut over = false;
        for event in events {
            let _ = write!(self.buffer, "id: {}\ndata: ", event.seq);
            over |= self.part(&event.event);
            self.raw("\n\n");
        }
        if over {
            self.raw("data: [DONE]\n\n");
        }
        (self.buffer.split().freeze(), over)
    }
}

impl Encoder {
    /// Writes one part; `true` when it was the last.
    fn part(&mut self, event: &TurnEvent) -> bool {
        match event {
            TurnEvent::Start { message_id } => {
                let _ = write!(self.buffer, r#"{{"type":"start","messageId":"{message_id}"}}"#);
            }
            TurnEvent::StepStart => self.raw(r#"{"type":"start-step"}"#),
            TurnEvent::TextStart => self.block("text-start", TEXT),
            TurnEvent::TextDelta { text } => self.delta("text-delta", TEXT, text),
            TurnEvent::TextEnd => self.block("text-end", TEXT),
            TurnEvent::ReasoningStart => self.block("reasoning-start", REASONING),
            TurnEvent::ReasoningDelta { text } => self.delta("reasoning-delta", REASONING, text),
            TurnEvent::ReasoningEnd => self.block("reasoning-end", REASONING),
            TurnEvent::Source { document_id, title, filename, .. } if address(filename).is_some() => {
                let _ = write!(self.buffer, r#"{{"type":"source-url","sourceId":"{document_id}","url":"#);
                self.json(filename);
                self.raw(r#","title":"#);
                self.json(title);
                self.raw("}");
            }
            TurnEvent::Source { document_id, title, media_type, filename } => {
                let _ = write!(
                    self.buffer,
                    r#"{{"type":"source-document","sourceId":"{document_id}","mediaType":"#
                );
                self.json(media_type);
                self.raw(r#","title":"#);
                self.json(title);
                self.raw(r#","filename":"#);
                self.json(filename);
                self.raw("}");
            }
            TurnEvent::ToolInputStart { .. }
            | TurnEvent::ToolInputDelta { .. }
            | TurnEvent::ToolInputAvailable { .. }
            | TurnEvent::ToolInputError { .. }
            | TurnEvent::ToolApprovalRequest { .. }
            | TurnEvent::ToolOutputAvailable { .. }
            | TurnEvent::ToolOutputError { .. }
            | TurnEvent::ToolOutputDenied { .. } => self.json(&tool::part(event)),
            TurnEvent::Citation(citation) => self.citation(citation),
            TurnEvent::Usage(usage) => self.usage(usage),
            TurnEvent::StepFinish => self.raw(r#"{"type":"finish-step"}"#),
            TurnEvent::Error { code, message } => {
                self.raw(r#"{"type":"error","errorText":"#);
                self.json(message);
                self.raw(r#","code":"#);
                self.json(code);
                self.raw("}");
            }
            TurnEvent::Finish { status, truncated } => {
                self.raw(finish(*status, *truncated));
                return true;
            }
        }
        false
    }

    fn block(&mut self, kind: &str, id: &str) {
        let _ = write!(self.buffer, r#"{{"type":"{kind}","id":"{id}"}}"#);
    }

    fn delta(&mut self, kind: &str, id: &str, text: &str) {
        let _ = write!(self.buffer, r#"{{"type":"{kind}","id":"{id}","delta":"#);
        self.json(text);
        self.raw("}");
    }

    fn citation(&mut self, c: &Citation) {
        // The id lets a client replace the part when a replay repeats it.
        let _ = write!(self.buffer, r#"{{"type":"data-citation","id":"citation-{}","data":"#, c.marker);
        self.json(c);
        self.raw("}");
    }

    fn usage(&mut self, usage: &Usage) {
        self.raw(r#"{"type":"data-usage","data":{"model":"#);
        self.json(&usage.model);
        let _ = write!(
            self.buffer,
            r#","inputTokens":{},"outputTokens":{}"#,
            usage.input_tokens, usage.output_tokens
        );
        if let Some(cost) = usage.cost_micros.filter(|_| self.with_cost) {
            let _ = write!(self.buffer, r#","costMicros":{cost}"#);
        }
        self.raw("}}");
    }

    fn raw(&mut self, text: &str) {
        self.buffer.put_slice(text.as_bytes());
    }

    /// Strings and plain structs always serialise, and the buffer always grows.
    fn json<T: Serialize + ?Sized>(&mut self, value: &T) {
        let _ = serde_json::to_writer((&mut self.buffer).writer(), value);
    }
}

const fn finish(status: TurnStatus, truncated: bool) -> &'static str {
    match (status, truncated) {
        (TurnStatus::Complete, false) => r#"{"type":"finish","finishReason":"stop"}"#,
        (TurnStatus::Complete, true) => r#"{"type":"finish","finishReason":"length"}"#,
        (TurnStatus::Stopped, _) => r#"{"type":"abort"}"#,
        (TurnStatus::Waiting, _) => r#"{"type":"finish","finishReason":"tool-calls"}"#,
        (TurnStatus::Failed, _) => r#"{"type":"finish","finishReason":"error"}"#,
        (TurnStatus::Interrupted | TurnStatus::Running, _) => r#"{"type":"finish","finishReason":"other"}"#,
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::sse::StreamPart;

    /// What is written, after checking that each part is as the OpenAPI document says.
    fn encode(with_cost: bool, events: Vec<TurnEvent>) -> String {
        let events: Vec<Sequenced> = (1..).zip(events).map(|(seq, event)| Sequenced { seq, event }).collect();
        let text = String::from_utf8(Encoder::new(with_cost).batch(&events).0.to_vec()).unwrap();
        for part in
            text.lines().filter_map(|line| line.strip_prefix("data: ")).filter(|part| *part != "[DONE]")
        {
            let documented = serde_json::from_str::<StreamPart>(part);
            assert!(documented.is_ok(), "{part} is not what the document says: {documented:?}");
        }
        text
    }

    fn usage() -> TurnEvent {
        let model = "openai/gpt-5-mini".into();
        TurnEvent::Usage(Usage { model, input_tokens: 120, output_tokens: 7, cost_micros: Some(42) })
    }

    #[test]
    fn a_cited_answer_looks_like_this() {
        let citation = Citation {
            marker: 1,
            document_id: Uuid::from_u128(2).into(),
            chunk_id: Uuid::from_u128(3).into(),
            title: "Returns".into(),
            heading: None,
            page: None,
            url: None,
            quote: "30 days".into(),
            passage: "Within 30 days.".into(),
            quote_start: 7,
            quote_end: 14,
        };
        insta::assert_snapshot!(encode(false, vec![
            TurnEvent::Start { message_id: Uuid::from_u128(1).into() },
            TurnEvent::StepStart,
            TurnEvent::ReasoningStart,
            TurnEvent::ReasoningDelta { text: "hm".into() },
            TurnEvent::ReasoningEnd,
            TurnEvent::TextStart,
            TurnEvent::TextDelta { text: "\"30\" days\n[1] é".into() },
            TurnEvent::Source {
                document_id: Uuid::from_u128(2).into(),
                title: "Returns".into(),
                media_type: "text/markdown".into(),
                filename: "returns.md".into(),
            },
            TurnEvent::Citation(citation),
            TurnEvent::TextEnd,
            usage(),
            TurnEvent::StepFinish,
            TurnEvent::Finish { status: TurnStatus::Complete, truncated: false },
        ]), @r##"
        id: 1
        data: {"type":"start","messageId":"msg_00000000000000000000000000000001"}

        id: 2
        data: {"type":"start-step"}

        id: 3
        data: {"type":"reasoning-start","id":"reasoning"}

        id: 4
        data: {"type":"reasoning-delta","id":"reasoning","delta":"hm"}

        id: 5
        data: {"type":"reasoning-end","id":"reasoning"}

        id: 6
        data: {"type":"text-start","id":"text"}

        id: 7
        data: {"type":"text-delta","id":"text","delta":"\"30\" days\n[1] é"}

        id: 8
        data: {"type":"source-document","sourceId":"doc_00000000000000000000000000000002","mediaType":"text/markdown","title":"Returns","filename":"returns.md"}

        id: 9
        data: {"type":"data-citation","id":"citation-1","data":{"marker":1,"documentId":"doc_00000000000000000000000000000002","chunkId":"chk_00000000000000000000000000000003","title":"Returns","heading":null,"page":null,"quote":"30 days","passage":"Within 30 days.","quoteStart":7,"quoteEnd":14}}

        id: 10
        data: {"type":"text-end","id":"text"}

        id: 11
        data: {"type":"data-usage","data":{"model":"openai/gpt-5-mini","inputTokens":120,"outputTokens":7}}

        id: 12
        data: {"type":"finish-step"}

        id: 13
        data: {"type":"finish","finishReason":"stop"}

        data: [DONE]
        "##);
    }

    #[test]
    fn each_end_has_its_part() {
        let end = |status, truncated| {
            let text = encode(false, vec![TurnEvent::Finish { status, truncated }]);
            text.lines().nth(1).unwrap().to_owned()
        };
        let ends = [
            end(TurnStatus::Complete, false),
            end(TurnStatus::Complete, true),
            end(TurnStatus::Stopped, false),
            end(TurnStatus::Interrupted, false),
            end(TurnStatus::Failed, false),
            end(TurnStatus::Waiting, false),
        ];
        insta::assert_snapshot!(ends.join("\n"), @r##"
        data: {"type":"finish","finishReason":"stop"}
        data: {"type":"finish","finishReason":"length"}
        data: {"type":"abort"}
        data: {"type":"finish","finishReason":"other"}
        data: {"type":"finish","finishReason":"error"}
        data: {"type":"finish","finishReason":"tool-calls"}
        "##);
        let error = TurnEvent::Error { code: "model_timeout".into(), message: "Too \"slow\".".into() };
        assert_eq!(
            encode(false, vec![error]),
            "id: 1\ndata: {\"type\":\"error\",\"errorText\":\"Too \\\"slow\\\".\",\"code\":\"model_timeout\"}\n\n"
        );
    }

    #[test]
    fn what_it_cost_is_told_to_those_who_pay() {
        assert!(encode(true, vec![usage()]).contains(r#""costMicros":42"#));
        assert!(!encode(false, vec![usage()]).contains("cost"));
    }

    #[test]
    fn no_text_can_break_out_of_its_event() {
        let text = encode(false, vec![TurnEvent::TextDelta { text: "a\n\ndata: [DONE]\n\nid: 9\r".into() }]);
        assert_eq!(text.lines().filter(|line| !line.is_empty()).count(), 2, "{text}");
    }
}
