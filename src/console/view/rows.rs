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
    /// Whether it is sent; one that is not stays in the form.
    pub sent: ArcRwSignal<bool>,
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
        let row = self.row(String::new(), String::new());
        let key = row.key;
        self.rows.update(|rows| rows.push(row));
        key
    }

    /// Removes the row `key`.
    pub fn remove(self, key: usize) {
        self.rows.update(|rows| rows.retain(|row| row.key != key));
    }

    /// Replaces all rows by `pairs`.
    pub fn fill(self, pairs: Vec<(String, String)>) {
        self.rows.set(pairs.into_iter().map(|(name, value)| self.row(name, value)).collect());
    }

    /// Rows are made in event handlers, which own nothing: the signals live as long as the row.
    fn row(self, name: String, value: String) -> RowDraft {
        let key = self.next_key.get_value();
        self.next_key.set_value(key + 1);
        RowDraft { key, name: ArcRwSignal::new(name), value: ArcRwSignal::new(value), sent: ArcRwSignal::new(true) }
    }

    /// What was typed into the rows that are sent.
    pub fn pairs(self) -> Vec<(String, String)> {
        let sent = self.rows.get().into_iter().filter(|row| row.sent.get());
        sent.map(|row| (row.name.get(), row.value.get())).collect()
    }

    /// Which of [`Self::pairs`] is the row `key`; `None` for one that is not sent.
    pub fn place(self, key: usize) -> Option<usize> {
        self.rows.with(|rows| rows.iter().filter(|row| row.sent.get()).position(|row| row.key == key))
    }
}
