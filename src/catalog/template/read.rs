//! Reading a template's text.

use super::encode::{encode, is_allowed};
use super::{Part, Token};
use crate::kernel::Message;

/// Reads the characters behind the leading slash.
pub(super) struct Reader {
    rest: Vec<char>,
    at: usize,
    names: Vec<String>,
}

impl Reader {
    pub(super) fn new(rest: &str) -> Self {
        Self { rest: rest.chars().collect(), at: 0, names: Vec::new() }
    }

    /// Reads parts that `separator` divides, up to `end` or the end of the text.
    pub(super) fn parts(&mut self, separator: char, end: Option<char>) -> Result<Vec<Part>, Message> {
        let mut parts = vec![Part::new()];
        while let Some(character) = self.peek().filter(|character| Some(*character) != end) {
            if self.take(separator) {
                parts.push(Part::new());
                continue;
            }
            let token = if character == '{' { self.parameter()? } else { Token::Literal(self.literal(end.is_none())?) };
            if let Some(part) = parts.last_mut() {
                push(part, token);
            }
        }
        Ok(parts)
    }

    /// Reads a name with its braces.
    fn parameter(&mut self) -> Result<Token, Message> {
        let position = self.position();
        self.at += 1;
        let mut name = String::new();
        while !self.take('}') {
            match self.peek() {
                None | Some('{') => return Err(Message::TemplateUnbalanced { position }),
                Some(c) if is_blank(c) || matches!(c, '/' | '\\' | '?' | '&' | '#' | '=') => {
                    return Err(Message::TemplateCharacter { character: c, position: self.position() });
                }
                Some(c) => name.push(c),
            }
            self.at += 1;
        }
        if name.is_empty() {
            return Err(Message::TemplateEmptyName { position });
        }
        if self.names.contains(&name) {
            return Err(Message::DuplicateParameter { name });
        }
        self.names.push(name.clone());
        Ok(Token::Parameter(name))
    }

    /// Reads one character, or three of a percent-encoding, and encodes what a URL cannot hold.
    fn literal(&mut self, in_query: bool) -> Result<String, Message> {
        let position = self.position();
        let Some(character) = self.peek() else { return Ok(String::new()) };
        self.at += 1;
        match character {
            '}' => Err(Message::TemplateUnbalanced { position }),
            '%' => match self.rest.get(self.at..self.at + 2) {
                Some(digits) if digits.iter().all(char::is_ascii_hexdigit) && digits != ['0', '0'] => {
                    self.at += 2;
                    Ok(std::iter::once('%').chain(digits.iter().copied()).collect())
                }
                _ => Err(Message::TemplateEncoding { position }),
            },
            '\\' => Err(Message::TemplateCharacter { character, position }),
            c if is_blank(c) => Err(Message::TemplateCharacter { character, position }),
            c if is_allowed(c, in_query) => Ok(c.to_string()),
            c => Ok(encode(c.encode_utf8(&mut [0; 4]))),
        }
    }

    fn peek(&self) -> Option<char> {
        self.rest.get(self.at).copied()
    }

    /// Whether `wanted` is the next character; if so, goes past it.
    pub(super) fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    /// Where the next character stands in the template, counted from 1; the slash in front was number 1.
    const fn position(&self) -> usize {
        self.at + 2
    }
}

/// Adds `token`, joining literal text with literal text.
fn push(part: &mut Part, token: Token) {
    match (part.last_mut(), token) {
        (Some(Token::Literal(text)), Token::Literal(more)) => text.push_str(&more),
        (_, token) => part.push(token),
    }
}

fn is_blank(character: char) -> bool {
    character.is_whitespace() || character.is_control()
}
