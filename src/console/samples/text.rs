//! A request taken apart into plain text and secrets, so that every language can write a secret as a variable.

use super::names::{self, Variables};
use super::scan;
use crate::console::request::{Body, MASK, NeutralRequest, Part, PartContent};
use crate::console::variables::{Stretch, stretches, unknown};

pub use super::names::{Variable, is_secret_name};

/// A stretch of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// What it says.
    Plain(String),
    /// The value of the variable with this place in [`Draft::variables`].
    Secret(usize),
}

/// A text whose secrets are variables. No plain stretch is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    pieces: Vec<Piece>,
    /// Whether every piece is better on a line of its own.
    is_listed: bool,
}

impl Text {
    /// A text without secrets.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        let mut new = Self::default();
        new.push(text);
        new
    }

    /// Its stretches in order.
    #[must_use]
    pub fn pieces(&self) -> &[Piece] {
        &self.pieces
    }

    /// Adds plain text to its end.
    pub(super) fn push(&mut self, text: &str) {
        match self.pieces.last_mut() {
            _ if text.is_empty() => {}
            Some(Piece::Plain(last)) => last.push_str(text),
            _ => self.pieces.push(Piece::Plain(text.to_owned())),
        }
    }

    /// Adds a variable to its end.
    pub(super) fn push_secret(&mut self, variable: usize) {
        self.pieces.push(Piece::Secret(variable));
    }

    /// Adds `text` to its end as a piece of its own.
    pub(super) fn list(&mut self, text: &Self) {
        self.is_listed = true;
        self.pieces.extend(text.pieces.iter().cloned());
    }

    /// Adds `text` to its end.
    pub(super) fn append(&mut self, text: &Self) {
        for piece in &text.pieces {
            match piece {
                Piece::Plain(text) => self.push(text),
                Piece::Secret(variable) => self.push_secret(*variable),
            }
        }
    }

    /// The text with `change` made to its plain stretches.
    pub(super) fn map(&self, change: impl Fn(&str) -> String) -> Self {
        let mut changed = Self::default();
        for piece in &self.pieces {
            match piece {
                Piece::Plain(text) => changed.push(&change(text)),
                Piece::Secret(variable) => changed.push_secret(*variable),
            }
        }
        changed
    }

    /// The text without its first `length` bytes, all of which are plain.
    pub(super) fn after(&self, length: usize) -> Self {
        let mut rest = Self::default();
        for (place, piece) in self.pieces.iter().enumerate() {
            match piece {
                Piece::Plain(text) if place == 0 => rest.push(text.get(length..).unwrap_or_default()),
                Piece::Plain(text) => rest.push(text),
                Piece::Secret(variable) => rest.push_secret(*variable),
            }
        }
        rest
    }
}

/// A request whose secrets are variables.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The method.
    pub method: String,
    /// The address, without a fragment: none is sent.
    pub url: Text,
    /// The headers in order.
    pub headers: Vec<(String, Text)>,
    /// The body.
    pub body: Payload,
    /// The secrets, in the order in which they first occur.
    pub variables: Vec<Variable>,
    /// Whether samples show the secrets.
    pub(super) revealed: bool,
    /// How many bytes the body has.
    size: u64,
}

/// The body of a [`Draft`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payload {
    /// There is none.
    None,
    /// Text.
    Text(Text),
    /// The bytes of the file with this name.
    File(String),
    /// `multipart/form-data`.
    Multipart(Vec<Field>),
}

/// A part of a multipart body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// The field's name.
    pub name: String,
    /// Its media type; empty for none.
    pub content_type: String,
    /// What it holds.
    pub content: Content,
}

/// What a [`Field`] holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Content {
    /// Text.
    Text(Text),
    /// The bytes of the file with this name.
    File(String),
}

/// Takes the secrets out of `request`. They are found by the names of headers, query parameters, form fields, members
/// of JSON objects and settings in connection strings; see [`is_secret_name`]. What the request itself names is secret, too,
/// and so are values that are not known here: each is a variable called as its own.
#[must_use]
pub fn secrets(request: &NeutralRequest) -> Draft {
    let mut variables = Variables::new(&request.secrets);
    let (url, _) = request.url.split_once('#').unwrap_or((&request.url, ""));
    let url = scan::url(url, &mut variables);
    let url = variables.hide_unknown(&url);
    let header = |(name, value): &(String, String)| {
        let value = scan::header(name, value, &mut variables);
        (names::spelled(name, "<", ">"), variables.hide_unknown(&value))
    };
    let headers = request.headers.iter().map(header).collect();
    let body = match &request.body {
        Body::None => Payload::None,
        Body::Text(text) => {
            let text = scan::body(text, &mut variables);
            Payload::Text(variables.hide_unknown(&text))
        }
        Body::File(file) => Payload::File(file.name.clone()),
        Body::Multipart(parts) => Payload::Multipart(parts.iter().map(|part| field(part, &mut variables)).collect()),
    };
    let variables = variables.into_list();
    Draft { method: request.method.clone(), url, headers, body, variables, revealed: false, size: size(&request.body) }
}

fn field(part: &Part, variables: &mut Variables<'_>) -> Field {
    let content = match &part.content {
        PartContent::Text(text) => {
            let is_secret = is_secret_name(&part.name);
            let text = if is_secret { scan::lines(&part.name, text, variables) } else { scan::body(text, variables) };
            Content::Text(variables.hide_unknown(&text))
        }
        PartContent::File(file) => Content::File(file.name.clone()),
    };
    // A file without a type is one of bytes, as in a browser (WHATWG HTML, "multipart/form-data encoding algorithm").
    let content_type = match &content {
        Content::File(_) if part.content_type.is_empty() => "application/octet-stream".to_owned(),
        _ => part.content_type.clone(),
    };
    Field { name: names::spelled(&part.name, "<", ">"), content_type, content }
}

