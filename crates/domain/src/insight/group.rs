//! Questions that ask the same thing in other words: those that share most of their words. No model is asked, so that the same questions
//! always make the same groups.

use std::collections::BTreeSet;

use unicode_segmentation::UnicodeSegmentation;

use super::Question;
use crate::id::ChatId;

/// Share of common words from which two questions are one (Jaccard index).
const ALIKE: f64 = 0.5;
/// Words this short say little: articles, prepositions, in many languages.
const SHORT: usize = 3;
/// Conversations named per group.
const CHATS: usize = 20;
/// Wordings told per group.
const WORDINGS: usize = 10;

/// Questions that ask the same thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The newest of them.
    pub question: String,
    /// How many there are.
    pub count: u32,
    /// Where they were asked, newest first, at most 20.
    pub chats: Vec<ChatId>,
    /// The different ways in which it was asked, newest first, each with the latest conversation; at most 10. Case and punctuation make no
    /// difference.
    pub wordings: Vec<Question>,
}

/// Groups questions (newest first); the largest group first, then the newest.
pub fn group(questions: Vec<Question>) -> Vec<Group> {
    let mut groups: Vec<(BTreeSet<String>, Group)> = Vec::new();
    for question in questions {
        let words = words(&question.text);
        match groups.iter_mut().find(|(known, _)| alike(known, &words)) {
            Some((_, group)) => {
                group.count += 1;
                if group.chats.len() < CHATS && !group.chats.contains(&question.chat_id) {
                    group.chats.push(question.chat_id);
                }
                let is_new = group.wordings.iter().all(|known| spoken(&known.text) != spoken(&question.text));
                if is_new && group.wordings.len() < WORDINGS {
                    group.wordings.push(question);
                }
            }
            None => {
                let group = Group {
                    question: question.text.clone(),
                    count: 1,
                    chats: vec![question.chat_id],
                    wordings: vec![question],
                };
                groups.push((words, group));
            }
        }
    }
    let mut groups: Vec<Group> = groups.into_iter().map(|(_, group)| group).collect();
    groups.sort_by_key(|group| std::cmp::Reverse(group.count));
    groups
}

/// A text as it sounds.
fn spoken(text: &str) -> Vec<String> {
    text.unicode_words().map(str::to_lowercase).collect()
}

/// The words that say what a text is about; all of them when it has only short ones.
fn words(text: &str) -> BTreeSet<String> {
    let all: BTreeSet<String> = text.unicode_words().map(str::to_lowercase).collect();
    let long: BTreeSet<String> = all.iter().filter(|word| word.chars().count() > SHORT).cloned().collect();
    if long.is_empty() { all } else { long }
}

fn alike(a: &BTreeSet<String>, b: &BTreeSet<String>) -> bool {
    let common = a.intersection(b).count();
    let all = a.len() + b.len() - common;
    // Texts without a word are alike when both are.
    all == 0 || common as f64 >= ALIKE * all as f64
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn questions_with_mostly_the_same_words_are_one() {
        let questions = [
            "Do you ship to Mars?",
            "do you SHIP to mars",
            "Where is my order",
            "Can you ship things to Mars",
            "Where is my order?!",
            "When do you open",
            "ship mars",
        ];
        let questions = (0u128..)
            .zip(questions)
            .map(|(n, text)| Question { chat_id: Uuid::from_u128(n).into(), text: text.to_owned() })
            .collect();
        let groups = group(questions);
        let seen: Vec<(&str, u32)> =
            groups.iter().map(|group| (group.question.as_str(), group.count)).collect();
        assert_eq!(seen, [("Do you ship to Mars?", 4), ("Where is my order", 2), ("When do you open", 1)]);
        assert_eq!(groups[0].chats.len(), 4);
        let wordings: Vec<&str> = groups[0].wordings.iter().map(|one| one.text.as_str()).collect();
        assert_eq!(
            wordings,
            ["Do you ship to Mars?", "Can you ship things to Mars", "ship mars"],
            "each way once"
        );
    }

    #[test]
    fn short_and_empty_questions_are_grouped_too() {
        let question = |text: &str| Question { chat_id: Uuid::nil().into(), text: text.to_owned() };
        let groups = group(vec![question("?"), question("!"), question("hi"), question("Hi!")]);
        assert_eq!(groups.iter().map(|group| group.count).collect::<Vec<_>>(), [2, 2]);
        assert_eq!(groups[0].chats.len(), 1, "a conversation is named once");
    }
}
