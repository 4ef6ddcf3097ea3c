//! Citation markers in streamed text: `[1]`, `[1][2]`, `[1, 2]`. A filter that lets known markers through in one spelling,
//! takes unknown ones out, and leaves every other bracket alone, however the text is cut into deltas.

/// Longest thing between brackets that may still become a marker, in bytes.
const MAX_INNER: usize = 40;

/// Text that passed the filter.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filtered {
    /// What to show; may be empty.
    pub text: String,
    /// Markers in `text`: the byte offset behind the closing bracket, and the number.
    pub markers: Vec<(usize, u32)>,
}

/// The filter's state between two deltas.
#[derive(Debug, Clone)]
pub struct MarkerFilter {
    /// Markers 1 to `known` exist.
    known: u32,
    /// Text that may still turn out to be a marker, with the space before it.
    held: String,
    /// The held space was left over from a marker that was taken out: it goes, too, unless a word follows.
    owed: bool,
    code: Code,
}

/// Where the text stands with regard to Markdown code, in which brackets mean something else.
#[derive(Debug, Clone, Copy, Default)]
struct Code {
    /// Length of the backtick run that opened the code; 0 outside.
    open: usize,
    /// Length of the backtick run being read.
    run: usize,
    /// The last character was a line break.
    newline: bool,
}

impl Code {
    fn read(&mut self, c: char) {
        if c == '`' {
            self.run += 1;
            self.newline = false;
            return;
        }
        if self.run > 0 {
            self.open = match self.open {
                0 => self.run,
                open if open == self.run => 0,
                open => open,
            };
            self.run = 0;
        }
        // An unclosed inline span ends with its paragraph, so a stray backtick cannot switch citations off for good.
        if c == '\n' && self.newline && self.open < 3 {
            self.open = 0;
        }
        self.newline = c == '\n' || (self.newline && c.is_whitespace());
    }

    const fn inside(self) -> bool {
        self.open > 0 || self.run > 0
    }
}

impl MarkerFilter {
    /// A filter that knows the markers 1 to `known`.
    pub const fn new(known: u32) -> Self {
        Self { known, held: String::new(), owed: false, code: Code { open: 0, run: 0, newline: false } }
    }

    /// Passes one delta. What may still become a marker is held until it is decided.
    pub fn push(&mut self, delta: &str) -> Filtered {
        let mut out =
            Filtered { text: String::with_capacity(self.held.len() + delta.len()), markers: vec![] };
        for c in delta.chars() {
            self.read(c, &mut out);
        }
        out
    }

    /// The end of the text: what is held is no marker.
    pub fn finish(&mut self) -> Filtered {
        let mut out = Filtered::default();
        if self.owed && !self.in_bracket() {
            self.held.clear();
        }
        self.release(&mut out);
        out
    }

    fn read(&mut self, c: char, out: &mut Filtered) {
        match (self.in_bracket(), c) {
            (true, ']') => return self.decide(out),
            (true, '0'..='9' | ',' | ' ') if self.held.len() < MAX_INNER => return self.held.push(c),
            _ => {}
        }
        if self.owed && !self.in_bracket() && (c.is_whitespace() || ".,;:!?)".contains(c)) {
            self.held.clear();
        }
        let joins = c == '[' && matches!(self.held.as_str(), "" | " ");
        if !joins {
            self.release(out);
        }
        self.code.read(c);
        if (c == '[' || c == ' ') && !self.code.inside() {
            self.owed = self.owed && joins;
            self.held.push(c);
        } else {
            out.text.push(c);
        }
    }

    fn in_bracket(&self) -> bool {
        self.held.contains('[')
    }

    fn release(&mut self, out: &mut Filtered) {
        self.owed = false;
        out.text.push_str(&self.held);
        self.held.clear();
    }

    /// The bracket is closed: a marker, or plain text after all.
    fn decide(&mut self, out: &mut Filtered) {
        let open = self.held.find('[').unwrap_or_default();
        let Some(numbers) = numbers(&self.held[open + 1..]) else {
            self.held.push(']');
            self.code.read(']');
            return self.release(out);
        };
        self.code.read(']');
        let spaced = open > 0;
        let mut first = true;
        for number in numbers.into_iter().filter(|n| (1..=self.known).contains(n)) {
            if first && spaced {
                out.text.push(' ');
            }
            first = false;
            out.text.push_str(&format!("[{number}]"));
            out.markers.push((out.text.len(), number));
        }
        self.held.clear();
        self.owed = first && spaced;
        if self.owed {
            self.held.push(' ');
        }
    }
}

