//! Collecting what is wrong with a document.

use std::collections::HashSet;

use super::{limits, locate};
use crate::openapi::model::Warning;

/// The most characters of a pointer or message.
const LONGEST: usize = 2_000;

/// The warnings so far, each once: a part that is referred to from many places is read many times.
pub(super) struct Warnings {
    list: Vec<Warning>,
    known: HashSet<(String, String)>,
    left_out: usize,
}

impl Warnings {
    pub(super) fn new() -> Self {
        Self { list: Vec::new(), known: HashSet::new(), left_out: 0 }
    }

    /// Notes `message` at `pointer`, which is empty for the document itself.
    pub(super) fn add(&mut self, pointer: &str, message: String) {
        if self.list.len() >= limits::WARNINGS - 1 {
            self.left_out += 1;
            return;
        }
        let (pointer, message) = (cut(pointer), cut(&message));
        if self.known.insert((pointer.clone(), message.clone())) {
            self.list.push(Warning { pointer, line: None, column: None, message });
        }
    }

    /// The warnings with the lines of the first of them, in the order in which they were found.
    pub(super) fn finish(mut self, text: &str, is_json: bool) -> Vec<Warning> {
        if !self.list.is_empty() {
            let some = self.list.len().min(limits::LOCATED);
            let pointers: Vec<&str> = self.list.iter().take(some).map(|warning| warning.pointer.as_str()).collect();
            let places = locate::locate(text, is_json, &pointers);
            for (warning, place) in self.list.iter_mut().zip(places) {
                (warning.line, warning.column) = place.unzip();
            }
        }
        for warning in &mut self.list {
            warning.pointer.insert(0, '#');
        }
        if self.left_out > 0 {
            let message = format!("There are {} further warnings, which are not listed.", self.left_out);
            self.list.push(Warning { pointer: "#".to_owned(), message, ..Warning::default() });
        }
        self.list
    }
}

/// The beginning of `text`, which may hold whatever the document does.
fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        None => text.to_owned(),
        Some((end, _)) => text.get(..end).map(|start| format!("{start}…")).unwrap_or_default(),
    }
}
