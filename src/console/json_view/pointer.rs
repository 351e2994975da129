//! Where in its document a line is.

use std::borrow::Cow;

use super::{Document, escape};
use crate::kernel::pointer;

impl Document {
    /// The JSON Pointer (RFC 6901) of the line's value; a closing line has that of its block. Empty for the whole
    /// document.
    ///
    /// What shares its key with another member has that one's pointer, too. Half a surrogate pair in a key, which no
    /// pointer can hold, becomes U+FFFD.
    #[must_use]
    pub fn pointer(&self, line: usize) -> String {
        let way: Vec<usize> = std::iter::successors(Some(line), |&line| self.parent(line)).collect();
        let mut pointer = String::new();
        // The outermost value is no step.
        for line in way.into_iter().rev().skip(1) {
            pointer::push(&mut pointer, &self.step(line));
        }
        pointer
    }

    /// The name of the line's value within its parent.
    fn step(&self, line: usize) -> Cow<'_, str> {
        // Its key stands in its first line.
        let first = self.block(line).map_or(line, |block| block.opening);
        match self.key(first) {
            Some(key) => escape::unquoted(key),
            None => self.position(line).to_string().into(),
        }
    }
}
