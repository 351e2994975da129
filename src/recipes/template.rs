//! Texts with expressions in them: values of parameters, and bodies.
//!
//! A text that begins with `$` and a letter is one expression. In any other, expressions stand between `{` and `}`, as
//! in `Bearer {$inputs.key}`; braces that no `$` and letter follow are just braces. How a value is spelled depends on
//! where it stands, so that none can break out of its place: in JSON, between quotes, it is escaped as a JSON string is;
//! elsewhere in JSON it is written as JSON, in its own type; in the body of a form it is percent-encoded; anywhere else it
//! is its plain text.

use std::fmt;

use serde_json::Value;

use super::context::{Context, Missing, text};
use super::expression::Expression;
use super::syntax::{SyntaxError, SyntaxProblem};
use crate::catalog::template::Encoded;
use crate::kernel::http::essence;

/// A text with expressions in it. It is spelled as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    pieces: Vec<Piece>,
    /// Whether it is one expression, without braces.
    is_whole: bool,
}

/// A stretch of a [`Template`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// What it says.
    Text(String),
    /// The value of an expression.
    Hole(Expression, Place),
}

/// Where an expression stands, which decides how its value is spelled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a text that is taken as it is.
    Plain,
    /// Between the quotes of a JSON string.
    JsonText,
    /// In JSON, by itself.
    JsonValue,
    /// In `application/x-www-form-urlencoded`.
    Form,
}

impl Template {
    /// Reads the value of a parameter.
    ///
    /// # Errors
    /// What is wrong with it and where.
    pub fn parse(text: &str) -> Result<Self, SyntaxError> {
        Self::read(text, Place::Plain)
    }

    /// Reads a body of the type `content_type`. Without one, a body that begins as an object or an array does is JSON.
    ///
    /// # Errors
    /// What is wrong with it and where.
    pub fn parse_body(text: &str, content_type: &str) -> Result<Self, SyntaxError> {
        let essence = essence(content_type);
        let begins = |text: &str| text.starts_with(['{', '[']) && hole_at(text) != Some(0);
        let is_json = match essence.as_str() {
            "" => begins(text.trim_start()),
            essence => essence == "application/json" || essence == "text/json" || essence.ends_with("+json"),
        };
        Self::read(
            text,
            match essence.as_str() {
                _ if is_json => Place::JsonValue,
                "application/x-www-form-urlencoded" => Place::Form,
                _ => Place::Plain,
            },
        )
    }

