//! A JSON document as the lines of its pretty form.

use std::sync::Arc;

use super::read::{self, Refusal};
use super::scan;

/// A JSON text and the lines of its pretty form. Lines are counted from zero; of a line that does not exist every
/// question has the answer that is the emptiest.
///
/// The text is shared, not copied; a line takes twenty bytes.
#[derive(Clone, Debug)]
pub struct Document {
    text: Arc<str>,
    lines: Vec<Line>,
}

/// A line: where it begins in the text, and how it hangs together with others. It ends where the next one begins.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line {
    pub(super) start: u32,
    pub(super) depth: u32,
    pub(super) role: Role,
}

/// What a line is. Positions are those among the members or elements of the parent. Every line knows its parent and its
/// position, or the line that does; so nothing has to be searched for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Role {
    /// A scalar, or an empty object or array.
    Whole { parent: u32, position: u32 },
    /// The beginning of an object or an array. Its position is kept by the closing line.
    Opening { is_object: bool, parent: u32, closing: u32 },
    /// The end of one.
    Closing { opening: u32, position: u32 },
}

/// The parent of what has none.
pub(super) const NO_LINE: u32 = u32::MAX;

/// An object or an array of several lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// Whether it is an object.
    pub is_object: bool,
    /// Its first line.
    pub opening: usize,
    /// Its last line.
    pub closing: usize,
    /// How many members or elements it has: at least one.
    pub count: usize,
}

impl Document {
    /// Reads `text`, one JSON value (RFC 8259) with white space around it; a byte order mark before it is skipped.
    ///
    /// `most_lines` bounds the memory: a text of ten million brackets would be as many lines.
    ///
    /// # Errors
    /// What is not JSON and what is too large is refused; it can still be shown as plain text.
    pub fn read(text: Arc<str>, most_lines: usize) -> Result<Self, Refusal> {
        let lines = read::lines(&text, most_lines)?;
        Ok(Self { text, lines })
    }

    /// The text as it came.
    #[must_use]
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// How many lines there are: at least one.
    #[must_use]
    pub fn line_count(&self) -> usize {
        self.lines.len()
    }

    /// In how many objects and arrays the line is. The brackets of a block are not within it.
    #[must_use]
    pub fn depth(&self, line: usize) -> usize {
        self.lines.get(line).map_or(0, |line| line.depth as usize)
    }

    /// The block that `line` opens or closes.
    #[must_use]
    pub fn block(&self, line: usize) -> Option<Block> {
        let opening = match self.lines.get(line)?.role {
            Role::Whole { .. } => return None,
            Role::Opening { .. } => line,
            Role::Closing { opening, .. } => opening as usize,
        };
        let Role::Opening { is_object, closing, .. } = self.lines.get(opening)?.role else { return None };
        let closing = closing as usize;
        Some(Block { is_object, opening, closing, count: self.position(closing.checked_sub(1)?) + 1 })
    }

    /// The line that opens the block which the line's value is in; for a closing line, too, the value is all of its
    /// block.
    #[must_use]
    pub fn parent(&self, line: usize) -> Option<usize> {
        let parent = match self.lines.get(line)?.role {
            Role::Whole { parent, .. } | Role::Opening { parent, .. } => parent,
            Role::Closing { opening, .. } => return self.parent_of_block(opening as usize),
        };
        (parent != NO_LINE).then_some(parent as usize)
    }

    /// The place of the line's value among the members or elements of its parent, from zero.
    #[must_use]
    pub fn position(&self, line: usize) -> usize {
        let line = match self.lines.get(line).map(|line| line.role) {
            Some(Role::Opening { closing, .. }) => closing as usize,
            _ => line,
        };
        match self.lines.get(line).map(|line| line.role) {
            Some(Role::Whole { position, .. } | Role::Closing { position, .. }) => position as usize,
            Some(Role::Opening { .. }) | None => 0,
        }
    }

    /// Whether the line's value is a member of an object; its first line begins with its key then.
    pub(super) fn is_member(&self, line: usize) -> bool {
        let parent = self.parent(line).and_then(|parent| self.lines.get(parent));
        parent.is_some_and(|parent| matches!(parent.role, Role::Opening { is_object: true, .. }))
    }

    /// Whether the line is the end of a block.
    pub(super) fn is_closing(&self, line: usize) -> bool {
        self.lines.get(line).is_some_and(|line| matches!(line.role, Role::Closing { .. }))
    }

    /// The part of the text that the line shows, from its first token to its last. There may be white space between
    /// them.
    pub(super) fn source(&self, line: usize) -> &str {
        let Some(start) = self.lines.get(line).map(|line| line.start as usize) else { return "" };
        let end = self.lines.get(line + 1).map_or(self.text.len(), |next| next.start as usize);
        self.text.get(start..end).unwrap_or_default().trim_end_matches(scan::is_white)
    }

    fn parent_of_block(&self, opening: usize) -> Option<usize> {
        match self.lines.get(opening)?.role {
            Role::Opening { parent, .. } if parent != NO_LINE => Some(parent as usize),
            _ => None,
        }
    }
}
