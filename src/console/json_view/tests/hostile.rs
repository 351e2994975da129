//! Documents that are made to break viewers.

use super::*;
use crate::console::json_view::{Folds, Position, Progress, Refusal, Search};

const DEEP: usize = 100_000;

#[test]
fn depth_is_no_limit() {
    let document = read(&format!("{}0{}", "[".repeat(DEEP), "]".repeat(DEEP)));
    assert_eq!(document.line_count(), 2 * DEEP + 1);
    assert_eq!(document.depth(DEEP), DEEP);
    assert_eq!(document.pointer(DEEP).len(), 2 * DEEP);
    let mut folds = Folds::new(&document);
    folds.fold_all_below(&document, 0);
    assert_eq!(folds.row_count(), 1);
    folds.reveal(DEEP);
    assert_eq!(folds.row_count(), document.line_count());
    let mut search = Search::new("0");
    assert_eq!(search.step(&document, usize::MAX), Progress::Done);
    assert_eq!(search.matches().iter().map(|found| found.line).collect::<Vec<_>>(), [DEEP]);
}

#[test]
fn a_bomb_of_brackets_is_refused() {
    let bomb: std::sync::Arc<str> = "[".repeat(1_000_000).into();
    let end = Position { offset: 1_000_000, line: 1, column: 1_000_001 };
    assert_eq!(Document::read(bomb.clone(), usize::MAX).unwrap_err(), Refusal::Malformed(end));
    assert_eq!(Document::read(bomb, 1000).unwrap_err(), Refusal::TooManyLines);
}

#[test]
fn lines_are_counted_exactly() {
    assert_eq!(Document::read("[1,[]]".into(), 3).unwrap_err(), Refusal::TooManyLines);
    assert_eq!(Document::read("[1,[]]".into(), 4).unwrap().line_count(), 4);
    assert_eq!(Document::read("1".into(), 0).unwrap_err(), Refusal::TooManyLines);
}

#[test]
fn long_strings_are_cut_and_searched_a_stretch_at_a_time() {
    let text = format!("[\"{}needle\"]", "\\\\é".repeat(500_000));
    let document = read(&text);
    let piece = document.pieces(1).next().unwrap();
    let (cut, rest) = piece.cut(10_000);
    assert_eq!(cut.text.len() + rest.len(), piece.text.len());
    assert!((9_990..=10_000).contains(&cut.text.len()));
    let mut search = Search::new("\\Éneedle");
    let mut steps = 1;
    while search.step(&document, 100_000) == Progress::Going {
        steps += 1;
    }
    assert!(steps > 15, "{steps}");
    assert_eq!(search.matches().len(), 1);
    assert_eq!(&piece.text[search.matches()[0].range()], "\\\\éneedle");
}
