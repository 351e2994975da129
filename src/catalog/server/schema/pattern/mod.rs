//! Regular expressions of `pattern`: the regular ones among those of ECMA-262, matched in linear time.
//!
//! Lookarounds, back references, word boundaries and Unicode classes are not read: then nothing is known of the pattern.

mod class;
mod generate;
mod parse;
mod program;
#[cfg(test)]
mod tests;

use class::Class;
use program::Program;

/// What a pattern is made of.
#[derive(Debug)]
enum Tree {
    Class(Class),
    Sequence(Vec<Tree>),
    Choice(Vec<Tree>),
    Repeat { tree: Box<Tree>, min: usize, max: Option<usize> },
    Start,
    End,
}

/// A pattern that was understood.
#[derive(Debug)]
pub(super) struct Pattern {
    tree: Tree,
    program: Program,
}

impl Pattern {
    /// Reads a pattern; `None` if it cannot be decided what matches it.
    pub(super) fn read(text: &str) -> Option<Self> {
        let tree = parse::parse(text)?;
        let program = Program::of(&tree)?;
        Some(Self { tree, program })
    }

    /// Whether the pattern is found in `text`; `None` if that takes too long.
    pub(super) fn is_in(&self, text: &str) -> Option<bool> {
        self.program.is_in(text)
    }

    /// About how much work it is to look for the pattern in `text`.
    pub(super) fn work(&self, text: &str) -> usize {
        self.program.size().saturating_mul(text.len() + 1)
    }

    /// A text that may match: repeating `extra` times more than it must, and another one for another `salt`. And how
    /// many steps it took.
    pub(super) fn example(&self, extra: usize, salt: usize) -> (Option<String>, usize) {
        generate::generate(&self.tree, extra, salt)
    }
}
