//! From life to test: what a case takes from a conversation. Pure. It takes what was said and which documents were cited, and nothing about who
//! said it.

use crate::chat::{Message, MessageRole, Rating, marker, title};
use crate::id::{ChatId, MessageId};

/// The tag of cases that were made of conversations.
pub const FROM_LIFE: &str = "from-life";
/// The tag of cases that were made of answers that the visitor did not like.
pub const DISLIKED: &str = "disliked";
/// How many earlier messages a case keeps: the latest.
const HISTORY: usize = 20;

/// Where a case came from. `None`: the conversation was erased.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Origin {
    /// The conversation.
    pub chat: Option<ChatId>,
    /// The answer in it, when the case was made of one.
    pub message: Option<MessageId>,
}

/// A question of a conversation, as it came to be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lived {
    /// The answer.
    pub answer: MessageId,
    /// What was said before, oldest first, without citation markers: their numbers meant passages of then.
    pub conversation: Vec<(MessageRole, String)>,
    /// What the visitor said.
    pub input: String,
    /// Titles of the documents that the answer cites, each once; of an answer that the visitor did not like none.
    pub sources: Vec<String>,
    /// Whether the visitor did not like the answer.
    pub disliked: bool,
}

impl Lived {
    /// The tags that tell where the case is from.
    pub fn tags(&self) -> Vec<String> {
        let disliked = self.disliked.then(|| DISLIKED.to_owned());
        std::iter::once(FROM_LIFE.to_owned()).chain(disliked).collect()
    }
}

/// An answer (the last one when none is named) with its question and what led to it. `None`: there is no such answer, or nothing was asked.
pub fn lived(messages: &[Message], answer: Option<MessageId>) -> Option<Lived> {
    let is_wanted =
        |m: &Message| m.role == MessageRole::Assistant && answer.is_none_or(|wanted| m.id == wanted);
    let at = messages.iter().rposition(is_wanted)?;
    let asked = messages[..at].iter().rposition(|m| m.role == MessageRole::User)?;
    let said = |m: &Message| {
        let text =
            if m.role == MessageRole::Assistant { marker::strip(&m.content) } else { m.content.clone() };
        (!text.trim().is_empty()).then_some((m.role, text))
    };
    let mut conversation: Vec<_> = messages[..asked].iter().filter_map(said).collect();
    conversation.drain(..conversation.len().saturating_sub(HISTORY));
    let message = &messages[at];
    let disliked = message.feedback.as_ref().is_some_and(|feedback| feedback.rating == Rating::Down);
    let mut sources: Vec<String> = Vec::new();
    for citation in message.citations.iter().filter(|_| !disliked) {
        if !sources.contains(&citation.title) {
            sources.push(citation.title.clone());
        }
    }
    Some(Lived {
        answer: message.id,
        conversation,
        input: messages[asked].content.clone(),
        sources,
        disliked,
    })
}

/// A name for a case about this question that the suite does not have yet.
pub fn free_name(question: &str, taken: &[&str]) -> String {
    let base = title::title(question).unwrap_or_else(|| "question".to_owned());
    if !taken.contains(&base.as_str()) {
        return base;
    }
    // One more number than there are names: one of them is free.
    let free =
        (2..=taken.len() + 2).map(|n| format!("{base} {n}")).find(|name| !taken.contains(&name.as_str()));
    free.unwrap_or(base)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::chat::{Citation, Feedback, TurnStatus};
    use crate::clock::Timestamp;

    fn message(n: u128, role: MessageRole, content: &str) -> Message {
        Message {
            id: Uuid::from_u128(n).into(),
            chat_id: Uuid::nil().into(),
            role,
            content: content.to_owned(),
            parts: Vec::new(),
            citations: Vec::new(),
            outcome: (role == MessageRole::Assistant).then_some(TurnStatus::Complete),
            feedback: None,
            turn_id: Uuid::nil().into(),
            created_at: Timestamp::from_millis(0),
        }
    }

    fn cited(title: &str) -> Citation {
        serde_json::from_value(serde_json::json!({"marker": 1, "documentId": "doc_00000000000000000000000000000001",
            "chunkId": "chk_00000000000000000000000000000001", "title": title, "heading": null, "page": null, "quote": "x"}))
        .unwrap()
    }

    fn talk() -> Vec<Message> {
        use MessageRole::{Assistant, User};
        let mut talk = vec![
            message(1, User, "Hi"),
            message(2, Assistant, "Hello, see [1]."),
            message(3, User, "Returns?"),
            message(4, Assistant, "30 days [1][2]."),
            message(5, User, "Thanks"),
            message(6, Assistant, ""),
            message(7, User, "Bye"),
        ];
        talk[3].citations = vec![cited("Returns"), cited("Sale"), cited("Returns")];
        talk
    }

    #[test]
    fn an_answer_brings_its_question_what_led_to_it_and_what_it_cites() {
        let found = lived(&talk(), Some(Uuid::from_u128(4).into())).unwrap();
        assert_eq!((found.input.as_str(), found.disliked), ("Returns?", false));
        assert_eq!(found.sources, ["Returns", "Sale"]);
        let before =
            [(MessageRole::User, "Hi".to_owned()), (MessageRole::Assistant, "Hello, see .".to_owned())];
        assert_eq!(found.conversation.len(), 2);
        assert_eq!(found.conversation[0], before[0]);
        assert!(!found.conversation[1].1.contains("[1]"), "{found:?}");
        assert_eq!(found.tags(), ["from-life"]);
    }

    #[test]
    fn nothing_is_expected_of_what_the_visitor_did_not_like() {
        let mut talk = talk();
        talk[3].feedback = Some(Feedback { rating: Rating::Down, comment: Some("my name is Eve".into()) });
        let found = lived(&talk, Some(Uuid::from_u128(4).into())).unwrap();
        assert_eq!(found.sources, Vec::<String>::new());
        assert_eq!(found.tags(), ["from-life", "disliked"]);
        assert!(!format!("{found:?}").contains("Eve"), "the comment is not a part of the conversation");
    }

    #[test]
    fn the_last_answer_is_meant_when_none_is_named_and_questions_are_no_answers() {
        let talk = talk();
        assert_eq!(lived(&talk, None).unwrap().input, "Thanks");
        assert_eq!(lived(&talk, Some(Uuid::from_u128(3).into())), None);
        assert_eq!(lived(&talk, Some(Uuid::from_u128(9).into())), None);
        assert_eq!(lived(&talk[..1], None), None);
        assert_eq!(lived(&talk[1..2], None), None, "a greeting answers nothing");
    }

    #[test]
    fn a_long_conversation_is_cut_at_its_beginning() {
        let role = |n: u128| if n.is_multiple_of(2) { MessageRole::User } else { MessageRole::Assistant };
        let talk: Vec<Message> = (0..102).map(|n| message(n, role(n), &format!("say {n}"))).collect();
        let found = lived(&talk, None).unwrap();
        assert_eq!((found.conversation.len(), found.input.as_str()), (20, "say 100"));
        assert_eq!(found.conversation[0].1, "say 80");
    }

    #[test]
    fn names_are_told_apart() {
        assert_eq!(free_name("How much is it?", &[]), "How much is it?");
        assert_eq!(
            free_name("How much is it?", &["How much is it?", "How much is it? 2"]),
            "How much is it? 3"
        );
        assert_eq!(free_name(" ", &[]), "question");
    }
}
