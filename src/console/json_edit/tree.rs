//! Where the values of a JSON text stand in it.

use std::ops::Range;

use crate::console::json_view::Position;
use crate::console::json_view::escape::unquoted;
use crate::console::json_view::scan;
use crate::kernel::pointer::push;

/// A step from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the member with this name; the last one, if there are several.
    Name(String),
    /// To the element or member at this place, from 0.
    Nth(usize),
}

/// What a value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An object.
    Object,
    /// An array.
    Array,
    /// A text.
    Text,
    /// A number.
    Number,
    /// `true` or `false`.
    Boolean,
    /// `null`.
    Null,
    /// A variable, which stands for any text.
    Variable,
}

/// A value in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) span: Range<usize>,
    pub(super) kind: Kind,
    /// Where its name stands, with quotes, if it is a member.
    pub(super) key: Option<Range<usize>>,
    /// The numbers of the values directly inside.
    pub(super) inside: Vec<usize>,
}

/// The values of a text, by number, in the order in which they begin. That of the whole is 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    /// Reads `text`.
    ///
    /// # Errors
    /// Where it stops being JSON.
    pub fn read(text: &str) -> Result<Self, Position> {
        let mut reader = Reader { text, at: 0, nodes: Vec::new() };
        match reader.document() {
            Ok(()) => Ok(Self { nodes: reader.nodes }),
            Err(at) => Err(Position::of(text, at)),
        }
    }

    /// The number of the value that `path` leads to; `None` when there is none.
    #[must_use]
    pub fn find(&self, text: &str, path: &[Step]) -> Option<usize> {
        path.iter().try_fold(0, |from, step| self.find_in(text, from, step))
    }

    /// The JSON Pointer (RFC 6901) of the value that `path` leads to.
    #[must_use]
    pub fn pointer(&self, text: &str, path: &[Step]) -> Option<String> {
        let mut pointer = String::new();
        path.iter().try_fold(0, |from, step| {
            let number = self.find_in(text, from, step)?;
            let token = self.name(text, number).unwrap_or_else(|| match step {
                Step::Name(name) => name.clone(),
                Step::Nth(place) => place.to_string(),
            });
            push(&mut pointer, &token);
            Some(number)
        })?;
        Some(pointer)
    }

    /// The number of the value that the JSON Pointer (RFC 6901) leads to.
    #[must_use]
    pub fn at_pointer(&self, text: &str, pointer: &str) -> Option<usize> {
        let tokens = pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"));
        tokens.into_iter().try_fold(0, |from, token| {
            let step = match self.kind(from)? {
                Kind::Array => Step::Nth(token.parse().ok()?),
                _ => Step::Name(token),
            };
            self.find_in(text, from, &step)
        })
    }

    /// The number of the value that `step` leads to from the value `from`.
    #[must_use]
    pub fn find_in(&self, text: &str, from: usize, step: &Step) -> Option<usize> {
        let node = self.node(from)?;
        match step {
            Step::Nth(place) => node.inside.get(*place).copied(),
            Step::Name(name) => {
                node.inside.iter().rev().copied().find(|&one| self.name(text, one).as_ref() == Some(name))
            }
        }
    }

    /// What the value is.
    #[must_use]
    pub fn kind(&self, number: usize) -> Option<Kind> {
        self.node(number).map(|node| node.kind)
    }

    /// Where the value stands, in bytes.
    #[must_use]
    pub fn span(&self, number: usize) -> Option<Range<usize>> {
        self.node(number).map(|node| node.span.clone())
    }

    /// Where its name stands, if it is a member.
    #[must_use]
    pub fn key(&self, number: usize) -> Option<Range<usize>> {
        self.node(number)?.key.clone()
    }

    /// The value as it is written.
    #[must_use]
    pub fn raw<'t>(&self, text: &'t str, number: usize) -> Option<&'t str> {
        text.get(self.span(number)?)
    }

    /// The name of the value, if it is a member.
    #[must_use]
    pub fn name(&self, text: &str, number: usize) -> Option<String> {
        let key = self.node(number)?.key.clone()?;
        text.get(key).map(|key| unquoted(key).into_owned())
    }

    /// What the value says, of a text without its quotes and escapes.
    #[must_use]
    pub fn said(&self, text: &str, number: usize) -> Option<String> {
        let raw = self.raw(text, number)?;
        Some(if self.kind(number)? == Kind::Text { unquoted(raw).into_owned() } else { raw.to_owned() })
    }

    /// The numbers of the values directly inside.
    #[must_use]
    pub fn inside(&self, number: usize) -> &[usize] {
        self.node(number).map_or(&[], |node| &node.inside)
    }

    pub(super) fn node(&self, number: usize) -> Option<&Node> {
        self.nodes.get(number)
    }
}

