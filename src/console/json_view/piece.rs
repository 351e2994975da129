//! What a line says, in pieces to be coloured.

use std::ops::Range;

use super::{Document, escape, scan};

/// What a piece of a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The name of an object's member, in its quotes.
    Key,
    /// A string, in its quotes.
    String,
    /// A number.
    Number,
    /// `true`, `false` or `null`.
    Literal,
    /// Brackets, commas, and the colon with its space.
    Punctuation,
}

/// A piece of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece<'t> {
    /// What it is.
    pub kind: Kind,
    /// What it says, spelled as in the document.
    pub text: &'t str,
    /// Where in the line it begins: after how many bytes of other pieces.
    pub start: usize,
}

/// The text of a line without its indentation, not put together: key, colon, value and comma, some of them empty.
#[derive(Clone, Copy, Debug)]
pub(super) struct LineText<'t> {
    parts: [&'t str; 4],
}

impl Document {
    /// The pieces of `line`, of which none is empty. Joined they are the line, to be indented by its depth.
    pub fn pieces(&self, line: usize) -> impl Iterator<Item = Piece<'_>> {
        let LineText { parts } = self.line_text(line);
        let [_, _, value, _] = parts;
        let kinds = [Kind::Key, Kind::Punctuation, kind(value), Kind::Punctuation];
        let mut end = 0;
        let pieces = kinds.into_iter().zip(parts).map(move |(kind, text)| {
            let start = end;
            end += text.len();
            Piece { kind, text, start }
        });
        pieces.filter(|piece| !piece.text.is_empty())
    }

    /// The key that `line` begins with, in its quotes.
    pub(super) fn key(&self, line: usize) -> Option<&str> {
        self.split(line).map(|(key, _)| key)
    }

    /// The key that `line` begins with, in its quotes, and what comes behind its colon.
    fn split(&self, line: usize) -> Option<(&str, &str)> {
        if !self.is_member(line) || self.is_closing(line) {
            return None;
        }
        let source = self.source(line);
        let (key, rest) = source.split_at_checked(scan::string_end(source.as_bytes(), 0).ok()?)?;
        let value = rest.trim_start_matches(scan::is_white).strip_prefix(':')?;
        Some((key, value.trim_start_matches(scan::is_white)))
    }

    pub(super) fn line_text(&self, line: usize) -> LineText<'_> {
        let (key, colon, value) = match self.split(line) {
            Some((key, value)) => (key, ": ", value),
            None => ("", "", self.source(line)),
        };
        // No value ends with a comma of its own: strings end with their quotes.
        let (value, comma) = match value.strip_suffix(',') {
            Some(value) => (value.trim_end_matches(scan::is_white), ","),
            None => (value, ""),
        };
        let value = match (value.as_bytes().first(), value.as_bytes().last()) {
            (Some(b'{'), Some(b'}')) => "{}",
            (Some(b'['), Some(b']')) => "[]",
            _ => value,
        };
        LineText { parts: [key, colon, value, comma] }
    }
}

fn kind(value: &str) -> Kind {
    match value.as_bytes().first() {
        Some(b'"') => Kind::String,
        Some(b'-' | b'0'..=b'9') => Kind::Number,
        Some(b't' | b'f' | b'n') => Kind::Literal,
        _ => Kind::Punctuation,
    }
}

impl LineText<'_> {
    pub(super) fn len(&self) -> usize {
        self.parts.iter().map(|part| part.len()).sum()
    }

    /// What is left, from `at`, of the part that it is in; empty at the end, and within a character.
    pub(super) fn rest_of_part(&self, at: usize) -> &str {
        let (part, at) = self.part(at);
        part.get(at..).unwrap_or_default()
    }

    /// What is left, from `at`, of the part that it is in; empty at the end.
    pub(super) fn bytes_of_part(&self, at: usize) -> &[u8] {
        let (part, at) = self.part(at);
        part.as_bytes().get(at..).unwrap_or_default()
    }

    /// The part that `at` is in, and where in it.
    fn part(&self, at: usize) -> (&str, usize) {
        let mut at = at;
        for part in self.parts {
            if at < part.len() {
                return (part, at);
            }
            at -= part.len();
        }
        ("", 0)
    }
}

