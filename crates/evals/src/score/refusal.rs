//! Whether an answer declines. Found by the turns of phrase that assistants decline with, in English, German, French and Spanish: a rule, so that it
//! costs nothing; where that is too coarse, a rubric for a judge is the finer tool.

use super::text::plain;
use crate::score::Finding;

/// Declining to do something, or not knowing it.
const PHRASES: &[&str] = &[
    // English
    "i can't",
    "i cannot",
    "i can not",
    "i'm not able to",
    "i am not able to",
    "i'm unable",
    "i am unable",
    "i won't",
    "i will not",
    "i don't know",
    "i do not know",
    "i don't have",
    "i do not have",
    "i found nothing",
    "i could not find",
    "i couldn't find",
    "can't help with",
    "cannot help with",
    "unable to help",
    "not something i can",
    "nothing about that",
    "no information about",
    "don't have information",
    "isn't in the documents",
    "is not in the documents",
    "don't say",
    "do not say",
    "doesn't say",
    "does not say",
    "outside of what i",
    "beyond what i",
    "only help with",
    "only answer questions about",
    // German
    "ich kann nicht",
    "kann ich nicht",
    "kann ich leider nicht",
    "das weiß ich nicht",
    "weiß ich leider nicht",
    "nichts gefunden",
    "leider nicht",
    "darf ich nicht",
    "keine informationen",
    "keine angaben",
    "nur fragen zu",
    "steht nicht in",
    // French
    "je ne peux pas",
    "je ne sais pas",
    "je n'ai pas",
    "je suis désolé",
    "aucune information",
    // Spanish
    "no puedo",
    "no sé",
    "no tengo información",
    "lo siento",
];

/// The phrase that declines, if any. Quoted passages are the documents' words, not the agent's.
fn phrase(answer: &str) -> Option<&'static str> {
    let own: Vec<&str> = answer.lines().filter(|line| !line.trim_start().starts_with('>')).collect();
    let own = plain(&own.join("\n"));
    PHRASES.iter().copied().find(|phrase| own.contains(phrase))
}

pub(super) fn refuses(answer: &str, wanted: bool) -> Finding {
    match phrase(answer) {
        Some(phrase) => Finding::of(wanted, format!("it declines: “{phrase}”")),
        None if answer.trim().is_empty() => Finding::of(false, "there is no answer"),
        None => Finding::of(!wanted, "it does not decline"),
    }
}