/// `request` with [`MASK`] in place of every secret's value.
#[must_use]
pub fn masked(request: &NeutralRequest) -> NeutralRequest {
    let draft = secrets(request);
    let mask = |text: &Text| draft.spell(text, |_| MASK);
    let mut masked = request.clone();
    masked.url = mask(&draft.url);
    for ((_, value), (_, text)) in masked.headers.iter_mut().zip(&draft.headers) {
        *value = mask(text);
    }
    match (&mut masked.body, &draft.body) {
        (Body::Text(body), Payload::Text(text)) => *body = mask(text),
        (Body::Multipart(parts), Payload::Multipart(fields)) => {
            for (part, field) in parts.iter_mut().zip(fields) {
                if let (PartContent::Text(value), Content::Text(text)) = (&mut part.content, &field.content) {
                    *value = mask(text);
                }
            }
        }
        _ => {}
    }
    masked
}

/// How many bytes `body` has, not counting what separates parts.
fn size(body: &Body) -> u64 {
    let text = |text: &str| u64::try_from(text.len()).unwrap_or(u64::MAX);
    let part = |part: &Part| match &part.content {
        PartContent::Text(value) => text(value),
        PartContent::File(file) => file.size,
    };
    match body {
        Body::None => 0,
        Body::Text(body) => text(body),
        Body::File(file) => file.size,
        Body::Multipart(parts) => parts.iter().map(part).fold(0, u64::saturating_add),
    }
}

impl Draft {
    /// What `text` says with its secrets. Decisions about a sample's shape are made by this, so that the masked sample
    /// has the same.
    pub(super) fn value(&self, text: &Text) -> String {
        self.spell(text, |variable| &variable.value)
    }

    fn spell<'d>(&'d self, text: &'d Text, secret: impl Fn(&'d Variable) -> &'d str) -> String {
        let piece = |piece: &'d Piece| match piece {
            Piece::Plain(text) => text.as_str(),
            Piece::Secret(place) => self.variables.get(*place).map_or("", &secret),
        };
        text.pieces.iter().map(piece).collect()
    }

    /// The lines that declare the variables, with an empty one after them; each is `declare`'s of name and value.
    pub(super) fn declarations(&self, declare: impl Fn(&str, &str) -> String) -> String {
        let mut lines = String::new();
        for variable in &self.variables {
            lines.push_str(&declare(&variable.name, if self.revealed { &variable.shown } else { MASK }));
            lines.push('\n');
        }
        if !lines.is_empty() {
            lines.push('\n');
        }
        lines
    }

    /// `text` as an expression: the pieces' own, joined by `glue`.
    pub(super) fn expression(
        &self,
        text: &Text,
        literal: impl Fn(&str) -> String,
        variable: impl Fn(&str) -> String,
        glue: &str,
    ) -> String {
        if text.pieces.is_empty() {
            return literal("");
        }
        let piece = |piece: &Piece| match piece {
            Piece::Plain(text) => literal(text),
            Piece::Secret(place) => self.variables.get(*place).map_or_else(String::new, |known| variable(&known.name)),
        };
        let pieces: Vec<String> = text.pieces.iter().map(piece).collect();
        if text.is_listed && !glue.is_empty() {
            return pieces.join(&[glue.trim_end(), "\n        "].concat());
        }
        pieces.join(glue)
    }

    /// Whether curl asks with `Expect: 100-continue` before it sends the body; from 1 MiB on it does.
    pub(super) fn makes_curl_ask(&self) -> bool {
        self.size > 1_000_000 && self.header("expect").is_none()
    }

    /// The value of the first header called `name`.
    pub(super) fn header(&self, name: &str) -> Option<&Text> {
        self.headers.iter().find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// The headers with every name once: repeated ones have their values joined by commas (RFC 9110 section 5.3),
    /// cookies by semicolons (RFC 6265 section 5.4).
    pub(crate) fn merged_headers(&self) -> Vec<(&str, Text)> {
        let mut merged: Vec<(&str, Text)> = Vec::new();
        for (name, value) in &self.headers {
            match merged.iter_mut().find(|(other, _)| other.eq_ignore_ascii_case(name)) {
                Some((name, before)) => {
                    before.push(if name.eq_ignore_ascii_case("cookie") { "; " } else { ", " });
                    before.append(value);
                }
                None => merged.push((name, value.clone())),
            }
        }
        merged
    }
}

impl Variables<'_> {
    /// Adds the secret `value` of `name` to the end of `text`. An empty value is no secret.
    pub(super) fn hide(&mut self, text: &mut Text, name: &str, value: &str) {
        if !value.is_empty() {
            text.push_secret(self.place(&names::variable(name), value));
        }
    }

    /// `text` with a variable for each value in it that is not known here.
    pub(super) fn hide_unknown(&mut self, text: &Text) -> Text {
        let mut hidden = Text::default();
        for piece in &text.pieces {
            match piece {
                Piece::Plain(text) => {
                    for stretch in stretches(text) {
                        match stretch {
                            Stretch::Known(text) => hidden.push(text),
                            Stretch::Unknown(name) => self.hide(&mut hidden, name, &unknown(name)),
                        }
                    }
                }
                Piece::Secret(variable) => hidden.push_secret(*variable),
            }
        }
        hidden
    }
}
