//! Which blocks are folded, and so which lines are rows.

use super::Document;

/// The folded blocks of a document. The first line of a folded block stays a row and stands for all of it. What is
/// folded within a folded block stays so, and is seen again when that one unfolds.
///
/// Looking up a row takes a binary search among the folds; changing them takes time in proportion to how many there
/// are.
#[derive(Clone, Debug)]
pub struct Folds {
    line_count: usize,
    /// All folded blocks, in order.
    folded: Vec<Fold>,
    /// Those that no other hides, in order.
    gaps: Vec<Gap>,
}

#[derive(Clone, Copy, Debug)]
struct Fold {
    opening: usize,
    closing: usize,
}

/// A fold that is seen. It hides the lines behind `opening`, through `closing`.
#[derive(Clone, Copy, Debug)]
struct Gap {
    /// The row of the fold's first line.
    row: usize,
    opening: usize,
    closing: usize,
}

impl Folds {
    /// No folds of `document`.
    #[must_use]
    pub fn new(document: &Document) -> Self {
        Self { line_count: document.line_count(), folded: Vec::new(), gaps: Vec::new() }
    }

    /// Whether the block that `line` opens is folded.
    #[must_use]
    pub fn is_folded(&self, line: usize) -> bool {
        self.find(line).is_ok()
    }

    /// Folds the block that `line` opens or closes; says whether that changed anything.
    pub fn fold(&mut self, document: &Document, line: usize) -> bool {
        let Some(block) = document.block(line) else { return false };
        let Err(place) = self.find(block.opening) else { return false };
        self.folded.insert(place, Fold { opening: block.opening, closing: block.closing });
        self.find_gaps();
        true
    }

    /// Unfolds the block that `line` opens; says whether that changed anything.
    pub fn unfold(&mut self, line: usize) -> bool {
        let Ok(place) = self.find(line) else { return false };
        self.folded.remove(place);
        self.find_gaps();
        true
    }

    /// Folds the block that `line` opens or closes, or unfolds it; says whether that changed anything.
    pub fn toggle(&mut self, document: &Document, line: usize) -> bool {
        self.unfold(line) || self.fold(document, line)
    }

    /// Folds the blocks at `depth` and deeper, and no others: with one, all but the outermost.
    pub fn fold_all_below(&mut self, document: &Document, depth: usize) {
        let deep = (0..self.line_count).filter(|&line| document.depth(line) >= depth);
        // A block is met twice: at its opening line, and at its closing line.
        let blocks = deep.filter_map(|line| document.block(line).filter(|block| block.opening == line));
        self.folded = blocks.map(|block| Fold { opening: block.opening, closing: block.closing }).collect();
        self.find_gaps();
    }

    /// Unfolds everything.
    pub fn unfold_all(&mut self) {
        self.folded.clear();
        self.find_gaps();
    }

    /// Unfolds whatever hides `line`; says whether that changed anything. A block that it opens stays as it is.
    pub fn reveal(&mut self, line: usize) -> bool {
        let before = self.folded.len();
        self.folded.retain(|fold| line <= fold.opening || fold.closing < line);
        self.find_gaps();
        self.folded.len() < before
    }

    /// How many rows there are.
    #[must_use]
    pub fn row_count(&self) -> usize {
        self.line_count.checked_sub(1).map_or(0, |last| self.row(last) + 1)
    }

    /// The line of `row`, counted from zero; `None` behind the last one.
    #[must_use]
    pub fn line(&self, row: usize) -> Option<usize> {
        let gaps_before = self.gaps.partition_point(|gap| gap.row < row);
        let line = match gaps_before.checked_sub(1).and_then(|gap| self.gaps.get(gap)) {
            Some(gap) => gap.closing + (row - gap.row),
            None => row,
        };
        (line < self.line_count).then_some(line)
    }

    /// The row that shows `line`: its own, or that of the fold that hides it.
    #[must_use]
    pub fn row(&self, line: usize) -> usize {
        match self.gap_before(line) {
            Some(gap) => gap.row + line.saturating_sub(gap.closing),
            None => line,
        }
    }

    /// Whether a fold hides `line`.
    #[must_use]
    pub fn is_hidden(&self, line: usize) -> bool {
        self.gap_before(line).is_some_and(|gap| line <= gap.closing)
    }

    fn find(&self, opening: usize) -> Result<usize, usize> {
        self.folded.binary_search_by_key(&opening, |fold| fold.opening)
    }

    fn gap_before(&self, line: usize) -> Option<&Gap> {
        let gaps_before = self.gaps.partition_point(|gap| gap.opening < line);
        self.gaps.get(gaps_before.checked_sub(1)?)
    }

    fn find_gaps(&mut self) {
        self.gaps.clear();
        for fold in &self.folded {
            let row = match self.gaps.last() {
                Some(outer) if fold.opening <= outer.closing => continue,
                Some(before) => before.row + (fold.opening - before.closing),
                None => fold.opening,
            };
            self.gaps.push(Gap { row, opening: fold.opening, closing: fold.closing });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines 0 to 9:  [  [  [  1  ]  ]  2  [  3  ]  ]  and the last is 10.
    const TEXT: &str = "[[[1]],2,[3]]";

    fn rows(folds: &Folds) -> Vec<usize> {
        (0..folds.row_count()).filter_map(|row| folds.line(row)).collect()
    }

    #[test]
    fn what_is_folded_inside_stays_folded() {
        let document = Document::read(TEXT.into(), 100).unwrap();
        let mut folds = Folds::new(&document);
        assert_eq!(rows(&folds), (0..11).collect::<Vec<_>>());
        assert!(folds.fold(&document, 2));
        assert!(!folds.fold(&document, 4), "it is folded");
        assert!(!folds.fold(&document, 3), "nothing opens there");
        assert_eq!(rows(&folds), [0, 1, 2, 5, 6, 7, 8, 9, 10]);
        assert!(folds.toggle(&document, 1));
        assert_eq!(rows(&folds), [0, 1, 6, 7, 8, 9, 10]);
        assert_eq!((folds.row(3), folds.is_hidden(3)), (1, true));
        assert_eq!((folds.row(1), folds.is_hidden(1)), (1, false));
        assert!(folds.toggle(&document, 1));
        assert_eq!(rows(&folds), [0, 1, 2, 5, 6, 7, 8, 9, 10]);
    }

    #[test]
    fn all_below_a_depth_fold_and_one_line_is_revealed() {
        let document = Document::read(TEXT.into(), 100).unwrap();
        let mut folds = Folds::new(&document);
        folds.fold_all_below(&document, 0);
        assert_eq!(rows(&folds), [0]);
        folds.fold_all_below(&document, 1);
        assert_eq!(rows(&folds), [0, 1, 6, 7, 10]);
        assert!(folds.reveal(3));
        assert_eq!(rows(&folds), [0, 1, 2, 3, 4, 5, 6, 7, 10]);
        assert!(!folds.reveal(7), "a folded line is seen");
        assert!(folds.is_folded(7));
        folds.unfold_all();
        assert_eq!(folds.row_count(), 11);
    }
}
