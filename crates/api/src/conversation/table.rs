//! Transcripts as lines of a table, one per message.

use domain::chat::{MessageRole, TurnStatus};

use super::get::Transcript;
use crate::chat::{MessageBody, RatingBody};
use crate::error::ApiResult;
use crate::wire::csv;

const COLUMNS: [&str; 16] = [
    "conversation",
    "title",
    "agent",
    "visitor",
    "visitor_external_id",
    "visitor_name",
    "visitor_email",
    "labels",
    "message",
    "time",
    "role",
    "text",
    "outcome",
    "sources",
    "rating",
    "comment",
];

/// The first line.
pub fn heading() -> ApiResult<Vec<u8>> {
    csv::lines([COLUMNS])
}

/// The messages of a conversation.
pub fn rows(transcript: &Transcript) -> ApiResult<Vec<u8>> {
    csv::lines(transcript.messages.iter().map(|message| cells(transcript, message)))
}

fn cells(transcript: &Transcript, message: &MessageBody) -> [String; 16] {
    let one = &transcript.conversation;
    let text = |given: &Option<String>| given.clone().unwrap_or_default();
    let sources: Vec<&str> = message.citations.iter().map(|citation| citation.title.as_str()).collect();
    let feedback = message.feedback.as_ref();
    [
        one.chat.id.to_string(),
        text(&one.chat.title),
        one.chat.agent_id.to_string(),
        one.visitor.id.to_string(),
        text(&one.visitor.external_id),
        text(&one.visitor.name),
        text(&one.visitor.email),
        one.labels.join("; "),
        message.id.to_string(),
        message.created_at.to_string(),
        match message.role {
            MessageRole::User => "visitor".to_owned(),
            MessageRole::Assistant => "agent".to_owned(),
        },
        message.content.clone(),
        message.outcome.map(TurnStatus::as_str).unwrap_or_default().to_owned(),
        sources.join("; "),
        match feedback.map(|feedback| feedback.rating) {
            Some(RatingBody::Up) => "up".to_owned(),
            Some(RatingBody::Down) => "down".to_owned(),
            None => String::new(),
        },
        feedback.and_then(|feedback| feedback.comment.clone()).unwrap_or_default(),
    ]
}
