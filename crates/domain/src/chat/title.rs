//! The title of a conversation, made from its first message.

/// Longest title, in characters, the ellipsis included.
pub const MAX_TITLE: usize = 60;

/// A one-line title of at most [`MAX_TITLE`] characters, cut at a word; `None` when the message has no words.
pub fn title(message: &str) -> Option<String> {
    let mut title = String::new();
    let mut length = 0;
    for word in message.split_whitespace() {
        let word_length = word.chars().count();
        let gap = usize::from(length > 0);
        if length + gap + word_length >= MAX_TITLE {
            if length == 0 {
                title.extend(word.chars().take(MAX_TITLE - 1));
            }
            title.push('…');
            return Some(title);
        }
        if gap == 1 {
            title.push(' ');
        }
        title.push_str(word);
        length += gap + word_length;
    }
    (!title.is_empty()).then_some(title)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_one_line_and_cut_at_a_word() {
        for (message, expect) in [
            ("", None),
            (" \n\t", None),
            ("How do  I\nreturn it?", Some("How do I return it?")),
            (
                "Please explain in detail how the warranty of the washing machine works",
                Some("Please explain in detail how the warranty of the washing…"),
            ),
        ] {
            assert_eq!(title(message).as_deref(), expect);
        }
        let long = title(&"ü".repeat(200)).unwrap();
        assert_eq!(long.chars().count(), MAX_TITLE);
    }
}
