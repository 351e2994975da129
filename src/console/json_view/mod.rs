//! A JSON answer as lines that fold, are searched and are drawn only where they are seen.
//!
//! Made for texts of ten megabytes in a browser's one thread. [`Document`] reads the text once and keeps where the
//! lines of its pretty form begin; the pretty text itself is never made. What a line says is taken from the text when
//! the line is drawn ([`Document::pieces`]), so numbers and strings are shown as they were written. [`Folds`] says
//! which lines are rows, [`Search`] looks for text in small steps, and [`Document::pointer`] says where in the document
//! a line is.
//!
//! Nothing here recurses: how deep a document is nested is the sender's choice.

mod document;
pub(in crate::console) mod escape;
mod folds;
mod piece;
mod pointer;
mod read;
pub(in crate::console) mod scan;
mod search;
#[cfg(test)]
mod tests;

pub use document::{Block, Document};
pub use folds::Folds;
pub use piece::{Kind, Piece};
pub use read::{Position, Refusal};
pub use search::{Match, Progress, Search};