impl<'t> Piece<'t> {
    /// The piece cut to `most` bytes or a few less, and what was cut off. No character and no escape is cut through.
    #[must_use]
    pub fn cut(self, most: usize) -> (Self, &'t str) {
        if self.text.len() <= most {
            return (self, "");
        }
        let mut end = 0;
        while let Some((_, length)) = escape::first(self.text.get(end..).unwrap_or_default())
            && end + length <= most
        {
            end += length;
        }
        let (text, rest) = self.text.split_at_checked(end).unwrap_or((self.text, ""));
        (Self { text, ..self }, rest)
    }

    /// The piece's text as stretches within `marks` and without, which is what the flag says. Marks are ranges of the
    /// line, in order and apart from each other; those of other pieces do no harm.
    pub fn marked(self, marks: impl IntoIterator<Item = Range<usize>>) -> Vec<(&'t str, bool)> {
        let mut stretches = Vec::new();
        let mut end = 0;
        let mut push = |range: Range<usize>, is_marked| {
            let text = self.text.get(range).unwrap_or_default();
            if !text.is_empty() {
                stretches.push((text, is_marked));
            }
        };
        for mark in marks {
            let within = |at: usize| at.saturating_sub(self.start).min(self.text.len());
            let mark = within(mark.start)..within(mark.end);
            push(end..mark.start, false);
            end = mark.end;
            push(mark, true);
        }
        push(end..self.text.len(), false);
        stretches
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str, line: usize) -> Vec<(Kind, String)> {
        let document = Document::read(text.into(), 100).unwrap();
        document.pieces(line).map(|piece| (piece.kind, piece.text.to_owned())).collect()
    }

    #[test]
    fn a_line_is_a_key_a_value_and_what_joins_them() {
        use Kind::{Key, Literal, Number, Punctuation, String};
        let text = "{\"a:\\\",\" \n:\t1e400 , \"b\":[ \"x,\" ,null],\"c\":{ }\n} ";
        let all: &[&[(Kind, &str)]] = &[
            &[(Punctuation, "{")],
            &[(Key, r#""a:\",""#), (Punctuation, ": "), (Number, "1e400"), (Punctuation, ",")],
            &[(Key, r#""b""#), (Punctuation, ": "), (Punctuation, "[")],
            &[(String, r#""x,""#), (Punctuation, ",")],
            &[(Literal, "null")],
            &[(Punctuation, "]"), (Punctuation, ",")],
            &[(Key, r#""c""#), (Punctuation, ": "), (Punctuation, "{}")],
            &[(Punctuation, "}")],
            &[],
        ];
        for (line, expected) in all.iter().enumerate() {
            let expected: Vec<_> = expected.iter().map(|&(kind, text)| (kind, text.to_owned())).collect();
            assert_eq!(pieces(text, line), expected, "line {line}");
        }
    }

    #[test]
    fn a_long_piece_is_cut_between_characters() {
        let piece = |text| Piece { kind: Kind::String, text, start: 0 };
        for (text, most, shown) in [
            (r#""short""#, 7, r#""short""#),
            (r#""longer""#, 7, r#""longer"#),
            ("\"aé\"", 3, "\"a"),
            (r#""a\n\n""#, 5, r#""a\n"#),
            (r#""\u00e9\u00e9""#, 12, r#""\u00e9"#),
            (r#""\ud83c\udf88x""#, 12, r#"""#),
            (r#""\ud83c\udf88x""#, 13, r#""\ud83c\udf88"#),
            ("1234567890", 4, "1234"),
        ] {
            let (cut, rest) = piece(text).cut(most);
            assert_eq!((cut.text, rest), (shown, &text[shown.len()..]), "{text} to {most}");
        }
    }

    #[test]
    fn marks_are_clipped_to_their_piece() {
        let piece = Piece { kind: Kind::String, text: "abcdef", start: 10 };
        let marked = |marks: &[Range<usize>]| piece.marked(marks.iter().cloned());
        assert_eq!(marked(&[]), [("abcdef", false)]);
        assert_eq!(marked(&[0..5, 20..30]), [("abcdef", false)]);
        assert_eq!(
            marked(&[5..11, 12..13, 15..40]),
            [("a", true), ("b", false), ("c", true), ("de", false), ("f", true)]
        );
    }
}
