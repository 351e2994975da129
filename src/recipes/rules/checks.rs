//! Collecting what is wrong with a recipe, all of it at once.

use std::collections::BTreeSet;

use super::{Complaint, LONGEST_NAME, Problem};
use crate::recipes::expression::{is_id, is_name};

/// The complaints so far.
#[derive(Default)]
pub(super) struct Checks {
    pub(super) complaints: Vec<Complaint>,
}

impl Checks {
    pub(super) fn complain(&mut self, field: impl Into<String>, problem: Problem) {
        self.complaints.push(Complaint { field: field.into(), problem });
    }

    pub(super) fn at_most(&mut self, field: &str, text: &str, most: usize) -> bool {
        let fits = text.len() <= most || text.chars().count() <= most;
        if !fits {
            self.complain(field, Problem::TooLong { most });
        }
        fits
    }

    pub(super) fn text(&mut self, field: &str, text: &str, most: usize) {
        if text.trim().is_empty() {
            self.complain(field, Problem::Required);
        } else {
            self.at_most(field, text, most);
        }
    }

    pub(super) fn rows(&mut self, field: &str, rows: usize, most: usize) {
        if rows > most {
            self.complain(field, Problem::TooMany { most });
        }
    }

    pub(super) fn id(&mut self, field: &str, id: &str) {
        if id.is_empty() {
            self.complain(field, Problem::Required);
        } else if self.at_most(field, id, LONGEST_NAME) && !is_id(id) {
            self.complain(field, Problem::NotAnId);
        }
    }

    pub(super) fn name(&mut self, field: &str, name: &str) {
        if name.is_empty() {
            self.complain(field, Problem::Required);
        } else if self.at_most(field, name, LONGEST_NAME) && !is_name(name) {
            self.complain(field, Problem::NotAName);
        }
    }

    /// Complains about each of `names` that came before.
    pub(super) fn unique<'n>(&mut self, rows: &str, column: &str, names: impl Iterator<Item = &'n str>) {
        let mut known = BTreeSet::new();
        for (place, name) in names.enumerate().filter(|(_, name)| !name.is_empty()) {
            if !known.insert(name) {
                self.complain(format!("{rows}.{place}.{column}"), Problem::Duplicate { name: name.to_owned() });
            }
        }
    }
}
