//! Segments that are text and parameters, such as `{id}.json`.

use super::path::decoded;
use crate::catalog::template::Piece;

/// A segment of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Segment {
    /// Always this text, decoded.
    Literal(Box<[u8]>),
    /// Any text but none.
    Parameter,
    /// Some of both.
    Mixed(Pattern),
}

/// Text and parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pattern(Box<[Part]>);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Part {
    Literal(Box<str>),
    Parameter,
}

impl Segment {
    /// The segment of these pieces.
    pub(super) fn of(pieces: &[Piece<'_>]) -> Self {
        match pieces {
            [] => Self::Literal(Box::default()),
            [Piece::Literal(text)] => Self::Literal(decoded(text).into()),
            [Piece::Parameter(_)] => Self::Parameter,
            pieces => Self::Mixed(Pattern(
                pieces
                    .iter()
                    .map(|piece| match piece {
                        Piece::Literal(text) => Part::Literal(String::from_utf8_lossy(&decoded(text)).into()),
                        Piece::Parameter(_) => Part::Parameter,
                    })
                    .collect(),
            )),
        }
    }
}

impl Part {
    fn text(&self) -> &str {
        match self {
            Self::Literal(text) => text,
            Self::Parameter => "",
        }
    }
}

impl Pattern {
    /// How much of it is text: the more, the closer it describes what it matches.
    pub(super) fn weight(&self) -> usize {
        self.0.iter().map(|part| part.text().len()).sum()
    }

    /// The text before its first parameter and that behind its last, either of which may be none.
    pub(super) fn ends(&self) -> (&str, &str) {
        (self.0.first().map_or("", Part::text), self.0.last().map_or("", Part::text))
    }

    /// Whether `text` can be made of it, as `catalog::template` reads it: a parameter goes up to the next text, and the
    /// last one takes all that is left.
    pub(super) fn matches(&self, text: &str) -> bool {
        let mut rest = text;
        let mut parts = &*self.0;
        while let [part, after @ ..] = parts {
            parts = after;
            let end = match (part, after) {
                (Part::Literal(text), _) => match rest.strip_prefix(&**text) {
                    Some(left) => {
                        rest = left;
                        continue;
                    }
                    None => return false,
                },
                (Part::Parameter, []) => Some(rest.len()),
                (Part::Parameter, [Part::Literal(text)]) => rest.strip_suffix(&**text).map(str::len),
                (Part::Parameter, [Part::Literal(text), ..]) => rest.find(&**text),
                (Part::Parameter, [Part::Parameter, ..]) => rest.chars().next().map(char::len_utf8),
            };
            match end.and_then(|end| rest.get(end..)).filter(|left| left.len() < rest.len()) {
                Some(left) => rest = left,
                None => return false,
            }
        }
        rest.is_empty()
    }
}
