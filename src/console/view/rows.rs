//! Rows of a name and a value, as they stand in the form.

use leptos::prelude::*;

/// A name and a value that a person adds.
#[derive(Clone)]
pub(super) struct RowDraft {
    /// Tells the rows apart while they come and go.
    pub key: usize,
    /// What was typed as its name.
    pub name: ArcRwSignal<String>,
    /// What was typed as its value.
    pub value: ArcRwSignal<String>,
}

/// Rows that can be added and removed.
#[derive(Clone, Copy)]
pub(super) struct Rows {
    pub rows: RwSignal<Vec<RowDraft>>,
    next_key: StoredValue<usize>,
}

impl Rows {
    /// None yet.
    pub fn new() -> Self {
        Self { rows: RwSignal::new(Vec::new()), next_key: StoredValue::new(0) }
    }

    /// Adds an empty row and returns its key.
    pub fn add(self) -> usize {
        let key = self.take_key();
        // Made in an event handler, which owns nothing: the signals live as long as the row.
        let row = RowDraft { key, name: ArcRwSignal::default(), value: ArcRwSignal::default() };
        self.rows.update(|rows| rows.push(row));
        key
    }

    /// Removes the row `key`.
    pub fn remove(self, key: usize) {
        self.rows.update(|rows| rows.retain(|row| row.key != key));
    }

    /// Replaces all rows by `pairs`.
    pub fn fill(self, pairs: Vec<(String, String)>) {
        let rows = pairs.into_iter().map(|(name, value)| {
            let key = self.take_key();
            RowDraft { key, name: ArcRwSignal::new(name), value: ArcRwSignal::new(value) }
        });
        self.rows.set(rows.collect());
    }

    fn take_key(self) -> usize {
        let key = self.next_key.get_value();
        self.next_key.set_value(key + 1);
        key
    }

    /// What was typed.
    pub fn pairs(self) -> Vec<(String, String)> {
        self.rows.get().into_iter().map(|row| (row.name.get(), row.value.get())).collect()
    }
}
