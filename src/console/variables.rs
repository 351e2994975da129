//! Variables in what a person fills in: `{{name}}` stands for the value that the chosen environment gives it.
//!
//! - White space around the name does not matter. Only values are put in, once: braces in them are braces.
//! - `{{{{` writes `{{`. Of three braces the first is itself, so that `{{{name}}}` is a value in braces.
//! - A name that the environment does not have is complained about at its field and left as it is.
//! - Braces with nothing between them, without an end, or with braces or a line break between them are no variable.
//! - Without an environment nothing is replaced.
//!
//! The browser does not know private values. It puts a mark in their place, which goes through everything that a value
//! goes through: checks of its type let it pass, addresses show it as dots, samples make a variable of it. The server
//! does the same to show what it called.

use super::base_url;
use super::model::{ConsoleRequest, Credential, PartValue, RequestBody};
use super::request::{MASK, field};
use crate::kernel::{FieldError, Message};

/// The most bytes that values may add up to in a call: as much as a call may have without them.
const LARGEST: usize = 16 * 1024 * 1024;
/// The longest part of an unknown name that is told.
const TOLD: usize = 100;

/// Where the mark of an unknown value begins and ends, with its variable's name between (private use characters).
const MARKS: (&str, &str) = ("\u{f0000}", "\u{f0001}");
/// The same as they stand in addresses and forms.
const ENCODED: (&str, &str) = ("%F3%B0%80%80", "%F3%B0%80%81");

/// The mark of the value of `name`, which is not known here.
#[must_use]
pub fn unknown(name: &str) -> String {
    [MARKS.0, name, MARKS.1].concat()
}

/// Whether there is an unknown value in `text`.
#[must_use]
pub fn is_unknown(text: &str) -> bool {
    text.contains(MARKS.0)
}

/// A stretch of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stretch<'t> {
    /// As it stands; not empty.
    Known(&'t str),
    /// The unknown value of the variable with this name.
    Unknown(&'t str),
}

/// `text`, which may be percent-encoded, cut at its unknown values.
#[must_use]
pub fn stretches(text: &str) -> Vec<Stretch<'_>> {
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        let next = [MARKS, ENCODED].into_iter().filter_map(|(begin, end)| {
            let (before, behind) = rest.split_once(begin)?;
            let (name, after) = behind.split_once(end)?;
            Some((before, name, after))
        });
        let Some((before, name, after)) = next.min_by_key(|(before, ..)| before.len()) else { break };
        found.extend((!before.is_empty()).then_some(Stretch::Known(before)));
        found.push(Stretch::Unknown(name));
        rest = after;
    }
    found.extend((!rest.is_empty()).then_some(Stretch::Known(rest)));
    found
}

/// `text`, which may be percent-encoded, with dots in place of its unknown values.
#[must_use]
pub fn masked(text: &str) -> String {
    let shown = |stretch| match stretch {
        Stretch::Known(text) => text,
        Stretch::Unknown(_) => MASK,
    };
    stretches(text).into_iter().map(shown).collect()
}

/// `request` with the values that `value` gives for names, and what is wrong with it: the fields are named as those of
/// [`super::request::build`], and besides `query.0.value`, `fields.0.name`, `fields.0.value` and `parts.0.value`.
#[must_use]
pub fn fill(mut request: ConsoleRequest, value: &dyn Fn(&str) -> Option<String>) -> (ConsoleRequest, Vec<FieldError>) {
    let mut filling = Filling { value, room: LARGEST, complaints: Vec::new() };
    for (name, value) in request.server.iter_mut().flat_map(|server| &mut server.variables) {
        filling.fill(value, || base_url::field(name));
    }
    for parameter in &mut request.parameters {
        filling.fill(&mut parameter.value, || field(&parameter.name, parameter.location));
    }
    filling.fill_pairs(&mut request.query, "query");
    filling.fill_pairs(&mut request.headers, "headers");
    for (position, credential) in request.credentials.iter_mut().enumerate() {
        let texts = match credential {
            Credential::ApiKey { value, .. } => [Some(value), None],
            Credential::Basic { user, password } => [Some(user), Some(password)],
            Credential::Bearer { token } => [Some(token), None],
        };
        for text in texts.into_iter().flatten() {
            filling.fill(text, || format!("credentials.{position}"));
        }
    }
    match &mut request.body {
        Some(RequestBody::Text { text, .. }) => filling.fill(text, || "body".to_owned()),
        Some(RequestBody::Form { fields }) => filling.fill_pairs(fields, "fields"),
        Some(RequestBody::Multipart { parts }) => {
            for (position, part) in parts.iter_mut().enumerate() {
                filling.fill(&mut part.name, || format!("parts.{position}.name"));
                if let PartValue::Text(text) = &mut part.value {
                    filling.fill(text, || format!("parts.{position}.value"));
                }
            }
        }
        Some(RequestBody::File { .. }) | None => {}
    }
    (request, filling.complaints)
}

struct Filling<'v> {
    value: &'v dyn Fn(&str) -> Option<String>,
    /// How many bytes values may still have.
    room: usize,
    complaints: Vec<FieldError>,
}

impl Filling<'_> {
    fn fill_pairs(&mut self, pairs: &mut [(String, String)], group: &str) {
        for (position, (name, value)) in pairs.iter_mut().enumerate() {
            self.fill(name, || format!("{group}.{position}.name"));
            self.fill(value, || format!("{group}.{position}.value"));
        }
    }

    /// Fills in `text`; complaints are named by `field`, one of each.
    fn fill(&mut self, text: &mut String, field: impl Fn() -> String) {
        if !text.contains("{{") {
            return;
        }
        let mut filled = String::with_capacity(text.len());
        let mut rest = text.as_str();
        while let Some((before, behind)) = rest.split_once("{{") {
            filled.push_str(before);
            if let Some(after) = behind.strip_prefix("{{") {
                filled.push_str("{{");
                rest = after;
                continue;
            }
            let Some((name, after)) = named(behind) else {
                // The second brace may be the first of a pair.
                filled.push('{');
                rest = rest.get(before.len() + 1..).unwrap_or_default();
                continue;
            };
            rest = after;
            let message = match (self.value)(name) {
                Some(value) if value.len() <= self.room => {
                    self.room -= value.len();
                    filled.push_str(&value);
                    continue;
                }
                Some(_) => Message::TooLong { most: LARGEST },
                None => {
                    filled.extend(["{{", name, "}}"]);
                    Message::UnknownVariable { name: name.chars().take(TOLD).collect() }
                }
            };
            let complaint = FieldError { field: field(), message };
            if self.complaints.last() != Some(&complaint) {
                self.complaints.push(complaint);
            }
        }
        filled.push_str(rest);
        *text = filled;
    }
}

/// The name at the beginning of `text`, which stands behind two braces, and what comes after its end.
fn named(text: &str) -> Option<(&str, &str)> {
    let (name, _) = text.split_once(['{', '}', '\n', '\r'])?;
    let after = text.get(name.len()..)?.strip_prefix("}}")?;
    let name = name.trim();
    (!name.is_empty()).then_some((name, after))
}

#[cfg(test)]
mod tests;