    fn read(text: &str, place: Place) -> Result<Self, SyntaxError> {
        let mut after = text.chars();
        if after.next() == Some('$') && after.next().is_some_and(|c| c.is_ascii_alphabetic()) {
            return Ok(Self { pieces: vec![Piece::Hole(Expression::parse(text)?, place)], is_whole: true });
        }
        let mut pieces = Vec::new();
        let mut rest = text;
        let mut quotes = Quotes::default();
        while let Some(at) = hole_at(rest) {
            let (before, hole) = rest.split_at(at);
            let start = text.len() - hole.len();
            let end = hole.find('}').ok_or_else(|| SyntaxError::at(text, start, SyntaxProblem::BraceMissing))?;
            let inside = hole.get(1..end).unwrap_or_default();
            let expression =
                Expression::parse(inside).map_err(|error| error.behind(text.get(..=start).unwrap_or_default()))?;
            quotes.pass(before);
            if !before.is_empty() {
                pieces.push(Piece::Text(before.to_owned()));
            }
            let is_text = place == Place::JsonValue && quotes.is_open;
            pieces.push(Piece::Hole(expression, if is_text { Place::JsonText } else { place }));
            rest = hole.get(end + 1..).unwrap_or_default();
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Ok(Self { pieces, is_whole: false })
    }

    /// Its stretches in order. No text among them is empty.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Its expressions in order.
    pub fn expressions(&self) -> impl Iterator<Item = &Expression> {
        self.pieces.iter().filter_map(|piece| match piece {
            Piece::Text(_) => None,
            Piece::Hole(expression, _) => Some(expression),
        })
    }

    /// The text with what its expressions come to.
    ///
    /// # Errors
    /// That an expression has no value.
    pub fn fill(&self, context: &Context<'_>) -> Result<String, Missing> {
        self.pieces.iter().try_fold(String::new(), |mut filled, piece| {
            match piece {
                Piece::Text(text) => filled.push_str(text),
                Piece::Hole(expression, place) => filled.push_str(&place.spell(&context.value(expression)?)),
            }
            Ok(filled)
        })
    }
}

impl Place {
    /// `value` as it stands there.
    #[must_use]
    pub fn spell(self, value: &Value) -> String {
        match self {
            Self::Plain => text(value),
            Self::JsonValue => value.to_string(),
            Self::JsonText => {
                let quoted = Value::String(text(value)).to_string();
                quoted.get(1..quoted.len() - 1).unwrap_or_default().to_owned()
            }
            Self::Form => Encoded::of(&text(value)).as_str().to_owned(),
        }
    }
}

/// Where the next expression in braces begins.
fn hole_at(text: &str) -> Option<usize> {
    let begins = |at: &usize| text.as_bytes().get(at + 2).is_some_and(u8::is_ascii_alphabetic);
    text.match_indices("{$").map(|(at, _)| at).find(begins)
}

/// Whether one is between the quotes of a JSON string.
#[derive(Default)]
struct Quotes {
    is_open: bool,
    is_escaped: bool,
}

impl Quotes {
    fn pass(&mut self, text: &str) {
        for c in text.chars() {
            if c == '"' && !self.is_escaped {
                self.is_open = !self.is_open;
            }
            self.is_escaped = self.is_open && c == '\\' && !self.is_escaped;
        }
    }
}

impl fmt::Display for Template {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pieces.iter().try_for_each(|piece| match piece {
            Piece::Text(text) => f.write_str(text),
            Piece::Hole(expression, _) if self.is_whole => write!(f, "{expression}"),
            Piece::Hole(expression, _) => write!(f, "{{{expression}}}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn places_are_seen() {
        let places = |text: &str, content_type: &str| {
            let template = Template::parse_body(text, content_type).unwrap();
            let place = |piece: &Piece| match piece {
                Piece::Text(_) => None,
                Piece::Hole(_, place) => Some(*place),
            };
            template.pieces().iter().filter_map(place).collect::<Vec<_>>()
        };
        use Place::{Form, JsonText, JsonValue, Plain};
        for (text, content_type, expected) in [
            (r#"{"a": {$inputs.a}, "b": "{$inputs.a}"}"#, "application/json; charset=utf-8", vec![JsonValue, JsonText]),
            (r#"["\\{$inputs.a}", {$inputs.a}, "\\\"{$inputs.a}"]"#, "a/b+json", vec![JsonText, JsonValue, JsonText]),
            ("$inputs.a", "application/json", vec![JsonValue]),
            ("a={$inputs.a}", "application/x-www-form-urlencoded", vec![Form]),
            ("\"{$inputs.a}\"", "text/plain", vec![Plain]),
            ("{\"a\": {$inputs.a}}", "", vec![JsonValue]),
            ("{$inputs.a}", "", vec![Plain]),
        ] {
            assert_eq!(places(text, content_type), expected, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_read_is_spelled_the_same(
            pieces in prop::collection::vec(prop::sample::select(vec![
                "{", "}", "{$", "$", "$inputs.a", "{$inputs.a}", "{$response.body#/a}", "\"", "\\", "ü", "😀", "a", "#/", "5",
            ]), 0..12),
            content_type in prop::sample::select(vec!["", "application/json", "application/x-www-form-urlencoded"]),
        ) {
            let text = pieces.concat();
            if let Ok(template) = Template::parse_body(&text, content_type) {
                prop_assert_eq!(template.to_string(), text);
            }
        }
    }
}