/// The numbers of a marker's inside; `None` when it is none: `x`, the empty box of a task list, a year.
fn numbers(inner: &str) -> Option<Vec<u32>> {
    inner
        .split(',')
        .map(|part| {
            let part = part.trim();
            let digits = (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
            digits.then(|| part.parse().ok()).flatten()
        })
        .collect()
}

/// A finished text without any marker.
pub fn strip(text: &str) -> String {
    let mut filter = MarkerFilter::new(0);
    let mut out = filter.push(text).text;
    out.push_str(&filter.finish().text);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Filters `deltas` with three known markers.
    fn run<'a>(deltas: impl IntoIterator<Item = &'a str>) -> Filtered {
        let mut filter = MarkerFilter::new(3);
        let mut all = Filtered::default();
        let mut add = |part: Filtered| {
            let base = all.text.len();
            all.markers.extend(part.markers.into_iter().map(|(at, n)| (base + at, n)));
            all.text.push_str(&part.text);
        };
        for delta in deltas {
            add(filter.push(delta));
        }
        add(filter.finish());
        all
    }

    #[test]
    fn markers_are_normalised_and_unknown_ones_removed() {
        for (text, expect, markers) in [
            ("See [1].", "See [1].", vec![1]),
            ("Both [1][2]", "Both [1][2]", vec![1, 2]),
            ("Both [1, 3], yes", "Both [1][3], yes", vec![1, 3]),
            ("Both [1,9]", "Both [1]", vec![1]),
            ("No [9].", "No.", vec![]),
            ("No [9] more", "No more", vec![]),
            ("No[9] more", "No more", vec![]),
            ("No [9][2].", "No [2].", vec![2]),
            ("No [0] [9] more", "No more", vec![]),
            ("No [9]more", "No more", vec![]),
            ("ends with [9]", "ends with", vec![]),
            ("a [link](u) [x] [ ] [2024] []", "a [link](u) [x] [ ] [2024] []", vec![]),
            ("[[1]]", "[[1]]", vec![1]),
            ("open [1", "open [1", vec![]),
            ("open [", "open [", vec![]),
            ("trailing ", "trailing ", vec![]),
            ("two  spaces", "two  spaces", vec![]),
            ("`a[1]` and [1]", "`a[1]` and [1]", vec![1]),
            ("```\nx[7] = y[1]\n\n z[2]\n```\n[2]", "```\nx[7] = y[1]\n\n z[2]\n```\n[2]", vec![2]),
            ("stray ` tick\n\nthen [1]", "stray ` tick\n\nthen [1]", vec![1]),
        ] {
            let filtered = run([text]);
            assert_eq!(filtered.text, expect, "{text:?}");
            assert_eq!(filtered.markers.iter().map(|(_, n)| *n).collect::<Vec<_>>(), markers, "{text:?}");
        }
    }

    #[test]
    fn offsets_point_behind_the_marker() {
        let filtered = run(["Both [1,", "2] here"]);
        let before: Vec<&str> = filtered.markers.iter().map(|(at, _)| &filtered.text[..*at]).collect();
        assert_eq!(before, ["Both [1]", "Both [1][2]"]);
    }

    proptest! {
        #[test]
        fn any_split_gives_the_same(
            text in r"([ab]|é| |\[|\]|1|2|9|,|`|\(|\.|\n|\[1\]|\[9\]| \[2, 9\]){0,24}",
            cuts in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        ) {
            let bounds: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let mut cuts: Vec<usize> = cuts.iter().map(|cut| *cut.get(&bounds)).collect();
            cuts.sort_unstable();
            let mut deltas = vec![];
            let mut from = 0;
            for cut in cuts.into_iter().chain([text.len()]) {
                deltas.push(&text[from..cut]);
                from = cut;
            }
            let whole = run([text.as_str()]);
            prop_assert!(whole.markers.iter().all(|(_, n)| (1..=3).contains(n)));
            prop_assert_eq!(run(deltas), whole);
        }

        #[test]
        fn text_without_brackets_is_untouched(text in r"[^\[]{0,200}") {
            prop_assert_eq!(run([text.as_str()]).text, text);
        }
    }
}
