//! Questions with the answers that people wrote for them: documents without a file.

use serde::{Deserialize, Serialize};

use crate::agent::InvalidField;

/// A question and its answer. The question is the document's title, so that it is embedded and searched with the answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// As a visitor would ask it; one line.
    pub question: String,
    /// What is true, in Markdown.
    pub answer: String,
}

impl Question {
    /// Longest question, in characters.
    pub const MAX_QUESTION: usize = 300;
    /// Longest answer, in characters.
    pub const MAX_ANSWER: usize = 20_000;

    /// Without white space around, and the question on one line.
    pub fn new(question: &str, answer: &str) -> Self {
        let question = question.split_whitespace().collect::<Vec<_>>().join(" ");
        Self { question, answer: answer.trim().to_owned() }
    }

    /// Every broken rule, by its field; empty when it may be stored.
    pub fn problems(&self) -> Vec<InvalidField> {
        let within = |text: &str, most: usize| (1..=most).contains(&text.chars().count());
        let rules = [
            (within(&self.question, Self::MAX_QUESTION), "question", "must have 1 to 300 characters"),
            (within(&self.answer, Self::MAX_ANSWER), "answer", "must have 1 to 20000 characters"),
        ];
        let broken = rules.into_iter().filter(|(ok, ..)| !ok);
        broken.map(|(_, path, message)| InvalidField { path, message: message.to_owned() }).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_names_its_field() {
        let paths = |question: &str, answer: &str| {
            Question::new(question, answer).problems().iter().map(|problem| problem.path).collect::<Vec<_>>()
        };
        assert_eq!(Question::new(" Open\n on Sundays? ", " No. ").question, "Open on Sundays?");
        assert_eq!(paths("Open?", "No."), Vec::<&str>::new());
        assert_eq!(paths(" ", "\n"), ["question", "answer"]);
        assert_eq!(paths(&"a".repeat(301), &"a".repeat(20_001)), ["question", "answer"]);
    }
}
