//! Cuts a byte stream into the data of server-sent events (WHATWG HTML, "Server-sent events", parsing an event stream).
//!
//! Works on bytes, so a character split between two pieces needs no care, and copies only lines that are split. Event
//! names, ids and comments are dropped: providers put nothing into them that the data does not say.

/// Longest line, and longest data of one event, in bytes.
pub(crate) const MAX_EVENT: usize = 1 << 20;

/// An event grew beyond [`MAX_EVENT`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct TooLong;

const BYTE_ORDER_MARK: &[u8] = &[0xEF, 0xBB, 0xBF];

/// Where the cutting stands between two pieces.
#[derive(Debug, Default)]
pub(crate) struct Splitter {
    /// The beginning of a line whose end has not come.
    line: Vec<u8>,
    /// Data lines of the current event, joined by line feeds.
    data: Vec<u8>,
    has_data: bool,
    /// `data` was handed out and belongs to the past.
    is_taken: bool,
    /// The last line ended with a carriage return: a line feed right after it belongs to that end.
    after_return: bool,
    is_begun: bool,
}

impl Splitter {
    /// Takes bytes from the front of `input` until an event is complete, and returns its data. `None`: all bytes are taken.
    pub(crate) fn next<'s>(&'s mut self, input: &mut &[u8]) -> Result<Option<&'s [u8]>, TooLong> {
        if self.is_taken {
            self.data.clear();
            self.has_data = false;
            self.is_taken = false;
        }
        while let Some(at) = input.iter().position(|byte| matches!(byte, b'\n' | b'\r')) {
            let (head, rest) = input.split_at(at);
            *input = &rest[1..];
            let is_second_half = self.after_return && at == 0 && rest[0] == b'\n' && self.line.is_empty();
            self.after_return = rest[0] == b'\r';
            if !is_second_half && self.end_line(head)? {
                self.is_taken = true;
                return Ok(Some(&self.data));
            }
        }
        if self.line.len() + input.len() > MAX_EVENT {
            return Err(TooLong);
        }
        self.line.extend_from_slice(input);
        *input = &[];
        Ok(None)
    }

    /// The data of an event whose blank line never came, for the end of the stream.
    pub(crate) fn rest(&mut self) -> Option<&[u8]> {
        (self.has_data && !self.is_taken && self.line.is_empty()).then_some(&*self.data)
    }

    /// Ends the current line with `tail`. `true`: the event is complete.
    fn end_line(&mut self, tail: &[u8]) -> Result<bool, TooLong> {
        if self.line.is_empty() {
            return self.take_line(tail);
        }
        let mut line = std::mem::take(&mut self.line);
        line.extend_from_slice(tail);
        let complete = self.take_line(&line);
        line.clear();
        self.line = line;
        complete
    }

    fn take_line(&mut self, line: &[u8]) -> Result<bool, TooLong> {
        let line = if self.is_begun { line } else { line.strip_prefix(BYTE_ORDER_MARK).unwrap_or(line) };
        self.is_begun = true;
        if line.is_empty() {
            return Ok(self.has_data);
        }
        let Some(value) = data_of(line) else { return Ok(false) };
        if self.data.len() + value.len() >= MAX_EVENT {
            return Err(TooLong);
        }
        if self.has_data {
            self.data.push(b'\n');
        }
        self.data.extend_from_slice(value);
        self.has_data = true;
        Ok(false)
    }
}

/// The value of a `data` field.
fn data_of(line: &[u8]) -> Option<&[u8]> {
    match line.strip_prefix(b"data")? {
        [] => Some(&[]),
        [b':', b' ', value @ ..] | [b':', value @ ..] => Some(value),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn events(pieces: &[&[u8]]) -> Result<Vec<String>, TooLong> {
        let mut splitter = Splitter::default();
        let mut events = Vec::new();
        for mut piece in pieces.iter().copied() {
            while let Some(data) = splitter.next(&mut piece)? {
                events.push(String::from_utf8_lossy(data).into_owned());
            }
        }
        events.extend(splitter.rest().map(|data| format!("rest {}", String::from_utf8_lossy(data))));
        Ok(events)
    }

    #[test]
    fn streams_are_cut_wherever_they_are_split() {
        let cases: [(&str, &[&str]); 12] = [
            ("data: a\n\ndata: b\n\n", &["a", "b"]),
            ("data: a\r\n\r\ndata: b\r\n\r\n", &["a", "b"]),
            ("data: a\r\rdata: b\r\r", &["a", "b"]),
            ("data: größe 漢字 🎉\n\n", &["größe 漢字 🎉"]),
            (": OPENROUTER PROCESSING\n\n: again\ndata: a\n\n", &["a"]),
            ("data: one\ndata: two\n\n", &["one\ntwo"]),
            ("event: x\nid: 7\nretry: 1\ndata:a\n\n", &["a"]),
            ("\u{feff}data: a\n\n", &["a"]),
            ("data\n\n", &[""]),
            ("database: a\n\n\n\n", &[]),
            ("data: a\n", &["rest a"]),
            ("data: a", &[]),
        ];
        for (text, expect) in cases {
            for at in 0..=text.len() {
                let (head, tail) = text.as_bytes().split_at(at);
                assert_eq!(events(&[head, tail]).unwrap(), expect, "{text:?} split at {at}");
            }
            let single: Vec<&[u8]> = text.as_bytes().chunks(1).collect();
            assert_eq!(events(&single).unwrap(), expect, "{text:?} byte by byte");
        }
    }

    #[test]
    fn lines_and_events_without_end_are_refused() {
        let piece = vec![b'x'; 64 << 10];
        let endless: Vec<&[u8]> = std::iter::repeat_n(piece.as_slice(), 20).collect();
        assert_eq!(events(&endless), Err(TooLong));
        let line = [b"data: ".as_slice(), &piece, b"\n"].concat();
        let lines: Vec<&[u8]> = std::iter::repeat_n(line.as_slice(), 20).collect();
        assert_eq!(events(&lines), Err(TooLong));
    }

    proptest! {
        #[test]
        fn where_a_stream_is_split_never_matters(
            text in proptest::collection::vec(prop_oneof![Just(b'\n'), Just(b'\r'), Just(b':'), Just(b'd'), any::<u8>()], 0..200),
            size in 1usize..20,
        ) {
            let pieces: Vec<&[u8]> = text.chunks(size).collect();
            prop_assert_eq!(events(&pieces), events(&[&text]));
        }
    }
}