/// How many UTF-16 code units, in which browsers count, come before the byte `offset` of `text`; a line break is one,
/// however it is written.
#[must_use]
pub fn units(text: &str, offset: usize) -> usize {
    let before = text.get(..offset).unwrap_or(text);
    before.encode_utf16().count() - before.matches("\r\n").count()
}

struct Reader<'t> {
    text: &'t str,
    at: usize,
    nodes: Vec<Node>,
}

impl Reader<'_> {
    /// Reads the whole text; an error is the byte that cannot be there.
    fn document(&mut self) -> Result<(), usize> {
        if self.text.starts_with('\u{feff}') {
            self.at = '\u{feff}'.len_utf8();
        }
        // The objects and arrays that are not closed yet. A list in place of recursion.
        let mut open: Vec<usize> = Vec::new();
        self.skip();
        loop {
            // Here a value is due, with its name in an object.
            let key = match open.last().and_then(|&parent| self.nodes.get(parent)) {
                Some(parent) if parent.kind == Kind::Object => Some(self.key()?),
                _ => None,
            };
            let number = self.nodes.len();
            if let Some(parent) = open.last().and_then(|&parent| self.nodes.get_mut(parent)) {
                parent.inside.push(number);
            }
            let (start, kind) = (self.at, self.value()?);
            self.nodes.push(Node { span: start..self.at, kind, key, inside: Vec::new() });
            let closing = match kind {
                Kind::Object => Some(b'}'),
                Kind::Array => Some(b']'),
                _ => None,
            };
            if let Some(closing) = closing {
                self.skip();
                if self.peek() != Some(closing) {
                    open.push(number);
                    continue;
                }
                self.at += 1;
                self.end(number);
            }
            // What ends with the value is closed; then comes a comma or the end.
            loop {
                self.skip();
                let Some(&parent) = open.last() else {
                    return if self.at == self.text.len() { Ok(()) } else { Err(self.at) };
                };
                let is_object = self.nodes.get(parent).is_some_and(|node| node.kind == Kind::Object);
                match self.peek() {
                    Some(b',') => break,
                    Some(b'}') if is_object => {}
                    Some(b']') if !is_object => {}
                    _ => return Err(self.at),
                }
                self.at += 1;
                self.end(parent);
                open.pop();
            }
            self.at += 1;
            self.skip();
        }
    }

    fn key(&mut self) -> Result<Range<usize>, usize> {
        let start = self.at;
        if self.peek() != Some(b'"') {
            return Err(self.at);
        }
        self.at = scan::string_end(self.text.as_bytes(), self.at)?;
        let key = start..self.at;
        self.skip();
        if self.peek() != Some(b':') {
            return Err(self.at);
        }
        self.at += 1;
        self.skip();
        Ok(key)
    }

    /// Reads a value; of an object or array only what opens it.
    fn value(&mut self) -> Result<Kind, usize> {
        let bytes = self.text.as_bytes();
        if let Some(end) = variable_end(self.text, self.at) {
            self.at = end;
            return Ok(Kind::Variable);
        }
        let (end, kind) = match self.peek() {
            Some(b'{') => (self.at + 1, Kind::Object),
            Some(b'[') => (self.at + 1, Kind::Array),
            Some(b'"') => (scan::string_end(bytes, self.at)?, Kind::Text),
            Some(b'-' | b'0'..=b'9') => (scan::number_end(bytes, self.at)?, Kind::Number),
            Some(b't') => (scan::word_end(bytes, self.at, b"true")?, Kind::Boolean),
            Some(b'f') => (scan::word_end(bytes, self.at, b"false")?, Kind::Boolean),
            Some(b'n') => (scan::word_end(bytes, self.at, b"null")?, Kind::Null),
            _ => return Err(self.at),
        };
        self.at = end;
        Ok(kind)
    }

    /// Notes that a value ends here.
    fn end(&mut self, number: usize) {
        if let Some(node) = self.nodes.get_mut(number) {
            node.span.end = self.at;
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip(&mut self) {
        self.at = scan::white_end(self.text.as_bytes(), self.at);
    }
}

/// Where the variable ends that begins at `at`, as `console::variables` has them.
pub(super) fn variable_end(text: &str, at: usize) -> Option<usize> {
    let behind = text.get(at..)?.strip_prefix("{{")?;
    let (name, _) = behind.split_once(['{', '}', '\n', '\r'])?;
    let is_variable = !name.trim().is_empty() && behind.get(name.len()..)?.starts_with("}}");
    is_variable.then_some(at + 2 + name.len() + 2)
}
