//! The segments of one place that are text and parameters, found by the text at their ends: what a call costs depends on how
//! many lengths of these there are, not on how many segments.

use std::collections::{BTreeSet, HashMap};

use super::pattern::Pattern;

/// Patterns, each with what stands behind it.
#[derive(Debug, Default)]
pub(super) struct Mixed<T> {
    all: Vec<(Pattern, T)>,
    /// Their numbers, by the text before their first parameter and then by that behind their last.
    by_ends: HashMap<Box<str>, HashMap<Box<str>, Vec<usize>>>,
    /// How long these texts are, in bytes.
    lengths: BTreeSet<(usize, usize)>,
}

impl<T: Default> Mixed<T> {
    /// What stands behind `pattern`.
    pub(super) fn entry(&mut self, pattern: Pattern) -> &mut T {
        let (start, end) = pattern.ends();
        self.lengths.insert((start.len(), end.len()));
        let alike = self.by_ends.entry(start.into()).or_default().entry(end.into()).or_default();
        let known =
            alike.iter().copied().find(|number| self.all.get(*number).is_some_and(|(known, _)| *known == pattern));
        let number = known.unwrap_or_else(|| {
            alike.push(self.all.len());
            self.all.push((pattern, T::default()));
            self.all.len() - 1
        });
        // It was just found or made.
        #[expect(clippy::indexing_slicing, reason = "it is there")]
        &mut self.all[number].1
    }
}

impl<T> Mixed<T> {
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// What stands behind those that `text` matches, the ones with the most text first; and how many steps it took.
    pub(super) fn matching(&self, text: &str) -> (Vec<&T>, usize) {
        let mut steps = 0;
        let mut found = Vec::new();
        for (start, end) in &self.lengths {
            steps += 1;
            let ends = text.get(..*start).zip(text.len().checked_sub(*end).and_then(|at| text.get(at..)));
            let alike = ends.and_then(|(start, end)| self.by_ends.get(start)?.get(end));
            for number in alike.into_iter().flatten() {
                steps += 1;
                found.extend(
                    self.all.get(*number).filter(|(pattern, _)| pattern.matches(text)).map(|known| (number, known)),
                );
            }
        }
        found.sort_unstable_by_key(|(number, (pattern, _))| (std::cmp::Reverse(pattern.weight()), **number));
        (found.into_iter().map(|(_, (_, behind))| behind).collect(), steps)
    }
}
