//! Folds against a list of the lines that are not hidden.

use std::collections::BTreeSet;

use super::*;
use crate::console::json_view::Folds;

#[derive(Clone, Debug)]
enum Change {
    Toggle(prop::sample::Index),
    Fold(prop::sample::Index),
    Reveal(prop::sample::Index),
    FoldAllBelow(usize),
    UnfoldAll,
}

fn changes() -> impl Strategy<Value = Vec<Change>> {
    let change = prop_oneof![
        6 => any::<prop::sample::Index>().prop_map(Change::Toggle),
        6 => any::<prop::sample::Index>().prop_map(Change::Fold),
        2 => any::<prop::sample::Index>().prop_map(Change::Reveal),
        2 => (0_usize..4).prop_map(Change::FoldAllBelow),
        1 => Just(Change::UnfoldAll),
    ];
    proptest::collection::vec(change, 0..12)
}

/// The opening lines of what is folded, and the obvious way to everything else.
struct Model<'d> {
    document: &'d Document,
    folded: BTreeSet<usize>,
}

impl Model<'_> {
    fn hides(&self, opening: usize, line: usize) -> bool {
        let block = self.document.block(opening).unwrap();
        opening < line && line <= block.closing
    }

    fn rows(&self) -> Vec<usize> {
        let is_hidden = |&line: &usize| self.folded.iter().any(|&opening| self.hides(opening, line));
        (0..self.document.line_count()).filter(|line| !is_hidden(line)).collect()
    }

    fn make(&mut self, change: &Change) {
        let count = self.document.line_count();
        let opening = |line: usize| self.document.block(line).map(|block| block.opening);
        match change {
            Change::Toggle(line) => {
                if !self.folded.remove(&line.index(count)) {
                    self.folded.extend(opening(line.index(count)));
                }
            }
            Change::Fold(line) => self.folded.extend(opening(line.index(count))),
            Change::Reveal(line) => {
                let hiding = self.folded.iter().copied().filter(|&opening| self.hides(opening, line.index(count)));
                for opening in hiding.collect::<Vec<_>>() {
                    self.folded.remove(&opening);
                }
            }
            Change::FoldAllBelow(depth) => {
                let deep = (0..count).filter(|&line| self.document.depth(line) >= *depth);
                self.folded = deep.filter_map(opening).collect();
            }
            Change::UnfoldAll => self.folded.clear(),
        }
    }
}

proptest! {
    #[test]
    fn rows_and_lines_are_those_of_the_model((_, text) in texts(), changes in changes()) {
        let document = read(&text);
        let count = document.line_count();
        let mut folds = Folds::new(&document);
        let mut model = Model { document: &document, folded: BTreeSet::new() };
        for change in &changes {
            model.make(change);
            match change {
                Change::Toggle(line) => drop(folds.toggle(&document, line.index(count))),
                Change::Fold(line) => drop(folds.fold(&document, line.index(count))),
                Change::Reveal(line) => drop(folds.reveal(line.index(count))),
                Change::FoldAllBelow(depth) => folds.fold_all_below(&document, *depth),
                Change::UnfoldAll => folds.unfold_all(),
            }
            let rows = model.rows();
            prop_assert_eq!(folds.row_count(), rows.len());
            prop_assert_eq!(folds.line(rows.len()), None);
            let lines: Vec<usize> = (0..rows.len()).filter_map(|row| folds.line(row)).collect();
            prop_assert_eq!(&lines, &rows);
            for line in 0..count {
                // What is hidden is shown by the last row before it.
                prop_assert_eq!(folds.row(line), rows.partition_point(|&row| row <= line) - 1);
                prop_assert_eq!(folds.is_hidden(line), !rows.contains(&line));
                prop_assert_eq!(folds.is_folded(line), model.folded.contains(&line));
            }
        }
    }
}
